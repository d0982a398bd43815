import ArgumentParser
import CanonicalJSON
import Files
import Store
import Traceability

/// Takes a programme file into the register.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Nhập dữ liệu chương trình: chủ thể, vùng, chứng nhận, sản phẩm, công nhận, lô / import a programme.",
        discussion: """
            Nhập tất cả hoặc không nhập gì. Nhập lại cùng một tệp không thay đổi gì; bản ghi thay đổi được thêm vào
            nhật ký, bản cũ vẫn còn. Dạng tệp: docs/spec/programme.md.
            All or nothing. Importing the same file again changes nothing; a changed record is a new ledger entry.
            """)

    /// A programme of a whole province with its lots of a year stays well below it.
    private static let largestFile = 256 << 20

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Argument(help: ArgumentHelp("Tệp JSON, hoặc - cho đầu vào chuẩn / a JSON file, or - for standard input."))
    var file: String

    func run() async throws {
        let register = try Home(path: home.home).openRegister()
        let bytes =
            try file == "-"
            ? WholeFile.readStandardInput(limit: Self.largestFile) : WholeFile.read(file, limit: Self.largestFile)
        let summary: ImportSummary
        do {
            summary = try register.importProgramme(Programme(reading: parsed(bytes)), as: home.entryStamp)
        } catch let error as DataProblems {
            throw Problems(error.problems.map(problem))
        }
        report(summary)
    }

    private func parsed(_ bytes: [UInt8]) throws -> JSONValue {
        do throws(JSONSyntaxError) {
            return try JSONValue(parsing: bytes)
        } catch {
            let place = "\(file):\(error.line):\(error.column)"
            throw Problem(
                .jsonSyntax, vi: "\(place): không đọc được JSON (\(error.reason)).",
                en: "\(place): not readable as JSON (\(error.reason)).")
        }
    }

    private func problem(_ found: DataProblem) -> Problem {
        Problem(
            .dataInvalid, vi: "\(file): \(found.path) \(found.text.vi).",
            en: "\(file): \(found.path) \(found.text.en).",
            hint: Bilingual(
                vi: "Không có gì được nhập. Sửa các chỗ trên rồi chạy lại.",
                en: "Nothing was imported. Correct these places and run the command again."))
    }

    private func report(_ summary: ImportSummary) {
        if answer.json {
            Console.answer(
                .object([
                    "entries": .integer(summary.entries),
                    "records": .object(
                        Dictionary(
                            uniqueKeysWithValues: summary.counts.map { kind, count in
                                (
                                    kind.section,
                                    [
                                        "added": .integer(count.added), "changed": .integer(count.changed),
                                        "unchanged": .integer(count.unchanged),
                                    ]
                                )
                            })),
                ]))
            return
        }
        for kind in RecordKind.allCases {
            guard let count = summary.counts[kind] else { continue }
            let line = Bilingual(
                vi: "  \(kind.title.vi): \(count.added) mới, \(count.changed) thay đổi, \(count.unchanged) như cũ",
                en: "  \(kind.title.en): \(count.added) new, \(count.changed) changed, \(count.unchanged) as before")
            Console.answer(line[answer.lang])
        }
        let total = Bilingual(
            vi: summary.entries == 0
                ? "Không có gì thay đổi; sổ đăng ký giữ nguyên." : "Đã ghi \(summary.entries) mục vào nhật ký.",
            en: summary.entries == 0
                ? "Nothing has changed; the register is as it was." : "Wrote \(summary.entries) ledger entries.")
        Console.answer(total[answer.lang])
    }
}

extension RecordKind {
    /// What people call the records.
    fileprivate var title: Bilingual {
        switch self {
        case .producer: Bilingual(vi: "Chủ thể", en: "Producers")
        case .zone: Bilingual(vi: "Vùng nguyên liệu", en: "Material zones")
        case .certificate: Bilingual(vi: "Giấy chứng nhận", en: "Certificates")
        case .product: Bilingual(vi: "Sản phẩm", en: "Products")
        case .recognition: Bilingual(vi: "Quyết định công nhận", en: "Recognitions")
        case .markAuthorisation: Bilingual(vi: "Quyền in nhãn hiệu", en: "Mark authorisations")
        case .lot: Bilingual(vi: "Lô", en: "Lots")
        case .administrativeUnit: Bilingual(vi: "Đơn vị hành chính", en: "Administrative units")
        }
    }
}
