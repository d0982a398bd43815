import FoundationEssentials
import ProgrammeSamples
import Records
import Testing
import Wording

/// The list of three provinces' mergers on 1 July 2025 lies beside the checkout, not in it.
struct UnitMergerTests {
    private static let file: [UInt8]? = {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
        let path = (root + ["shared", "domain", "admin-units-3-provinces.csv"]).joined(separator: "/")
        return (try? Data(contentsOf: URL(filePath: path))).map(Array.init)
    }()
    private static let missing: Comment = "needs ../shared/domain/admin-units-3-provinces.csv beside the checkout"

    private func mergers() throws -> UnitMergers {
        try UnitMergers(
            table: #require(Self.file), from: day("2025-07-01"), legalDocument: "Nghị quyết 202/2025/QH15")
    }

    private func mergers(_ oldUnits: String) throws -> [UnitMerger.FormerUnit] {
        let table = "new_province,new_code,new_name,old_unit_text\n08,02260,Xã Mới,\"\(oldUnits)\""
        return try #require(try UnitMergers(table: Array(table.utf8), from: day("2025-07-01")).all.first).former
    }

    @Test(.enabled(if: file != nil, missing))
    func `every row of the three provinces is read`() throws {
        let mergers = try mergers()
        // 124, 78 and 94 communes: OCOP.md section 2.7.
        let counts = Dictionary(grouping: mergers.all) { $0.unit.parentCode ?? "" }.mapValues(\.count)
        #expect(counts == ["08": 124, "44": 78, "48": 94])
        #expect(mergers.all.allSatisfy { !$0.former.isEmpty })
        let names = mergers.all.flatMap(\.former).map(\.name)
        let kinds = ["Xã ", "Phường ", "Thị trấn ", "Huyện ", "Thôn "]
        #expect(names.allSatisfy { name in kinds.contains { name.hasPrefix($0) } && name.count < 35 })
    }

    @Test(.enabled(if: file != nil, missing))
    func `the communes of old are found in those of today`() throws {
        let mergers = try mergers()
        #expect(mergers.successors(ofFormer: "Xã Đà Vị").map(\.id) == ["commune/02260/2025-07-01"])
        #expect(mergers.successors(ofFormer: "Xã Cam Chính").map(\.name) == ["Xã Cam Lộ"])
        #expect(mergers.successors(ofFormer: "Thị trấn Ái Nghĩa", inProvince: "48").map(\.name) == ["Xã Đại Lộc"])
        #expect(mergers.successors(ofFormer: "Thị trấn Ái Nghĩa", inProvince: "44").isEmpty)
        // Divided between two.
        #expect(
            Set(mergers.successors(ofFormer: "Xã Yên Định").map(\.name)) == ["Xã Minh Ngọc", "Xã Ngọc Đường"])
    }

    @Test(.enabled(if: file != nil, missing))
    func `02260 was Xã Đà Vị and is Xã Hồng Thái, once the old units are put beside the new ones`() throws {
        let old = try AdministrativeUnits(table: Array(AdministrativeUnitTests.table.utf8)).all
            .filter { $0.validTo != nil }
        let units = AdministrativeUnits(old + (try mergers()).all.map(\.unit))
        #expect(try units.resolve(.commune, "02260", on: day("2025-06-30")).name == "Xã Đà Vị")
        #expect(try units.resolve(.commune, "02260", on: day("2025-07-01")).name == "Xã Hồng Thái")
        #expect(units.communes(ofProvince: "08", on: day("2025-07-01")).count == 124)
    }

    @Test(arguments: [
        ("Xã A, Phường 3 (thị xã B), Thị trấn Nông trường C", ["Xã A", "Phường 3", "Thị trấn Nông trường C"]),
        ("giữ nguyên", ["Xã Mới"]),
        ("Xã Lao Và Chải và Xã B", ["Xã Lao Và Chải", "Xã B"]),
        ("phần còn lại của Phường A sau khi sắp xếp và xã B", ["Phường A", "Xã B"]),
        ("Xã A và một phần diện tích tự nhiên, quy mô dân số của xã B  Xã B", ["Xã A", "Xã B"]),
        ("Thôn A, xã B ", ["Thôn A", "Xã B"]),
    ])
    func `the names in a resolution's running text are found`(text: String, names: [String]) throws {
        #expect(try mergers(text).map(\.name) == names)
    }

    @Test func `what went over in part is told apart, and so are districts`() throws {
        let former = try mergers(
            "Xã A (huyện B), Xã C (phần còn lại sau khi sáp nhập vào phường D) và một phần diện tích tự nhiên, "
                + "quy mô dân số của xã E")
        #expect(former.map(\.isPart) == [false, true, true])
        #expect(former.map(\.district) == ["huyện B", nil, nil])
    }

    @Test(arguments: ["", "A, B", "Xã", "Xã A (huyện B", "Xã A, cùng Xã B"])
    func `text that names no units is refused in its row and column`(text: String) throws {
        let error = try #require(throws: DataProblems.self) { try mergers(text) }
        #expect(error.problems.map(\.path) == ["row 2, column D (old_unit_text)"])
    }

    @Test func `a code of the wrong length and another table's header are refused`() throws {
        let wrong = "new_province,new_code,new_name,old_unit_text\n8,2260,Xã Mới,giữ nguyên"
        let error = try #require(throws: DataProblems.self) {
            try UnitMergers(table: Array(wrong.utf8), from: day("2025-07-01"))
        }
        #expect(error.problems.map(\.path) == ["row 2, column B (new_code)", "row 2, column A (new_province)"])
        #expect(throws: DataProblems.self) { try UnitMergers(table: Array("a,b".utf8), from: day("2025-07-01")) }
    }
}
