import Encodings
import Records
import Stamps
import Time
import Verification
import Wording

/// A verification report as text for a terminal.
struct ReportText {
    let report: VerificationReport
    let language: Language
    /// The stamp that a service would make of the text, where that is another than was read.
    var reading: String?

    var text: String {
        let sentences = report.sentences
        var lines = report.issuer?.isDemo == true ? ["*** \(Issuer.demoSign[language]) ***"] : []
        lines += [
            "\(symbol) \(sentences.headline[language])  [\(report.verdict.rawValue)]", "  \(sentences.body[language])",
        ]
        if let advice = sentences.advice { lines.append("  → \(advice[language])") }
        if let detail = report.detail { lines.append("  (\(detail))") }
        if let reading {
            lines.append(caption("  → Có lẽ mã là: \(reading)", "  → Perhaps the stamp is: \(reading)"))
        }
        lines += scope + answers
        for note in report.notes {
            lines.append("! \(VerificationReport.headline(of: note)[language])  [\(note.rawValue)]")
            lines.append("  \(report.sentences(of: note).body[language])")
        }
        lines += (report.facts?.corrections ?? []).map { "! \($0.sentence[language])" }
        if !rows.isEmpty { lines += [""] + table }
        return lines.joined(separator: "\n")
    }

    /// What was checked and what was not, where it is less than everything.
    private var scope: [String] {
        if report.typed != nil {
            return [
                caption(
                    "  Đã đối chiếu mã tem với sổ phát hành. Chưa kiểm tra chữ ký số: hãy quét mã QR để kiểm tra đủ.",
                    "  The serial was checked against the book. The seal was not: scan the QR code to check it too.")
            ]
        }
        guard let bundle = report.bundle else { return [] }
        let day = bundle.issuedOn.vietnamese
        let behind = report.deviceDay.map {
            caption(
                "  Ngày trên thiết bị (\($0.vietnamese)) trước ngày lập gói tin cậy: kiểm tra theo ngày \(day).",
                "  The day of this device (\($0.vietnamese)) is before that of the bundle: judged as of \(day).")
        }
        let told = [behind].compactMap(\.self)
        guard report.facts != nil else { return told }
        return told + [
            caption(
                "  Ngoại tuyến: chữ ký đã kiểm tra; đợt tem, công nhận, hủy và thu hồi theo gói tin cậy ngày \(day).",
                "  Offline: the signature was checked; batches, recognitions, voids and recalls are those of \(day).")
        ]
    }

    /// The three answers, each with its sign.
    private var answers: [String] {
        let answers = report.answers
        return [
            (caption("Mã", "The code"), answers.code), (caption("Nhãn hiệu OCOP", "The OCOP mark"), answers.mark),
            (caption("Lịch sử", "The history"), answers.history),
        ].map { question, answer in
            let sign =
                switch answer.standing {
                case .good: "✓"
                case .caution: "!"
                case .alarm: "✗"
                case .unknown: "?"
                }
            return "  \(sign) \(question): \(answer.text[language])"
        }
    }

    private var symbol: String {
        switch report.verdict.meaning {
        case .good: "✓"
        case .notOurs, .notAllowed: "✗"
        case .undecided: "?"
        }
    }

    /// The rows, the first column as wide as its longest caption.
    private var table: [String] {
        let width = rows.map(\.caption.count).max() ?? 0
        return rows.map {
            "  " + $0.caption + String(repeating: " ", count: width - $0.caption.count) + "  " + $0.value
        }
    }

    private func caption(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }

    private var undeclared: String { caption("Chưa khai báo", "Not declared") }

    private var rows: [(caption: String, value: String)] {
        guard let facts = report.facts else { return [] }
        let name = language == .en ? facts.product.nameEn ?? facts.product.name : facts.product.name
        var rows = [
            (caption("Sản phẩm", "Product"), "\(name), \(facts.product.netContent.text(language))"),
            (caption("Chủ thể", "Producer"), facts.producer.legalName),
        ]
        if let stopped = facts.producerHasStopped {
            rows.append((caption("Tình trạng hoạt động", "Standing"), stopped[language]))
        }
        if let lot = facts.lot {
            rows += [
                (caption("Địa chỉ", "Address"), facts.producer.address.text(on: lot.packedOn)),
                (caption("Số lô", "Lot"), lot.lotNumber.text),
                (caption("Đóng gói", "Packed"), lot.packedOn.vietnamese),
                (Lot.expiryTitle[language], lot.expiresOn?.vietnamese ?? undeclared),
            ]
        }
        if let serial = report.stamp?.serial { rows.append((caption("Mã tem", "Serial"), serial.readable)) }
        rows.append((caption("Khi đóng gói", "At packing"), text(of: report.recognitionAtPacking)))
        let ended = report.endedRecognition.map { "; " + ending(of: $0) } ?? ""
        rows.append((caption("Hôm nay", "Today"), text(of: report.recognitionToday) + ended))
        rows += report.origins.map { (caption("Nguyên liệu", "Raw material"), text(of: $0)) }
        rows += report.facilityEvidence.map { (caption("Cơ sở", "Facility"), text(of: $0)) }
        // A trust bundle leaves the stories out.
        if report.bundle == nil {
            let story = language == .en ? facts.product.storyEn ?? facts.product.story : facts.product.story
            rows.append((caption("Câu chuyện", "Story"), story ?? undeclared))
        }
        return rows
    }

    private func text(of recognition: Recognition?) -> String {
        guard let recognition else {
            return caption("không có công nhận OCOP còn hiệu lực", "no OCOP recognition in force")
        }
        let extended = recognition.extension.map {
            caption(" (gia hạn theo \($0.evidence))", " (extended by \($0.evidence))")
        }
        return caption(
            "OCOP \(recognition.stars) sao, \(recognition.decisionNumber), \(recognition.issuedBy), còn hiệu lực đến "
                + recognition.lastDay.vietnamese,
            "OCOP \(recognition.stars) stars, \(recognition.decisionNumber), \(recognition.issuedBy), in force until "
                + recognition.lastDay.vietnamese) + (extended ?? "")
    }

    /// What became of the last recognition, where none is in force.
    private func ending(of recognition: Recognition) -> String {
        if let withdrawal = recognition.withdrawal(by: report.today) {
            return caption(
                "bị thu hồi giấy chứng nhận theo quyết định \(withdrawal.decisionNumber), từ ngày "
                    + withdrawal.on.vietnamese,
                "certificate withdrawn by decision \(withdrawal.decisionNumber), from \(withdrawal.on.vietnamese)")
        }
        return caption(
            "công nhận \(recognition.decisionNumber) hết hiệu lực sau ngày \(recognition.lastDay.vietnamese)",
            "recognition \(recognition.decisionNumber) ended after \(recognition.lastDay.vietnamese)")
    }

    private func text(of origin: Origin) -> String {
        let share = JSONValue.decimal(origin.sharePercent).canonicalText
        let place = origin.zone?.name ?? origin.input.originProvince ?? undeclared
        let evidence = origin.certificate.map { "; " + text(of: $0) } ?? ""
        let confirmed = origin.zone == nil || origin.zoneConfirmation != nil ? "" : " (\(unconfirmed))"
        return
            "\(language == .vi ? share.replacing(".", with: ",") : share) % \(origin.input.material) – \(place)\(confirmed)\(evidence)"
    }

    private func text(of evidence: Evidence) -> String {
        let certificate = evidence.certificate
        let span = "\(certificate.validFrom.vietnamese)–\(certificate.validThrough.vietnamese)"
        var remarks = evidence.confirmation == nil ? [unconfirmed] : []
        if !evidence.isCovering {
            remarks.append(
                caption("không có hiệu lực trong thời gian của lô này", "was not in force at the time of this lot"))
        } else if let day = certificate.withdrawnOn {
            remarks.append(
                caption("bị nơi cấp hủy bỏ từ ngày \(day.vietnamese)", "withdrawn from \(day.vietnamese) on"))
        }
        let remark = remarks.isEmpty ? "" : " (\(remarks.joined(separator: "; ")))"
        return "\(certificate.standard), \(certificate.number), \(span)\(remark)"
    }

    private var unconfirmed: String {
        caption("do nhà sản xuất tự khai, chưa được xác nhận", "declared by the producer, not confirmed")
    }
}
