public import Encodings
public import Stamps
public import Time

/// Stamps of a pre-printed roll that are given to a lot (kích hoạt tem).
///
/// Before it, a stamp of a roll is *not activated*, whatever its seal says.
public struct Activation: LedgerBody {
    /// The roll's batch.
    public let batch: String
    /// The serial numbers; none of them has a lot yet, and none is void.
    public let numbers: SerialRange
    /// The lot's identifier.
    public let lot: String
    /// The day, in Vietnam.
    public let on: CivilDate
    /// The form of each record that the stamps speak of from then on; nil in entries of before.
    public let sealed: SealedVersions?

    /// Takes the parts as they are.
    public init(batch: String, numbers: SerialRange, lot: String, on: CivilDate, sealed: SealedVersions? = nil) {
        self.batch = batch
        self.numbers = numbers
        self.lot = lot
        self.on = on
        self.sealed = sealed
    }

    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let batch = members.identifier("batch")
        let numbers = members.serialRanges("numbers")
        let lot = members.identifier("lot")
        let on = members.date("on")
        let sealed = members.nested("sealed", SealedVersions.init(reading:))
        guard let batch, let numbers, let range = numbers.first, numbers.count == 1, let lot, let on else {
            return nil
        }
        self.init(batch: batch, numbers: range, lot: lot, on: on, sealed: sealed)
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        .record([
            "batch": .string(batch), "numbers": [numbers].json, "lot": .string(lot), "on": .string(on.iso),
            "sealed": sealed?.json,
        ])
    }
}

/// The code of a product as such, for a plaque or a listing (mã sản phẩm, biển hiệu): no lot, no serial.
///
/// It shows the product's present recognition, and never that a pack is good (STAMP-V1 §1).
public struct Plaque: LedgerBody {
    /// `PL-` and the six-digit sequence number of its ledger entry.
    public let id: String
    /// The product's identifier.
    public let product: String
    /// The key that it is signed with.
    public let keyID: KeyID
    /// The day of issuance, in Vietnam.
    public let issuedOn: CivilDate
    /// The mark that it carries, and its right; nil without a mark.
    public let mark: BatchMark?

    /// Takes the parts as they are.
    public init(id: String, product: String, keyID: KeyID, issuedOn: CivilDate, mark: BatchMark?) {
        self.id = id
        self.product = product
        self.keyID = keyID
        self.issuedOn = issuedOn
        self.mark = mark
    }

    /// The identifier of the plaque that the ledger entry with this sequence number records.
    public static func id(sequence: Int) -> String { entryName("PL", sequence) }

    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let id = members.identifier("id")
        let product = members.identifier("product")
        let keyID = members.whole("keyId", in: 0...Int(UInt16.max))
        let issuedOn = members.date("issuedOn")
        let mark = members.nested("mark", BatchMark.init(reading:))
        guard let id, let product, let keyID, let issuedOn else { return nil }
        self.init(id: id, product: product, keyID: KeyID(rawValue: UInt16(keyID)), issuedOn: issuedOn, mark: mark)
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        .record([
            "id": .string(id), "product": .string(product), "keyId": .integer(Int(keyID.rawValue)),
            "issuedOn": .string(issuedOn.iso), "mark": mark?.json,
        ])
    }
}
