import Encodings
import Law
import ProgrammeSamples
import Records
import Testing
import Time
import Wording

/// The rules about a recognition as it is recorded: INV-01, INV-02, INV-03, INV-24, INV-25.
struct RecognitionRuleTests {
    private let sample: SampleProgramme
    private let products: [Product]

    init() throws {
        sample = try SampleProgramme()
        products = try sample.records(Product.self)
    }

    /// What is found of a recognition of the sample with some members changed.
    private func findings(_ changes: [String: JSONValue?], of index: Int = 0) throws -> [Finding] {
        let original = try #require(sample.json["recognitions"]?.array)[index]
        let json = changes.reduce(original) { $0.setting([.member($1.key)], to: $1.value) ?? .null }
        let recognition = try Recognition.read(json, path: "$").get()
        let product = try #require(products.first { $0.id == recognition.product })
        return RecognitionCase(recognition: recognition, product: product).findings()
    }

    private func codes(_ changes: [String: JSONValue?], of index: Int = 0) throws -> [ProblemCode] {
        try findings(changes, of: index).problems(.refusal).map(\.code)
    }

    @Test(arguments: 0..<4)
    func `the sample's recognitions are recorded without a word`(index: Int) throws {
        #expect(try findings([:], of: index).isEmpty)
    }

    // Oracle: Decision 26/2026/QĐ-TTg Art 3.3; nil is a rank that is not on labels.
    static let scores: [(score: Double, stars: Int?)] = [
        (49.99, nil), (50, 3), (69.99, 3), (70, 4), (89.99, 4), (90, 5), (100, 5),
    ]

    @Test(arguments: scores, ["148/QĐ-TTg", "26/2026/QĐ-TTg"])
    func `points are of one rank and of no other`(_ row: (score: Double, stars: Int?), decision: String) throws {
        for stars in 3...5 {
            let found = try findings([
                "score": .decimal(row.score), "stars": .integer(stars), "legalBasis": .string(decision),
            ])
            #expect(found.contains { $0.problem.code == .scoreOutsideRank } == (stars != row.stars))
        }
    }

    @Test(arguments: [0, 1, 2, 6])
    func `only three to five stars are recorded at all`(stars: Int) {
        let problems = sample.setting("recognitions", 0, "stars", to: .integer(stars)).problems()
        #expect(problems.map(\.path) == ["$.recognitions[0].stars"])
    }

    @Test func `the sentence gives the points, the stars and the decision`() throws {
        let problem = try #require(findings(["score": .number(69.5)]).first?.problem)
        #expect(
            problem.text.vi
                == "Công nhận 0001/QĐ-UBND (giả định) của Chè Shan tuyết Khau Vạc một tôm hai lá ghi 4 sao với "
                + "69,5 điểm; theo 148/QĐ-TTg, 4 sao là 70–<90 điểm.")
        #expect(problem.text.en.contains("69.5 points") && problem.hint != nil)
    }

    @Test func `what waits for the ministry may have its points and the province's stars`() throws {
        #expect(try codes(["score": 92]) == [.scoreOutsideRank])
        #expect(try codes(["score": 92, "potentialFiveStar": true]).isEmpty)
        #expect(try codes(["score": 60, "potentialFiveStar": true]) == [.scoreOutsideRank])
    }

    // Real decision: issued 23/12/2019, ended from 24/12/2022 on; the others are ends of months.
    @Test(arguments: [
        ("2019-12-23", "2022-12-23"), ("2024-02-29", "2027-02-28"), ("2025-08-31", "2028-08-31"),
        ("2024-11-25", "2027-11-25"),
    ])
    func `a recognition ends 36 months after its day, and on no other`(issuedOn: String, end: String) throws {
        for shift in [-1, 0, 1] {
            let found = try findings([
                "issuedOn": .string(issuedOn), "validThrough": .string(day(end).adding(days: shift).iso),
            ])
            #expect(found.contains { $0.problem.code == .validityWrong } == (shift != 0))
        }
    }

    // Oracle: table 2.2 of the domain: stars, day, who decides.
    static let table: [(iso: String, levels: [Int: String], decision: String)] = [
        ("2023-02-24", [3: "huyện", 4: "tỉnh", 5: "bộ"], "148/QĐ-TTg"),
        ("2025-06-30", [3: "huyện", 4: "tỉnh", 5: "bộ"], "148/QĐ-TTg"),
        ("2025-07-06", [3: "tỉnh", 4: "tỉnh", 5: "bộ"], "1489/QĐ-TTg"),
        ("2026-05-21", [3: "tỉnh", 4: "tỉnh", 5: "bộ"], "1489/QĐ-TTg"),
        ("2026-05-22", [3: "tỉnh", 4: "tỉnh", 5: "bộ"], "26/2026/QĐ-TTg"),
        ("2026-11-21", [3: "tỉnh", 4: "tỉnh", 5: "bộ"], "26/2026/QĐ-TTg"),
    ]

    private static let authorities = [
        "xã": "UBND xã Hồng Thái", "huyện": "UBND huyện Na Hang", "tỉnh": "UBND tỉnh Tuyên Quang",
        "bộ": "Bộ Nông nghiệp và Môi trường",
    ]

    @Test(arguments: table)
    func `each rank has one level that recognises it on a day`(
        _ row: (iso: String, levels: [Int: String], decision: String)
    ) throws {
        for stars in 3...5 {
            for (level, name) in Self.authorities {
                let found = try codes([
                    "stars": .integer(stars), "score": nil, "issuedOn": .string(row.iso),
                    "validThrough": .string(day(row.iso).adding(months: 36).iso), "issuedBy": .string(name),
                    "legalBasis": .string(row.decision),
                ])
                #expect(found == (row.levels[stars] == level ? [] : [.authorityNotCompetent]), "\(stars) \(level)")
            }
        }
    }

    @Test func `a district is refused on 2 July 2025, after its level had ended`() throws {
        let changes: [String: JSONValue?] = [
            "stars": 3, "score": 60, "issuedOn": "2025-07-02", "validThrough": "2028-07-02",
            "issuedBy": "UBND huyện Na Hang",
        ]
        let problem = try #require(findings(changes).problems(.refusal).first)
        #expect(problem.code == .authorityNotCompetent && problem.text.vi.contains("kết thúc ngày 30/06/2025"))
        #expect(try codes(changes.merging(["issuedBy": "UBND tỉnh Tuyên Quang"]) { $1 }).isEmpty)
    }

    @Test func `history before 2023 is kept as recorded, with a warning`() throws {
        let found = try findings([
            "stars": 3, "score": 60, "issuedOn": "2022-10-01", "validThrough": "2025-10-01",
            "issuedBy": "UBND huyện Na Hang", "legalBasis": "781/QĐ-TTg",
        ])
        #expect(found.map(\.severity) == [.warning] && found.map(\.problem.code) == [.authorityNotCompetent])
        #expect(
            try findings([
                "score": nil, "issuedOn": "2018-10-01", "validThrough": "2021-10-01", "issuedBy": "Hội đồng",
                "legalBasis": "thí điểm",
            ]).isEmpty)
    }

    @Test(arguments: [
        ("148/QĐ-TTg", "2026-07-21", false), ("148/QĐ-TTg", "2026-07-22", true), ("26/2026/QĐ-TTg", "2026-05-21", true),
        ("26/2026/QĐ-TTg", "2026-05-22", false), ("99/2099/QĐ-TTg", "2026-11-01", true),
    ])
    func `a decision outside the time of its legal basis is warned of`(
        basis: String, iso: String, isWarned: Bool
    ) throws {
        let found = try findings([
            "legalBasis": .string(basis), "issuedOn": .string(iso),
            "validThrough": .string(day(iso).adding(months: 36).iso),
        ])
        #expect(found.map(\.severity) == (isWarned ? [.warning] : []))
    }

    @Test(arguments: [
        ("UBND tỉnh Quảng Trị (trước 01/7/2025)", "2023-12-20", AuthorityLevel.province),
        ("UBND huyện Na Hang, tỉnh Tuyên Quang", "2023-10-20", .district),
        ("UBND thị xã Điện Bàn", "2024-01-01", .district),
        ("UBND thị trấn Ái Nghĩa", "2024-01-01", .commune), ("UBND thành phố Đồng Hới", "2024-01-01", .district),
        ("Chủ tịch UBND thành phố Đà Nẵng", "2026-01-01", .province), ("UBND TP. Hồ Chí Minh", "2026-01-01", .province),
        ("UBND thành phố Huế", "2024-12-31", .district), ("UBND thành phố Huế", "2025-01-01", .province),
        ("Bộ trưởng Bộ Nông nghiệp và Môi trường", "2026-01-01", .central),
        ("UBND Đặc khu Cồn Cỏ", "2026-01-01", .commune),
        ("Hội đồng OCOP Trung ương", "2023-05-05", .central), ("Hội đồng", "2023-05-05", nil),
    ])
    func `the name of an authority tells its level`(name: String, iso: String, level: AuthorityLevel?) {
        #expect(LegalFramework.shipped.level(ofAuthority: name, on: day(iso)) == level)
    }

    @Test func `an authority whose level is not clear is warned of`() throws {
        #expect(try findings(["issuedBy": "Hội đồng đánh giá"]).map(\.severity) == [.warning])
    }

    // Decision 26/2026/QĐ-TTg Art 12.3: 2023-10-20 is in force through 2026-10-20, and 180 days are 2027-04-18.
    @Test(arguments: [("2027-04-18", true), ("2027-04-19", false), ("2026-10-21", true)])
    func `an extension is of 180 days at most`(until: String, isRight: Bool) throws {
        let changes: [String: JSONValue?] = ["extension": ["until": .string(until), "evidence": "Công văn 12"]]
        #expect(try codes(changes, of: 1) == (isRight ? [] : [.extensionTooLong]))
        if !isRight {
            let text = try #require(findings(changes, of: 1).first).problem.text.vi
            #expect(text.hasPrefix("Gia hạn chuyển tiếp tối đa 180 ngày và phải có văn bản"))
            #expect(text.contains("18/04/2027") && text.contains("19/04/2027"))
        }
    }

    @Test func `an extension without its document cannot be recorded`() {
        let problems = sample.setting("recognitions", 1, "extension", to: ["until": "2027-01-01"]).problems()
        #expect(problems.map(\.path) == ["$.recognitions[1].extension.evidence"])
    }

    @Test(arguments: [
        ("Chủ tịch UBND thành phố Đà Nẵng", "2026-08-01", true), ("UBND huyện Đại Lộc", "2026-08-01", false),
        ("UBND huyện Đại Lộc", "2025-06-01", true), ("Bộ Nông nghiệp và Môi trường", "2026-08-01", false),
        ("UBND xã Đại Lộc", "2026-08-01", false),
    ])
    func `an old district recognition is withdrawn by the successor province`(
        name: String, iso: String, isRight: Bool
    ) throws {
        let withdrawal: JSONValue = [
            "ground": "sử dụng sai nhãn hiệu OCOP", "decisionNumber": "88/QĐ-UBND", "on": .string(iso),
            "by": .string(name),
        ]
        #expect(try codes(["withdrawal": withdrawal], of: 2) == (isRight ? [] : [.withdrawalNotCompetent]))
    }

    @Test func `five stars are withdrawn by the ministry`() throws {
        for (name, isRight) in [("Bộ Nông nghiệp và Môi trường", true), ("UBND tỉnh Tuyên Quang", false)] {
            let withdrawal: JSONValue = [
                "ground": "ngừng sản xuất", "decisionNumber": "9/QĐ-BNNMT", "on": "2026-08-01", "by": .string(name),
            ]
            let found = try codes([
                "stars": 5, "score": 95, "issuedBy": "Bộ Nông nghiệp và Phát triển nông thôn", "withdrawal": withdrawal,
            ])
            #expect(found == (isRight ? [] : [.withdrawalNotCompetent]))
        }
    }

    @Test func `a withdrawal without its ground cannot be recorded`() {
        let problems = sample.setting(
            "recognitions", 1, "withdrawal", to: ["decisionNumber": "9/QĐ-UBND", "on": "2026-08-01"]
        ).problems()
        #expect(problems.map(\.path) == ["$.recognitions[1].withdrawal.ground"])
    }

    @Test func `potential five-star is no rank, on a record or on a label`() throws {
        let five: [String: JSONValue?] = [
            "stars": 5, "score": 95, "issuedBy": "Bộ Nông nghiệp và Môi trường", "potentialFiveStar": true,
        ]
        #expect(try codes(five) == [.potentialIsNoRank])
        #expect(try codes(["potentialFiveStar": true]).isEmpty)

        let waiting = sample.setting("recognitions", 0, "potentialFiveStar", to: true)
        let case4 = try waiting.issuanceCase("L-TQ-2609")
        #expect(case4.violations().isEmpty && case4.recognition?.stars == 4)
        let claimed = waiting.setting("recognitions", 0, "stars", to: 5).setting(
            "markAuthorisations", 0, "stars", to: 5)
        #expect(try claimed.issuanceCase("L-TQ-2609").violations().map(\.code) == [.potentialIsNoRank])
    }

    @Test func `everything that is wrong is said together`() throws {
        let found = try codes(
            [
                "score": 40, "validThrough": "2027-10-20", "issuedBy": "UBND xã Hồng Thái",
                "extension": ["until": "2029-01-01", "evidence": "Công văn 1"],
            ], of: 1)
        #expect(found == [.scoreOutsideRank, .validityWrong, .authorityNotCompetent, .extensionTooLong])
    }
}
