internal import HTTPServer
internal import Records
internal import ScanHistory
internal import Stamps
internal import Time
internal import Verification
internal import Wording

/// What stands behind the first screen, folded: where a lot comes from, what vouches for it, what happened to it, and how
/// to check it.
struct Details {
    let origin: OriginPart?
    let certificates: CertificatesPart
    let steps: StepsPart?
    let how: HowPart?

    /// - Parameter report: the check that the page is of; nil on a page without one.
    init(
        _ facts: StampFacts, _ report: VerificationReport?, on today: CivilDate? = nil, log: LogStanding? = nil,
        _ language: Language
    ) {
        let today = report?.today ?? today ?? CivilDate(inVietnamAt: 0)
        origin = facts.lot.map { _ in OriginPart(facts, language) }
        certificates = CertificatesPart(facts, on: today, language)
        steps = facts.lot.map { StepsPart($0.events, language) }
        how = report.map { HowPart($0, log: log, language) }
    }
}

/// Where the raw material comes from.
struct OriginPart {
    let summary: String
    let digest: Phrase
    /// Who made it, and where.
    let maker: [Row]
    let origins: [OriginView]
    /// nil where the origin is declared.
    let undeclared: String?
    let map: ZoneMap?

    init(_ facts: StampFacts, _ language: Language) {
        summary = Bilingual(vi: "Nguồn gốc", en: "Where it comes from")[language]
        let day = facts.lot?.packedOn ?? CivilDate(inVietnamAt: 0)
        maker = [
            Row(Bilingual(vi: "Nhà sản xuất", en: "Producer"), register: facts.producer.legalName, language),
            Row(Bilingual(vi: "Địa chỉ", en: "Address"), register: facts.producer.address.text(on: day), language),
        ]
        origins = facts.origins.map { OriginView($0, language) }
        undeclared = origins.isEmpty ? Row.undeclared[language] : nil
        map = ZoneMap(facts.zones, language)
        let first = facts.origins.max { $0.sharePercent < $1.sharePercent }
        digest =
            first.map { origin in
                Phrase("\(origin.input.material) \(language.text(percent: origin.sharePercent))", nil, language)
            } ?? Phrase(Row.undeclared[language])
    }
}

/// The certificates of raw material and places, and the recognitions.
struct CertificatesPart {
    struct Paper {
        let title: String
        let rows: [Row]
        let hasRows: Bool
        /// The class of its sign, and what it comes to.
        let sign: String
        let standing: String
    }

    let summary: String
    let digest: String
    let papers: [Paper]

    init(_ facts: StampFacts, on today: CivilDate, _ language: Language) {
        func say(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }
        summary = say("Chứng nhận", "Certificates")
        let material = facts.origins.compactMap { origin in
            origin.certificate.map {
                Paper($0, origin.input.harvestedTo == nil ? .undeclaredHarvest : .harvest, of: origin.zone, language)
            }
        }
        let places = facts.facilityEvidence.map { Paper($0, .packing, of: nil, language) }
        let recognitions = Paper.recognitions(facts, on: today, language)
        papers = material + places + recognitions
        let names = (material + places).map(\.title).reduce(into: [String]()) { names, name in
            if !names.contains(name) { names.append(name) }
        }
        let known = names + (recognitions.contains(where: \.hasRows) ? ["OCOP"] : [])
        digest = known.isEmpty ? Row.undeclared[language] : known.joined(separator: ", ")
    }
}

/// What happened to a lot.
struct StepsPart {
    let summary: String
    let digest: String
    let steps: [StepView]
    let hasSteps: Bool
    /// nil where steps are declared.
    let undeclared: String?

    init(_ events: [TraceEvent], _ language: Language) {
        summary = Bilingual(vi: "Quá trình", en: "What happened to it")[language]
        steps = events.map { StepView($0, language) }
        hasSteps = !steps.isEmpty
        undeclared = steps.isEmpty ? Row.undeclared[language] : nil
        digest = steps.isEmpty ? Row.undeclared[language] : steps.map(\.stage).joined(separator: ", ")
    }
}

/// A step of a lot: what, when, where.
struct StepView {
    let stage: String
    let day: String
    let place: Phrase?
    let note: Phrase?

    init(_ event: TraceEvent, _ language: Language) {
        let name = event.stage.name[language]
        stage = name.prefix(1).uppercased() + name.dropFirst()
        day = event.at.text(language)
        place = event.place.map { Phrase($0, nil, language) }
        note = event.note.map { Phrase($0, nil, language) }
    }
}

/// Where lot and serial are printed, what was checked, and what no code can tell.
struct HowPart {
    struct Label {
        let lot: String
        let lotName: String
        let serial: String
        let serialName: String
        let words: String
        let caption: String
    }

    let summary: String
    let digest: String
    let label: Label?
    let checks: [LineView]

    init(_ report: VerificationReport, log: LogStanding?, _ language: Language) {
        func say(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }
        summary = say("Cách kiểm tra", "How to check")
        digest = say("Số lô, mã tem và địa chỉ nằm ở đâu", "Where lot, stamp code and address are printed")
        label = report.facts?.lot.map { lot in
            Label(
                lot: lot.lotNumber.text, lotName: say("Số lô", "Lot"), serial: PageSlot.serial,
                serialName: say("Mã tem", "Code"),
                words: say(
                    "Vị trí trên nhãn: số lô ở cột trái, mã tem ở dòng cuối, mã QR ở bên phải, địa chỉ dưới mã QR",
                    "On the label: the lot in the left column, the stamp's code in its last line, the QR code at the "
                        + "right, the address under it"),
                caption: say(
                    "Số lô và mã tem nằm ở hai ô viền đỏ; địa chỉ in ngay dưới mã QR.",
                    "Lot and code of the stamp stand in the two red frames, the address right under the QR code."))
        }
        let isTyped = report.typed != nil
        let done = say(
            "Đã kiểm tra: \(isTyped ? "" : "chữ ký số, ")sổ phát hành, thông báo thu hồi sản phẩm, công nhận và quyền in nhãn "
                + "hiệu, hạn sử dụng",
            "Checked: \(isTyped ? "" : "the digital signature, ")the book of issued codes, recalls, the recognition and the "
                + "right to the mark, the expiry date")
        let not = say(
            "Không kiểm tra được: \(isTyped ? "chữ ký số, vì mã được gõ tay; " : "")chất lượng của hàng; gói hàng trên tay bạn có "
                + "phải gói đã dán tem này",
            "Cannot be checked: \(isTyped ? "the digital signature, as the code was typed; " : "")the quality of the goods; "
                + "whether the pack in your hand is the one that this stamp was put on")
        checks =
            [LineView(sign: report.isDoubted ? "" : "ok", text: done, place: nil)]
            + [report.history?.suspicion?.explanation[language]].compactMap(\.self).map {
                LineView(sign: "warn", text: $0, place: nil)
            }
            + [log?.text[language]].compactMap(\.self).map { LineView(sign: "", text: $0, place: nil) }
            + [LineView(sign: "", text: not, place: nil)]
    }
}

/// The parts of a page that links lead to.
enum PageAnchor {
    static let origin = "nguon-goc"
}
