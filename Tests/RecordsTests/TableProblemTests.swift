import Records
import Testing
import Wording

/// A cell made wrong, and what must be said about it.
struct WrongCell: CustomTestStringConvertible, Sendable {
    let header: String
    let cell: String
    let path: String
    let vi: String
    let en: String

    var testDescription: String { "\(header): \(cell)" }

    init(_ header: String, _ cell: String, at path: String, vi: String, en: String) {
        self.header = header
        self.cell = cell
        self.path = path
        self.vi = vi
        self.en = en
    }
}

struct TableProblemTests {
    /// A producer, as heading and cell.
    private static let producer = [
        ("id", "P-1"), ("legalNameVi", "HTX Khau Vạc"), ("legalForm", "HTX"), ("taxCode", "0100109106"),
        ("address", "Thôn A"), ("communeCode", "02260"), ("commune", "Xã Hồng Thái"), ("provinceCode", "08"),
        ("province", "Tỉnh Tuyên Quang"),
    ]
    /// A product, likewise.
    private static let product = [
        ("id", "PR-1"), ("producer", "P-1"), ("nameVi", "Chè"), ("setNumber", "11"), ("netContent", "100"),
        ("unit", "g"), ("gtin", "9520000000011"),
    ]
    /// A lot with one input.
    private static let lot = [
        ("id", "L-1"), ("product", "PR-1"), ("lotNumber", "A1"), ("packedOn", "18/09/2026"), ("outputKg", "240"),
        ("unitsMax", "2400"), ("zone", "Z-1"), ("material", "Chè búp"), ("kg", "1200"), ("harvestedFrom", "10/09/2026"),
        ("harvestedTo", "15/09/2026"),
    ]

    private func table(_ row: [(String, String)], changing header: String, to cell: String) -> String {
        func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }
        return row.map { quoted($0.0) }.joined(separator: ",") + "\n"
            + row.map { quoted($0.0 == header ? cell : $0.1) }.joined(separator: ",")
    }

    private func expect(_ wrong: WrongCell, in table: RecordTable, _ row: [(String, String)]) throws {
        let found = problems(table, self.table(row, changing: wrong.header, to: wrong.cell))
        #expect(found.map(\.path) == [wrong.path])
        let text = try #require(found.first?.text)
        #expect(text.vi.contains(wrong.vi), "\(text.vi)")
        #expect(text.en.contains(wrong.en), "\(text.en)")
    }

    static let wrongProducts: [WrongCell] = [
        WrongCell("gtin", "9.52E+12", at: "row 2, column G (gtin)", vi: "đã rút gọn", en: "has shortened it"),
        WrongCell("gtin", "9520000000012", at: "row 2, column G (gtin)", vi: "số kiểm tra", en: "check digit"),
        // GTIN-8 05012343 and GTIN-12 012345678905 without their zeros.
        WrongCell("gtin", "5012343", at: "row 2, column G (gtin)", vi: "cần 05012343", en: "be 05012343"),
        WrongCell("gtin", "12345678905", at: "row 2, column G (gtin)", vi: "cần 012345678905", en: "be 012345678905"),
        WrongCell("nameVi", "=B2", at: "row 2, column C (nameVi)", vi: "công thức", en: "formula"),
        WrongCell("nameVi", " =1", at: "row 2, column C (nameVi)", vi: "công thức", en: "formula"),
        WrongCell(
            "nameVi", "#REF!", at: "row 2, column C (nameVi)", vi: "lỗi của bảng tính", en: "spreadsheet's error"),
        WrongCell(
            "nameVi", "#####", at: "row 2, column C (nameVi)", vi: "lỗi của bảng tính", en: "spreadsheet's error"),
        WrongCell("nameVi", "", at: "row 2, column C (nameVi)", vi: "còn thiếu", en: "is missing"),
        WrongCell("id", "1,5e-3", at: "row 2, column A (id)", vi: "đã rút gọn", en: "has shortened it"),
        WrongCell("setNumber", "27", at: "row 2, column D (setNumber)", vi: "từ 1 đến 26", en: "from 1 to 26"),
        WrongCell("setNumber", "mười", at: "row 2, column D (setNumber)", vi: "\"mười\"", en: "\"mười\""),
        WrongCell(
            "netContent", "1.234", at: "row 2, column E (netContent)", vi: "có thể là 1234 / 1.234", en: "may be"),
        WrongCell(
            "netContent", "1,234", at: "row 2, column E (netContent)", vi: "có thể là 1.234 / 1234", en: "may be"),
        WrongCell("netContent", "100 g", at: "row 2, column E (netContent)", vi: "\"100 g\"", en: "\"100 g\""),
        WrongCell("netContent", "1E+2", at: "row 2, column E (netContent)", vi: "đã rút gọn", en: "has shortened it"),
        WrongCell("netContent", "-5", at: "row 2, column E (netContent)", vi: "số lớn hơn 0", en: "above 0"),
        WrongCell(
            "netContent", String(repeating: "9", count: 400), at: "row 2, column E (netContent)", vi: "số lớn hơn 0",
            en: "above 0"),
        WrongCell("unit", "oz", at: "row 2, column F (unit)", vi: "một trong", en: "one of"),
    ]

    @Test(arguments: wrongProducts)
    func `a wrong cell of a product is reported once, with row, column and heading`(wrong: WrongCell) throws {
        try expect(wrong, in: .products, Self.product)
    }

    static let wrongProducers: [WrongCell] = [
        // 0101248141 and 0100109106 are codes in use, of two large companies.
        WrongCell("taxCode", "101248141", at: "row 2, column D (taxCode)", vi: "cần 0101248141", en: "be 0101248141"),
        // 0100109106 has the right check digit of a tax code; 0100109107 has not.
        WrongCell("taxCode", "100109106", at: "row 2, column D (taxCode)", vi: "cần 0100109106", en: "be 0100109106"),
        WrongCell(
            "taxCode", "100109107", at: "row 2, column D (taxCode)", vi: "10 hoặc 12 chữ số", en: "10 or 12 digits"),
        WrongCell(
            "taxCode", "100109106-001", at: "row 2, column D (taxCode)", vi: "cần 0100109106-001",
            en: "be 0100109106-001"),
        // 12 digits of a person begin with the number of a province, which is below 100.
        WrongCell(
            "taxCode", "80099000123", at: "row 2, column D (taxCode)", vi: "cần 080099000123", en: "be 080099000123"),
        WrongCell("communeCode", "2260", at: "row 2, column F (communeCode)", vi: "cần 02260", en: "be 02260"),
        WrongCell("communeCode", "0226O", at: "row 2, column F (communeCode)", vi: "5 chữ số", en: "5 digits"),
        WrongCell("provinceCode", "8", at: "row 2, column H (provinceCode)", vi: "cần 08", en: "be 08"),
        WrongCell("commune", "", at: "row 2, column G (commune)", vi: "còn thiếu", en: "is missing"),
        WrongCell("legalForm", "câu lạc bộ", at: "row 2, column C (legalForm)", vi: "hợp tác xã", en: "one of"),
    ]

    @Test(arguments: wrongProducers)
    func `codes that lost zeros are refused with the code that they seem to be`(wrong: WrongCell) throws {
        try expect(wrong, in: .producers, Self.producer)
    }

    @Test(arguments: ["0100109106", "0000000101", "0100109106-001", "080099000123"])
    func `a tax code of the right length is taken, whatever its check digit`(code: String) {
        #expect(problems(.producers, table(Self.producer, changing: "taxCode", to: code)).isEmpty)
    }

    static let wrongLots: [WrongCell] = [
        WrongCell("packedOn", "30/02/2026", at: "row 2, column D (packedOn)", vi: "ngày dạng 21/11/2026", en: "a day"),
        WrongCell("packedOn", "1/9/2026", at: "row 2, column D (packedOn)", vi: "ngày dạng", en: "a day"),
        WrongCell("packedOn", "09/18/2026", at: "row 2, column D (packedOn)", vi: "ngày dạng", en: "a day"),
        WrongCell("packedOn", "46283", at: "row 2, column D (packedOn)", vi: "ngày dạng", en: "a day"),
        WrongCell(
            "harvestedTo", "09/09/2026", at: "row 2, column K (harvestedTo)", vi: "trước Thu hoạch từ ngày",
            en: "before"),
        WrongCell("kg", "0", at: "row 2, column I (kg)", vi: "lớn hơn 0", en: "above 0"),
        WrongCell("kg", "", at: "row 2, column I (kg)", vi: "còn thiếu", en: "is missing"),
        WrongCell("zone", "Z 1", at: "row 2, column G (zone)", vi: "mã số gồm", en: "an identifier"),
    ]

    @Test(arguments: wrongLots)
    func `a wrong cell of a lot or of its input is reported with row, column and heading`(wrong: WrongCell) throws {
        try expect(wrong, in: .lots, Self.lot)
    }

    @Test func `everything that is wrong is reported at once, in the order of the rows`() {
        let table = """
            id,producer,nameVi,setNumber,netContent,unit,colour
            PR-1,P-1,Chè,27,"1,5",g,x
            PR-2,P-1,Chè,1
            PR-1,P-1,=A1,2,"2,5",oz,x
            """
        #expect(
            problems(.products, table).map(\.path) == [
                "row 1, column G", "row 2, column D (setNumber)", "row 3", "row 4, column A (id)",
                "row 4, column C (nameVi)", "row 4, column F (unit)",
            ])
    }

    @Test func `a column that is not known is answered with those that are`() throws {
        let problem = try #require(problems(.products, "id,colour\nPR-1,x").first { $0.path == "row 1, column B" })
        #expect(problem.text.vi.contains("«Tên sản phẩm»") && problem.text.vi.contains("«Mã vạch»"))
        #expect(problem.text.en.contains("\"nameVi\"") && problem.text.en.contains("\"gtin\""))
    }

    @Test func `a column that is missing is reported once, not for every row`() {
        let table = "id,nameVi,setNumber,netContent,unit\nPR-1,Chè,1,100,g\nPR-2,Chè,1,100,g"
        #expect(problems(.products, table).map(\.path) == ["row 1 (producer)"])
    }

    @Test func `numbers of both styles in one table are refused, the second style at its cells`() throws {
        let table = """
            id,product,lotNumber,packedOn,outputKg,unitsMax
            L-1,PR-1,A1,2026-09-18,"1.240,5",2400
            L-2,PR-1,A2,2026-09-18,"1,240.5",2400
            """
        let found = problems(.lots, table)
        #expect(found.map(\.path) == ["row 3, column E (outputKg)"])
        #expect(found.first?.text.vi.contains("«1.240,5» ở hàng 2, cột E (Sản lượng (kg))") == true)
    }

    @Test(arguments: [
        (NumberStyle.vietnamese, "1.234", 1234.0), (.english, "1.234", 1.234), (.english, "1,234", 1234),
        (.vietnamese, "1,234", 1.234), (nil, "1234,5", 1234.5), (nil, "1234.5", 1234.5), (nil, "0.125", 0.125),
        (nil, "1.234.567,25", 1_234_567.25), (nil, "240", 240), (nil, "1234.567", 1234.567),
    ])
    func `a number is read in the style that is given, or that it shows itself`(
        style: NumberStyle?, text: String, value: Double
    ) throws {
        let table = self.table(Self.lot, changing: "outputKg", to: text)
        let lot = try programme(.lots, table, numbers: style).elements.first?.record as? Lot
        #expect(lot?.outputKilograms == value)
    }

    @Test func `one number that tells decides those that do not`() throws {
        let table = """
            id,product,lotNumber,packedOn,outputKg,unitsMax
            L-1,PR-1,A1,2026-09-18,"1.240",2.400
            L-2,PR-1,A2,2026-09-18,"0,5",7
            """
        let lots = try programme(.lots, table).elements.compactMap { $0.record as? Lot }
        #expect(lots.map(\.outputKilograms) == [1240, 0.5] && lots.map(\.unitsMax) == [2400, 7])
    }

    @Test func `a further row of a lot that contradicts the first, or adds nothing, is refused`() {
        let table = """
            id,product,lotNumber,packedOn,outputKg,unitsMax,material,kg
            L-1,PR-1,A1,2026-09-18,240,2400,Chè,1200
            L-1,PR-1,A1,2026-09-19,240,2400,Chè,100
            L-1,,,,,,,
            """
        #expect(problems(.lots, table).map(\.path) == ["row 3, column D (packedOn)", "row 4, column A (id)"])
    }

    @Test(arguments: [
        ("", "file"), ("a\"b", "row 1, column A"), ("id,producer\n\"x", "row 2, column A"), ("\u{FEFF}\n", "file"),
    ])
    func `what is not a table is refused with its place`(text: String, path: String) {
        #expect(problems(.products, text).contains { $0.path == path })
    }
}
