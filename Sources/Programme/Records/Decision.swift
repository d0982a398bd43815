public import Encodings
public import GS1
public import Stamps
public import Time

/// What an authority decided about a record, as an act of its own (quyết định): it changes by another act only, never by a
/// file, a table or a new form of the record.
public struct Decision: LedgerBody {
    /// What was decided.
    public enum Act: String, Sendable, CaseIterable {
        /// A recognition (Decision 26/2026/QĐ-TTg Art 8) or a certificate is no longer in force, for ever.
        case withdrawn
        /// A recognition is in force longer (Decision 26/2026/QĐ-TTg Art 12.3).
        case extended
        /// A right or a certificate may not be used for the time being.
        case suspended
        /// What was suspended may be used again.
        case resumed
        /// A right is over, for ever.
        case ended
        /// A producer has stopped producing, as an office attests; `resumed` says that it produces.
        case ceased
        /// A producer is no more, for ever.
        case closed
        /// A product no longer has its GTIN, which was another's (tranh chấp mã vạch).
        case released
    }

    /// The kind of the record.
    public let kind: RecordKind
    /// The record's identifier.
    public let record: String
    /// What was decided.
    public let act: Act
    /// Why; of the withdrawal of a recognition, which of the grounds of Art 8.1 it rests on.
    public let ground: String?
    /// The number of the decision, or the document that proves it; nil where it is not recorded.
    public let number: String?
    /// The first day on which it holds, in Vietnam.
    public let on: CivilDate
    /// The last day of an extension, or of a suspension that has one.
    public let until: CivilDate?
    /// Of a certificate, every time in which it was suspended, this act included; nil in entries from before they were
    /// kept.
    public let suspensions: [Certificate.Suspension]?
    /// Whose decision it is, as it names its authority; nil where it is not recorded.
    public let by: String?
    /// Of a released GTIN, which it is, and the code that stands in the product's stamps from then on.
    public let keys: ReleasedKeys?

    /// A GTIN that a product no longer has, and what takes its place.
    public struct ReleasedKeys: Sendable, Equatable {
        /// The number that is free from then on.
        public let gtin: GTIN
        /// What the product's stamps carry instead.
        public let code: ProductCode

        /// Takes the parts as they are.
        public init(gtin: GTIN, code: ProductCode) {
            self.gtin = gtin
            self.code = code
        }
    }

    /// Takes the parts as they are.
    public init(
        _ act: Act, _ kind: RecordKind, _ record: String, ground: String? = nil, number: String? = nil, on: CivilDate,
        until: CivilDate? = nil, by: String? = nil, suspensions: [Certificate.Suspension]? = nil,
        keys: ReleasedKeys? = nil
    ) {
        self.keys = keys
        self.suspensions = suspensions
        self.kind = kind
        self.record = record
        self.act = act
        self.ground = ground
        self.number = number
        self.on = on
        self.until = until
        self.by = by
    }

    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let kind: RecordKind? = members.word("kind")
        let record = members.identifier("record")
        let act: Act? = members.word("act")
        let ground = members.optionalText("ground")
        let number = members.optionalText("number")
        let on = members.date("on")
        let until = members.optionalDate("until")
        let by = members.optionalText("by")
        let isDated = members.optionalValue("suspensions") != nil
        let suspensions = members.list("suspensions", Certificate.Suspension.init(reading:))
        let gtin = members.optionalText("gtin").flatMap { try? GTIN($0) }
        let code = members.optionalText("productCode").flatMap { try? ProductCode($0) }
        guard let kind, let record, let act, let on else { return nil }
        self.init(
            act, kind, record, ground: ground, number: number, on: on, until: until, by: by,
            suspensions: isDated ? suspensions : nil,
            keys: gtin.flatMap { gtin in code.map { ReleasedKeys(gtin: gtin, code: $0) } })
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        .record([
            "kind": .string(kind.rawValue), "record": .string(record), "act": .string(act.rawValue),
            "ground": ground.map(JSONValue.string), "number": number.map(JSONValue.string), "on": .string(on.iso),
            "until": until.map { .string($0.iso) }, "by": by.map(JSONValue.string),
            "suspensions": suspensions.map { .array($0.map(\.json)) },
            "gtin": keys.map { .string($0.gtin.text) }, "productCode": keys.map { .string($0.code.text) },
        ])
    }
}

extension Decision {
    /// The same act on a certificate, with every time in which it is suspended from then on.
    public func dated(over certificate: Certificate) -> Decision {
        var all = certificate.suspensions
        switch act {
        case .suspended: all.append(Certificate.Suspension(from: on, through: until))
        case .resumed:
            all = all.compactMap { suspension in
                guard suspension.through.map({ $0 >= on }) ?? true else { return suspension }
                // The day on which it is resumed is good again.
                return suspension.from < on ? .init(from: suspension.from, through: on.adding(days: -1)) : nil
            }
        case .withdrawn, .extended, .ended, .ceased, .closed, .released: break
        }
        return Decision(
            act, kind, record, ground: ground, number: number, on: on, until: until, by: by, suspensions: all)
    }

    /// The members of the record that the act decides, as they are from then on; null where there is none of a name.
    ///
    /// Empty for an act that a record of the kind does not know.
    public var decided: [String: JSONValue] {
        let reason = ground.map(JSONValue.string) ?? .null
        return switch (kind, act) {
        case (.recognition, .withdrawn):
            [
                "withdrawal": .record([
                    "ground": .string(ground ?? "–"), "decisionNumber": .string(number ?? "–"), "on": .string(on.iso),
                    "by": by.map(JSONValue.string),
                ])
            ]
        case (.recognition, .extended):
            [
                "extension": [
                    "until": .string((until ?? on).iso), "evidence": .string(number ?? "–"),
                ]
            ]
        case (.certificate, .withdrawn):
            ["status": "withdrawn"].merging(
                suspensions == nil ? [:] : ["withdrawnOn": .string(on.iso)].merging(days) { $1 }
            ) { $1 }
        case (.certificate, .suspended): ["status": "suspended"].merging(days) { $1 }
        case (.certificate, .resumed): ["status": "valid"].merging(days) { $1 }
        case (.markAuthorisation, .suspended): ["status": "suspended", "statusReason": reason]
        case (.markAuthorisation, .resumed): ["status": "active", "statusReason": .null]
        case (.markAuthorisation, .ended): ["status": "ended", "statusReason": reason]
        case (.producer, .ceased): ["status": "ceased", "statusOn": .string(on.iso), "statusReason": reason]
        case (.producer, .closed): ["status": "closed", "statusOn": .string(on.iso), "statusReason": reason]
        case (.producer, .resumed): ["status": .null, "statusOn": .null, "statusReason": .null]
        case (.product, .released): keys.map { ["gtin": .null, "productCode": .string($0.code.text)] } ?? [:]
        default: [:]
        }
    }

    private var days: [String: JSONValue] {
        suspensions.map { ["suspensions": $0.isEmpty ? .null : .array($0.map(\.json))] } ?? [:]
    }

    /// A record's data after the act.
    public func applied(to record: JSONValue) -> JSONValue { record.replacing(decided) }
}

extension RecordKind {
    /// The members of records of this kind that acts decide, each with what it is before any act; null for none.
    public var decidedMembers: [String: JSONValue] {
        switch self {
        case .recognition: ["withdrawal": .null, "extension": .null]
        case .certificate: ["status": "valid", "suspensions": .null, "withdrawnOn": .null]
        case .markAuthorisation: ["status": "active", "statusReason": .null]
        case .producer: ["status": "active", "statusOn": .null, "statusReason": .null]
        case .zone, .product, .lot, .administrativeUnit, .organisation: [:]
        }
    }

    /// What a record's data says of the members that acts decide.
    public func decided(in record: JSONValue) -> [String: JSONValue] {
        decidedMembers.reduce(into: [:]) { $0[$1.key] = record[$1.key] ?? $1.value }
    }
}

extension JSONValue {
    /// The object with these members in the place of its own; null leaves one out.
    public func replacing(_ changes: [String: JSONValue]) -> JSONValue {
        guard case .object(var members) = self else { return self }
        for (name, value) in changes { members[name] = value == .null ? nil : value }
        return .object(members)
    }

    /// The object with what another one gives: its members, those of objects within alike; null takes one away.
    package func updated(with other: JSONValue) -> JSONValue {
        guard case .object(var members) = self, case .object(let given) = other else { return other }
        for (name, value) in given {
            members[name] = value == .null ? nil : members[name]?.updated(with: value) ?? value
        }
        return .object(members)
    }
}
