import Encodings
import GS1
import ProgrammeSamples
import Records
import Stamps
import Testing
import Wording

/// What is wrong in a table; empty where it is a programme.
func problems(_ table: RecordTable, _ text: String, numbers: NumberStyle? = nil) -> [DataProblem] {
    do throws(DataProblems) {
        _ = try TableRecords(table, Array(text.utf8), numbers: numbers).programme()
        return []
    } catch {
        return error.problems
    }
}

func programme(_ table: RecordTable, _ text: String, numbers: NumberStyle? = nil) throws -> Programme {
    try TableRecords(table, Array(text.utf8), numbers: numbers).programme()
}

struct TableTests {
    static let products = """
        Mã số;Chủ thể;Tên sản phẩm;Bộ sản phẩm;Khối lượng tịnh;Đơn vị;Mã vạch;Hạn dùng (tháng)
        PR-1;P-1;Chè Shan tuyết;11;1.250,5;gam;9520000000011;24
        PR-2;P-1;Mật ong;4;500;ml;;
        """

    @Test func `a table of products with Vietnamese headings is a programme`() throws {
        let read = try programme(.products, Self.products).elements.compactMap { $0.record as? Product }
        #expect(read.map(\.id) == ["PR-1", "PR-2"])
        #expect(read.map(\.netContent.value) == [1250.5, 500])
        #expect(read.map(\.netContent.unit) == [.g, .ml])
        #expect(try read.first?.gtin == GTIN("9520000000011"))
        #expect(read.first?.shelfLifeMonths == 24 && read.last?.shelfLifeMonths == nil)
    }

    @Test func `a table says the same as the programme file that it stands for`() throws {
        let table = """
            id,producer,nameVi,setNumber,netContent,unit,gtin
            PR-1,P-1,Chè Shan tuyết,11,"1,250.5",g,9520000000011
            """
        let json: JSONValue = [
            "products": [
                [
                    "id": "PR-1", "producer": "P-1", "nameVi": "Chè Shan tuyết", "setNumber": 11,
                    "netContent": ["value": .number(1250.5), "unit": "g"], "gtin": "9520000000011",
                ]
            ]
        ]
        #expect(TableRecords(.products, Array(table.utf8)).json == json)
    }

    @Test func `the sample's producers, zones and certificates come out of tables as out of the file`() throws {
        let sample = try SampleProgramme()
        let producers = """
            Mã số,Tên chủ thể,Tên gọi tắt,Loại hình,MST,Địa chỉ,Mã xã,Xã,Mã tỉnh,Tỉnh,Địa chỉ từ ngày,Mã xã trước đây,\
            Xã trước đây,Mã huyện trước đây,Huyện trước đây,Mã tỉnh trước đây,Tỉnh trước đây,Địa chỉ từ ngày trước đây,\
            Địa chỉ đến ngày trước đây
            P-TQ-001,Hợp tác xã Nông nghiệp Khau Vạc,HTX Khau Vạc,HTX,0000000101,Thôn Khuổi Slam,02260,Xã Hồng Thái,08,\
            Tỉnh Tuyên Quang,01/07/2025,02254,Xã Hồng Thái,072,Huyện Na Hang,08,Tỉnh Tuyên Quang,08/07/2004,30/06/2025
            """
        let zones = """
            Mã vùng;Tên vùng;Cây trồng;Chủ thể;Diện tích (ha);Số hộ;Mã xã;Mã tỉnh;Năng suất (kg/ha/năm);Vĩ độ;Kinh độ
            Z-TQ-01;Vùng chè Shan cổ thụ Khau Vạc;Chè Shan tuyết;P-TQ-001;42;37;02260;08;1800;22,6;105,4
            """
        let certificates = """
            Mã số,Loại,Tiêu chuẩn,Số giấy,Nơi cấp,Vùng nguyên liệu,Cây trồng,Diện tích (ha),Sản lượng tối đa (kg/năm),\
            Có hiệu lực từ,Có hiệu lực đến,Tình trạng
            C-01,hữu cơ,TCVN 11041-6:2018,HC-TEST-0001,Tổ chức chứng nhận Thử nghiệm A,Z-TQ-01,Chè búp tươi,42,75600,\
            01/03/2025,2027-02-28,còn hiệu lực
            """
        #expect(
            try programme(.producers, producers).elements.first?.record as? Producer
                == sample.record(Producer.self, "P-TQ-001"))
        #expect(
            try programme(.zones, zones).elements.first?.record as? MaterialZone
                == sample.record(MaterialZone.self, "Z-TQ-01"))
        #expect(
            try programme(.certificates, certificates).elements.first?.record as? Certificate
                == sample.record(Certificate.self, "C-01"))
    }

    @Test func `rows of one lot are its inputs, whether the lot's own cells are repeated or left blank`() throws {
        let table = """
            Mã lô,Sản phẩm,Số lô,Ngày đóng gói,Sản lượng (kg),Số gói,Vùng nguyên liệu,Nguyên liệu,\
            Khối lượng nguyên liệu (kg),Thu hoạch từ ngày,Thu hoạch đến ngày,Tỉnh xuất xứ
            L-1,PR-1,ST1,16/11/2026,150,500,Z-1,Gạo,90,20/04/2026,05/05/2026,
            L-2,PR-1,ST2,2026-11-17,10,20,,,,,,
            L-1,,,,,,,Gạo mua,60,,,Tỉnh Đồng Tháp
            L-1,PR-1,ST1,2026-11-16,150,500,Z-1,Mè,2,,,
            """
        let lots = try programme(.lots, table).elements.compactMap { $0.record as? Lot }
        #expect(lots.map(\.id) == ["L-1", "L-2"])
        #expect(lots.first?.inputs.map(\.material) == ["Gạo", "Gạo mua", "Mè"])
        #expect(lots.first?.inputs.map(\.zone) == ["Z-1", nil, "Z-1"])
        #expect(lots.last?.inputs.isEmpty == true)
    }

    @Test func `accents in several code points, capitals and spaces in headings do not matter`() throws {
        let decomposed = String(
            String.UnicodeScalarView(Self.products.replacing("ẩ", with: "a\u{302}\u{309}").unicodeScalars))
        let shouting = decomposed.replacing("Chủ thể", with: " CHU THE ")
        let read = try programme(.products, shouting.replacing("Chè", with: "Che\u{300}"))
        let name = try #require((read.elements.first?.record as? Product)?.name)
        #expect(Array(name.unicodeScalars) == Array("Chè Shan tuyết".unicodeScalars))
    }

    @Test(arguments: RecordTable.allCases)
    func `no heading of a table means two columns`(table: RecordTable) {
        // Each heading alone: a table of only it must not be told that it does not know the column.
        for heading in table.headings {
            for text in [heading.vi, heading.en] {
                let found = TableRecords(table, Array("\"\(text)\",\"\(heading.vi)\"".utf8))
                let repeated = problems(found).filter { $0.text.en.contains("already") }
                #expect(repeated.map(\.path) == ["row 1, column B (\(heading.en))"], "\(text)")
            }
        }
    }

    private func problems(_ table: TableRecords) -> [DataProblem] {
        do throws(DataProblems) {
            _ = try table.programme()
            return []
        } catch {
            return error.problems
        }
    }

    @Test func `a reference that nothing answers is located in its row and column`() throws {
        let table = TableRecords(.products, Array(Self.products.utf8))
        let unresolved = try table.programme().unresolved { _, _ in false }.map(table.located)
        #expect(unresolved.map(\.path) == ["row 2, column B (producer)", "row 3, column B (producer)"])
    }
}
