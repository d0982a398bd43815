import Encodings
import Records
import Stamps
import Testing
import Verification

struct OfflineVerifierTests {
    private let bundle = BundleOfTwoProducts()

    @Test func `a stamp of a known batch with its mark in force is valid, with what the bundle knows`() throws {
        let report = try bundle.verify(bundle.tea())
        #expect(report.verdict == .valid && report.notes.isEmpty && report.today == day("2026-11-21"))
        #expect(report.issuer?.host.text == "TG.EXAMPLE" && report.markStars == 4)
        let facts = try #require(report.facts)
        #expect(facts.product.id == "PR-TQ-1" && facts.producer.id == "P-TQ-001")
        #expect(facts.batch?.id == "B-000030" && facts.lot?.lotNumber.text == "KV260918")
        #expect(report.recognitionAtPacking?.id == "R-1" && report.recognitionToday?.id == "R-1")
        #expect(report.bundle == BundleAge(sequence: 7, issuedAt: 1_795_000_000, expiresAt: 1_797_592_000))
        for number: UInt64 in [150, 200] { #expect(try bundle.verify(bundle.tea(number)).verdict == .valid) }
    }

    @Test func `the report as data says which bundle answered`() throws {
        let age: JSONValue = ["seq": 7, "iat": 1_795_000_000, "exp": 1_797_592_000]
        for text in [try bundle.tea(), try bundle.tea(seed: [UInt8](1...32)), "xin chào"] {
            #expect(try bundle.verify(text).json["bundle"] == age)
        }
        #expect(
            try bundle.verify(bundle.tea(), at: BundleOfTwoProducts.expiresAt).json["bundle"] == age)
    }

    @Test func `a device whose day is before the bundle says so and judges by the bundle's day`() throws {
        let report = try bundle.verify(bundle.tea(), at: 1_795_000_000 - 90 * 86_400)
        #expect(report.verdict == .valid && report.today == day("2026-11-18") && report.deviceDay == day("2026-08-20"))
        #expect(report.json["deviceDay"] == "2026-08-20" && report.json["checkedOn"] == "2026-11-18")
        let expired = bundle.setting(["issuers", 0, "batches", 0, 7], "2026-11-17")
        #expect(try expired.verify(expired.tea(), at: 1_795_000_000 - 90 * 86_400).verdict == .productExpired)
        #expect(try bundle.verify(bundle.tea()).deviceDay == nil)
    }

    @Test func `a register for trials is answered by its own clock, and every answer says that it is one`() throws {
        var demo = bundle.setting(["issuers", 0, "demo"], true)
        demo.set(["issuers", 0, "clockOffset"], .integer(400 * 86_400))
        let report = try demo.verify(demo.tea())
        #expect(report.issuer?.isDemo == true && report.json["issuer"]?["demo"] == true)
        #expect(report.today == day("2027-12-26") && report.verdict == .recognitionExpired)
        #expect(try bundle.verify(bundle.tea()).json["issuer"]?["demo"] == nil)
    }

    @Test func `a batch without the mark is valid without mark`() throws {
        let report = try bundle.verify(bundle.honey())
        #expect(report.verdict == .validWithoutMark && report.notes.isEmpty)
        #expect(report.facts?.lot?.lotNumber.text == "MO1" && report.markStars == nil)
    }

    private static let withdrawal: JSONValue = [
        "ground": "dùng sai nhãn hiệu", "decisionNumber": "88/QĐ-UBND", "on": "2026-11-21",
    ]

    @Test(
        arguments: [
            ("validThrough", "2026-11-20", Verdict.recognitionExpired, []), ("validThrough", "2026-11-21", .valid, []),
            ("withdrawal", withdrawal, .recognitionWithdrawn, []),
            ("issuedOn", "2026-09-19", .markUnauthorised, []),
            ("validThrough", "2026-09-17", .markUnauthorised, []),
        ] as [(String, JSONValue, Verdict, [Verdict])])
    func `what became of the recognition decides over the mark`(
        member: String, value: JSONValue, verdict: Verdict, notes: [Verdict]
    ) throws {
        let changed = bundle.setting(
            ["issuers", 0, "products", 0, "recognitions", 0, .member(member)], value)
        let report = try changed.verify(changed.tea())
        #expect(report.verdict == verdict && report.notes == notes && report.facts != nil)
    }

    @Test func `goods past their expiry date are said to be`() throws {
        let changed = bundle.setting(["issuers", 0, "batches", 0, 7], "2026-11-20")
        #expect(try changed.verify(changed.tea()).verdict == .productExpired)
        let lastDay = bundle.setting(["issuers", 0, "batches", 0, 7], "2026-11-21")
        #expect(try lastDay.verify(lastDay.tea()).verdict == .valid)
    }

    @Test func `a recall holds for its lot and product from its entry on, whatever day a device has`() throws {
        let recall: JSONValue = [
            "product": 0, "lot": "KV260918", "on": "2026-11-21", "reason": "nhiễm nấm mốc", "authority": "Chi cục B",
            "instructions": "Trả lại nơi bán.",
        ]
        let recalled = bundle.setting(["issuers", 0, "recalls", 0], recall)
        let report = try recalled.verify(recalled.tea())
        #expect(report.verdict == .recalled && report.facts?.recall?.reason == "nhiễm nấm mốc")
        #expect(report.facts?.recall?.authority == "Chi cục B")
        #expect(try recalled.verify(recalled.honey()).verdict == .validWithoutMark)
        let later = recalled.setting(["issuers", 0, "recalls", 0, "on"], "2026-11-22")
        #expect(try later.verify(later.tea()).verdict == .recalled)
        for (member, value) in [("lot", "KV260919"), ("product", 1)] as [(String, JSONValue)] {
            let other = recalled.setting(["issuers", 0, "recalls", 0, .member(member)], value)
            #expect(try other.verify(other.tea()).verdict == .valid)
        }
    }

    @Test func `a cancelled number is voided, and its neighbours are not`() throws {
        let void: JSONValue = ["product": 0, "first": 110, "count": 5, "on": "2026-10-01", "reason": "in hỏng"]
        let voided = bundle.setting(["issuers", 0, "void", 0], void)
        for number: UInt64 in 109...115 {
            let expected: Verdict = 110...114 ~= number ? .voided : .valid
            #expect(try voided.verify(voided.tea(number)).verdict == expected)
        }
        #expect(try voided.verify(voided.tea(110)).facts?.void?.reason == "in hỏng")
    }

    @Test func `a recall or cancellation of a later day does not hide one that holds`() throws {
        var twice = bundle
        for day: JSONValue in ["2027-01-01", "2026-11-01"] {
            let recall: JSONValue = ["product": 0, "lot": "KV260918", "on": day, "reason": "nấm mốc"]
            let void: JSONValue = ["product": 1, "first": 0, "count": 9, "on": day, "reason": "in hỏng"]
            twice.set(["issuers", 0, "recalls", 9], recall)
            twice.set(["issuers", 0, "void", 9], void)
        }
        #expect(try twice.verify(twice.tea()).verdict == .recalled)
        #expect(try twice.verify(twice.honey()).verdict == .voided)
    }

    @Test func `of all that applies the gravest is the headline`() throws {
        var changed = bundle
        changed.set(
            ["issuers", 0, "recalls", 0], ["product": 0, "lot": "KV260918", "on": "2026-10-02", "reason": "nấm mốc"])
        changed.set(
            ["issuers", 0, "void", 0],
            ["product": 0, "first": 101, "count": 1, "on": "2026-10-01", "reason": "in hỏng"])
        changed.set(["issuers", 0, "batches", 0, 7], "2026-11-20")
        changed.set(["issuers", 0, "products", 0, "recognitions", 0, "validThrough"], "2026-11-20")
        let report = try changed.verify(changed.tea())
        #expect(report.verdict == .recalled && report.notes == [.voided, .productExpired, .recognitionExpired])
    }

    @Test func `a stamp that is not as its batch was recorded was not issued`() throws {
        var twoKeys = bundle
        twoKeys.set(["issuers", 0, "keys", 1], BundleOfTwoProducts.signingKey)
        twoKeys.set(["issuers", 0, "keys", 1, "kid"], 2)
        let unissued = [
            try bundle.honey(lot: nil), try bundle.honey(lot: "MO2"), try twoKeys.tea(keyID: 2),
            try RegisterOfOneProduct().stamp(lot: LotNumber("KV260918")),
        ]
        for text in unissued {
            let report = try twoKeys.verify(text)
            #expect(report.verdict == .notIssued && report.facts == nil && report.stamp != nil)
        }
    }

    @Test func `of what the bundle does not know only the signature is said`() throws {
        let unknown = [
            try bundle.tea(100), try bundle.tea(201), try bundle.honey(50),
            try RegisterOfOneProduct().stamp(key: .code(ProductCode("PR-TQ-3"))), try Self.sealed(lot: nil),
            try Self.sealed(lot: LotNumber("KV260918")),
        ]
        for text in unknown {
            let report = try bundle.verify(text)
            #expect(report.verdict == .signatureOnly && report.facts == nil && report.stamp != nil)
        }
    }

    /// A stamp of the tea without a serial: of the product, or of a lot.
    private static func sealed(lot: LotNumber?) throws -> String {
        let register = try RegisterOfOneProduct()
        return try StampSealer(
            host: register.issuedBy.host, keyID: RegisterOfOneProduct.keyID,
            signingKey: StampSigningKey(seed: [UInt8](0..<32))
        ).seal(register.product.key, lot: lot)
    }

    @Test func `a text that does not pass the seal's steps gets the step that failed`() throws {
        let good = try bundle.tea()
        let version2 = "0024" + String(repeating: "0", count: 158)
        let refused: [(String, Verdict)] = [
            (try bundle.tea(host: "OTHER.EXAMPLE"), .unknownIssuer), (try bundle.tea(keyID: 9), .unknownKey),
            (try bundle.tea(seed: [UInt8](1...32)), .signatureInvalid),
            (good.replacing("/01/09520000000011", with: "/01/09520000000028"), .signatureInvalid),
            (good + "0", .malformed), ("", .malformed),
            (good.replacing(try UnverifiedStamp(parsing: good).seal.digits, with: version2), .unsupportedVersion),
        ]
        for (text, verdict) in refused {
            for now in [BundleOfTwoProducts.now, BundleOfTwoProducts.expiresAt] {
                let report = try bundle.verify(text, at: now)
                #expect(report.verdict == verdict && report.facts == nil && report.notes.isEmpty)
            }
        }
    }

    @Test func `from its end on a bundle decides nothing but forgeries`() throws {
        let end = BundleOfTwoProducts.expiresAt
        #expect(try bundle.verify(bundle.tea(), at: end - 1).verdict == .valid)
        for now in [end, end + 1, .max] {
            let report = try bundle.verify(bundle.tea(), at: now)
            #expect(report.verdict == .signatureOnly && report.verdict.meaning == .undecided && report.facts == nil)
            #expect(try bundle.verify(bundle.tea(seed: [UInt8](1...32)), at: now).verdict == .signatureInvalid)
        }
    }

    // The tea's batch is entry 30, the honey's entry 32.
    @Test(arguments: [
        ("active", 31, Verdict.valid, Verdict.validWithoutMark, Verdict.signatureOnly),
        ("retired", 31, .valid, .notIssued, .notIssued), ("retired", 30, .notIssued, .notIssued, .notIssued),
        ("compromised", 31, .valid, .keyCompromised, .keyCompromised),
        ("compromised", 30, .keyCompromised, .keyCompromised, .keyCompromised),
        ("compromised", 33, .valid, .validWithoutMark, .keyCompromised),
    ])
    func `a key that fell vouches for the batches before it, and for no number that is not known`(
        status: String, from: Int, tea: Verdict, honey: Verdict, unknown: Verdict
    ) throws {
        var changed = bundle
        changed.set(["issuers", 0, "keys", 0, "status"], .string(status))
        changed.set(["issuers", 0, "keys", 0, "from"], .integer(from))
        #expect(try changed.verify(changed.tea()).verdict == tea)
        #expect(try changed.verify(changed.honey()).verdict == honey)
        #expect(try changed.verify(changed.tea(201)).verdict == unknown)
        #expect(try changed.verify(changed.tea(seed: [UInt8](1...32))).verdict == .signatureInvalid)
    }

    @Test func `after a rotation old labels and new ones are good, each under its own key`() throws {
        let newSeed = [UInt8](100..<132)
        let newKey = try StampSigningKey(seed: newSeed).publicKey
        let digits = String(decoding: Base64.urlSafe.encode(newKey.bytes), as: UTF8.self)
        var rotated = bundle
        rotated.set(["issuers", 0, "keys", 0, "status"], "retired")
        rotated.set(["issuers", 0, "keys", 0, "from"], 33)
        rotated.set(
            ["issuers", 0, "keys", 1],
            ["kty": "OKP", "crv": "Ed25519", "x": .string(digits), "kid": 2, "status": "active", "from": 34])
        rotated.set(
            ["issuers", 0, "batches", 2], [35, 0, 201, 100, 2, "KV261020", "2026-10-20", .null, "R-1", 0])
        #expect(try rotated.verify(rotated.tea()).verdict == .valid)
        #expect(try rotated.verify(rotated.tea(201, keyID: 2, seed: newSeed)).verdict == .valid)
        #expect(try rotated.verify(rotated.tea(201)).verdict == .notIssued)
        #expect(try rotated.verify(rotated.tea(101, keyID: 2, seed: newSeed)).verdict == .notIssued)
        #expect(try rotated.verify(rotated.tea(301, keyID: 2, seed: newSeed)).verdict == .signatureOnly)
    }

    @Test func `of two issuers each is asked about its own stamps only`() throws {
        var two = bundle
        two.set(["issuers", 1], BundleOfTwoProducts.issuer)
        two.set(["issuers", 1, "host"], "HG.EXAMPLE")
        two.set(["issuers", 1, "name", "vi"], "Văn phòng OCOP thứ hai")
        two.set(["issuers", 1, "keys", 0, "status"], "compromised")
        two.set(["issuers", 1, "keys", 0, "from"], 31)
        two.set(["issuers", 1, "batches", 0, 7], "2026-11-20")
        #expect(try two.verify(two.tea()).verdict == .valid)
        let second = try two.verify(two.tea(host: "HG.EXAMPLE"))
        #expect(second.verdict == .productExpired && second.issuer?.name == "Văn phòng OCOP thứ hai")
        #expect(try two.verify(two.tea(201)).verdict == .signatureOnly)
        #expect(try two.verify(two.tea(201, host: "HG.EXAMPLE")).verdict == .keyCompromised)
        let forged = try two.verify(two.tea(host: "HG.EXAMPLE", seed: [UInt8](1...32)))
        #expect(forged.verdict == .signatureInvalid && forged.issuer?.host.text == "HG.EXAMPLE")
        // Neither of the two is asked about a text that names neither.
        #expect(try two.verify("xin chào").issuer == nil && bundle.verify("xin chào").issuer != nil)
    }

    @Test func `every stamp of the independent implementation gets its result from a bundle of its keys`() throws {
        let file = try StampVectorFile.read()
        let bundle = try BundleOfTwoProducts(of: file)
        let verifier = OfflineVerifier(try bundle.read())
        #expect(file.cases.count == 230)
        for vector in file.cases {
            let report = verifier.verify(vector.uri, at: BundleOfTwoProducts.now)
            #expect(report.verdict.rawValue == vector.expect, "\(vector.why)")
        }
    }
}

extension BundleOfTwoProducts {
    /// The hosts and keys of the vectors, without products.
    fileprivate init(of file: StampVectorFile) throws {
        self.init()
        let issuers = try file.trust.map { host, keys -> JSONValue in
            let keys = try keys.map { id, key -> JSONValue in
                let digits = String(decoding: Base64.urlSafe.encode(bytes(hex: key)), as: UTF8.self)
                return [
                    "kty": "OKP", "crv": "Ed25519", "x": .string(digits), "kid": .integer(try #require(Int(id))),
                    "status": "active", "from": 1,
                ]
            }
            return [
                "host": .string(host), "name": ["vi": "Đơn vị thử"], "position": 1, "keys": .array(keys),
                "products": [],
                "batches": [], "void": [], "recalls": [],
            ]
        }
        set(["issuers"], .array(issuers))
    }
}
