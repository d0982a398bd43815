public import CivilTime

// The rules about a lot: no more packs than it has, no claim that its certificates do not carry.

extension IssuanceCase {
    /// INV-10: the packs' contents together do not weigh more than the lot's output.
    ///
    /// Asked only where the net content is a mass: of a volume the register does not know the density.
    public func withinLotOutput() -> Problem? {
        guard let grams = product.netContent.grams else { return nil }
        // A gram in a thousand tonnes is rounding, not fraud: 2,400 × 0.1 kg is 240.00000000000003 in binary.
        let packs = (lot.outputKilograms * 1_000 / grams + 1e-6).rounded(.down)
        // A pack of next to nothing divides into more packs than `Int` can count.
        let most = packs < Double(Self.mostPacks) ? Int(packs) : Self.mostPacks
        guard count > most - issuedForLot else { return nil }
        let left = max(0, most - issuedForLot)
        return Problem(
            .lotOutputExceeded,
            vi: "Số nhãn vượt sản lượng của lô (\(most)): đã phát hành \(issuedForLot), yêu cầu \(count), còn \(left).",
            en: "More labels than the lot's output allows (\(most)): \(issuedForLot) issued, \(count) asked for, "
                + "\(left) left.",
            hint: Bilingual(
                vi: "Kiểm tra lại sản lượng (outputKg) của lô \(lot.id) và số gói.",
                en: "Check the output (outputKg) of lot \(lot.id) and the number of packs."))
    }

    /// More packs than any lot has: 10^15.
    private static let mostPacks = 1_000_000_000_000_000

    /// INV-11: a lot has no more stamps than packs.
    public func withinLotUnits() -> Problem? {
        guard count > lot.unitsMax - issuedForLot else { return nil }
        let left = max(0, lot.unitsMax - issuedForLot)
        return Problem(
            .lotUnitsExceeded,
            vi: "Số nhãn vượt số gói của lô (\(lot.unitsMax)): đã phát hành \(issuedForLot), yêu cầu \(count), "
                + "còn \(left).",
            en: "More labels than the lot has packs (\(lot.unitsMax)): \(issuedForLot) issued, \(count) asked for, "
                + "\(left) left.",
            hint: Bilingual(
                vi: "Giảm số tem xuống \(left), hoặc sửa số gói (unitsMax) của lô \(lot.id).",
                en: "Ask for \(left) or fewer, or correct the packs (unitsMax) of lot \(lot.id)."))
    }

    /// INV-09: a claim such as *organic* needs, for every input, a certificate of that type that covers its zone over
    /// the whole harvest and is neither suspended nor withdrawn; facility certificates must cover the packing date.
    public func claimIsCovered(_ claim: CertificateType) -> Problem? {
        let named = certificates.filter { $0.type == claim }
        for input in lot.inputs {
            let own = named.filter { $0.id == input.certificate }
            if own.contains(where: { $0.covers(input, packedOn: lot.packedOn) }) { continue }
            return own.first.map { notCovering($0, input) } ?? uncertified(claim, input)
        }
        return lot.inputs.isEmpty ? uncertified(claim, nil) : nil
    }

    private func notCovering(_ certificate: Certificate, _ input: LotInput) -> Problem {
        let from = (input.harvestedFrom ?? lot.packedOn).vietnamese
        let to = (input.harvestedTo ?? lot.packedOn).vietnamese
        return Problem(
            .claimNotCovered,
            vi: "Chứng nhận \(certificate.number) không bao phủ thời gian thu hoạch \(from)–\(to).",
            en: "Certificate \(certificate.number) does not cover the harvest of \(from)–\(to).",
            hint: Bilingual(
                vi: "Bỏ công bố này khỏi nhãn, hoặc nhập chứng nhận còn hiệu lực trong thời gian thu hoạch.",
                en: "Leave the claim off the label, or import a certificate in force during the harvest."))
    }

    private func uncertified(_ claim: CertificateType, _ input: LotInput?) -> Problem {
        let material = input?.material ?? lot.id
        return Problem(
            .claimNotCovered,
            vi: "Nguyên liệu «\(material)» của lô \(lot.id) không có chứng nhận loại \(claim.rawValue).",
            en: "Raw material \"\(material)\" of lot \(lot.id) has no certificate of type \(claim.rawValue).",
            hint: Bilingual(
                vi: "Bỏ công bố này khỏi nhãn, hoặc nhập chứng nhận cho nguyên liệu.",
                en: "Leave the claim off the label, or import a certificate for the material."))
    }
}

extension Certificate {
    /// Whether it covers one input of a lot: its zone over the whole harvest, or its facility on the packing date.
    public func covers(_ input: LotInput, packedOn: CivilDate) -> Bool {
        guard standing == .valid else { return false }
        switch scope {
        case .facility: return validFrom <= packedOn && packedOn <= validThrough
        case .zone(let zone, _, _, _):
            guard zone == input.zone, let from = input.harvestedFrom, let to = input.harvestedTo else { return false }
            return validFrom <= from && to <= validThrough
        }
    }
}
