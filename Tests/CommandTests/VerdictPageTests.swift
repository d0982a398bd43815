import Oracles
import Foundation
import Testing
import Verification
import Wording

/// Every verdict has a face: a stamp that shows it, made by the script that `make demo` runs, asked over the wire.
@Suite(.waitsForPrograms) struct VerdictPageTests {
    /// What a verdict looks like.
    private struct Face {
        let tone: String
        let vi: String
        let en: String
        var notes: [Verdict] = []
        var answers = ["unknown", "unknown", "unknown"]
    }

    private static let unsure = ["unknown", "unknown", "unknown"]
    private static let notOurs = ["alarm", "unknown", "unknown"]

    private static let faces: [Verdict: Face] = [
        .malformed: Face(
            tone: "alarm", vi: "Không phải mã của hệ thống này", en: "Not a code of this system", answers: notOurs),
        .unsupportedVersion: Face(
            tone: "unsure", vi: "Chưa đọc được phiên bản mã này", en: "This version of the code cannot be read yet"),
        .unknownIssuer: Face(
            tone: "unsure", vi: "Chưa nhận ra đơn vị phát hành", en: "The issuer is not recognised"),
        .unknownKey: Face(tone: "unsure", vi: "Chưa nhận ra đơn vị phát hành", en: "The issuer is not recognised"),
        .signatureInvalid: Face(
            tone: "alarm", vi: "Không xác thực được mã", en: "The code could not be authenticated", answers: notOurs),
        .keyCompromised: Face(tone: "unsure", vi: "Cần kiểm tra thêm", en: "More checking is needed"),
        .notIssued: Face(
            tone: "caution", vi: "Mã không có trong hệ thống", en: "The code is not in the system", answers: notOurs),
        .recalled: Face(
            tone: "alarm", vi: "CẢNH BÁO: Lô hàng đang bị thu hồi", en: "WARNING: this lot is being recalled",
            answers: ["good", "good", "alarm"]),
        .voided: Face(
            tone: "alarm", vi: "Mã này đã bị hủy", en: "This code has been cancelled",
            answers: ["good", "good", "alarm"]),
        .markUnauthorised: Face(
            tone: "alarm", vi: "Chưa có quyền sử dụng nhãn hiệu OCOP", en: "No right to use the OCOP mark",
            answers: ["good", "alarm", "good"]),
        .recognitionWithdrawn: Face(
            tone: "alarm", vi: "Giấy chứng nhận OCOP đã bị thu hồi", en: "The OCOP certificate has been withdrawn",
            answers: ["good", "alarm", "good"]),
        .lotMismatch: Face(
            tone: "caution", vi: "Thông tin không khớp với lô hàng", en: "The details do not match the lot",
            answers: ["caution", "good", "caution"]),
        .suspectedCopy: Face(
            tone: "caution", vi: "Mã đã được tra cứu nhiều lần", en: "The code has been checked many times",
            answers: ["good", "good", "caution"]),
        .notActivated: Face(
            tone: "caution", vi: "Tem chưa được kích hoạt", en: "The stamp is not activated",
            answers: ["good", "good", "caution"]),
        .productExpired: Face(
            tone: "alarm", vi: "Sản phẩm đã quá hạn sử dụng", en: "The product is past its expiry date",
            answers: ["good", "good", "alarm"]),
        .recognitionExpired: Face(
            tone: "caution", vi: "Mã hợp lệ – công nhận OCOP đã hết hạn",
            en: "Valid code – the OCOP recognition has ended", answers: ["good", "caution", "good"]),
        .validWithoutMark: Face(
            tone: "plain", vi: "Mã hợp lệ – sản phẩm không mang nhãn OCOP",
            en: "Valid code – the product carries no OCOP mark", answers: ["good", "unknown", "good"]),
        .valid: Face(tone: "good", vi: "Mã hợp lệ", en: "Valid code", answers: ["good", "good", "good"]),
        .signatureOnly: Face(
            tone: "unsure", vi: "Chữ ký đúng – chưa kiểm tra trạng thái",
            en: "Good signature – the status was not checked", answers: ["caution", "unknown", "unknown"]),
    ]

    /// A line of the script's list.
    private struct Line {
        let name: String
        let verdict: Verdict?
        let address: String
    }

    private func lines(_ text: String) throws -> [Line] {
        try text.split(separator: "\n").map { line in
            let parts = line.split(separator: "\t").map(String.init)
            try #require(parts.count == 4, "\(line)")
            return Line(name: parts[0], verdict: Verdict(rawValue: parts[1]), address: parts[2])
        }
    }

    private func demo() throws -> Terminal {
        let terminal = try Terminal()
        try terminal.make("init", "--demo", "--day", Terminal.today, "--name", "Đơn vị thử nghiệm")
        try terminal.make("import", Terminal.samplePath)
        return terminal
    }

    @Test func `every verdict has a stamp, and its JSON and its page say so in both languages`() async throws {
        let terminal = try demo()
        let script = ["scripts/verdict-stamps", Terminal.temgoc, terminal.home]
        let first = try terminal.execute(script)
        try #require(first.status == 0, "\(first.err)")
        let lines = try lines(first.out)
        #expect(Set(Self.faces.keys) == Set(Verdict.allCases))
        #expect(Set(lines.compactMap(\.verdict)) == Set(Verdict.allCases))
        // What was made once is listed again.
        #expect(try terminal.execute(script).out == first.out)
        let service = try Running(terminal)
        for line in lines {
            guard let verdict = line.verdict, verdict != .signatureOnly else { continue }
            let face = try #require(Self.faces[verdict])
            let typed = line.name == "typed"
            try await expectData(service, line, verdict, face, isTyped: typed)
            try await expectPage(service, line, verdict, face, isTyped: typed)
        }
        try expectOffline(terminal, try #require(lines.first { $0.verdict == .signatureOnly }))
    }

    private func expectData(
        _ service: Running, _ line: Line, _ verdict: Verdict, _ face: Face, isTyped: Bool
    ) async throws {
        let answer = try await service.get(line.address, ["Accept": "application/json"])
        #expect(answer.0 == (verdict == .malformed ? 400 : 200), "\(line.name)")
        try expectReport(answer.2, line.name, verdict, face, isTyped: isTyped)
    }

    private func expectReport(
        _ json: String, _ name: String, _ verdict: Verdict, _ face: Face, isTyped: Bool = false
    ) throws {
        let report = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(report["verdict"] as? String == verdict.rawValue, "\(name)")
        #expect(report["notes"] as? [String] == face.notes.map(\.rawValue), "\(name)")
        let message = try #require(report["message"] as? [String: [String: String]])
        #expect(message["vi"]?["headline"] == face.vi && message["en"]?["headline"] == face.en, "\(name)")
        let answers = try #require(report["answers"] as? [String: [String: String]])
        let standings = ["code", "mark", "history"].map { answers[$0]?["standing"] ?? "" }
        // Without a seal a good code is never green.
        #expect(standings == (isTyped ? ["caution"] + face.answers.dropFirst() : face.answers), "\(name)")
        #expect(answers.values.allSatisfy { $0["vi"]?.isEmpty == false && $0["en"]?.isEmpty == false }, "\(name)")
    }

    private func expectPage(
        _ service: Running, _ line: Line, _ verdict: Verdict, _ face: Face, isTyped: Bool
    ) async throws {
        for (language, headline) in [("vi", face.vi), ("en", face.en)] {
            let page = try await service.get(line.address, ["Accept": "text/html", "Accept-Language": language])
            #expect(page.1.hasPrefix("text/html") && page.2.utf8.count < 20_000, "\(line.name)")
            #expect(page.2.replacing("\u{A0}", with: " ").contains("<h1>\(headline)</h1>"), "\(line.name) \(language)")
            let tone = isTyped && face.tone == "good" ? "plain" : face.tone
            #expect(page.2.contains("class=\"card \(tone)\""), "\(line.name)")
            for note in face.notes {
                let words = VerificationReport.headline(of: note)
                #expect(page.2.contains("<h2>\(language == "vi" ? words.vi : words.en)</h2>"), "\(line.name)")
            }
            // Nothing of the register is on the page of a code that it does not vouch for.
            #expect(page.2.contains("Khau Vạc") == (verdict.isVouchedFor), "\(line.name)")
        }
    }

    private func expectOffline(_ terminal: Terminal, _ line: Line) throws {
        let words = line.address.split(separator: " ").map(String.init)
        try #require(words.first == "temgoc")
        let found = try terminal.execute([Terminal.temgoc] + words.dropFirst() + ["--json"])
        #expect(found.status == VerdictClass.undecided.rawValue)
        try expectReport(found.out, line.name, .signatureOnly, try #require(Self.faces[.signatureOnly]))
    }

    @Test func `an extended recognition is in force, and says by which document until when`() async throws {
        let terminal = try demo()
        try terminal.make("import", "examples/ocop/verdicts.json")
        let stamp = try #require(try terminal.stamps(terminal.issue("--lot", "L-TQ-2611X", "--count", "1")).first)
        let service = try Running(terminal)
        let path = String(stamp.dropFirst("HTTPS://TG.EXAMPLE".count))
        let page = try await service.get(path, ["Accept": "text/html", "Accept-Language": "vi"])
        #expect(page.2.contains("<dt>Gia hạn chuyển tiếp</dt>"))
        #expect(page.2.contains("đến 03/04/2027, theo Văn bản 0088/UBND-KT (giả định)"))
        let text = try terminal.run("verify", "--today", Terminal.today, stamp).out
        #expect(text.contains("còn hiệu lực đến 03/04/2027 (gia hạn theo Văn bản 0088/UBND-KT (giả định))"))
        #expect(text.contains("✓ Mã: Chữ ký số đúng, mã có trong sổ phát hành"))
    }

    @Test func `a withdrawn recognition says the decision and its day on the command line too`() throws {
        let terminal = try demo()
        try terminal.make("import", "examples/ocop/verdicts.json")
        let stamp = try #require(try terminal.stamps(terminal.issue("--lot", "L-TQ-2607", "--count", "1")).first)
        try terminal.make(
            "recognition", "withdraw", "R-6", "--ground", "8.1.a", "--decision", "0099/QĐ-UBND (giả định)", "--on",
            "2026-11-10", "--by", "UBND tỉnh Tuyên Quang")
        let text = try terminal.run("verify", "--today", Terminal.today, stamp).out
        #expect(text.contains("theo quyết định 0099/QĐ-UBND (giả định), từ ngày 10/11/2026"))
        #expect(text.contains("✗ Nhãn hiệu OCOP: Giấy chứng nhận OCOP đã bị thu hồi"))
    }
}

@Suite(.waitsForPrograms) struct BareLotTests {
    private static let name =
        "Bánh phu thê gấc nếp cái hoa vàng đặc sản truyền thống thượng hạng ở thượng nguồn sông Lường"

    /// A product and a lot with nothing but what they must have.
    private func bare() throws -> Terminal {
        let terminal = try Terminal.withSample()
        let file = "\(terminal.folder)/bare.json"
        let producer = """
            {"id":"P-X","legalNameVi":"Tổ hợp tác Thượng Giáp","legalForm":"cooperative_group","address":{"lineVi":"Thôn 1",
             "current":{"commune":{"code":"02260","nameVi":"Xã Hồng Thái"},
             "province":{"code":"08","nameVi":"Tỉnh Tuyên Quang"}}}}
            """
        let product = """
            {"id":"PR-X","producer":"P-X","nameVi":"\(Self.name)","setNumber":11,
             "netContent":{"value":1.5,"unit":"kg"},"gtin":"9520000000097"}
            """
        let lot = """
            {"id":"L-X","product":"PR-X","lotNumber":"X1","packedOn":"2026-11-01","outputKg":15,"unitsMax":10}
            """
        let programme = "{\"producers\":[\(producer)],\"products\":[\(product)],\"lots\":[\(lot)]}"
        try Data(programme.utf8).write(to: URL(fileURLWithPath: file))
        try terminal.make("import", file)
        return terminal
    }

    @Test(arguments: [("vi", "Chưa khai báo"), ("en", "Not declared")])
    func `whatever a lot leaves out is said to be not declared`(language: String, undeclared: String) async throws {
        let service = try Running(bare())
        let page = try await service.get(
            "/p/01/09520000000097/10/X1", ["Accept": "text/html", "Accept-Language": language]
        ).2
        #expect(page.contains(Self.name) && !page.contains("<img") && !page.contains("<figure>"))
        let parts = page.matches(of: /<summary>(?<part>[^<]*)<small[^>]*>(?<digest>[^<]*)/)
        let missing = parts.filter { $0.digest == undeclared }.map { String($0.part) }
        let expected =
            language == "vi"
            ? ["Nguồn gốc", "Chứng nhận", "Quá trình"]
            : ["Where it comes from", "Certificates", "What happened to it"]
        #expect(missing == expected)
        #expect(page.contains("<dt>\(language == "vi" ? "Hạn sử dụng" : "Expires on")</dt><dd>\(undeclared)</dd>"))
    }
}

extension Verdict {
    /// Whether the register's own words stand on its page.
    fileprivate var isVouchedFor: Bool {
        switch self {
        case .malformed, .unsupportedVersion, .unknownIssuer, .unknownKey, .signatureInvalid, .keyCompromised,
            .notIssued, .signatureOnly:
            false
        case .recalled, .voided, .markUnauthorised, .recognitionWithdrawn, .lotMismatch, .suspectedCopy, .notActivated,
            .productExpired, .recognitionExpired, .validWithoutMark, .valid:
            true
        }
    }
}
