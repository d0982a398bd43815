internal import Access
internal import HTTPServer
internal import NIOPosix
internal import Records
internal import Synchronization
internal import Time

/// Draws labels on a few threads of its own, so that scans are answered while others print.
package final class DrawingPool: Sendable {
    private let drawing: any LabelDrawing
    private let threads: NIOThreadPool
    private let atOnce: Int
    private let running = Mutex(0)

    init(_ drawing: any LabelDrawing, atOnce: Int) {
        self.drawing = drawing
        self.atOnce = atOnce
        threads = NIOThreadPool(numberOfThreads: 2)
        threads.start()
    }

    deinit { threads.shutdownGracefully { _ in } }

    package func templates() async throws -> [TemplateDescription] {
        try await run { drawing in try drawing.templates() }
    }

    package func preview(of template: String, dotsPerInch: Int) async throws -> [UInt8] {
        try await run { drawing in try drawing.preview(of: template, dotsPerInch: dotsPerInch) }
    }

    /// The stream of a request's labels.
    ///
    /// The first piece is drawn before it is given, so that what cannot be drawn is a problem and not half a file.
    ///
    /// - Throws: `Failure` `rateLimited` where too many are being drawn; what `LabelDrawing` throws.
    func labels(
        _ request: LabelRequest, on today: CivilDate, as stamp: EntryStamp,
        permit: @escaping @Sendable (Subject) throws -> Void
    ) async throws -> OctetStream {
        let place = try self.place()
        let source = try await run { drawing in try drawing.labels(request, on: today, as: stamp, permit: permit) }
        let first = try await run { _ in try source() }
        return OctetStream(mediaType: request.format.mediaType, first: first) { [self] in
            // The place is free again when the stream is gone, sent or not.
            withExtendedLifetime(place) {}
            return try await run { _ in try source() }
        }
    }

    private func run<Result: Sendable>(
        _ work: @escaping @Sendable (any LabelDrawing) throws -> Result
    ) async throws -> Result {
        try await threads.runIfActive { [drawing] in try work(drawing) }
    }

    private func place() throws(Failure) -> Place {
        let isFree = running.withLock { running in
            if running >= atOnce { return false }
            running += 1
            return true
        }
        guard isFree else { throw .tooManyDrawings(limit: atOnce) }
        return Place(pool: self)
    }

    /// The right to draw beside others; given back at its end.
    private final class Place: Sendable {
        private let pool: DrawingPool

        init(pool: DrawingPool) {
            self.pool = pool
        }

        deinit { pool.running.withLock { $0 -= 1 } }
    }
}

/// Octets that are made while they are sent: the next piece is asked for when the last has gone out.
struct OctetStream: Sendable {
    let mediaType: String
    private let following: @Sendable () async throws -> [UInt8]?
    private let first: First

    init(mediaType: String, first: [UInt8]?, following: @escaping @Sendable () async throws -> [UInt8]?) {
        self.mediaType = mediaType
        self.first = First(piece: first)
        self.following = following
    }

    /// The next piece; nil after the last.
    func next() async throws -> [UInt8]? {
        if let first = first.take() { return first }
        return try await following()
    }

    /// The piece that is there already, once.
    private final class First: Sendable {
        private let piece: Mutex<[UInt8]?>

        init(piece: [UInt8]?) {
            self.piece = Mutex(piece)
        }

        func take() -> [UInt8]? {
            piece.withLock { piece in
                defer { piece = nil }
                return piece
            }
        }
    }
}
