public import Encodings
public import Records

extension RecordKind {
    /// The right to read records of this kind.
    public var reading: Action {
        switch self {
        case .producer: .readProducers
        case .zone: .readZones
        case .certificate: .readCertificates
        case .product: .readProducts
        case .recognition: .readRecognitions
        case .markAuthorisation: .readAuthorisations
        case .lot: .readLots
        // Everybody may know which communes there are.
        case .administrativeUnit: .readProducers
        case .organisation: .readOrganisations
        }
    }

    /// The rights of which a change of a record of this kind may need one or several.
    public var writing: [Action] {
        switch self {
        case .producer: [.writeProducer]
        case .zone: [.writeZone]
        case .certificate: [.writeCertificate, .verifyCertificate]
        case .product: [.writeProduct]
        case .recognition: [.recordRecognition, .withdrawRecognition]
        case .markAuthorisation: [.grantAuthorisation, .suspendAuthorisation]
        case .lot: [.writeLot]
        case .administrativeUnit: [.recordRecognition]
        case .organisation: [.writeOrganisation]
        }
    }
}

extension RecordKind {
    /// The right to confirm records of this kind; nil where nobody does.
    public var confirming: Action? {
        switch self {
        case .producer: .confirmProducer
        case .zone: .confirmZone
        case .certificate: .verifyCertificate
        case .product: .confirmProduct
        case .recognition, .markAuthorisation, .lot, .administrativeUnit, .organisation: nil
        }
    }
}

extension RecordKind {
    /// The rights that it takes to put a record in a new form over its present one; none where both are equal.
    ///
    /// What an office decides about a record is told apart from what the record says: the standing of a certificate or
    /// of a mark authorisation, the withdrawal of a recognition.
    ///
    /// - Parameter present: the record of the same identifier as it stands; nil where there is none.
    public func rights(toPut record: JSONValue, over present: JSONValue?) -> [Action] {
        if record == present { return [] }
        if let place, let present, place.value(in: record) != place.value(in: present) {
            return place.rest(of: record) == place.rest(of: present) ? [place.right] : writing + [place.right]
        }
        guard let decision else { return writing }
        let decides = decision.value(in: record) != (present.map(decision.value) ?? decision.undecided)
        let saysMore = present.map { decision.rest(of: $0) != decision.rest(of: record) } ?? true
        return zip(writing, [saysMore, decides]).filter(\.1).map(\.0)
    }

    /// Where a record lies, from which the scopes of offices are drawn: declared once, and changed by an office.
    private var place: Place? {
        switch self {
        case .producer: Place(members: ["address"], right: .confirmProducer)
        case .zone: Place(members: ["communeCode", "provinceCode"], right: .confirmZone)
        case .certificate, .product, .recognition, .markAuthorisation, .lot, .administrativeUnit, .organisation: nil
        }
    }

    /// The members that say where a record lies, and the right to change them.
    private struct Place {
        let members: [String]
        let right: Action

        func value(in record: JSONValue) -> [JSONValue?] {
            members.map { name in name == "address" ? Self.codes(of: record[name]) : record[name] }
        }

        /// A line of an address may be corrected; its commune and province are what counts.
        private static func codes(of address: JSONValue?) -> JSONValue? {
            guard let units = address?["current"] else { return nil }
            return .array([units["commune"]?["code"], units["province"]?["code"]].map { $0 ?? .null })
        }

        func rest(of record: JSONValue) -> JSONValue {
            record.replacing(Dictionary(members.map { ($0, JSONValue.null) }) { $1 })
        }
    }

    private var decision: Decision? {
        switch self {
        case .certificate: Decision(member: "status", undecided: "valid")
        case .recognition: Decision(member: "withdrawal", undecided: .null)
        case .markAuthorisation: Decision(member: "status", undecided: "active")
        case .producer, .zone, .product, .lot, .administrativeUnit, .organisation: nil
        }
    }

    /// The member of a record that an office decides, and what it is before anything was decided.
    private struct Decision {
        let member: String
        let undecided: JSONValue

        func value(in record: JSONValue) -> JSONValue { record[member] ?? undecided }

        func rest(of record: JSONValue) -> JSONValue {
            record.replacing([member: .null])
        }
    }
}
