import Encodings
import HTTPServer
import HTTPTypes
import Testing
import WebSyntax

/// Codes as they arrive: over the wire, pasted into a form, typed, reported.
@Suite struct ArrivalTests {
    private static let host = "TG.EXAMPLE"

    /// What scanners and messengers make of a stamp's path.
    private static let scanned: [(String, @Sendable (String) -> String)] = [
        ("as printed", { $0 }), ("small letters", { $0.lowercased() }), ("/ at the end", { $0 + "/" }),
        (". at the end", { $0 + "." }), (") at the end", { $0 + ")" }), ("%20 at the end", { $0 + "%20" }),
        ("%0A at the end", { $0 + "%0A" }), ("%E2%80%8B at the end", { $0 + "%E2%80%8B" }),
        ("// inside", { $0.replacing("/01/", with: "//01/") }), ("// at the start", { "/" + $0 }),
        ("%2F inside", { $0.replacing("/01/", with: "%2F01/") }), ("%2f at the start", { "/%2f" + $0.dropFirst() }),
        ("%30%31", { $0.replacing("/01/", with: "/%30%31/") }), ("a session", { $0 + ";jsessionid=1A2B" }),
        ("utm", { $0 + "?utm_source=zalo&utm_medium=qr" }), ("& without ?", { $0 + "&utm_source=x" }),
        ("%3F", { $0 + "%3Futm_source=x" }), ("attributes", { $0 + "?17=not-a-date&01=x" }),
    ]

    /// What people paste.
    private static let pasted: [(String, @Sendable (String) -> String)] = [
        ("as printed", { $0 }), ("small letters", { $0.lowercased() }), ("http", { "http" + $0.dropFirst(5) }),
        ("http://HTTPS://", { "http://" + $0 }), ("no scheme", { String($0.dropFirst(8)) }),
        ("www", { $0.replacing("HTTPS://", with: "https://www.") }),
        ("port", { $0.replacing(Self.host, with: Self.host + ":443") }), ("blank", { " " + $0 + " \n" }),
        ("no-break space", { "\u{A0}" + $0 + "\u{A0}" }), ("zero-width space", { $0 + "\u{200B}" }),
        ("byte order mark", { "\u{FEFF}" + $0 }), ("quotation marks", { "\"" + $0 + "\"" }),
        ("curly quotation marks", { "“" + $0 + "”" }), ("brackets", { "(" + $0 + ")" }),
        ("less and more", { "<" + $0 + ">" }),
        ("text around", { "Mã: " + $0 + " nhé" }), ("a sentence", { "Xem " + $0 + ". Cảm ơn!" }),
        ("line break", { $0.prefix(100) + "\n" + $0.dropFirst(100) }),
        ("line breaks and text", { "Mã:\n" + $0.prefix(60) + "\r\n" + $0.dropFirst(60) + " nhé" }),
        ("blanks inside", { $0.prefix(80) + "  " + $0.dropFirst(80) }),
        ("zero-width inside", { $0.prefix(80) + "\u{200B}" + $0.dropFirst(80) }),
        ("/ at the end", { $0 + "/" }), (". at the end", { $0 + "." }), ("utm", { $0 + "?utm_source=zalo" }),
        ("Facebook", { "https://l.facebook.com/l.php?u=" + percentEncoded($0) + "&h=AT0" }),
        ("Zalo", { "https://link.zalo.me/?u=" + percentEncoded($0) }),
        ("Google", { "https://www.google.com/url?q=" + percentEncoded($0) + "&sa=D" }),
        ("percent-encoded", { percentEncoded($0) }), ("percent-encoded twice", { percentEncoded(percentEncoded($0)) }),
        (
            "full width",
            { String(String.UnicodeScalarView($0.unicodeScalars.compactMap { UnicodeScalar($0.value + 0xFEE0) })) }
        ),
    ]

    @Test(arguments: scanned.indices)
    func `a stamp that a scanner mangled is read as it was printed`(index: Int) async throws {
        let register = try FakeRegister()
        let (name, mangle) = Self.scanned[index]
        let reply = try await SiteClient(register).data(mangle(try register.path()))
        #expect(try reply.status == 200 && reply.verdict == "valid", "\(name)")
    }

    @Test(arguments: pasted.indices)
    func `a stamp that was pasted is read as it was printed`(index: Int) async throws {
        let register = try FakeRegister()
        let (name, mangle) = Self.pasted[index]
        let text = mangle("HTTPS://\(Self.host)" + (try register.path()))
        let reply = try await SiteClient(register).data("/check?stamp=" + percentEncoded(text))
        #expect(try reply.status == 200 && reply.verdict == "valid", "\(name)")
    }

    @Test func `a forged seal stays forged, however it arrives`() async throws {
        let register = try FakeRegister()
        let client = try SiteClient(register)
        let path = try register.forgedPath()
        for (name, mangle) in Self.scanned {
            #expect(try await client.data(mangle(path)).verdict == "signatureInvalid", "\(name)")
        }
        for (name, mangle) in Self.pasted {
            let text = mangle("HTTPS://\(Self.host)\(path)")
            let reply = try await client.data("/check?stamp=" + percentEncoded(text))
            #expect(try reply.verdict == "signatureInvalid", "\(name)")
        }
    }

    @Test func `what a code was cut off from is grey wherever it was cut, and never a typed code`() async throws {
        let register = try FakeRegister()
        let client = try SiteClient(register)
        let path = try register.path()
        for length in stride(from: 21, to: path.utf8.count, by: 7) {
            let reply = try await client.data(String(path.prefix(length)))
            #expect(try reply.verdict == "incomplete", "\(length)")
        }
        // Where a slash ends what was cut: a stamp of another form.
        for end in [path.count - 15, path.count - 12] {
            #expect(try await client.data(String(path.prefix(end))).verdict == "incomplete")
        }
        // The serial is whole, the seal is not.
        let cut = "/" + path.dropFirst(9)
        #expect(try await client.data(cut).verdict == "incomplete")
        let page = try await client.page(cut)
        #expect(
            page.body.contains("Chưa đọc trọn mã – vui lòng quét lại") && page.body.contains("class=\"card unsure\"")
        )
        #expect(!page.body.contains("HTTPS://TG.EXAMPLE/"), "the reader has the address")
        let pasted = "HTTPS://TG.EXAMPLE" + cut
        #expect(try await client.data("/check?stamp=" + percentEncoded(pasted)).verdict == "incomplete")
        for text in ["HTTPS://TG.EX", "https://tg.example/", "tg.example/0211"] {
            #expect(try await client.data("/check?stamp=" + percentEncoded(text)).verdict == "incomplete", "\(text)")
        }
    }

    @Test func `what is no code of ours stays refused`() async throws {
        let register = try FakeRegister()
        let client = try SiteClient(register)
        let path = try register.path()
        let others: [(String, String)] = [
            ("https://khac.example\(path)", "unknownIssuer"), ("https://postmart.vn/x?u=1", "malformed"),
            ("https://tg.example@evil.example\(path)", "malformed"),
            ("https://evil-tg.example\(path)", "unknownIssuer"),
            ("https://x.tg.example\(path)", "unknownIssuer"), ("https://tg.example.evil.vn\(path)", "unknownIssuer"),
            ("xin chào", "malformed"), ("https://user@tg.example\(path)", "malformed"),
        ]
        for (text, verdict) in others {
            let reply = try await client.data("/check?stamp=" + percentEncoded(text))
            #expect(try reply.verdict == verdict, "\(text)")
        }
        let page = try await client.page("/check?stamp=" + percentEncoded("https://khac.example\(path)")).body
        #expect(page.contains("không phải mã của chúng tôi") && page.contains("khac.example"))
        #expect(page.contains("Hãy hỏi đơn vị ghi trên bao bì hoặc nơi bán."))
    }

    /// A product's number as people type it, and what they make of a serial.
    private static let typed: [(String, @Sendable (String) -> String)] = [
        ("9520000000011", { $0 }), ("9520000000011", { $0.lowercased() }), ("952 0000 0000 11", { $0 }),
        ("9-520000-000011", { $0.prefix(4) + " " + $0.dropFirst(4).prefix(3) + "-" + $0.dropFirst(7) }),
        ("952.0000.000011", { $0.prefix(4) + "." + $0.dropFirst(4) }),
        ("0952OOOOOOOO11", { $0.replacing("0", with: "O") }), ("95200000000Il", { $0.replacing("1", with: "l") }),
        ("９５２００００００００１１ ", { $0 + "\u{A0}" }),
        ("9520000000011", { $0.prefix(5) + "\u{2011}" + $0.dropFirst(5) }),
    ]

    @Test(arguments: typed.indices)
    func `a typed code is read however its parts are set apart`(index: Int) async throws {
        let (product, type) = Self.typed[index]
        let register = try FakeRegister()
        let client = try SiteClient(register)
        let serial = type(String(try register.path().suffix(11)))
        let query = "/check?product=\(percentEncoded(product))&serial=\(percentEncoded(serial))"
        #expect(try await client.data(query).verdict == "valid", "\(product) \(serial)")
        for lot in ["kv 26 0918", "KV-260918", "kv26.O9I8"] {
            #expect(try await client.data(query + "&lot=" + percentEncoded(lot)).verdict == "valid", "\(lot)")
        }
        #expect(try await client.data(query + "&lot=KV260919").verdict == "lotMismatch")
    }

    @Test func `a typed code whose guard is wrong is amber: perhaps a typing error`() async throws {
        let client = try SiteClient(FakeRegister())
        let page = try await client.page("/check?product=9520000000011&serial=000000C0000")
        #expect(page.status == 200)
        #expect(page.body.contains("<h1>Có thể gõ\u{A0}nhầm</h1>") || page.body.contains("Có thể gõ nhầm"))
        #expect(page.body.contains("class=\"card caution\""))
        let data = try await client.data("/check?product=9520000000011&serial=000000C0000")
        #expect(try data.json["answers"]?["code"]?["standing"] == "caution")
    }

    @Test func `a report knows the stamp however its text arrived`() async throws {
        let client = try await PeopleClient()
        let stamp = "HTTPS://\(Self.host)" + (try client.register.path())
        for (name, mangle) in Self.pasted {
            let form = try await client.get("/report?code=" + percentEncoded(mangle(stamp)))
            #expect(form.status == 200 && form.body.contains("Chè Shan tuyết Khau Vạc"), "\(name)")
        }
    }

    @Test func `an address that leads nowhere leads to the forms`() async throws {
        let client = try SiteClient(FakeRegister())
        for path in ["/favicon.ico", "/01/09520000000028", "/123/01/09520000000011"] {
            let page = try await client.page(path)
            #expect(page.status == 404)
            #expect(page.body.contains("href=\"/check\"") && page.body.contains("href=\"/report\""), "\(path)")
        }
        #expect(try await client.page("/favicon.ico", "en").body.contains("href=\"/check?lang=en\""))
        let people = try await PeopleClient()
        let unknown = try await people.get("/report/0000-0000-0000")
        #expect(unknown.status == 404 && unknown.body.contains("href=\"/report\""))
    }

    @Test func `pasting is limited as scanning is, typing is not`() async throws {
        let limits = ServerConfiguration.VisitorLimits(
            scansPerSecond: 0.001, scanBurst: 20, typedCodesPerSecond: 0.001, typedCodeBurst: 2)
        let register = try FakeRegister()
        let client = try SiteClient(register, limits: limits)
        let asking: HTTPFields = [
            .accept: "application/json", try #require(HTTPField.Name("X-Forwarded-For")): "203.0.113.9",
        ]
        let stamp = percentEncoded("HTTPS://\(Self.host)" + (try register.path()))
        for _ in 0..<12 { #expect(try await client.get("/check?stamp=" + stamp, asking).status == 200) }
        var statuses: [Int] = []
        for _ in 0..<4 {
            statuses.append(try await client.get("/check?product=9520000000011&serial=000000C0000", asking).status)
        }
        #expect(statuses == [200, 200, 429, 429])
    }
}
