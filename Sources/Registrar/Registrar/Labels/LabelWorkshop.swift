internal import Labels
internal import Raster
public import Records
public import Stamps
internal import Synchronization
public import Verification

/// What labels are drawn with: templates, keys, threads, and where pictures of designs are kept.
public struct LabelWorkshop: Sendable {
    /// Templates, sheets and fonts.
    public let library: any LabelLibrary
    /// Pictures of the designs that labels were drawn with.
    public let pictures: any BlobStore
    /// Opens what seals the stamps of a batch, which asks first whether the log covers it: nothing is sealed before the
    /// log says to everyone that it was allowed.
    public let stamps: @Sendable (_ batch: Batch, _ facts: StampFacts) async throws -> StampRun
    /// Where drawing, which takes a processor for a while, is done.
    public let threads: any DrawingThreads

    /// Takes the parts as they are.
    public init(
        library: any LabelLibrary, pictures: any BlobStore, threads: any DrawingThreads,
        stamps: @escaping @Sendable (_ batch: Batch, _ facts: StampFacts) async throws -> StampRun
    ) {
        self.library = library
        self.pictures = pictures
        self.threads = threads
        self.stamps = stamps
    }
}

/// Where drawing is done: at once for a command, on a few threads of their own for a service.
public protocol DrawingThreads: Sendable {
    /// Runs a piece of work.
    func run<Answer: Sendable>(_ work: @escaping @Sendable () throws -> Answer) async throws -> Answer
}

/// The thread of the caller, for a command that has nothing else to do.
public struct CallersThread: DrawingThreads {
    /// The only one.
    public init() {}

    public func run<Answer: Sendable>(_ work: @escaping @Sendable () throws -> Answer) async throws -> Answer {
        try work()
    }
}

/// Labels that are recorded as drawn, each drawn when it is asked for.
public final class LabelJob: Sendable {
    /// The batch.
    public let batch: Batch
    /// The design.
    public let design: LabelDesignSource
    /// The numbers of the labels.
    public let numbers: PrintableNumbers
    /// How often each is drawn, one after the other.
    public let copies: Int
    /// Whether all labels are one stream; else each is a file of its own.
    public let isOneStream: Bool
    private let state: Mutex<LabelDrawer>

    init(
        batch: Batch, design: LabelDesignSource, numbers: PrintableNumbers, copies: Int, isOneStream: Bool,
        drawer: consuming sending LabelDrawer
    ) {
        self.batch = batch
        self.design = design
        self.numbers = numbers
        self.copies = copies
        self.isOneStream = isOneStream
        state = Mutex(drawer)
    }

    /// The serial of a number, which names its file.
    public func serial(_ number: SerialNumber) -> Serial { state.withLock { $0.stamps.serial(number) } }

    /// The bytes that a label adds to the stream, or that are its file; one thread at a time.
    ///
    /// - Throws: `Problem` `labelNotDrawable`.
    public func draw(_ number: SerialNumber) throws -> [UInt8] {
        try toldAsProblems { try state.withLock { drawer in try drawer.draw(number, copies: copies) } }
    }

    /// The next piece of what follows the last label of a stream; nil when there is no more.
    public func end() throws -> [UInt8]? {
        try toldAsProblems { try state.withLock { drawer in try drawer.end() } }
    }

    /// The labels as pieces of one stream, some ten thousand bytes each; nil after the last.
    public func pieces() -> @Sendable () throws -> [UInt8]? {
        let position = Mutex((numbers: numbers.makeIterator(), isOver: false))
        return { [self] in
            try position.withLock { position in
                var piece: [UInt8] = []
                // As large as pays off for a network, unless one label alone is larger.
                while !position.isOver, piece.count < 65_536 {
                    if let number = position.numbers.next() {
                        piece += try draw(number)
                    } else if let rest = try end() {
                        piece += rest
                    } else {
                        position.isOver = true
                    }
                }
                return piece.isEmpty ? nil : piece
            }
        }
    }
}

/// A press with the stamps that it prints.
struct LabelDrawer: ~Copyable {
    private var run: PrintRun
    let stamps: StampRun
    private let fields: Set<String>
    private let hasPIN: Bool

    init(_ run: consuming PrintRun, _ stamps: StampRun, fields: Set<String>, hasPIN: Bool) {
        self.run = run
        self.stamps = stamps
        self.fields = fields
        self.hasPIN = hasPIN
    }

    mutating func draw(_ number: SerialNumber, copies: Int) throws -> [UInt8] {
        let serial = stamps.serial(number)
        let label = LabelContent.label(
            serial: serial, stamp: try stamps.stamp(number), pin: hasPIN ? stamps.pin(number) : nil, for: fields)
        var bytes: [UInt8] = []
        for _ in 0..<copies { bytes += try run.label(label, name: serial.text) }
        return bytes
    }

    mutating func end() throws -> [UInt8]? { try run.end() }
}
