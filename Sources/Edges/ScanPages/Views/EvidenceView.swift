internal import HTTPServer
internal import Records
internal import Time
internal import Verification
package import Wording

/// A certificate, and plainly whether it covers what it is shown for.
struct EvidenceView {
    /// What a certificate is asked to cover.
    enum Question {
        case harvest
        case undeclaredHarvest
        case packing
    }

    struct Card {
        let kind: String
        let rows: [Row]
        let isCovering: Bool
        let covering: String
    }

    let heading: String
    let card: Card?
    let absence: String

    init(_ evidence: Evidence?, _ language: Language, asking question: Question) {
        heading = Bilingual(vi: "Chứng nhận", en: "Certificate")[language]
        absence = Row.undeclared[language]
        card = evidence.map { evidence in
            let certificate = evidence.certificate
            return Card(
                kind: certificate.type.name[language],
                rows: [
                    ConfirmationRow.row(evidence.confirmation, language),
                    Row(Bilingual(vi: "Tiêu chuẩn", en: "Standard"), register: certificate.standard, language),
                    Row(Bilingual(vi: "Số", en: "Number"), own: certificate.number, language),
                    Row(Bilingual(vi: "Nơi cấp", en: "Issued by"), register: certificate.issuer, language),
                    Row(
                        Bilingual(vi: "Hiệu lực", en: "In force"),
                        own: "\(certificate.validFrom.vietnamese) – \(certificate.validThrough.vietnamese)", language),
                ],
                isCovering: evidence.isCovering && evidence.confirmation != nil
                    && evidence.certificate.standing != .withdrawn,
                covering: Self.covering(evidence, question)[language])
        }
    }

    private static func covering(_ evidence: Evidence, _ question: Question) -> Bilingual {
        if evidence.isCovering, evidence.confirmation == nil {
            return Bilingual(
                vi: "Do nhà sản xuất tự khai, chưa được xác nhận",
                en: "Declared by the producer, not confirmed")
        }
        if evidence.isCovering, let day = evidence.certificate.withdrawnOn {
            return Bilingual(
                vi: "Còn hiệu lực khi đó; sau đó bị nơi cấp hủy bỏ từ ngày \(day.vietnamese)",
                en: "Valid at that time; withdrawn by its issuer from \(day.vietnamese) on")
        }
        return switch (evidence.isCovering, evidence.certificate.standing, question) {
        case (true, _, .packing):
            Bilingual(vi: "Bao phủ ngày đóng gói", en: "Covers the packing date")
        case (true, _, _):
            Bilingual(vi: "Bao phủ thời gian thu hoạch", en: "Covers the harvest period")
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
                vi: "Chứng nhận này không bao phủ thời gian thu hoạch",
                en: "This certificate does not cover the harvest period")
        case (false, .valid, .packing):
            Bilingual(
                vi: "Chứng nhận này không bao phủ ngày đóng gói",
                en: "This certificate does not cover the packing date")
        }
    }
}

/// Who vouches for a fact: the office that confirmed it, or its producer alone.
enum ConfirmationRow {
    static func row(_ confirmation: Confirmation?, _ language: Language) -> Row {
        let heading = Bilingual(vi: "Xác nhận", en: "Confirmed by")
        guard let confirmation else {
            return Row(
                heading,
                own: Bilingual(
                    vi: "Do nhà sản xuất tự khai, chưa được xác nhận", en: "Declared by the producer, not confirmed")[
                        language], language)
        }
        let how =
            confirmation.isTakenOver
            ? Bilingual(vi: ", ghi nhận khi chuyển sổ", en: ", as taken over when the register was moved")
            : Bilingual(vi: "", en: "")
        let day = Bilingual(
            vi: "ngày \(confirmation.on.vietnamese)\(how.vi)", en: "on \(confirmation.on.vietnamese)\(how.en)")
        return Row(heading, register: "\(confirmation.name), \(day[language])", language)
    }
}

/// The certificates of the places where the lot was made.
struct FacilityView {
    let heading: String
    let certificates: [EvidenceView]
    /// nil where a certificate is declared.
    let undeclared: String?

    init(_ evidence: [Evidence], _ language: Language) {
        heading = Bilingual(vi: "Cơ sở sản xuất", en: "Place of production")[language]
        certificates = evidence.map { EvidenceView($0, language, asking: .packing) }
        undeclared = evidence.isEmpty ? Row.undeclared[language] : nil
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
