import SeededRandom
import Testing
import WebSyntax

@Suite struct MultipartTests {
    private let type = ContentType("multipart/form-data; boundary=----x7MA4")

    private func body(_ parts: String...) -> [UInt8] {
        Array((parts.map { "------x7MA4\r\n\($0)\r\n" }.joined() + "------x7MA4--\r\n").utf8)
    }

    private func read(_ body: [UInt8], limits: FormLimits = FormLimits()) throws -> [FormPart] {
        try MultipartForm.parts(of: body, type: #require(type), limits: limits)
    }

    @Test func `fields and a file are read as they came, byte by byte`() throws {
        let text = "Content-Disposition: form-data; name=\"text\"\r\n\r\nHai dòng\r\nmột nửa --\r\n------x7MA"
        let file =
            "content-disposition: form-data; name=\"picture\"; filename=\"a \\\"b\\\" c:\\d.jpg\"\r\n"
            + "Content-Type: Image/JPEG; q=1\r\n\r\n\r\n\r\n"
        let parts = try read(body(text, file))
        #expect(parts.map(\.name) == ["text", "picture"])
        #expect(parts[0].text == "Hai dòng\r\nmột nửa --\r\n------x7MA" && parts[0].filename == nil)
        #expect(parts[1].filename == "a \"b\" c:\\d.jpg" && parts[1].mediaType == "image/jpeg")
        #expect(Array(parts[1].content) == [13, 10, 13, 10])
    }

    @Test func `what no form is has a typed error`() throws {
        let good = body("Content-Disposition: form-data; name=\"a\"\r\n\r\n1")
        let json = try #require(ContentType("application/json"))
        #expect(throws: FormError.notAForm) { try MultipartForm.parts(of: good, type: json) }
        let long = try #require(ContentType("multipart/form-data; boundary=" + String(repeating: "b", count: 71)))
        #expect(throws: FormError.notAForm) { try MultipartForm.parts(of: good, type: long) }
        for (bad, words) in [
            ("\r\n" + String(decoding: good, as: UTF8.self), "no boundary at the start"),
            ("------x7MA4\nContent-Disposition: form-data; name=a\n\n1\n------x7MA4--", "no line end after a boundary"),
            ("------x7MA4\r\nContent-Type: text/plain\r\n\r\n1\r\n------x7MA4--", "a part without a name"),
            (
                "------x7MA4\r\nContent-Disposition: attachment; name=a\r\n\r\n\r\n------x7MA4--",
                "a part without a name"
            ),
            ("------x7MA4\r\nA: 1\r\na: 2\r\n\r\n1\r\n------x7MA4--", "a header twice"),
            ("------x7MA4\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1", "no boundary at the end"),
            (
                "------x7MA4\r\nContent-Disposition: form-data; name=\"\"\r\n\r\n1\r\n------x7MA4--",
                "a name of 0 bytes"
            ),
        ] {
            #expect(throws: FormError.malformed(words)) { try read(Array(bad.utf8)) }
        }
    }

    @Test func `each limit holds at its number, and not one below`() throws {
        let one = "Content-Disposition: form-data; name=\"abc\"\r\n\r\n1"
        let form = body(one, one, one)
        func tries(_ change: (inout FormLimits) -> Void) throws -> Int {
            var limits = FormLimits()
            change(&limits)
            return try read(form, limits: limits).count
        }
        #expect(try tries { $0.bytes = form.count } == 3)
        #expect(throws: FormError.tooManyBytes(form.count, limit: form.count - 1)) {
            try tries { $0.bytes = form.count - 1 }
        }
        #expect(try tries { $0.parts = 3 } == 3)
        #expect(throws: FormError.tooManyParts(limit: 2)) { try tries { $0.parts = 2 } }
        let header = one.utf8.count - 1
        #expect(try tries { $0.headerBytes = header } == 3)
        #expect(throws: FormError.headerTooLong(limit: header - 1)) { try tries { $0.headerBytes = header - 1 } }
        #expect(try tries { $0.nameBytes = 3 } == 3)
        #expect(throws: FormError.self) { try tries { $0.nameBytes = 2 } }
    }

    @Test func `no part of a form is a form, and changed forms never trap`() throws {
        let form = body(
            "Content-Disposition: form-data; name=\"a\"; filename=\"x\"\r\nContent-Type: image/png\r\n\r\n\r\n--",
            "Content-Disposition: form-data; name=\"b\"\r\n\r\nchè")
        for end in 0..<(form.count - 4) {
            #expect(throws: FormError.self) { try read(Array(form.prefix(end))) }
        }
        var random = SeededGenerator(seed: 7)
        var taken = 0
        for _ in 0..<20_000 {
            var changed = form
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<changed.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: changed[place] = UInt8.random(in: 0...255, using: &random)
                case 1: changed.remove(at: place)
                default: changed.insert(changed[Int.random(in: 0..<changed.count, using: &random)], at: place)
                }
            }
            if let parts = try? read(changed) {
                taken += 1
                #expect(parts.allSatisfy { $0.content.count <= changed.count })
            }
        }
        #expect(taken > 0)
    }
}

@Suite struct ContentTypeTests {
    @Test func `parameters are read with and without quotes, in any case`() throws {
        let type = try #require(ContentType(" Text/HTML ; Charset=\"utf-8\";x=\"a\\\"b;c\" ; "))
        #expect(type.type == "text/html" && type.parameters == ["charset": "utf-8", "x": "a\"b;c"])
        for bad in ["", "text", "text/html charset=x", "text/html; =x", "a/b; c", "a/b; c=\"d", "a/b; c=\"\u{1}\""] {
            #expect(ContentType(bad) == nil, "\(bad)")
        }
    }

    @Test func `a query's fields are read as forms write them; the first of a name counts`() {
        let fields = URLEncodedForm.fields(of: "a=1+2&b=%C3%A8&a=3&c&d=%zz&e=".utf8)
        #expect(fields == ["a": "1 2", "b": "è", "e": ""])
        #expect(URLEncodedForm.fields(of: "a=1&b=2&c=3".utf8, limit: 2) == ["a": "1", "b": "2"])
    }
}
