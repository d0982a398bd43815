import Encodings
import Records
import Stamps
import Testing
import Verification

struct VerifierTests {
    @Test func `a stamp of the batch with its mark in force is valid`() async throws {
        let register = try RegisterOfOneProduct()
        for number: UInt64 in [101, 150, 200] {
            let report = try await register.verify(register.stamp(number: number))
            #expect(report.verdict == .valid && report.notes.isEmpty)
            #expect(report.facts?.batch == register.batch && report.markStars == 4)
        }
    }

    @Test func `a stamp that carries its lot is valid`() async throws {
        let register = try RegisterOfOneProduct(lotInStamp: true)
        #expect(try await register.verify(register.stamp()).verdict == .valid)
    }

    @Test func `a batch without the mark is valid without mark, whatever becomes of the recognition`() async throws {
        var register = try RegisterOfOneProduct(withMark: false)
        #expect(try await register.verify(register.stamp()).verdict == .validWithoutMark)
        try register.setRecognition(["validThrough": "2026-09-01"])
        #expect(try await register.verify(register.stamp()).verdict == .validWithoutMark)
    }

    @Test(arguments: [
        ("2027-11-25", Verdict.valid, []), ("2027-11-26", .recognitionExpired, []),
        ("2028-09-18", .recognitionExpired, []),
        ("2028-09-19", .productExpired, [Verdict.recognitionExpired]),
    ])
    func `as days pass, the recognition ends and then the goods expire`(
        iso: String, verdict: Verdict, notes: [Verdict]
    ) async throws {
        let register = try RegisterOfOneProduct()
        let report = try await register.verify(register.stamp(), on: day(iso))
        #expect(report.verdict == verdict && report.notes == notes)
    }

    @Test func `expired goods without the mark say both`() async throws {
        let register = try RegisterOfOneProduct(withMark: false)
        let report = try await register.verify(register.stamp(), on: day("2028-09-19"))
        #expect(report.verdict == .productExpired && report.notes == [.validWithoutMark])
    }

    @Test func `a withdrawn recognition is said from the day of the decision on`() async throws {
        var register = try RegisterOfOneProduct()
        try register.setRecognition(["withdrawal": withdrawal(on: "2026-11-21")])
        #expect(try await register.verify(register.stamp(), on: day("2026-11-20")).verdict == .valid)
        let report = try await register.verify(register.stamp())
        #expect(report.verdict == .recognitionWithdrawn && report.notes.isEmpty)
        let later = try await register.verify(register.stamp(), on: day("2028-09-19"))
        #expect(later.verdict == .recognitionWithdrawn && later.notes == [.productExpired])
    }

    @Test func `a recognition withdrawn before packing authorised nothing`() async throws {
        var register = try RegisterOfOneProduct()
        try register.setRecognition(["withdrawal": withdrawal(on: "2026-09-18")])
        let report = try await register.verify(register.stamp())
        #expect(report.verdict == .markUnauthorised && report.notes == [.recognitionWithdrawn])
    }

    private func withdrawal(on iso: String) -> JSONValue {
        ["ground": "dùng sai nhãn hiệu", "decisionNumber": "88/QĐ-UBND", "on": .string(iso)]
    }

    // What the register says of the packing date was corrected after the batch was issued.
    @Test(
        arguments: [
            ["issuedOn": "2026-09-19"], ["validThrough": "2026-09-17"], ["stars": 3],
        ] as [[String: JSONValue]])
    func `a mark that was not allowed on the packing date is unauthorised`(changes: [String: JSONValue]) async throws {
        var register = try RegisterOfOneProduct()
        try register.setRecognition(changes)
        #expect(try await register.verify(register.stamp()).verdict == .markUnauthorised)
    }

    @Test func `a stamp with the signing key but no record of it was not issued`() async throws {
        let register = try RegisterOfOneProduct()
        let otherKey = KeyID(rawValue: 2)
        var twoKeys = register
        twoKeys.keys.append(
            RegisteredKey(
                record: SigningKeyRecord(
                    keyID: otherKey, publicKey: try StampSigningKey(seed: [UInt8](1...32)).publicKey,
                    standing: .published), sequence: 3))
        let unissued: [(String, String)] = [
            ("number before the batch", try register.stamp(number: 100)),
            ("number after the batch", try register.stamp(number: 201)),
            ("guard of another secret", try register.stamp(secret: [UInt8](repeating: 7, count: 32))),
            ("another published key", try register.stamp(keyID: otherKey, seed: [UInt8](1...32))),
            ("a lot that was not recorded", try register.stamp(lot: LotNumber("KV260918"))),
            ("unknown product", try register.stamp(key: .code(ProductCode("PR-TQ-1")))),
            ("no serial", try register.stampOfProduct()),
        ]
        for (why, text) in unissued {
            let report = try await twoKeys.verify(text)
            #expect(report.verdict == .notIssued && report.facts == nil && report.stamp != nil, "\(why)")
        }
    }

    @Test func `a stamp without the lot that was recorded for it was not issued`() async throws {
        let register = try RegisterOfOneProduct(lotInStamp: true)
        let without = try RegisterOfOneProduct(lotInStamp: false).stamp()
        #expect(try await register.verify(without).verdict == .notIssued)
        #expect(try await register.verify(register.stamp(lot: LotNumber("KV260919"))).verdict == .notIssued)
    }

    @Test(arguments: [
        (SigningKeyRecord.Standing.compromised, 29, Verdict.keyCompromised), (.compromised, 31, .valid),
        (.retired, 29, .notIssued), (.retired, 31, .valid), (.published, 29, .valid),
    ])
    func `a key vouches for the batches that were recorded before it fell`(
        standing: SigningKeyRecord.Standing, sequence: Int, verdict: Verdict
    ) async throws {
        var register = try RegisterOfOneProduct()
        try register.setKey(standing, at: sequence)
        let report = try await register.verify(register.stamp())
        #expect(report.verdict == verdict && (report.facts == nil) == (verdict != .valid))
    }

    @Test func `a stamp that is not vouched for shows nothing of the register`() async throws {
        let register = try RegisterOfOneProduct()
        let good = try register.stamp()
        let seal = try UnverifiedStamp(parsing: good).seal.digits
        let version2 = "0024" + String(repeating: "0", count: 158)
        let cases: [(String, Verdict, Bool)] = [
            (try register.stamp(host: "OTHER.EXAMPLE"), .unknownIssuer, true),
            (try register.stamp(keyID: KeyID(rawValue: 9)), .unknownKey, true),
            (try register.stamp(seed: [UInt8](1...32)), .signatureInvalid, true),
            (good.replacing("/01/09520000000011", with: "/01/09520000000028"), .signatureInvalid, true),
            (good + "0", .malformed, false), ("", .malformed, false),
            (good.replacing(seal, with: version2), .unsupportedVersion, false),
        ]
        for (text, verdict, isReadable) in cases {
            let report = try await register.verify(text)
            #expect(report.verdict == verdict)
            #expect(report.facts == nil && report.notes.isEmpty && report.origins.isEmpty)
            #expect((report.stamp != nil) == isReadable && (report.detail == nil) == isReadable)
        }
    }

    @Test func `what the secret's keeper throws is not turned into a verdict`() async throws {
        let register = try RegisterOfOneProduct()
        let verifier = Verifier(register: register) { batch, _ in throw Unopened(batch: batch) }
        await #expect(throws: Unopened(batch: "B-000030")) {
            _ = try await verifier.verify(register.stamp(), on: RegisterOfOneProduct.today)
        }
    }

    private struct Unopened: Error, Equatable { let batch: String }
}

extension RegisterOfOneProduct {
    /// A stamp of the product alone, as on a plaque.
    fileprivate func stampOfProduct() throws -> String {
        try StampSealer(
            host: issuedBy.host, keyID: Self.keyID, signingKey: StampSigningKey(seed: [UInt8](0..<32))
        ).seal(product.key)
    }
}
