internal import Access
internal import HTTPServer
internal import NIOPosix
internal import Records
package import Registrar
internal import Synchronization
internal import Time

/// Draws labels on a few threads of its own, so that scans are answered while others print.
package final class DrawingPool: Sendable {
    private let registrar: Registrar
    private let workshop: LabelWorkshop
    private let threads: Threads
    private let atOnce: Int
    private let running = Mutex(0)

    init(_ registrar: Registrar, atOnce: Int, _ workshop: (any DrawingThreads) -> LabelWorkshop) {
        self.registrar = registrar
        self.atOnce = atOnce
        threads = Threads()
        self.workshop = workshop(threads)
    }

    /// The templates that there are, by their names.
    package func templates() async throws -> [LabelDesignSource] {
        let library = workshop.library
        return try await threads.run { try library.names().map { try library.design($0) } }
    }

    /// The template of that name.
    ///
    /// - Throws: `Problem` `templateUnknown`, `templateInvalid`.
    package func design(_ name: String) async throws -> LabelDesignSource {
        let library = workshop.library
        return try await threads.run { try library.design(name) }
    }

    /// A template with its sample values, as a PNG.
    ///
    /// - Throws: `Problem` `templateUnknown`, `labelNotDrawable`.
    package func preview(of template: String, dotsPerInch: Int) async throws -> [UInt8] {
        let library = workshop.library
        return try await threads.run {
            try library.design(template).samplePicture(dotsPerInch: dotsPerInch, fonts: library.fonts())
        }
    }

    /// The stream of a request's labels.
    ///
    /// The first piece is drawn before it is given, so that what cannot be drawn is a problem and not half a file.
    ///
    /// - Throws: `Failure` `rateLimited` where too many are being drawn; what `Registrar.labels` throws.
    func labels(_ request: LabelRequest, mediaType: String, by author: Authorship) async throws -> ByteStream {
        let place = try self.place()
        let source = try await registrar.labels(request, with: workshop, by: author).pieces()
        let first = try await threads.run { try source() }
        return ByteStream(mediaType: mediaType, first: first) { [threads] in
            // The place is free again when the stream is gone, sent or not.
            withExtendedLifetime(place) {}
            return try await threads.run { try source() }
        }
    }

    private final class Threads: DrawingThreads {
        private let pool = NIOThreadPool(numberOfThreads: 2)

        init() { pool.start() }

        deinit { pool.shutdownGracefully { _ in } }

        func run<Answer: Sendable>(_ work: @escaping @Sendable () throws -> Answer) async throws -> Answer {
            try await pool.runIfActive(work)
        }
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

/// Bytes that are made while they are sent: the next piece is asked for when the last has gone out.
struct ByteStream: Sendable {
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
