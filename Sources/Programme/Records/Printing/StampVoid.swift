public import Encodings
public import Stamps
public import Time

/// Stamps of a batch that are no longer good (hủy mã): from the entry on, verification says so.
///
/// A number that is void never comes back and is never given out again (INV-17).
public struct StampVoid: LedgerBody {
    /// Why stamps are void, which decides what they count for.
    public enum Cause: String, Sendable, CaseIterable {
        /// Tem hỏng: printed and destroyed; it counts against the quota, and its pack may get another one.
        case spoiled
        /// Tem trả lại: never used and given back; the right to print it is given back too.
        case returned
        /// Mã bị hủy, bị mất: lost, stolen, or on goods that must not be sold; it counts against the quota, and is not
        /// printed.
        case cancelled
    }

    /// The batch's identifier.
    public let batch: String
    /// The serial numbers, in order and without overlaps.
    public let numbers: [SerialRange]
    /// What became of them.
    public let cause: Cause
    /// Why, in the words of who did it; consumers read it.
    public let reason: String
    /// The first day on which they are void, in Vietnam.
    public let on: CivilDate

    /// Takes the parts as they are; `numbers` is ordered and without overlaps.
    public init(batch: String, numbers: [SerialRange], cause: Cause, reason: String, on: CivilDate) {
        self.batch = batch
        self.numbers = numbers
        self.cause = cause
        self.reason = reason
        self.on = on
    }

    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let batch = members.identifier("batch")
        let numbers = members.serialRanges("numbers")
        let cause: Cause? = members.word("cause")
        let reason = members.text("reason")
        let on = members.date("on")
        guard let batch, let numbers, let cause, let reason, let on else { return nil }
        self.init(batch: batch, numbers: numbers, cause: cause, reason: reason, on: on)
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        [
            "batch": .string(batch), "numbers": numbers.json, "cause": .string(cause.rawValue),
            "reason": .string(reason), "on": .string(on.iso),
        ]
    }
}
