import Encodings
import Records
import Stamps
import Testing
import Verification
import Wording

struct TrustBundleTests {
    private func error(_ text: [UInt8]) throws -> TrustBundleError? {
        let root = try BundleOfTwoProducts.root()
        do throws(TrustBundleError) {
            _ = try TrustBundle(reading: text, root: root)
            return nil
        } catch {
            return error
        }
    }

    private func paths(_ bundle: BundleOfTwoProducts) throws -> [String] {
        guard case .content(let found) = try error(bundle.signed()) else { return [] }
        return found.problems.map(\.path)
    }

    @Test func `what the root signed is read, claim for claim`() throws {
        let bundle = try BundleOfTwoProducts().read()
        #expect(bundle.age == BundleAge(sequence: 7, issuedAt: 1_795_000_000, expiresAt: 1_797_592_000))
        #expect(bundle.signer == "TG.EXAMPLE")
        let issuer = try #require(bundle.issuers[IssuerHost("TG.EXAMPLE")])
        #expect(issuer.issuer.name == "Văn phòng OCOP Tuyên Quang (giả định)" && issuer.nameEn == "OCOP office")
        #expect(issuer.position == 40)
        #expect(issuer.keys.map(\.record.keyID.rawValue) == [1] && issuer.keys.map(\.sequence) == [2])
        #expect(try issuer.keys.map(\.record.publicKey) == [StampSigningKey(seed: [UInt8](0..<32)).publicKey])
        #expect(issuer.products.map(\.product.name) == ["Chè Shan tuyết Khau Vạc", "Mật ong bạc hà"])
        #expect(issuer.products.map(\.producer.id) == ["P-TQ-001", "P-TQ-001"])
        #expect(issuer.products.map { $0.recognitions.map(\.id) } == [["R-1"], []])
        let honey = BatchTable.Row(
            position: 32, product: 1, numbers: try SerialRange(first: SerialNumber(0), count: 50),
            keyID: KeyID(rawValue: 1), lotNumber: try LotNumber("MO1"), packedOn: day("2026-10-01"), expiresOn: nil,
            recognition: nil, lotIsInStamp: true)
        #expect(issuer.batches.rows.count == 2 && issuer.batches.rows.last == honey)
    }

    @Test func `a bundle that was read writes the claims that were signed`() throws {
        var bundle = BundleOfTwoProducts()
        bundle.set(["issuers", 0, "void", 0], Self.void)
        bundle.set(["issuers", 0, "recalls", 0], Self.recall)
        bundle.set(["issuers", 0, "keys", 1], Self.secondKey)
        #expect(try bundle.read().claims == bundle.claims)
    }

    private static let void: JSONValue = [
        "product": 0, "first": 110, "count": 5, "on": "2026-10-01", "reason": "in hỏng",
    ]
    private static let recall: JSONValue = [
        "product": 0, "lot": "KV260918", "on": "2026-10-02", "reason": "nhiễm nấm mốc", "authority": "Chi cục B",
        "instructions": "Trả lại nơi bán.",
    ]
    /// The public key of RFC 8032 §7.1, test 1.
    private static let secondKey: JSONValue = [
        "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", "kid": 2,
        "status": "compromised", "from": 35,
    ]

    @Test func `the story, the tax code and the score stay out of a bundle`() throws {
        let product: Product = try record(Records.product)
        let trusted = TrustedProduct(
            product: product, producer: try record(Records.producer, ["taxCode": "0101234567"]),
            recognitions: [try record(Records.recognition, ["score": 91])])
        let batches = try #require(BatchTable([]))
        let issuer = TrustedIssuer(
            issuer: Issuer(host: try IssuerHost("TG.EXAMPLE"), name: "Văn phòng"), nameEn: nil, keys: [], position: 1,
            products: [trusted], batches: batches, voids: [], recalls: [])
        let claims = TrustBundle(
            age: BundleAge(sequence: 1, issuedAt: 0, expiresAt: 1), signer: "TG.EXAMPLE", issuers: [issuer]
        ).claims
        let text = claims.canonicalText
        #expect(text.contains(product.name) && product.story.map(text.contains) == false)
        #expect(!text.contains("0101234567") && !text.contains("score"))
    }

    @Test func `white space after the text is dropped`() throws {
        #expect(try error(BundleOfTwoProducts().signed() + Array("\r\n".utf8)) == nil)
    }

    @Test func `another root is refused, and so is every changed part`() throws {
        let good = BundleOfTwoProducts()
        #expect(try error(good.signed(seed: [UInt8](1...32))) == .signature)
        let (mine, other) = (
            try good.signed().split(separator: 0x2E), try good.setting(["seq"], 8).signed().split(separator: 0x2E)
        )
        #expect(try error(Array([mine[0], other[1], mine[2]].joined(separator: [0x2E]))) == .signature)
        let typed = try good.signed(header: ["alg": "EdDSA", "typ": "temgoc-trust+jwt", "kid": "1"])
            .split(separator: 0x2E)
        #expect(try error(Array([typed[0], mine[1], mine[2]].joined(separator: [0x2E]))) == .signature)
        // The lowest bit of the signature's first byte.
        var signature = try #require(Base64.urlSafe.decode(mine[2]))
        signature[0] ^= 1
        let changed = [mine[0], mine[1], Base64.urlSafe.encode(signature)[...]].joined(separator: [0x2E])
        #expect(try error(Array(changed)) == .signature)
    }

    @Test func `another type is refused though the root signed it`() throws {
        let bundle = BundleOfTwoProducts()
        #expect(try error(bundle.signed(header: ["alg": "EdDSA", "typ": "JWT"])) == .type("JWT"))
        #expect(try error(bundle.signed(header: ["alg": "EdDSA"])) == .type(""))
        #expect(try error(bundle.signed(header: ["alg": "EdDSA", "typ": 1])) == .type(""))
    }

    @Test func `another algorithm is refused before any key is asked`() throws {
        for algorithm in ["none", "HS256", "ES256", "eddsa"] {
            let text = try BundleOfTwoProducts().signed(
                header: ["alg": .string(algorithm), "typ": "temgoc-trust+jwt"])
            #expect(try error(text) == .form(.algorithm(algorithm)))
        }
        let unsigned = try BundleOfTwoProducts().signed(header: ["alg": "none", "typ": "temgoc-trust+jwt"])
        let bare = Array(unsigned.split(separator: 0x2E).dropLast().joined(separator: [0x2E])) + [0x2E]
        #expect(try error(bare) == .form(.algorithm("none")))
    }

    @Test func `a sequence below 0 is refused, and a bundle from the future is told`() throws {
        let bundle = BundleOfTwoProducts().setting(["seq"], -1)
        guard case .content(let found) = try error(bundle.signed()) else { throw DataProblems([]) }
        #expect(found.problems.map(\.path) == ["$.seq"])
        let age = BundleAge(sequence: 1, issuedAt: 1_795_000_000, expiresAt: 1_797_592_000)
        #expect(!age.isFromTheFuture(at: 1_795_000_000 - 86_400) && age.isFromTheFuture(at: 1_795_000_000 - 86_401))
    }

    @Test func `what the root signed and is no JSON names line and column`() throws {
        let text = try BundleOfTwoProducts.signed(payload: Array("{\n  \"iss\": ,}".utf8))
        guard case .content(let found) = try error(text) else { throw DataProblems([]) }
        #expect(found.problems.map(\.path) == ["$"])
        #expect(found.problems.first?.text.en == "is not JSON at 2:10")
    }

    @Test(
        arguments: [
            ("$.iss", ["iss"]), ("$.iat", ["iat"]), ("$.exp", ["exp"]), ("$.seq", ["seq"]), ("$.issuers", ["issuers"]),
            ("$.issuers[0].host", ["issuers", 0, "host"]), ("$.issuers[0].name.vi", ["issuers", 0, "name", "vi"]),
            ("$.issuers[0].name.vi", ["issuers", 0, "name"]), ("$.issuers[0].position", ["issuers", 0, "position"]),
            ("$.issuers[0].keys", ["issuers", 0, "keys"]), ("$.issuers[0].keys[0]", ["issuers", 0, "keys", 0, "x"]),
            ("$.issuers[0].keys[0]", ["issuers", 0, "keys", 0, "kid"]),
            ("$.issuers[0].keys[0]", ["issuers", 0, "keys", 0, "status"]),
            ("$.issuers[0].keys[0]", ["issuers", 0, "keys", 0, "from"]),
            ("$.issuers[0].products", ["issuers", 0, "products"]),
            ("$.issuers[0].products[1].id", ["issuers", 0, "products", 1, "id"]),
            ("$.issuers[0].products[1].producer", ["issuers", 0, "products", 1, "producer"]),
            ("$.issuers[0].products[1].nameVi", ["issuers", 0, "products", 1, "nameVi"]),
            ("$.issuers[0].products[1].producer.legalForm", ["issuers", 0, "products", 1, "producer", "legalForm"]),
            ("$.issuers[0].products[1].recognitions", ["issuers", 0, "products", 1, "recognitions"]),
            (
                "$.issuers[0].products[0].recognitions[0].stars",
                ["issuers", 0, "products", 0, "recognitions", 0, "stars"]
            ),
            ("$.issuers[0].batches", ["issuers", 0, "batches"]),
            ("$.issuers[0].batches[0]", ["issuers", 0, "batches", 0, 9]),
            ("$.issuers[0].void", ["issuers", 0, "void"]), ("$.issuers[0].recalls", ["issuers", 0, "recalls"]),
        ] as [(String, [JSONStep])])
    func `a missing claim is named by its path, and one of another kind too`(path: String, steps: [JSONStep]) throws {
        for value: JSONValue? in [nil, true] {
            #expect(try paths(BundleOfTwoProducts().setting(steps, value)).contains(path), "\(value as Any)")
        }
    }

    @Test(
        arguments: [
            ("keys[0]", ["keys", 0, "crv"], "X25519"), ("keys[0]", ["keys", 0, "kid"], 65_536),
            ("keys[0]", ["keys", 0, "status"], "lost"), ("keys[0]", ["keys", 0, "from"], 0),
            // The neutral point: under it one signature would fit many messages.
            ("keys[0]", ["keys", 0, "x"], "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
            ("keys[0]", ["keys", 0, "d"], "A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg"),
            ("keys[1]", ["keys", 1], BundleOfTwoProducts.signingKey),
            ("position", ["position"], -1), ("host", ["host"], "Ă"),
            ("products[0].gtin", ["products", 0, "gtin"], "1"),
            ("products[0].recognitions[1]", ["products", 0, "recognitions", 1], "R-1"),
            ("products[2]", ["products", 2], "PR-TQ-3"),
            ("batches[0]", ["batches", 0], [30]), ("batches[0]", ["batches", 0, 0], -1),
            ("batches[0]", ["batches", 0, 1], 2), ("batches[0]", ["batches", 0, 1], -1),
            ("batches[0]", ["batches", 0, 2], -1), ("batches[0]", ["batches", 0, 3], 0),
            ("batches[0]", ["batches", 0, 3], 34_359_738_268), ("batches[0]", ["batches", 0, 4], -1),
            ("batches[0]", ["batches", 0, 5], ""), ("batches[0]", ["batches", 0, 6], "2026-02-29"),
            ("batches[0]", ["batches", 0, 7], "2028"), ("batches[0]", ["batches", 0, 8], 1),
            ("batches[0]", ["batches", 0, 8], "R-2"), ("batches[0]", ["batches", 0, 9], 2),
            (
                "void[0]", ["void", 0], ["product": 2, "first": 1, "count": 1, "on": "2026-10-01", "reason": "in hỏng"]
            ),
            ("void[0]", ["void", 0], ["product": 0, "first": 1, "count": 0, "on": "2026-10-01", "reason": "in hỏng"]),
            ("void[0]", ["void", 0], ["product": 0, "first": 1, "count": 1, "reason": "in hỏng"]),
            ("recalls[0]", ["recalls", 0], ["product": -1, "lot": "L", "on": "2026-10-01", "reason": "mốc"]),
            ("recalls[0]", ["recalls", 0], ["product": 0, "lot": "", "on": "2026-10-01", "reason": "mốc"]),
            ("recalls[0]", ["recalls", 0], ["product": 0, "lot": "L", "on": "2026-10-01"]),
        ] as [(String, [JSONStep], JSONValue)])
    func `a claim that cannot be right is named by its path`(
        path: String, steps: [JSONStep], value: JSONValue
    ) throws {
        let bundle = BundleOfTwoProducts().setting(["issuers", 0] + steps, value)
        #expect(try paths(bundle) == ["$.issuers[0].\(path)"])
    }

    @Test func `all that is wrong is named at once`() throws {
        var bundle = BundleOfTwoProducts()
        bundle.set(["seq"], nil)
        bundle.set(["issuers", 0, "batches", 1, 6], "2026-13-01")
        bundle.set(["issuers", 0, "keys", 0, "kid"], -1)
        #expect(try paths(bundle) == ["$.seq", "$.issuers[0].keys[0]", "$.issuers[0].batches[1]"])
    }

    @Test func `a host that stands twice is refused, in whatever case`() throws {
        let twin = BundleOfTwoProducts().setting(["issuers", 1], BundleOfTwoProducts.issuer)
        #expect(try paths(twin) == ["$.issuers"])
        #expect(try paths(twin.setting(["issuers", 1, "host"], "tg.example")) == ["$.issuers"])
        #expect(try paths(twin.setting(["issuers", 1, "host"], "TG2.EXAMPLE")) == [])
    }

    @Test func `batches that share a number are refused`() throws {
        let overlapping = BundleOfTwoProducts().setting(["issuers", 0, "batches", 1, 1], 0)
        #expect(try paths(overlapping.setting(["issuers", 0, "batches", 1, 2], 200)) == ["$.issuers[0].batches"])
        #expect(try paths(overlapping.setting(["issuers", 0, "batches", 1, 2], 201)) == [])
    }

    @Test func `rows may stand in any order`() throws {
        let rows = BundleOfTwoProducts.issuer["batches"]?.array ?? []
        let reversed = BundleOfTwoProducts().setting(["issuers", 0, "batches"], .array(rows.reversed()))
        #expect(try reversed.read().claims == BundleOfTwoProducts().claims)
    }

    @Test func `members that this reader does not know are read past`() throws {
        var bundle = BundleOfTwoProducts()
        let places: [[JSONStep]] = [
            [], ["issuers", 0], ["issuers", 0, "keys", 0], ["issuers", 0, "products", 0],
            ["issuers", 0, "products", 0, "netContent"], ["issuers", 0, "products", 0, "producer"],
            ["issuers", 0, "products", 0, "producer", "address"],
            ["issuers", 0, "products", 0, "recognitions", 0],
        ]
        for place in places { bundle.set(place + ["later"], ["a": [1]]) }
        bundle.set(["issuers", 0, "batches", 0, 10], "later")
        #expect(try bundle.read().claims == BundleOfTwoProducts().claims)
    }
}
