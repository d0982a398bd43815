public import Records
public import Time
public import Wording

// The rules about certificates: what may be claimed, and where food may be packed.

extension IssuanceCase {
    /// INV-09: a claim such as *organic* needs, for every input, a certificate of that type that covers its zone and
    /// crop over the whole harvest and is neither suspended nor withdrawn; one of the facility must cover the packing
    /// date, and covers the whole lot.
    ///
    /// Source: seed 002 on certificates "từ vùng nguyên liệu … đến cơ sở" (D1).
    public func claimIsCovered(_ claim: CertificateType) -> Problem? {
        if facilityCertificates.contains(where: { $0.type == claim && coversFacility($0) }) { return nil }
        let named = certificates.filter { $0.type == claim }
        for input in lot.inputs {
            let own = named.filter { $0.id == input.certificate }
            if own.contains(where: { covers($0, input) }) { continue }
            return own.first.map { notCovering($0, input) } ?? uncertified(claim, input)
        }
        return lot.inputs.isEmpty ? uncertified(claim, nil) : nil
    }

    /// A withdrawn certificate backs nothing new, whenever the harvest was.
    private func covers(_ certificate: Certificate, _ input: LotInput) -> Bool {
        guard certificate.standing != .withdrawn, certificate.covers(input, packedOn: lot.packedOn) else {
            return false
        }
        guard case .zone(let id, let crop?, _, _) = certificate.scope else { return true }
        let grown = zones.filter { $0.id == id }.map(\.crop)
        guard CropName(input.material).fits(CropName(crop)) || grown.contains(where: Self.says(input.material)) else {
            return false
        }
        return ([input.material] + grown).contains { CropName($0).fits(CropName(crop)) }
    }

    /// Whether a zone's crop is what the material is called.
    private static func says(_ material: String) -> (String) -> Bool {
        { CropName($0).fits(CropName(material)) }
    }

    private func notCovering(_ certificate: Certificate, _ input: LotInput) -> Problem {
        let from = (input.harvestedFrom ?? lot.packedOn).vietnamese
        let to = (input.harvestedTo ?? lot.packedOn).vietnamese
        if certificate.covers(input, packedOn: lot.packedOn), case .zone(_, let crop?, _, _) = certificate.scope {
            return Problem(
                .claimNotCovered,
                vi:
                    "Chứng nhận \(certificate.number) cấp cho «\(crop)», không bao phủ nguyên liệu «\(input.material)».",
                en: "Certificate \(certificate.number) is for \"\(crop)\" and does not cover \"\(input.material)\".",
                hint: claimHint)
        }
        return Problem(
            .claimNotCovered,
            vi: "Chứng nhận \(certificate.number) không bao phủ thời gian thu hoạch \(from)–\(to).",
            en: "Certificate \(certificate.number) does not cover the harvest of \(from)–\(to).",
            hint: claimHint)
    }

    private func uncertified(_ claim: CertificateType, _ input: LotInput?) -> Problem {
        let material = input?.material ?? lot.id
        return Problem(
            .claimNotCovered,
            vi: "Nguyên liệu «\(material)» của lô \(lot.id) không có chứng nhận loại \(claim.rawValue).",
            en: "Raw material \"\(material)\" of lot \(lot.id) has no certificate of type \(claim.rawValue).",
            hint: claimHint)
    }

    private var claimHint: Bilingual {
        Bilingual(
            vi: "Bỏ công bố này khỏi nhãn, hoặc nhập chứng nhận còn hiệu lực trong thời gian thu hoạch.",
            en: "Leave the claim off the label, or import a certificate in force during the harvest.")
    }

    /// INV-12: food is packed where a certificate of food safety, or one that serves as it, is in force on the packing
    /// date; small producers need none.
    ///
    /// Source: Decision 26/2026/QĐ-TTg App. II item 9; Decree 15/2018/NĐ-CP Art 12, kept as data in
    /// `LegalFramework.foodSafety`. Asked of recognised products.
    public func facilityIsCertified() -> Problem? {
        guard criteria != nil, let law = framework.foodSafety(on: lot.packedOn), isFood(by: law) else { return nil }
        // Where somebody else packs, the producer's legal form says nothing of the place.
        let packsItself = lot.facility.map { $0.producer == producer.id } ?? true
        if packsItself, law.exemptForms.contains(producer.legalForm) { return nil }
        let known = facilityCertificates + certificates
        if known.contains(where: { law.certificates.contains($0.type) && coversFacility($0) }) { return nil }
        let place = lot.facility?.text ?? producer.legalName
        let types = law.certificates.map(\.rawValue).joined(separator: ", ")
        return Problem(
            .foodSafetyNotCertified,
            vi:
                "Ngày đóng gói \(lot.packedOn.vietnamese), cơ sở \(place) chưa có chứng nhận an toàn thực phẩm còn hiệu "
                + "lực; cần một trong: \(types).",
            en:
                "On the packing date \(lot.packedOn.vietnamese) the facility \(place) has no certificate of food safety "
                + "in force; one of these is needed: \(types).",
            hint: Bilingual(
                vi: "Nhập giấy chứng nhận của cơ sở vào certificates, hoặc sửa cơ sở (facility) của lô \(lot.id).",
                en: "Import the facility's certificate under certificates, or correct the facility of lot \(lot.id)."))
    }

    private func isFood(by law: FoodSafetyLaw) -> Bool {
        framework.productSet(product.setNumber, on: max(today, lot.packedOn)).map { law.groups.contains($0.group) }
            ?? false
    }

    private func coversFacility(_ certificate: Certificate) -> Bool {
        guard case .facility(let owner, let place) = certificate.scope, certificate.standing != .withdrawn,
            certificate.isInForce(on: lot.packedOn)
        else { return false }
        return lot.facility.map { $0.producer == owner && $0.place == place } ?? (owner == producer.id)
    }
}

extension Certificate {
    /// Whether it is in force on a day, both ends inclusive, and neither suspended nor withdrawn then.
    public func isInForce(on day: CivilDate) -> Bool { isGood(from: day, through: day) }

    /// Whether it covers one input of a lot: its zone over the whole harvest, or its facility on the packing date.
    public func covers(_ input: LotInput, packedOn: CivilDate) -> Bool {
        switch scope {
        case .facility: return isInForce(on: packedOn)
        case .zone(let zone, _, _, _):
            guard zone == input.zone, let from = input.harvestedFrom, let to = input.harvestedTo else { return false }
            return isGood(from: from, through: to)
        }
    }
}
