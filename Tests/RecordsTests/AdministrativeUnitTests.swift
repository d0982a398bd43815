import Encodings
import ProgrammeSamples
import Records
import Testing
import Wording

struct AdministrativeUnitTests {
    /// Units around Xã Hồng Thái and of the two provinces that have had code 44.
    static let table = """
        code,level,nameVi,parentCode,validFrom,validTo,successors,legalDocument
        08,province,Tỉnh Tuyên Quang,,,30/06/2025,08,
        08,province,Tỉnh Tuyên Quang,,01/07/2025,,,202/2025/QH15
        44,province,Tỉnh Quảng Bình,,1989-07-01,2025-06-30,44,
        45,province,Tỉnh Quảng Trị,,1989-07-01,2025-06-30,44,
        44,province,Tỉnh Quảng Trị,,2025-07-01,,,202/2025/QH15
        072,district,Huyện Na Hang,08,,2025-06-30,,
        02254,commune,Xã Hồng Thái,072,,2025-06-30,02260,
        02260,commune,Xã Đà Vị,072,,2025-06-30,02260,
        02257,xã,Xã Sơn Phú,072,,2025-06-30,02260,
        02260,cấp xã,Xã Hồng Thái,08,2025-07-01,,,
        """
    private let units: AdministrativeUnits

    init() throws { units = try AdministrativeUnits(table: Array(Self.table.utf8)) }

    // INV-20. The codes were given anew on 1 July 2025.
    @Test(arguments: [
        (AdministrativeLevel.commune, "02260", "2025-06-30", "Xã Đà Vị"),
        (.commune, "02260", "2025-07-01", "Xã Hồng Thái"),
        (.commune, "02254", "2025-06-30", "Xã Hồng Thái"),
        (.province, "44", "2025-06-30", "Tỉnh Quảng Bình"),
        (.province, "44", "2025-07-01", "Tỉnh Quảng Trị"),
        (.province, "45", "2025-06-30", "Tỉnh Quảng Trị"),
    ])
    func `a code names the unit that had it on the day`(
        level: AdministrativeLevel, code: String, iso: String, name: String
    ) throws {
        #expect(try units.resolve(level, code, on: day(iso)).name == name)
    }

    @Test func `a code that ended is not in force, and the error tells when it was`() throws {
        let error = try #require(throws: AdministrativeUnitError.self) {
            try units.resolve(.province, "45", on: day("2025-07-01"))
        }
        let former = try units.resolve(.province, "45", on: day("2025-06-30"))
        #expect(error == .notInForce(.province, code: "45", on: day("2025-07-01"), versions: [former]))
        #expect(error.text.vi.contains("Tỉnh Quảng Trị từ 01/07/1989 đến 30/06/2025"))
        #expect(error.text.en.contains("Tỉnh Quảng Trị from 01/07/1989 to 30/06/2025"))
    }

    @Test func `a code of another level, or that no unit has had, is unknown`() {
        #expect(throws: AdministrativeUnitError.unknown(.district, code: "02260")) {
            try units.resolve(.district, "02260", on: day("2025-07-01"))
        }
        #expect(throws: AdministrativeUnitError.unknown(.commune, code: "99999")) {
            try units.resolve(.commune, "99999", on: day("2025-07-01"))
        }
    }

    @Test func `two units with one code on one day are ambiguous`() throws {
        let twice = Self.table + "\n02260,commune,Xã Khác,08,2025-06-30,,,"
        let units = try AdministrativeUnits(table: Array(twice.utf8))
        let error = try #require(throws: AdministrativeUnitError.self) {
            try units.resolve(.commune, "02260", on: day("2025-06-30"))
        }
        guard case .ambiguous(.commune, "02260", day("2025-06-30"), let found) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(found.map(\.name) == ["Xã Đà Vị", "Xã Khác"])
    }

    @Test func `an address ends with the units of its day, the district while there were districts`() throws {
        #expect(
            try units.location(ofCommune: "02254", on: day("2025-06-30")).text
                == "Xã Hồng Thái, Huyện Na Hang, Tỉnh Tuyên Quang")
        #expect(
            try units.location(ofCommune: "02260", on: day("2025-07-01")).text == "Xã Hồng Thái, Tỉnh Tuyên Quang")
        #expect(throws: AdministrativeUnitError.self) { try units.location(ofCommune: "02254", on: day("2025-07-01")) }
    }

    @Test func `the successor of an old unit is resolved on the day after its last`() throws {
        let old = try units.resolve(.commune, "02260", on: day("2025-06-30"))
        let new = try units.resolve(.commune, "02260", on: day("2025-07-01"))
        #expect(try units.successors(of: old) == [new])
        #expect(try units.successors(of: new).isEmpty)
        #expect(units.predecessors(of: new).map(\.name) == ["Xã Hồng Thái", "Xã Đà Vị", "Xã Sơn Phú"])
    }

    @Test func `a successor that the register does not have is an error, not an end`() throws {
        let lost = try AdministrativeUnits(
            table: Array(Self.table.replacing(",30/06/2025,08,", with: ",30/06/2025,09,").utf8))
        #expect(throws: AdministrativeUnitError.unknown(.province, code: "09")) {
            try lost.successors(of: lost.resolve(.province, "08", on: day("2025-06-30")))
        }
    }

    @Test func `the names of a place over time are those of its units, by time`() throws {
        let old = try units.resolve(.province, "45", on: day("2000-01-01"))
        #expect(try units.history(of: old).map(\.id) == ["province/45/1989-07-01", "province/44/2025-07-01"])
        let new = try units.resolve(.province, "44", on: day("2026-01-01"))
        #expect(try units.history(of: new).map(\.name) == ["Tỉnh Quảng Bình", "Tỉnh Quảng Trị", "Tỉnh Quảng Trị"])
    }

    @Test func `the communes of a province are those of its districts too`() {
        #expect(
            units.communes(ofProvince: "08", on: day("2025-06-30")).map(\.code) == ["02254", "02260", "02257"])
        #expect(units.communes(ofProvince: "08", on: day("2025-07-01")).map(\.code) == ["02260"])
    }

    @Test func `a unit is read back equal from what it writes, under an identifier with its first day`() throws {
        for unit in units.all {
            #expect(try AdministrativeUnit.read(JSONValue(parsing: unit.json.canonicalBytes), path: "$").get() == unit)
        }
        #expect(units.all.first?.id == "province/08/open" && units.all.last?.id == "commune/02260/2025-07-01")
        #expect(Set(units.all.map(\.id)).count == units.all.count)
    }

    @Test func `everything wrong in a table of units is said at once, with row, column and heading`() throws {
        let table = """
            code,level,nameVi,parentCode,validFrom,validTo,successors
            8,province,Tỉnh Tuyên Quang,,,,
            02260,làng,Xã Đà Vị,072,,2025-06-30,02260
            02254,commune,Xã Hồng Thái,02260,,2025-06-30,2260
            44,province,Tỉnh Quảng Trị,08,2025-07-01,2025-06-30,
            072,district,Huyện Na Hang,08,,,073
            072,district,Huyện Na Hang,08,,,
            """
        let error = try #require(throws: DataProblems.self) { try AdministrativeUnits(table: Array(table.utf8)) }
        #expect(
            error.problems.map(\.path) == [
                "row 2, column A (code)", "row 3, column B (level)", "row 4, column D (parentCode)",
                "row 4, column G (successors)", "row 5, column D (parentCode)", "row 5, column F (validTo)",
                "row 6, column F (validTo)",
            ])
    }

    @Test func `one code with one first day is one unit`() throws {
        let twice = Self.table + "\n44,province,Tỉnh Khác,,2025-07-01,,,"
        let error = try #require(throws: DataProblems.self) { try AdministrativeUnits(table: Array(twice.utf8)) }
        #expect(error.problems.map(\.path) == ["row 12, column A (code)"])
        #expect(error.problems.first?.text.vi.contains("hàng 6, cột A (Mã)") == true)
    }
}
