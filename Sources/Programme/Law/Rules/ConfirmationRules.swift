public import Records
internal import Time
public import Wording

// The rules about what an office has confirmed, and what rests on it.

/// An office that confirms what others declared.
public struct ConfirmationCase: Sendable {
    /// The kind of the record.
    public let kind: RecordKind
    /// The record's identifier.
    public let record: String
    /// Who confirms.
    public let organisation: String
    /// Whose the record is.
    public let producers: Set<String>
    /// The organisation that declared what is confirmed.
    public let declaredBy: String

    /// Takes the parts as they are.
    public init(
        _ kind: RecordKind, _ record: String, by organisation: String, producers: Set<String>, declaredBy: String
    ) {
        self.kind = kind
        self.record = record
        self.organisation = organisation
        self.producers = producers
        self.declaredBy = declaredBy
    }

    /// INV-27: a fact is confirmed by an organisation that is neither the record's producer nor who declared it.
    public func confirmerIsAnother() -> Problem? {
        guard producers.contains(organisation) || declaredBy == organisation else { return nil }
        return Problem(
            .confirmedByItself,
            vi: "«\(organisation)» đã khai báo hoặc là chủ thể của «\(record)» nên không thể tự xác nhận.",
            en: "\"\(organisation)\" declared \"\(record)\" or is its producer, and cannot confirm it.",
            hint: Bilingual(
                vi: "Đề nghị cơ quan khác có thẩm quyền xác nhận.", en: "Ask another competent office to confirm it."))
    }
}

/// What an issuance case knows of confirmations.
public struct UnconfirmedFacts: Sendable, Equatable {
    /// The certificates that nobody has confirmed, and whether each was declared before confirmations were asked for.
    public let certificates: [String: Bool]
    /// The zones, likewise.
    public let zones: [String: Bool]

    /// Takes the parts as they are.
    public init(certificates: [String: Bool] = [:], zones: [String: Bool] = [:]) {
        self.certificates = certificates
        self.zones = zones
    }

    /// Everything is confirmed.
    public static let none = UnconfirmedFacts()
}

extension IssuanceCase {
    /// INV-28: what is not confirmed backs no mark and no claim: neither the zones of the raw material, nor the
    /// certificates that a claim or the facility rests on.
    ///
    /// Of records that were declared before confirmations were asked for, only a warning until the day from which they
    /// bind (`confirmationsBindFrom`).
    public func restsOnConfirmedFacts() -> [Finding] {
        guard unconfirmed != .none, withMark || !claims.isEmpty else { return [] }
        let named = Set(lot.inputs.compactMap(\.zone))
        let places = zones.filter { named.contains($0.id) && unconfirmed.zones[$0.id] != nil }.map {
            notConfirmed(
                Bilingual(vi: "Vùng nguyên liệu «\($0.name)» (\($0.id))", en: "The zone \"\($0.name)\" (\($0.id))"),
                isOld: unconfirmed.zones[$0.id] == true)
        }
        return places
            + needed().map { certificate in
                notConfirmed(
                    Bilingual(
                        vi: "Giấy chứng nhận \(certificate.number) (\(certificate.id), nơi cấp: \(certificate.issuer))",
                        en: "The certificate \(certificate.number) (\(certificate.id), issued by \(certificate.issuer))"
                    ),
                    isOld: unconfirmed.certificates[certificate.id] == true)
            }
    }

    /// The certificates that are not confirmed and without which a claim or the mark has nothing to rest on.
    private func needed() -> [Certificate] {
        let confirmed = restricted { unconfirmed.certificates[$0.id] == nil }
        let unproven = claims.filter { claimIsCovered($0) == nil && confirmed.claimIsCovered($0) != nil }
        var wanted = Set(unproven)
        if withMark, facilityIsCertified() == nil, confirmed.facilityIsCertified() != nil,
            let law = framework.foodSafety(on: lot.packedOn)
        {
            wanted.formUnion(law.certificates)
        }
        let own = certificates + facilityCertificates.filter { other in !certificates.contains { $0.id == other.id } }
        return own.filter { unconfirmed.certificates[$0.id] != nil && wanted.contains($0.type) }
    }

    private func notConfirmed(_ what: Bilingual, isOld: Bool) -> Finding {
        let isLate = isOld && (confirmationsBindFrom.map { today < $0 } ?? false)
        let until = confirmationsBindFrom.map {
            isLate
                ? Bilingual(
                    vi: " Từ ngày \($0.vietnamese), tem không phát hành được nếu chưa xác nhận.",
                    en: " From \($0.iso) on, nothing is issued without it.")
                : Bilingual(vi: "", en: "")
        }
        return Finding(
            Problem(
                .notConfirmed,
                vi:
                    "\(what.vi) do nhà sản xuất tự khai, chưa được cơ quan có thẩm quyền xác nhận nên chưa làm căn cứ cho "
                    + "nhãn hiệu hay công bố trên nhãn.\(until?.vi ?? "")",
                en:
                    "\(what.en) is declared by the producer and not confirmed by a competent office; it backs neither the "
                    + "mark nor a claim.\(until?.en ?? "")",
                hint: Bilingual(
                    vi: "Đề nghị cơ quan xác nhận; danh sách chờ: temgoc confirm --list.",
                    en: "Ask the office to confirm it; what waits: temgoc confirm --list.")),
            isLate ? .warning : .refusal)
    }
}
