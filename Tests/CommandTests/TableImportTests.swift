import Oracles
import Foundation
import Testing

@Suite(.waitsForPrograms) struct TableImportTests {
    private static let lots = """
        Mã lô;Sản phẩm;Số lô;Ngày đóng gói;Sản lượng (kg);Số gói;Vùng nguyên liệu;Nguyên liệu;Khối lượng nguyên liệu (kg);Thu hoạch từ ngày;Thu hoạch đến ngày;Giấy chứng nhận
        L-1;PR-TQ-1;KV261001;01/10/2026;62,5;625;Z-TQ-01;Chè búp tươi;315;20/09/2026;25/09/2026;C-01
        L-2;PR-TQ-1;KV261002;02/10/2026;1.000;10.000;Z-TQ-01;Chè búp tươi;5.000;26/09/2026;28/09/2026;C-01

        """

    private func take(_ terminal: Terminal, _ table: String, _ text: String, _ options: String...) throws -> Finished {
        try terminal.execute(
            [Terminal.temgoc, "import", "--table", table] + options + ["-"], input: text)
    }

    @Test func `lots come from a spreadsheet's table, with its headings, days and numbers`() throws {
        let terminal = try Terminal.withSample()
        let finished = try take(terminal, "lots", Self.lots, "--json")
        #expect(finished.status == 0, "\(finished.err)")
        let counts = try #require(try finished.json()["records"] as? [String: [String: Int]])
        #expect(counts == ["lots": ["added": 2, "changed": 0, "unchanged": 0]])
        let second = try terminal.make("ledger", "--kind", "lot", "--id", "L-2").lines
        #expect(
            second.first?.contains("\"outputKg\":1000,") == true && second.first?.contains("\"unitsMax\":10000") == true
        )
        #expect(try terminal.issue("--lot", "KV261001", "--count", "625")["count"] as? Int == 625)
        let again = try take(terminal, "lots", Self.lots)
        #expect(again.out.contains("2 như cũ") && again.out.contains("Không có gì thay đổi"))
    }

    @Test func `a table of what changes alone is enough for records that are there, and for no other`() throws {
        let terminal = try Terminal.withSample()
        let changed = try take(terminal, "lots", "Mã lô,Số gói\nL-TQ-2609,2399\n")
        #expect(changed.status == 0, "\(changed.err)")
        let lot = try #require(try terminal.make("ledger", "--kind", "lot", "--id", "L-TQ-2609").lines.last)
        #expect(lot.contains("\"unitsMax\":2399}") && lot.contains("\"lotNumber\":\"KV260918\""))
        let before = try terminal.make("ledger").out
        let unknown = try take(terminal, "lots", "Mã lô,Số gói\nL-TQ-2609,2398\nL-NEW,10\n")
        #expect(unknown.status == 65 && unknown.err.contains("còn thiếu; bảng cần cột «Số lô»"), "\(unknown.err)")
        let nameless = try take(terminal, "lots", "Số gói\n2398\n")
        #expect(nameless.status == 65 && nameless.err.contains("còn thiếu; bảng cần cột «Mã lô»"), "\(nameless.err)")
        #expect(try terminal.make("ledger").out == before)
    }

    @Test(arguments: [true, false])
    func `a dry run says what would be written and writes nothing, of a table as of JSON`(isTable: Bool) throws {
        let terminal = try Terminal.withSample()
        let before = try terminal.make("ledger").out
        let lot =
            #"{"lots": [{"id": "L-9", "product": "PR-TQ-1", "lotNumber": "A1", "packedOn": "2026-10-01", "#
            + #""outputKg": 1, "unitsMax": 10, "inputs": []}]}"#
        let finished =
            try isTable
            ? take(terminal, "lots", Self.lots, "--dry-run") : terminal.run("import", "--dry-run", "-", input: lot)
        #expect(finished.status == 0, "\(finished.err)")
        #expect(finished.out.hasSuffix("sẽ ghi \(isTable ? 2 : 1) mục. Chưa ghi gì (--dry-run).\n"))
        #expect(try terminal.make("ledger").out == before)
        #expect(try terminal.make("fsck").status == 0)
    }

    @Test func `every mistake is said at once with its row and column, and nothing is imported`() throws {
        let terminal = try Terminal.withSample()
        let before = try terminal.make("ledger").out
        let table = """
            id,product,lotNumber,packedOn,outputKg,unitsMax
            L-1,PR-TQ-1,KV1,32/10/2026,62,625
            L-2,PR-TQ-1,KV2,2026-10-02,=1+1,625
            L-3,PR-TQ-1,KV3,2026-10-03,9.52E+12,0
            """
        let finished = try take(terminal, "lots", table)
        #expect(finished.status == 65)
        for place in [
            "Hàng 2, cột D (Ngày đóng gói)", "Hàng 3, cột E (Sản lượng (kg))", "Hàng 4, cột E (Sản lượng (kg))",
            "Hàng 4, cột F (Số gói)",
        ] {
            #expect(finished.err.contains("error: data-invalid: -: \(place): "), "\(place)\n\(finished.err)")
        }
        #expect(!finished.err.contains("row 2") && !finished.err.contains("column D"), "one language")
        let english = try take(terminal, "lots", table, "--lang", "en")
        #expect(
            english.err.contains("error: data-invalid: -: Row 2, column D (packedOn): ")
                && !english.err.contains("Hàng"))
        #expect(try terminal.make("ledger").out == before)
    }

    @Test func `a record that exists nowhere is named by its row and column`() throws {
        let table = "id,product,lotNumber,packedOn,outputKg,unitsMax\nL-1,PR-XX,KV1,2026-10-02,62,625\n"
        let finished = try take(Terminal.withSample(), "lots", table)
        #expect(
            finished.status == 65
                && finished.err.contains(
                    "Hàng 2, cột B (Sản phẩm): chưa có sản phẩm nào mang mã «PR-XX», cả trong tệp lẫn trong sổ đăng ký."
                ),
            "\(finished.err)")
        let small = try take(Terminal.withSample(), "lots", table.replacing("PR-XX", with: "pr-tq-1"))
        #expect(small.err.contains("«pr-tq-1»") && small.err.contains("có lẽ là «PR-TQ-1»"), "\(small.err)")
    }

    @Test func `a number that could be two is refused unless the style is given`() throws {
        let terminal = try Terminal.withSample()
        let table = "id,product,lotNumber,packedOn,outputKg,unitsMax\nL-1,PR-TQ-1,KV1,2026-10-02,62,1.200\n"
        #expect(try take(terminal, "lots", table).err.contains("Hàng 2, cột F (Số gói): «1.200»"))
        #expect(try take(terminal, "lots", table, "--numbers", "vi", "--dry-run").status == 0)
        #expect(try take(terminal, "lots", table, "--numbers", "en", "--dry-run").status == 65)
    }

    @Test(arguments: [
        "producers,id;legalNameVi;legalForm;address;communeCode;commune;provinceCode;province|P-9;HTX Thử;HTX;Thôn 1;02260;Xã Hồng Thái;08;Tỉnh Tuyên Quang",
        "products,id;producer;nameVi;setNumber;netContent;unit|PR-9;P-TQ-001;Trà thử;11;100;g",
        "zones,id;nameVi;crop;producers;communeCode;provinceCode|Z-9;Vùng thử;Chè;P-TQ-001;02260;08",
        "certificates,id;type;standard;number;issuer;zone;validFrom;validThrough|C-9;organic;TCVN;HC-9;Tổ chức A;Z-TQ-01;01/01/2026;31/12/2026",
        "administrativeUnits,code;level;nameVi|08;province;Tỉnh Tuyên Quang",
    ])
    func `each kind of table is taken`(text: String) throws {
        let parts = text.split(separator: ",", maxSplits: 1).map(String.init)
        let table = parts[1].replacing("|", with: "\n") + "\n"
        let finished = try take(Terminal.withSample(), parts[0], table)
        #expect(finished.status == 0 && finished.out.contains("1 mới"), "\(finished.err)")
    }

    @Test func `options that go together are asked for together`() throws {
        let terminal = try Terminal.withSample()
        for wrong in [
            ["--numbers", "vi"], ["--table", "lots", "--format", "mergers"], ["--table", "recognitions"],
            ["--table", "administrativeUnits", "--format", "mergers"],
            ["--table", "administrativeUnits", "--valid-from", "2025-07-01"],
        ] {
            #expect(
                try terminal.execute([Terminal.temgoc, "import"] + wrong + ["-"], input: "").status == 64, "\(wrong)")
        }
        let forgotten = try terminal.run("import", "lo.csv")
        #expect(forgotten.status == 66)
    }

    private static let units = """
        code,level,nameVi,parentCode,validFrom,validTo,successors
        08,province,Tỉnh Tuyên Quang,,,,
        44,province,Tỉnh Quảng Bình,,,2025-06-30,44
        44,province,Tỉnh Quảng Trị,,2025-07-01,,
        072,district,Huyện Na Hang,08,,2025-06-30,
        02260,commune,Xã Đà Vị,072,,2025-06-30,02260
        02260,commune,Xã Hồng Thái,08,2025-07-01,,
        20500,commune,Thị trấn Ái Nghĩa,,,2025-06-30,20500
        20500,commune,Xã Đại Lộc,,2025-07-01,,
        """

    @Test func `a code means what it meant on the day, and a bare one is refused`() throws {
        let terminal = try Terminal.withSample()
        try #require(take(terminal, "administrativeUnits", Self.units).status == 0)
        func resolve(_ arguments: String...) throws -> Finished {
            try terminal.execute([Terminal.temgoc, "unit", "resolve"] + arguments)
        }
        let before = try resolve("02260", "--level", "commune", "--on", "2025-06-30")
        #expect(
            before.out == """
                02260 ngày 30/06/2025: Xã Đà Vị, Huyện Na Hang, Tỉnh Tuyên Quang
                  Xã Đà Vị đến 30/06/2025
                  → 02260 Xã Hồng Thái từ 01/07/2025

                """, "\(before.err)")
        #expect(
            try resolve("02260@2025-07-01").out.hasPrefix("02260 ngày 01/07/2025: Xã Hồng Thái, Tỉnh Tuyên Quang\n"))
        #expect(try resolve("44", "--on", "2025-06-30").out.contains("Tỉnh Quảng Bình"))
        #expect(try resolve("44", "--on", "2025-07-01").out.contains("Tỉnh Quảng Trị"))
        let renamed = try resolve("20500", "--on", "2026-11-21", "--json").json()
        #expect((renamed["unit"] as? [String: Any])?["nameVi"] as? String == "Xã Đại Lộc")
        let bare = try resolve("02260", "--level", "commune")
        #expect(bare.status == 2 && bare.err.contains("error: INV-20: "))
        #expect(try resolve("02260", "--level", "district", "--on", "2025-07-01").status == 64)
        #expect(try resolve("99999", "--on", "2025-07-01").status == 66)
        let ended = try resolve("072", "--on", "2025-07-01")
        #expect(ended.status == 66 && ended.err.contains("Huyện Na Hang đến 30/06/2025"))
    }

    @Test func `a list of mergers gives the units since that day`() throws {
        let terminal = try Terminal.withSample()
        let list = """
            new_province,new_code,new_name,old_unit_text
            08,02260,Xã Hồng Thái,"Xã Đà Vị, Xã Sơn Phú và phần còn lại của xã Hồng Thái sau khi sắp xếp"
            08,02269,Xã Thử,giữ nguyên
            """
        let finished = try take(
            terminal, "administrativeUnits", list, "--format", "mergers", "--valid-from", "2025-07-01",
            "--legal-document", "1684/NQ-UBTVQH15")
        #expect(finished.out.contains("2 mới"), "\(finished.err)")
        #expect(try terminal.make("unit", "resolve", "02269", "--on", "2025-07-01").out.contains("Xã Thử"))
        let wrong = try take(
            terminal, "administrativeUnits", list.replacing("02269", with: "2269"), "--format", "mergers",
            "--valid-from",
            "2025-07-01")
        #expect(wrong.status == 65 && wrong.err.contains("row 3, column B (new_code)"), "\(wrong.err)")
    }

    @Test func `two rows of one unit are a mistake with its place`() throws {
        let finished = try take(
            Terminal.withSample(), "administrativeUnits", "code,level,nameVi\n08,province,A\n08,province,B\n")
        #expect(finished.status == 65 && finished.err.contains("Hàng 3"), "\(finished.err)")
    }

    @Test func `a running number and empty columns at the end are passed over, values without a heading are not`()
        throws
    {
        let terminal = try Terminal.withSample()
        let table = """
            STT,id,producer,nameVi,setNumber,netContent,unit,,
            1,PR-9,P-TQ-001,Măng khô thử,11,500,g,,

            """
        #expect(try take(terminal, "products", table, "--dry-run").status == 0)
        let loose = try take(terminal, "products", table.replacing(",g,,", with: ",g,thừa,"))
        #expect(loose.status == 65 && loose.err.contains("Hàng 2, cột H: có «thừa»"), "\(loose.err)")
    }

    @Test func `a table without data, of another encoding or of Excel is told so in one sentence`() throws {
        let terminal = try Terminal.withSample()
        let head = "id,product,lotNumber,packedOn,outputKg,unitsMax\n"
        for (text, words) in [
            ("", "Tệp trống, chưa có dữ liệu"), (head, "Bảng chỉ có hàng tiêu đề, chưa có dữ liệu"),
            (
                "PK\u{03}\u{04}x",
                "Đây là tệp Excel (.xlsx), chưa đọc được. Trong Excel: Tệp → Lưu dưới dạng → CSV UTF-8"
            ),
            ("DANH SÁCH LÔ,,,,,\n" + head, "Hàng 1: không có tiêu đề cột nào của bảng"),
            (head + "Tổng cộng,,,,10,100\n", "Hàng 2, cột A (Mã lô): có vẻ là hàng tổng"),
            (head + "L-1,PR-TQ-1,KV1,31/02/2026,62,625\n", "«31/02/2026», không có trong lịch"),
        ] {
            let finished = try take(terminal, "lots", text)
            #expect(finished.status == 65 && finished.err.contains(words), "\(finished.err)")
        }
    }

    @Test func `a dry run shows what each changed cell was and is to be, and what ought to be looked at`() throws {
        let terminal = try Terminal.withSample()
        let table =
            "id,producer,nameVi,setNumber,netContent,unit,shelfLifeMonths\nPR-TQ-1,P-TQ-001,Chè thử Khau Vạc,11,100,g,18\n"
        let finished = try take(terminal, "products", table, "--dry-run")
        #expect(finished.status == 0, "\(finished.err)")
        #expect(finished.out.contains("PR-TQ-1 · Tên sản phẩm: «"), "\(finished.out)")
        #expect(finished.out.contains("» → «Chè thử Khau Vạc»\n") && finished.out.contains("→ 18\n"), "\(finished.out)")
        let lot = """
            id,product,lotNumber,packedOn,outputKg,unitsMax,zone,material,kg
            L-9,PR-TQ-1,A9,2026-10-01,1,10,Z-TQ-02,Chè búp tươi,10

            """
        let tea = try take(terminal, "lots", lot, "--dry-run")
        #expect(tea.status == 0 && tea.err.contains("cảnh báo INV-29: Nguyên liệu «Chè búp tươi»"), "\(tea.err)")
    }
}
