import ArgumentParser
import Encodings
import Files
import Registrar
import Store
import Wording

/// Writes the register as a file of its entries.
struct ExportLedger: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Xuất sổ thành một tệp: mọi mục và mọi điểm chốt / write the register as a file of entries.",
        discussion: """
            Từ tệp này, temgoc ledger import làm lại đúng sổ ấy ở nơi khác: giờ, số thứ tự, nhật ký minh bạch giống từng byte.
            Tệp chứa toàn bộ hồ sơ nhưng không có khóa riêng; bảo quản như chính sổ đăng ký.
            From it temgoc ledger import makes the same register elsewhere, the same to the last byte. It holds every record
            and no private key; keep it as you keep the register.
              temgoc ledger export --out so.ndjson
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Option(name: .shortAndLong, help: "Tệp, hoặc - cho đầu ra chuẩn / the file, or - for standard output.")
    var out = "-"

    func run() async throws {
        let registrar = try await Home(path: home.home).registrar()
        var progress: Progress?
        func show(_ done: Int, _ total: Int) {
            if progress == nil { progress = Progress(of: total, "Mục", asJSON: answer.json) }
            progress?.show(done)
        }
        guard out != "-" else {
            _ = try await registrar.exportLedger(
                for: home.principal, to: { Console.answer(bytes: $0) }, progress: show)
            return
        }
        let file = try FileStream(out)
        let header = try await registrar.exportLedger(
            for: home.principal, to: { try file.write($0) }, progress: show)
        try file.finish()
        if answer.json {
            Console.answer([
                "out": .string(out), "entries": .integer(header.entries), "checkpoints": .integer(header.checkpoints),
            ])
            return
        }
        let text = Bilingual(
            vi: "Đã xuất \(header.entries) mục và \(header.checkpoints) điểm chốt vào \(out).",
            en: "Wrote \(header.entries) entries and \(header.checkpoints) checkpoints to \(out).")
        Console.answer(text[answer.lang])
    }
}

/// Makes a register out of a file of entries.
struct ImportLedger: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Làm lại sổ từ tệp đã xuất, rồi đối chiếu / make a register from an exported file, and compare.",
        discussion: """
            Nhập vào thư mục dữ liệu chưa có sổ. Dừng giữa chừng thì chạy lại lệnh này: việc dở dang được làm tiếp. Sổ chỉ có
            mặt khi đã trọn vẹn và khớp với nhật ký. Khóa riêng không nằm trong tệp: chép thư mục keys từ bản sao lưu.
            Into a home without a register. Interrupted, run it again: it goes on where it stopped. The register is there
            only when it is whole and agrees with its ledger. Copy the folder keys from the backup: it is not in the file.
              temgoc ledger import --home moi so.ndjson
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Argument(help: ArgumentHelp("Tệp đã xuất / the exported file.", valueName: "file"))
    var file: String

    func run() async throws {
        let home = Home(path: home.home)
        guard !Folder.exists(home.registerPath) else {
            throw Problem(
                .homeExists, vi: "\(home.path) đã có sổ đăng ký; không ghi đè.",
                en: "\(home.path) has a register already; nothing was overwritten.",
                hint: Bilingual(
                    vi: "Chọn thư mục khác với --home.", en: "Choose another folder with --home."))
        }
        if !Folder.exists(home.path) { try Folder.create(home.path, mode: 0o700) }
        // Until it is whole, it lies beside: nobody issues from half a register.
        let draft = "\(home.registerPath).importing"
        let store = try await RegisterFile.create(path: draft)
        let audit = try await take(into: store)
        guard audit.differences.isEmpty else {
            throw Problems(
                audit.differences.map {
                    Problem(.registerDamaged, vi: "\(draft): \($0.vi)", en: "\(draft): \($0.en)")
                })
        }
        try await RegisterFile.close(store)
        try Folder.move(draft, to: home.registerPath)
        report(audit, home)
    }

    private func take(into store: any RegisterStore) async throws -> LedgerAudit {
        var lines = try LineFile(file, longest: LedgerFile.longestLine)
        var move = LedgerImport(into: store)
        var progress: Progress?
        while let line = try lines.next() {
            try await move.take(line)
            let (done, total) = move.progress
            if progress == nil, total > 0 { progress = Progress(of: total, "Mục", asJSON: answer.json) }
            progress?.show(done)
        }
        return try await move.finish()
    }

    private func report(_ audit: LedgerAudit, _ home: Home) {
        if answer.json {
            Console.answer(["home": .string(home.path), "entries": .integer(audit.entries)])
            return
        }
        let text = Bilingual(
            vi: """
                ✓ Đã nhập \(audit.entries) mục vào \(home.path); sổ khớp với nhật ký.
                  Bước tiếp: chép thư mục keys từ bản sao lưu vào \(home.path), rồi chạy temgoc fsck.
                """,
            en: """
                ✓ Imported \(audit.entries) entries into \(home.path); the register agrees with its ledger.
                  Next: copy the folder keys from the backup into \(home.path), then run temgoc fsck.
                """)
        Console.answer(text[answer.lang])
    }
}
