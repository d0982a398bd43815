import Oracles
import Foundation
import Testing

@Suite(.waitsForPrograms) struct CalendarReportTests {
    @Test func `the calendar names what ends, opens and runs out in the sample programme`() throws {
        let terminal = try Terminal.withSample()
        let entries = try #require(
            try terminal.make("calendar", "--today", Terminal.today, "--days", "200", "--json").json()["entries"]
                as? [[String: Any]])
        let found = entries.map { "\($0["day"] ?? "") \($0["kind"] ?? "") \($0["record"] ?? "")" }
        #expect(
            found == [
                "2026-11-21 quotaLow M-3", "2026-12-20 recognitionEnds R-4", "2027-01-16 reEvaluationOpens R-3",
                "2027-02-15 reEvaluationReminder R-3", "2027-02-28 certificateEnds C-01",
                "2027-03-17 reEvaluationCloses R-3", "2027-05-09 certificateEnds C-03",
                "2027-05-29 reEvaluationOpens R-1",
            ])
    }

    @Test func `a quota runs low when marks are printed, and not below the share that is asked for`() throws {
        let terminal = try Terminal.withSample()
        func low(_ share: String) throws -> Bool {
            try terminal.make("calendar", "--today", Terminal.today, "--quota-share", share).out.contains("(M-1)")
        }
        // 18,750 of 60,000 are left, then 18,000 of them.
        #expect(try !low("0.3125") && low("0.32"))
        _ = try terminal.issue("--lot", "L-TQ-2609", "--count", "750")
        #expect(try low("0.3125") && !low("0.3"))
    }

    @Test func `the calendar is a table, and a calendar that a calendar program reads`() throws {
        let terminal = try Terminal.withSample()
        let csv = try terminal.make("calendar", "--today", Terminal.today, "--csv").out
        #expect(csv.hasPrefix("\u{FEFF}day,kind,record,product,vi,en\r\n"))
        let ics = try terminal.make("calendar", "--today", Terminal.today, "--ics").out
        #expect(ics.hasPrefix("BEGIN:VCALENDAR\r\n") && ics.hasSuffix("END:VCALENDAR\r\n"))
        #expect(ics.contains("\r\nDTSTART;VALUE=DATE:20261220\r\n") && ics.contains("@TG.EXAMPLE"))
        #expect(
            try terminal.make("calendar", "--today", "2040-01-01").out == "Không có gì hết hạn trong 365 ngày tới.\n")
        for wrong in [["--csv", "--ics"], ["--days", "-1"], ["--quota-share", "2"]] {
            #expect(try terminal.execute([Terminal.temgoc, "calendar"] + wrong).status == 64)
        }
    }

    @Test func `the register of Tuyên Quang of July 2024 prints the published figures`() throws {
        let terminal = try Terminal()
        try terminal.make("init", "--host", "TG.EXAMPLE", "--name", "Thử", "--no-passphrase", "--insecure")
        let imported = try terminal.run("import", "-", input: try TuyenQuangProgramme.json())
        try #require(imported.status == 0, "\(imported.err)")
        let targets = "\(terminal.folder)/targets.json"
        let plan = """
            {"targets": [{"name": "Sản phẩm", "measure": "products", "number": 230},
                         {"name": "Xã có sản phẩm", "measure": "communes", "sharePercent": 90}]}
            """
        try Data(plan.utf8).write(to: URL(fileURLWithPath: targets))
        let svg = "\(terminal.folder)/chart.svg"
        let report = ["report", "--on", "2024-07-15", "--province", "08", "--targets", targets]
        let text = try terminal.execute([Terminal.temgoc] + report + ["--svg", svg])
        #expect(text.status == 0, "\(text.err)")
        for line in [
            "Sản phẩm còn hiệu lực              240", "  3 sao                            201  83,75 %",
            "  4 sao                             38  15,83 %", "  Tiềm năng 5 sao                    1   0,42 %",
            "Chủ thể                            179", "  Hợp tác xã                       133   74,3 %",
            "  Doanh nghiệp                      12    6,7 %", "  Tổ hợp tác                         6   3,35 %",
            "  Hộ kinh doanh                     28  15,64 %", "Xã có sản phẩm còn hiệu lực  121 / 138  87,68 %",
            "240 / 230 (104,35 %): đạt", "87,68 % / 90 %: chưa đạt",
        ] {
            #expect(text.out.contains(line), "\(line)\n\(text.out)")
        }
        let chart = try XMLDocument.parsed(svg)
        #expect(chart.contains("svg"))
        let data = try terminal.execute([Terminal.temgoc] + report + ["--json"]).json()
        let counts = try #require(data["counts"] as? [String: [String: Any]])
        #expect(counts["products.potentialFiveStar"]?["count"] as? Int == 1)
        #expect(try terminal.execute([Terminal.temgoc] + report + ["--csv"]).out.contains("2024-07-15,communes,"))
        // The first recognition ended on 01/08/2024.
        let later = try terminal.make("report", "--on", "2024-08-02", "--json").json()
        #expect(((later["counts"] as? [String: [String: Any]])?["products"])?["count"] as? Int == 239)
    }

    @Test func `a report of a province counts its own producers by its code of that day`() throws {
        let terminal = try Terminal.withSample()
        func producers(_ province: String, _ day: String) throws -> Int? {
            let data = try terminal.make("report", "--on", day, "--province", province, "--json").json()
            return (data["counts"] as? [String: [String: Any]])?["producers"]?["count"] as? Int
        }
        // Quảng Trị was 45 until 30/06/2025 and is 44; Quảng Nam, 49, became a part of Đà Nẵng, 48.
        #expect(try producers("45", "2025-06-30") == 1 && producers("44", "2025-06-30") == 0)
        #expect(try producers("44", "2025-07-01") == 1 && producers("45", "2025-07-01") == 0)
        #expect(try producers("49", "2025-06-30") == 1 && producers("48", "2025-07-01") == 1)
    }

    @Test func `mistakes in targets are all said, and a code that is no province's is refused`() throws {
        let terminal = try Terminal.withSample()
        let targets = "\(terminal.folder)/targets.json"
        try Data(#"{"targets": [{"name": "a", "measure": "b", "number": 1}, {"measure": "products"}]}"#.utf8)
            .write(to: URL(fileURLWithPath: targets))
        let wrong = try terminal.run("report", "--targets", targets)
        #expect(wrong.status == 65 && wrong.err.contains("$.targets[0].measure") && wrong.err.contains("$.targets[1]"))
        #expect(try terminal.run("report", "--province", "02260").status == 64)
        #expect(try terminal.run("report", "--province", "Tuyên Quang").status == 2)
        #expect(try terminal.run("report", "--targets", "\(terminal.folder)/none").status == 66)
    }
}

/// The programme of Tuyên Quang of July 2024 (OCOP.md §1.8), made from the totals that its office published.
private enum TuyenQuangProgramme {
    private static let forms = [
        ("cooperative", 133), ("limited_company", 7), ("joint_stock_company", 3), ("private_enterprise", 2),
        ("cooperative_group", 6), ("household_business", 28),
    ].flatMap { Array(repeating: $0.0, count: $0.1) }

    private static func commune(_ number: Int) -> String { String(10_000 + number) }

    static func json() throws -> String {
        let producers = forms.enumerated().map { index, form -> [String: Any] in
            let place = commune(index % 121 + 1)
            return [
                "id": "P-\(index + 1)", "legalNameVi": "Chủ thể \(index + 1)", "legalForm": form,
                "address": [
                    "lineVi": "Thôn 1",
                    "current": [
                        "commune": ["code": place, "nameVi": "Xã số \(place)"],
                        "province": ["code": "08", "nameVi": "Tỉnh Tuyên Quang"],
                    ],
                ],
            ]
        }
        let products = (1...240).map { number -> [String: Any] in
            [
                "id": "PR-\(number)", "producer": "P-\((number - 1) % 179 + 1)", "nameVi": "Sản phẩm \(number)",
                "setNumber": 11, "netContent": ["value": 100, "unit": "g"],
            ]
        }
        let recognitions = (1...240).map { number -> [String: Any] in
            [
                "id": "R-\(number)", "product": "PR-\(number)", "stars": number <= 201 ? 3 : 4,
                "legalBasis": "148/QĐ-TTg", "decisionNumber": "\(number)/QĐ-UBND (giả định)",
                "issuedBy": "UBND (giả định)", "issuedOn": number == 1 ? "2021-08-01" : "2023-11-20",
                "validThrough": number == 1 ? "2024-08-01" : "2026-11-20", "potentialFiveStar": number == 240,
            ]
        }
        let units = (1...138).map { number -> [String: Any] in
            [
                "level": "commune", "code": commune(number), "nameVi": "Xã số \(commune(number))", "parentCode": "08",
            ]
        }
        let programme: [String: Any] = [
            "producers": producers, "products": products, "recognitions": recognitions, "administrativeUnits": units,
        ]
        return String(decoding: try JSONSerialization.data(withJSONObject: programme), as: UTF8.self)
    }
}

/// Well-formed XML, as another program finds it.
private enum XMLDocument {
    static func parsed(_ path: String) throws -> String {
        let finished = try Terminal().execute([
            "python3", "-c", "import sys, xml.etree.ElementTree as t; print(t.parse(sys.argv[1]).getroot().tag)", path,
        ])
        try #require(finished.status == 0, "\(finished.err)")
        return finished.out
    }
}
