internal import Inspection
internal import Records
internal import Stamps
internal import Time
internal import Wording

/// What a subject is, as far as the register knows.
public struct KnownSubject: Sendable {
    /// The producer's identifier.
    var producer: String?
    /// The product's identifier.
    var product: String?
    /// The lot.
    var lot: Lot?
}

extension RegisterSnapshot {
    /// Follows what was seen up to its producer; what was named outright goes before what follows from the stamp.
    ///
    /// - Parameter strictly: throws where something that is named by its identifier is not there; else passes it over.
    func about(_ seen: SeenSubject, strictly: Bool = true) throws -> KnownSubject {
        var known = try seen.stamp.map(subject(ofStamp:)) ?? KnownSubject()
        if let id = seen.lot, let lot = try record(Lot.self, id: id) {
            known = KnownSubject(producer: nil, product: lot.product, lot: lot)
        } else if let id = seen.lot, strictly {
            throw Problem(
                .lotUnknown, vi: "Sổ đăng ký không có lô «\(id)».", en: "The register has no lot \"\(id)\".")
        }
        if let id = seen.product, strictly { _ = try product(id) }
        if let id = seen.product, id != known.product, try record(Product.self, id: id) != nil {
            known = KnownSubject(producer: nil, product: id, lot: nil)
        }
        if let product = known.product { known.producer = try record(Product.self, id: product)?.producer }
        if let id = seen.producer, id != known.producer {
            if try record(Producer.self, id: id) != nil {
                known = KnownSubject(producer: id, product: nil, lot: nil)
            } else if strictly {
                throw Problem(
                    .recordUnknown, vi: "Sổ đăng ký không có chủ thể «\(id)».",
                    en: "The register has no producer \"\(id)\".")
            }
        }
        return known
    }

    /// What the text of a stamp names; its seal is not looked at.
    private func subject(ofStamp text: String) throws -> KnownSubject {
        guard let stamp = try? UnverifiedStamp(parsing: text), try item(.issuer, stamp.host.text) != nil else {
            return KnownSubject()
        }
        guard let serial = stamp.serial, let found = try batch(of: stamp.key, holding: serial.number) else {
            return KnownSubject(producer: nil, product: try owners(of: [stamp.key])[stamp.key], lot: nil)
        }
        return KnownSubject(
            producer: nil, product: found.batch.product, lot: try lot(of: found.batch, serial.number))
    }
}

extension RegisterTransaction {
    /// The case that a finding or report about this joins: one that is not closed, or a new one.
    func caseToJoin(_ key: CaseKey, by author: Authorship) throws -> InspectionCase {
        let open: [InspectionCase] = try openCases(key).map { try $0.value() }
        if let joined = key.joins(open) { return joined }
        let new = InspectionCase(
            id: InspectionCase.id(sequence: try head() + 1), key: key, openedOn: author.time.day)
        try record(.inspectionCase, new.json, by: author)
        return new
    }
}
