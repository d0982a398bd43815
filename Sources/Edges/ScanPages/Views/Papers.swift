internal import HTTPServer
internal import Records
internal import Time
internal import Verification
package import Wording

/// What a certificate is asked to cover.
enum EvidenceQuestion {
    case harvest
    case undeclaredHarvest
    case packing
}

extension CertificatesPart.Paper {
    /// A certificate, and plainly whether it covers what it is shown for.
    init(_ evidence: Evidence, _ question: EvidenceQuestion, of zone: MaterialZone?, _ language: Language) {
        let certificate = evidence.certificate
        title = certificate.type.name[language]
        let number = certificate.number
        rows =
            [
                zone.map { Row(Bilingual(vi: "Của", en: "Of"), register: $0.name, language) },
                Row(Bilingual(vi: "Tiêu chuẩn", en: "Standard"), register: certificate.standard, language),
                Row(Bilingual(vi: "Số", en: "Number"), own: number, language),
                Row(Bilingual(vi: "Nơi cấp", en: "Issued by"), register: certificate.issuer, language),
                Row(
                    Bilingual(vi: "Hiệu lực", en: "In force"),
                    own: "\(certificate.validFrom.text(language)) – \(certificate.validThrough.text(language))",
                    language),
                evidence.confirmation.map { ConfirmationRow.row($0, language) },
            ].compactMap(\.self)
        hasRows = true
        let isGood =
            evidence.isCovering && evidence.confirmation != nil && evidence.certificate.standing != .withdrawn
        sign = isGood ? "ok" : "warn"
        standing = Self.standing(evidence, question)[language]
    }

    private static func standing(_ evidence: Evidence, _ question: EvidenceQuestion) -> Bilingual {
        if evidence.isCovering, evidence.confirmation == nil {
            return ConfirmationRow.selfDeclared
        }
        if evidence.isCovering, let day = evidence.certificate.withdrawnOn {
            return Bilingual(
                vi: "Còn hiệu lực khi đó; sau đó bị nơi cấp hủy bỏ từ ngày \(day.vietnamese)",
                en: "Valid at that time; withdrawn by its issuer from \(day.english) on")
        }
        return switch (evidence.isCovering, evidence.certificate.standing, question) {
        case (true, _, .packing):
            Bilingual(vi: "Còn hiệu lực vào ngày đóng gói", en: "Covers the packing date")
        case (true, _, _):
            Bilingual(vi: "Còn hiệu lực trong thời gian thu hoạch", en: "Covers the harvest period")
        case (false, .suspended, _):
            Bilingual(vi: "Chứng nhận này đang bị tạm đình chỉ", en: "This certificate is suspended")
        case (false, .withdrawn, _):
            Bilingual(vi: "Chứng nhận này đã bị nơi cấp hủy bỏ", en: "This certificate was withdrawn by its issuer")
        case (false, .valid, .undeclaredHarvest):
            Bilingual(
                vi: "Chưa khai báo thời gian thu hoạch nên chưa đối chiếu được chứng nhận này",
                en: "The harvest period is not declared, so this certificate could not be compared with it")
        case (false, .valid, .harvest):
            Bilingual(
                vi: "Không còn hiệu lực trong thời gian thu hoạch",
                en: "This certificate does not cover the harvest period")
        case (false, .valid, .packing):
            Bilingual(
                vi: "Không còn hiệu lực vào ngày đóng gói", en: "This certificate does not cover the packing date")
        }
    }

    /// The recognitions at packing and today; one where both are the same.
    static func recognitions(_ facts: StampFacts, on today: CivilDate, _ language: Language) -> [Self] {
        let (then, now) = (facts.recognitionAtPacking, facts.recognitions.inForce(on: today))
        let todayTitle = Bilingual(
            vi: "Công nhận OCOP, hôm nay \(today.vietnamese)", en: "OCOP recognition, today, \(today.english)")
        let nowPaper = Self(recognition: now, todayTitle, facts.recognitions, on: today, language)
        guard let packedOn = facts.lot?.packedOn else { return [nowPaper] }
        if then?.id == now?.id {
            let both = Bilingual(
                vi: "Công nhận OCOP, khi đóng gói và hôm nay", en: "OCOP recognition, at packing and today")
            return [Self(recognition: now, both, facts.recognitions, on: today, language)]
        }
        let packing = Bilingual(
            vi: "Công nhận OCOP, khi đóng gói \(packedOn.vietnamese)",
            en: "OCOP recognition, at packing, \(packedOn.english)")
        return [Self(recognition: then, packing, facts.recognitions, on: packedOn, language), nowPaper]
    }

    private init(
        recognition: Recognition?, _ title: Bilingual, _ all: [Recognition], on day: CivilDate, _ language: Language
    ) {
        self.title = title[language]
        sign = ""
        hasRows = recognition != nil
        guard let recognition else {
            rows = []
            standing = Self.absence(all.latest(by: day), on: day)[language]
            return
        }
        standing = Bilingual(vi: "OCOP \(recognition.stars) sao", en: "OCOP, \(recognition.stars) stars")[language]
        let extended = recognition.extension.map { granted in
            Row(
                Bilingual(vi: "Gia hạn chuyển tiếp", en: "Extended"),
                own: Bilingual(
                    vi: "đến \(granted.until.vietnamese), theo \(granted.evidence)",
                    en: "until \(granted.until.english), by \(granted.evidence)")[language], language)
        }
        rows =
            [
                Row(
                    Bilingual(vi: "Quyết định", en: "Decision"),
                    register: "\(recognition.decisionNumber), \(recognition.issuedOn.text(language))", language),
                Row(Bilingual(vi: "Nơi cấp", en: "Issued by"), register: recognition.issuedBy, language),
                Row(
                    Bilingual(vi: "Hiệu lực đến", en: "In force until"), own: recognition.lastDay.text(language),
                    language),
            ] + [extended].compactMap(\.self)
    }

    /// Why no recognition is in force: there was none, it ended, or a decision withdrew it.
    private static func absence(_ latest: Recognition?, on day: CivilDate) -> Bilingual {
        guard let latest else {
            return Bilingual(vi: "Không có công nhận OCOP còn hiệu lực", en: "No OCOP recognition in force")
        }
        if let withdrawal = latest.withdrawal, latest.isWithdrawn(on: day) {
            return Bilingual(
                vi: "Giấy chứng nhận OCOP đã bị thu hồi theo quyết định \(withdrawal.decisionNumber), từ ngày "
                    + "\(withdrawal.on.vietnamese)",
                en: "The OCOP certificate was withdrawn by decision \(withdrawal.decisionNumber), from "
                    + withdrawal.on.english)
        }
        return Bilingual(
            vi: "Không có công nhận OCOP còn hiệu lực. Công nhận \(latest.stars) sao theo quyết định "
                + "\(latest.decisionNumber) có hiệu lực đến hết ngày \(latest.lastDay.vietnamese).",
            en: "No OCOP recognition in force. The recognition with \(latest.stars) stars by decision "
                + "\(latest.decisionNumber) was in force until \(latest.lastDay.english).")
    }
}

/// Who vouches for a fact: the office that confirmed it, or its producer alone.
enum ConfirmationRow {
    /// What is said where no office has confirmed it.
    static let selfDeclared = Bilingual(
        vi: "Do nhà sản xuất tự khai, chưa được xác nhận", en: "Declared by the producer, not confirmed")

    static func row(_ confirmation: Confirmation?, _ language: Language) -> Row {
        let heading = Bilingual(vi: "Xác nhận", en: "Confirmed by")
        guard let confirmation else {
            return Row(heading, own: selfDeclared[language], language)
        }
        let how =
            confirmation.isTakenOver
            ? Bilingual(vi: ", ghi nhận khi chuyển sổ", en: ", as taken over when the register was moved")
            : Bilingual(vi: "", en: "")
        let day = Bilingual(
            vi: "ngày \(confirmation.on.vietnamese)\(how.vi)", en: "on \(confirmation.on.english)\(how.en)")
        return Row(heading, register: "\(confirmation.name), \(day[language])", language)
    }
}

extension CertificateType {
    /// What people call it.
    package var name: Bilingual {
        switch self {
        case .vietgap: Bilingual(vi: "VietGAP", en: "VietGAP")
        case .globalgap: Bilingual(vi: "GLOBALG.A.P.", en: "GLOBALG.A.P.")
        case .organic: Bilingual(vi: "Hữu cơ", en: "Organic")
        case .haccp: Bilingual(vi: "HACCP", en: "HACCP")
        case .iso22000: Bilingual(vi: "ISO 22000", en: "ISO 22000")
        case .iso9001: Bilingual(vi: "ISO 9001", en: "ISO 9001")
        case .foodSafetyFacility:
            Bilingual(vi: "Cơ sở đủ điều kiện an toàn thực phẩm", en: "Facility meets food safety conditions")
        case .qualitySelfDeclaration: Bilingual(vi: "Tự công bố chất lượng", en: "Self-declaration of quality")
        case .geographicalIndicationUse:
            Bilingual(vi: "Quyền sử dụng chỉ dẫn địa lý", en: "Right to use a geographical indication")
        case .collectiveMarkUse: Bilingual(vi: "Quyền sử dụng nhãn hiệu tập thể", en: "Right to use a collective mark")
        case .labTestReport: Bilingual(vi: "Phiếu kết quả thử nghiệm", en: "Laboratory test report")
        case .environment: Bilingual(vi: "Bảo vệ môi trường", en: "Environmental protection")
        }
    }
}
