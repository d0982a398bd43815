import Inspection
import Records
import Stamps
import Time
import Verification
import Wording

/// What an inspector sees, as text for a terminal; what is not known says so.
struct InspectionText {
    let facts: InspectionFacts
    let language: Language

    var text: String {
        ReportText(report: facts.report, language: language).text + "\n\n" + rows.lines.joined(separator: "\n")
            + "\n" + (timeline + cases).joined(separator: "\n")
    }

    /// What is said of the checks of a code where there is no network.
    static let offline = Bilingual(
        vi: "Lượt tra cứu của mã: không biết được khi ngoại tuyến; hãy xem lại khi có mạng.",
        en: "Checks of the code: not known offline; look again when there is a network.")

    private var timeline: [String] {
        let heading = say("Lượt tra cứu của mã:", "Checks of the code:")
        guard let scans = facts.scans else {
            return [heading + " " + say("không được đếm ở đây.", "not counted here.")]
        }
        return [heading] + ScanTimelineText(scans, language).lines.map { "  " + $0 }
    }

    private func say(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }

    private var unknown: String { say("Chưa khai báo", "not declared") }

    private var rows: Columns {
        var rows = Columns()
        func add(_ vi: String, _ en: String, _ value: String?) { rows.add([say(vi, en), value ?? unknown]) }
        add("Khóa ký", "signing key", key)
        add("Đợt tem", "batch", batch)
        add("Số tem của đợt", "stamps of the batch", facts.batch?.balance.text[language])
        add("Lệnh in", "print order", facts.batch?.order.map { "\($0.id), \($0.status.title[language])" })
        add("Mẫu nhãn", "label template", facts.template)
        add("  SHA-256 khi in", "  SHA-256 as drawn", facts.designs.last?.sha256)
        add(
            "  SHA-256 hiện nay", "  SHA-256 now",
            facts.templateDigest.map {
                $0 + (facts.templateHasChanged == true ? say(" (mẫu đã đổi từ khi in)", " (changed since)") : "")
            })
        for drawing in facts.drawings { add("Tạo nhãn này", "this label drawn", drawing.line[language]) }
        add("Quyền in nhãn hiệu", "right to the mark", right)
        add("Hạn mức", "quota", quota)
        add("Lô", "lot", facts.lot.map { "\($0.lot.id) (\($0.lot.lotNumber.text)), \($0.lot.packedOn.vietnamese)" })
        add("Cân đối lô", "mass balance", massBalance)
        add("Tem trên gói", "stamps and packs", facts.lot.map { "\($0.stampsInUse)/\($0.lot.unitsMax)" })
        if facts.certificates.isEmpty { add("Chứng nhận", "certificates", nil) }
        for certificate in facts.certificates {
            add(
                "Chứng nhận", "certificate",
                "\(certificate.standard) \(certificate.number), \(certificate.validFrom.vietnamese)–"
                    + "\(certificate.validThrough.vietnamese), \(certificate.standing.title[language])"
                    + (certificate.file.map { ", SHA-256 \($0.sha256)" } ?? ""))
        }
        return rows
    }

    private var key: String? {
        facts.key.map { key in
            let vouches =
                switch facts.keyVouches {
                case true?: say(", bảo chứng cho đợt tem này", ", vouches for this batch")
                case false?: say(", không bảo chứng cho đợt tem này", ", does not vouch for this batch")
                case nil: ""
                }
            return "\(key.record.keyID.rawValue), \(key.record.standing.title[language])\(vouches)"
        }
    }

    private var batch: String? {
        facts.batch.map { found in
            let numbers = found.batch.numbers
            return "\(found.batch.id), \(found.batch.issuedOn.vietnamese), "
                + say("số", "numbers") + " \(numbers.first.rawValue)–\(numbers.last.rawValue)"
        }
    }

    private var right: String? {
        facts.right.map {
            "\($0.authorisation.id), \($0.authorisation.stars)★, \($0.authorisation.standing.title[language]), "
                + say("đến", "until") + " \($0.authorisation.validThrough.vietnamese)"
        }
    }

    private var quota: String? {
        facts.right.map { right in
            let quota = right.authorisation.quota.map { "\($0)" } ?? say("không giới hạn", "none")
            let left = right.left.map { say(", còn \($0)", ", \($0) left") } ?? ""
            return "\(quota)\(left): \(right.balance.text[language])"
        }
    }

    private var massBalance: String? {
        facts.lot.map { weights in
            let most = weights.largestOutputKilograms.map {
                say(", theo tỷ lệ tối đa \(Bilingual(number: $0).vi) kg", ", \(Bilingual(number: $0).en) kg at most")
            }
            let input = Bilingual(number: weights.inputKilograms)[language]
            let output = Bilingual(number: weights.lot.outputKilograms)[language]
            return say("vào \(input) kg, ra \(output) kg", "in \(input) kg, out \(output) kg") + (most ?? "")
        }
    }

    private var cases: [String] {
        if facts.cases.isEmpty { return [say("Vụ việc của chủ thể: không có.", "Cases of the producer: none.")] }
        return [say("Vụ việc của chủ thể:", "Cases of the producer:")]
            + facts.cases.map { "  " + $0.line(language) }
    }
}

extension InspectionCase {
    /// The case on one line.
    func line(_ language: Language) -> String {
        let about = [key.producer, key.product, key.province].compactMap(\.self).joined(separator: " ")
        return "\(id)  \(openedOn.vietnamese)  \(about)  \(key.topic.title[language])  \(status.title[language])"
    }
}
