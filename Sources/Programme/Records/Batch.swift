public import Encodings
internal import GS1
public import Stamps
public import Time
internal import Wording

/// The mark that the labels of a batch carry, and the right that it was printed under.
public struct BatchMark: Sendable, Equatable {
    /// The right to print that it counts against.
    public let authorisation: String
    /// The recognition that the right rests on.
    public let recognition: String
    /// 3, 4 or 5.
    public let stars: Int

    /// Takes the parts as they are.
    public init(authorisation: String, recognition: String, stars: Int) {
        self.authorisation = authorisation
        self.recognition = recognition
        self.stars = stars
    }

    init?(reading members: inout RecordReader) {
        let authorisation = members.identifier("authorisation")
        let recognition = members.identifier("recognition")
        let stars = members.whole("stars", in: 3...5)
        guard let authorisation, let recognition, let stars else { return nil }
        self.init(authorisation: authorisation, recognition: recognition, stars: stars)
    }

    var json: JSONValue {
        [
            "authorisation": .string(authorisation), "recognition": .string(recognition), "stars": .integer(stars),
        ]
    }
}

/// Stamps that were issued together: a range of serial numbers of one product, for one lot or on a roll.
///
/// It is all that is stored of its stamps, however many they are: seals are deterministic and guards follow from the
/// secret, so each stamp can be made again.
public struct Batch: LedgerBody {
    /// Members of its entry that nobody outside the register gets: the encrypted secret of its stamps, and the salt of the
    /// records that it seals.
    public static let secretMembers: Set<String> = ["sealedSecret", "sealed"]

    /// The kind of the ledger entry that records it.
    public static let entryKind = "batch"

    /// `B-` and the six-digit sequence number of its ledger entry.
    public let id: String
    /// What the asker called the request; the same request never makes a second batch.
    public let request: String?
    /// The product's identifier.
    public let product: String
    /// What its stamps name.
    public let productKey: ProductKey
    /// The serial numbers; no other batch of the product has them.
    public let numbers: SerialRange
    /// The lot's identifier; nil for a pre-printed roll, whose stamps are given to lots later (`Activation`).
    public let lot: String?
    /// The lot number that stands in the stamps themselves; nil where they carry only the serial.
    public let lotInStamp: LotNumber?
    /// The key that its stamps are signed with.
    public let keyID: KeyID
    /// The secret of the serials' guards (STAMP-V1 §3), encrypted; opaque to everyone but the keyring.
    public let sealedSecret: String
    /// The day in Vietnam on which it was recorded.
    public let issuedOn: CivilDate
    /// nil where the labels carry no mark.
    public let mark: BatchMark?
    /// Certificate types that the labels may claim.
    public let claims: [CertificateType]
    /// Who asked for it: a producer's or an operator's identifier; the entry's actor approved it.
    public let requestedBy: String?
    /// The print order that it fulfils, where there is one.
    public let order: String?
    /// Whether its packs carry a number under a scratch-off cover (`CoveredPIN`).
    public let hasPIN: Bool
    /// The form of each record that its stamps speak of; nil in batches of before, where it is the newest before them.
    public let sealed: SealedVersions?

    /// Takes the parts as they are.
    public init(
        id: String, request: String?, product: String, productKey: ProductKey, numbers: SerialRange, lot: String?,
        lotInStamp: LotNumber?, keyID: KeyID, sealedSecret: String, issuedOn: CivilDate, mark: BatchMark?,
        claims: [CertificateType], requestedBy: String? = nil, order: String? = nil, hasPIN: Bool = false,
        sealed: SealedVersions? = nil
    ) {
        self.id = id
        self.request = request
        self.product = product
        self.productKey = productKey
        self.numbers = numbers
        self.lot = lot
        self.lotInStamp = lotInStamp
        self.keyID = keyID
        self.sealedSecret = sealedSecret
        self.issuedOn = issuedOn
        self.mark = mark
        self.claims = claims
        self.requestedBy = requestedBy
        self.order = order
        self.hasPIN = hasPIN
        self.sealed = sealed
    }

    /// The identifier of the batch that the ledger entry with this sequence number records.
    public static func id(sequence: Int) -> String { entryName("B", sequence) }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        let key: [String: JSONValue] =
            switch productKey {
            case .gtin(let gtin): ["gtin": .string(gtin.text)]
            case .code(let code): ["productCode": .string(code.text)]
            }
        return .record(
            key.mapValues(Optional.some).merging([
                "id": .string(id), "request": request.map(JSONValue.string), "product": .string(product),
                "firstNumber": .integer(Int(numbers.first.rawValue)), "count": .integer(numbers.count),
                "lot": lot.map(JSONValue.string), "lotInStamp": lotInStamp.map { .string($0.text) },
                "keyId": .integer(Int(keyID.rawValue)), "sealedSecret": .string(sealedSecret),
                "issuedOn": .string(issuedOn.iso),
                "mark": mark?.json,
                "claims": claims.isEmpty ? nil : .array(claims.map { .string($0.rawValue) }),
                "requestedBy": requestedBy.map(JSONValue.string), "order": order.map(JSONValue.string),
                "pin": hasPIN ? true : nil, "sealed": sealed?.json,
            ]) { $1 })
    }
}

extension Batch {
    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let id = members.identifier("id")
        let request = members.optionalText("request", limit: 100)
        let product = members.identifier("product")
        let productKey = Self.productKey(&members)
        let first = members.whole("firstNumber", in: 0...Int(SerialNumber.maximum.rawValue))
        let count = members.whole("count", in: 1...Int(SerialNumber.maximum.rawValue))
        let lot = members.optionalIdentifier("lot")
        let lotForm = Bilingual(vi: "số lô", en: "a lot number")
        let lotInStamp = members.optional("lotInStamp", should: lotForm) { $0.string.flatMap { try? LotNumber($0) } }
        let keyID = members.whole("keyId", in: 0...Int(UInt16.max))
        let sealedSecret = members.text("sealedSecret", limit: 200)
        let issuedOn = members.date("issuedOn")
        let mark = members.nested("mark", BatchMark.init(reading:))
        let claims = members.certificateTypes("claims")
        let requestedBy = members.optionalText("requestedBy", limit: 100)
        let order = members.optionalIdentifier("order")
        let hasPIN = members.optional("pin", should: Bilingual(vi: "true", en: "true"), \.bool) ?? false
        let sealed = members.nested("sealed", SealedVersions.init(reading:))
        if lotInStamp != nil, lot == nil {
            let need = Bilingual(vi: "mã lô, vì tem mang số lô", en: "a lot, because the stamps carry its number")
            _ = members.required("lot", should: need) { $0 }
        }
        guard let id, let product, let productKey, let first, let count, let keyID, let sealedSecret,
            let issuedOn, let numbers = Self.numbers(first, count, &members)
        else { return nil }
        self.init(
            id: id, request: request, product: product, productKey: productKey, numbers: numbers, lot: lot,
            lotInStamp: lotInStamp, keyID: KeyID(rawValue: UInt16(keyID)), sealedSecret: sealedSecret,
            issuedOn: issuedOn, mark: mark, claims: claims, requestedBy: requestedBy, order: order, hasPIN: hasPIN,
            sealed: sealed)
    }

    private static func numbers(_ first: Int, _ count: Int, _ members: inout RecordReader) -> SerialRange? {
        let form = Bilingual(
            vi: "số tem mà từ số đầu \(first) còn đủ chỗ", en: "a count that there is room for from number \(first) on")
        return members.required("count", should: form) { _ in
            SerialNumber(rawValue: UInt64(first)).flatMap { try? SerialRange(first: $0, count: count) }
        }
    }

    private static func productKey(_ members: inout RecordReader) -> ProductKey? {
        if members.optionalValue("productCode") != nil {
            return members.required("productCode", should: Bilingual(vi: "mã sản phẩm", en: "a product code")) {
                $0.string.flatMap { try? ProductKey.code(ProductCode($0)) }
            }
        }
        return members.required("gtin", should: Bilingual(vi: "GTIN", en: "a GTIN")) {
            $0.string.flatMap { try? ProductKey.gtin(GTIN($0)) }
        }
    }
}
