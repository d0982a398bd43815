public import Encodings
public import Time

/// What a press reports of a batch: how many of its labels are printed and in use.
///
/// Spoiled and returned ones are reported as `StampVoid`, by number. A later report of a batch takes the place of the
/// earlier one.
public struct PrintReport: LedgerBody {
    /// The batch's identifier.
    public let batch: String
    /// Good labels, printed so far.
    public let printed: Int
    /// The day of the report, in Vietnam.
    public let on: CivilDate

    /// Takes the parts as they are.
    public init(batch: String, printed: Int, on: CivilDate) {
        self.batch = batch
        self.printed = printed
        self.on = on
    }

    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let batch = members.identifier("batch")
        let printed = members.whole("printed", in: 0...JSONValue.largestInteger)
        let on = members.date("on")
        guard let batch, let printed, let on else { return nil }
        self.init(batch: batch, printed: printed, on: on)
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        ["batch": .string(batch), "printed": .integer(printed), "on": .string(on.iso)]
    }
}

/// Labels of a batch drawn once more, under the same numbers (in lại): a jam in the printer, a lost file.
///
/// It never raises the total: no number is added.
public struct Reprint: LedgerBody {
    /// The batch's identifier.
    public let batch: String
    /// How many labels were drawn again.
    public let count: Int
    /// Why.
    public let reason: String
    /// The day, in Vietnam.
    public let on: CivilDate

    /// Takes the parts as they are.
    public init(batch: String, count: Int, reason: String, on: CivilDate) {
        self.batch = batch
        self.count = count
        self.reason = reason
        self.on = on
    }

    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let batch = members.identifier("batch")
        let count = members.whole("count", in: 1...JSONValue.largestInteger)
        let reason = members.text("reason")
        let on = members.date("on")
        guard let batch, let count, let reason, let on else { return nil }
        self.init(batch: batch, count: count, reason: reason, on: on)
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        ["batch": .string(batch), "count": .integer(count), "reason": .string(reason), "on": .string(on.iso)]
    }
}
