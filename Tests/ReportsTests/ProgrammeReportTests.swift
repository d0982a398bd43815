import CSV
import Encodings
import ProgrammeSamples
import Records
import Reports
import Testing
import Wording

struct ProgrammeReportTests {
    private let province: TuyenQuang

    init() throws { province = try TuyenQuang() }

    @Test func `the report of Tuyên Quang prints the numbers that its office published`() {
        #expect(
            province.report(on: "2024-07-31").text == """
                Báo cáo OCOP ngày 31/07/2024 / OCOP report on 31/07/2024

                Sản phẩm còn hiệu lực              240           Products in force
                  3 sao                            201  83,75 %  3 stars
                  4 sao                             38  15,83 %  4 stars
                  5 sao                              0      0 %  5 stars
                  Tiềm năng 5 sao                    1   0,42 %  Potential 5 stars
                Chủ thể                            179           Producers
                  Hợp tác xã                       133   74,3 %  Co-operatives
                  Doanh nghiệp                      12    6,7 %  Enterprises
                  Tổ hợp tác                         6   3,35 %  Co-operative groups
                  Hộ kinh doanh                     28  15,64 %  Household businesses
                Xã có sản phẩm còn hiệu lực  121 / 138  87,68 %  Communes with a product in force

                Tỷ lệ làm tròn đến hai chữ số thập phân (từ 5 làm tròn lên), bỏ số 0 ở cuối.
                Shares are rounded to two decimals (half up), without zeros at their end.

                """)
    }

    @Test func `two days give two counts when a recognition ends between them`() {
        let (before, after) = (province.report(on: "2024-08-01"), province.report(on: "2024-08-02"))
        #expect(before[.products] == 240 && after[.products] == 239)
        #expect(before[.threeStar] == 201 && after[.threeStar] == 200)
        // Its producer has another product, so the producers stay as they were.
        #expect(before[.producers] == 179 && after[.producers] == 179)
        #expect(province.report(on: "2026-11-21")[.products] == 0)
        #expect(province.report(on: "2026-11-21")[.communes] == 0)
    }

    @Test func `a potential five-star counts apart, and never as five stars`() {
        let report = province.report(on: "2024-07-31")
        #expect(report[.potentialFiveStar] == 1 && report[.fourStar] == 38 && report[.fiveStar] == 0)
        let whole = ProgrammeReport(
            on: day("2024-07-31"), producers: province.producers, products: province.products,
            recognitions: province.recognitions)
        #expect(whole[.potentialFiveStar] == 0 && whole[.fourStar] == 39 && whole[.products] == 240)
        #expect(whole.share(of: .communes) == nil && whole[.communes] == 121)
    }

    @Test func `what no office has confirmed is told apart from what one has`() throws {
        let sample = try SampleProgramme()
        func report(_ confirmed: Set<String>?) throws -> ProgrammeReport {
            ProgrammeReport(
                on: day("2026-11-21"), producers: try sample.records(Producer.self),
                products: try sample.records(Product.self), recognitions: try sample.records(Recognition.self),
                confirmed: confirmed)
        }
        let tea = try report([RecordKind.product.key(of: "PR-TQ-1"), RecordKind.producer.key(of: "P-TQ-001")])
        #expect(tea[.products] == 3 && tea[.declaredProducts] == 2)
        #expect(tea[.producers] == 3 && tea[.declaredProducers] == 2)
        #expect(tea.text.contains("Chưa được xác nhận"))
        let unknown = try report(nil)
        #expect(unknown[.declaredProducts] == 0 && !unknown.text.contains("xác nhận"))
    }

    @Test func `a producer's commune is that of its address on the day`() throws {
        let sample = try SampleProgramme()
        let report = { (iso: String, communes: Set<String>) in
            ProgrammeReport(
                on: day(iso), producers: try sample.records(Producer.self), products: try sample.records(Product.self),
                recognitions: try sample.records(Recognition.self), communes: communes)
        }
        #expect(try report("2025-06-30", ["02254", "02260"])[.communes] == 1)
        #expect(try report("2025-06-30", ["02260"])[.communes] == 0)
        #expect(try report("2025-07-01", ["02260"])[.communes] == 1)
    }

    @Test(arguments: [
        (133, 179, "74,3 %", "74.3 %"), (121, 138, "87,68 %", "87.68 %"), (12, 179, "6,7 %", "6.7 %"),
        (1, 8, "12,5 %", "12.5 %"), (1, 3, "33,33 %", "33.33 %"), (2, 3, "66,67 %", "66.67 %"), (0, 5, "0 %", "0 %"),
        (5, 5, "100 %", "100 %"), (1, 20_000, "0,01 %", "0.01 %"), (1, 20_001, "0 %", "0 %"), (0, 0, "–", "–"),
        (240, 20, "1.200 %", "1200 %"), (1, 1000, "0,1 %", "0.1 %"), (50_005, 1_000_000, "5 %", "5 %"),
        (50_050, 1_000_000, "5,01 %", "5.01 %"),
    ])
    func `a share is rounded half up to two decimals`(count: Int, total: Int, vi: String, en: String) {
        #expect(Share(count, of: total).text(.vi) == vi)
        #expect(Share(count, of: total).text(.en) == en)
    }

    private let targets: JSONValue = [
        "targets": [
            ["name": "Trên 230 sản phẩm", "measure": "products", "number": 231],
            ["name": "138/138 xã", "measure": "communes", "sharePercent": 100],
            ["name": "40% hợp tác xã", "measure": "producers.cooperative", "sharePercent": 40],
            ["name": "20% doanh nghiệp", "measure": "producers.enterprise", "sharePercent": 20],
            ["name": "7 sản phẩm 5 sao", "measure": "products.fiveStar", "number": 7],
        ]
    ]

    @Test func `targets are met or not, in numbers and in shares`() throws {
        let report = province.report(on: "2024-07-31", targets: try ReportTarget.list(reading: targets))
        #expect(report.targets.map(\.isMet) == [true, false, true, false, false])
        #expect(
            report.targets.map(\.text.vi) == [
                "240 / 231 (103,9 %): đạt", "87,68 % / 100 %: chưa đạt", "74,3 % / 40 %: đạt", "6,7 % / 20 %: chưa đạt",
                "0 / 7 (0 %): chưa đạt",
            ])
        #expect(report.targets.first?.text.en == "240 / 231 (103.9 %): met")
        #expect(report.text.contains("  138/138 xã         87,68 % / 100 %: chưa đạt"))
    }

    @Test func `a target is compared before rounding`() throws {
        let target = { (share: Double) in
            try ReportTarget.list(
                reading: [
                    "targets": [["name": "Xã", "measure": "communes", "sharePercent": .number(share)]]
                ])
        }
        // 121 of 138 is 87.681159… %.
        #expect(try province.report(on: "2024-07-31", targets: target(87.681)).targets.map(\.isMet) == [true])
        #expect(try province.report(on: "2024-07-31", targets: target(87.6812)).targets.map(\.isMet) == [false])
    }

    @Test func `a share of communes that nobody has counted is neither met nor not`() throws {
        let report = ProgrammeReport(
            on: day("2024-07-31"), producers: province.producers, products: province.products,
            recognitions: province.recognitions, targets: try ReportTarget.list(reading: targets))
        #expect(report.targets.dropFirst().first?.isMet == nil)
        #expect(report.targets.dropFirst().first?.text.vi == "– / 100 %: chưa đủ số liệu")
    }

    @Test func `a target without an aim, with two, or with a share of a whole is refused`() throws {
        let wrong: JSONValue = [
            "targets": [
                ["name": "A", "measure": "products"], ["name": "B", "measure": "products", "sharePercent": 40],
                ["name": "C", "measure": "communes", "number": 4, "sharePercent": 40],
                ["name": "D", "measure": "xã", "number": 4], ["name": "E", "measure": "xã", "sharePercent": 4],
            ], "colour": "red",
        ]
        let error = try #require(throws: DataProblems.self) { try ReportTarget.list(reading: wrong) }
        #expect(
            Set(error.problems.map(\.path)) == [
                "$.targets[0]", "$.targets[1]", "$.targets[2]", "$.targets[3].measure", "$.targets[4].measure",
                "$.colour",
            ])
    }

    @Test func `as a table and as data it has the same numbers`() throws {
        let report = province.report(on: "2024-07-31", targets: try ReportTarget.list(reading: targets))
        #expect(report.json["counts"]?["communes"] == ["count": 121, "total": 138, "sharePercent": .number(87.68)])
        #expect(report.json["counts"]?["producers.cooperative"]?["sharePercent"] == .number(74.3))
        #expect(report.json["targets"]?.array?.map { $0["met"] } == [true, false, true, false, false])
        var table = try CSVReader(report.csv)
        var rows: [[String]] = []
        while let row = try table.next() { rows.append(row.fields) }
        #expect(
            rows.contains {
                $0.prefix(2) + $0.dropFirst(4) == ["2024-07-31", "communes", "121", "138", "87.68", "", ""]
            })
        #expect(rows.filter { $0[8] == "no" }.count == 3)
        #expect(rows.dropFirst().map { $0[7] }.filter { !$0.isEmpty } == ["231", "100 %", "40 %", "20 %", "7"])
    }

    @Test func `the chart says every number as text, and again for a screen reader`() {
        let svg = province.report(on: "2024-07-31").svg
        #expect(svg.contains("role=\"img\" aria-labelledby=\"title desc\""))
        for number in ["201 (83,75 %)", "38 (15,83 %)", "133 (74,3 %)", "121 / 138 (87,68 %)", "1 (0,42 %)"] {
            #expect(svg.contains(">\(number)</text>"))
            #expect(svg.split(separator: "</desc>").first?.contains(": \(number)") == true)
        }
        #expect(svg.contains("<title id=\"title\">OCOP ngày 31/07/2024 / OCOP on 31/07/2024</title>"))
    }
}
