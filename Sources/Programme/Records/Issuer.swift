public import Encodings
public import Stamps
public import Time
public import Wording

/// The organisation that issues stamps from a register (đơn vị phát hành).
public struct Issuer: LedgerBody {
    /// The host that its stamps name.
    public let host: IssuerHost
    /// The name that people see.
    public let name: String
    /// How many seconds the clock of a register for trials is ahead of the machine's; nil of a register in earnest.
    ///
    /// The times of all entries follow it, and every leaf, page, label and bundle of the register says that it is a trial.
    public let demoClockOffset: Int64?
    /// The rules that its register begins with; nil in a register from before.
    public let rules: RegisterRules?

    /// Takes the parts as they are.
    public init(host: IssuerHost, name: String, demoClockOffset: Int64? = nil, rules: RegisterRules? = nil) {
        self.host = host
        self.name = name
        self.demoClockOffset = demoClockOffset
        self.rules = rules
    }

    /// Whether the register is for trials (sổ thử nghiệm): nothing that it says is of a real product.
    public var isDemo: Bool { demoClockOffset != nil }

    /// What everything that such a register shows says first.
    public static let demoSign = Bilingual(
        vi: "THỬ NGHIỆM – không phải hàng thật, không có giá trị sử dụng",
        en: "TRIAL – no real goods, of no validity")

    /// What every label of such a register has beside what its template says; nil in earnest.
    public var labelSign: String? { isDemo ? "THỬ NGHIỆM" : nil }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        .record([
            "host": .string(host.text), "name": .string(name), "demo": isDemo ? true : nil,
            "clockOffset": demoClockOffset.map { .integer(Int($0)) }, "rules": rules?.json,
        ])
    }

    /// The farthest that a clock for trials may be from the machine's, in seconds: two centuries.
    public static let largestClockOffset = 200 * 366 * 86_400

    /// Reads an issuer out of its ledger entry.
    public init?(reading reader: inout RecordReader) {
        let form = Bilingual(vi: "tên máy chủ", en: "a host name")
        let host = reader.required("host", should: form) { $0.string.flatMap { try? IssuerHost($0) } }
        let name = reader.text("name", limit: 200)
        let isDemo = reader.flag("demo")
        let range = -Self.largestClockOffset...Self.largestClockOffset
        let offset = reader.optionalWhole("clockOffset", in: range)
        let rules = reader.nested("rules", RegisterRules.init(reading:))
        guard let host, let name else { return nil }
        self.init(host: host, name: name, demoClockOffset: isDemo ? Int64(offset ?? 0) : nil, rules: rules)
    }
}

/// The public half of a signing key, and what may be done with it (khóa ký).
public struct SigningKeyRecord: LedgerBody {
    /// Whether new stamps may be signed with the key.
    public enum Standing: String, Sendable, CaseIterable {
        case published
        case retired
        case compromised
    }

    /// The number of the key, unique within the host for ever.
    public let keyID: KeyID
    /// The key that verifies.
    public let publicKey: StampPublicKey
    /// What may be done with it.
    public let standing: Standing
    /// The ledger entry from which on its batches are not vouched for; nil where it is the entry that says so.
    ///
    /// A theft is noticed later than it happened: `compromised` may reach back.
    public let from: Int?
    /// The first day on which it may sign; nil is open.
    public let validFrom: CivilDate?
    /// The last day on which it may sign; nil is open.
    public let validThrough: CivilDate?
    /// The producers for whose products it signs; nil for all of the register.
    public let producers: [String]?

    /// Takes the parts as they are.
    public init(
        keyID: KeyID, publicKey: StampPublicKey, standing: Standing, from: Int? = nil, validFrom: CivilDate? = nil,
        validThrough: CivilDate? = nil, producers: [String]? = nil
    ) {
        self.keyID = keyID
        self.publicKey = publicKey
        self.standing = standing
        self.from = from
        self.validFrom = validFrom
        self.validThrough = validThrough
        self.producers = producers
    }

    /// The same key in another standing; its days and its owners stay.
    public func with(_ standing: Standing, from: Int? = nil) -> SigningKeyRecord {
        SigningKeyRecord(
            keyID: keyID, publicKey: publicKey, standing: standing, from: from, validFrom: validFrom,
            validThrough: validThrough, producers: producers)
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        .record([
            "keyId": .integer(Int(keyID.rawValue)), "publicKey": .string(hexadecimal(publicKey.bytes)),
            "status": .string(standing.rawValue), "from": from.map(JSONValue.integer),
            "validFrom": validFrom.map { .string($0.iso) }, "validThrough": validThrough.map { .string($0.iso) },
            "producers": producers.map { .array($0.map(JSONValue.string)) },
        ])
    }

    /// Reads a key out of its ledger entry.
    public init?(reading reader: inout RecordReader) {
        let keyID = reader.whole("keyId", in: 0...Int(UInt16.max))
        let form = Bilingual(
            vi: "khóa công khai Ed25519, 64 chữ số thập lục phân", en: "an Ed25519 public key, 64 hex digits")
        let publicKey = reader.required("publicKey", should: form) { value in
            value.string.flatMap(bytes(hexadecimal:)).flatMap { try? StampPublicKey(bytes: $0) }
        }
        let standing: Standing? = reader.word("status")
        let from = reader.optionalWhole("from", in: 1...JSONValue.largestInteger)
        let validFrom = reader.optionalDate("validFrom")
        let validThrough = reader.optionalDate("validThrough")
        reader.order(("validFrom", validFrom), notAfter: ("validThrough", validThrough))
        let producers = reader.optional("producers", .references(.producer))
        guard let keyID, let publicKey, let standing else { return nil }
        self.init(
            keyID: KeyID(rawValue: UInt16(keyID)), publicKey: publicKey, standing: standing, from: from,
            validFrom: validFrom, validThrough: validThrough, producers: producers)
    }
}

extension SigningKeyRecord.Standing {
    /// The standing in words.
    public var title: Bilingual {
        switch self {
        case .published: Bilingual(vi: "đang dùng", en: "in use")
        case .retired: Bilingual(vi: "đã ngừng dùng", en: "retired")
        case .compromised: Bilingual(vi: "bị báo lộ", en: "reported stolen")
        }
    }
}
