import Encodings
import Records
import Stamps
import Testing
import Verification
import Wording

/// Codes of a product alone: vouched for by a recorded plaque, judged by the recognition of the day.
struct PlaqueTests {
    private var register: RegisterOfOneProduct

    init() throws {
        register = try RegisterOfOneProduct()
        register.plaques = [Self.plaque(at: 40)]
    }

    private static func plaque(at sequence: Int, keyID: UInt16 = 1, withMark: Bool = true) -> PlaqueFacts {
        PlaqueFacts(
            Plaque(
                id: Plaque.id(sequence: sequence), product: "PR-TQ-1", keyID: KeyID(rawValue: keyID),
                issuedOn: day("2026-10-01"),
                mark: withMark ? BatchMark(authorisation: "M-1", recognition: "R-1", stars: 4) : nil),
            sequence: sequence)
    }

    private func stamp() throws -> String {
        try StampSealer(
            host: register.issuedBy.host, keyID: RegisterOfOneProduct.keyID,
            signingKey: StampSigningKey(seed: [UInt8](0..<32))
        ).seal(register.product.key)
    }

    @Test func `a recorded plaque is valid while its recognition is, then ended`() async throws {
        let report = try await register.verify(stamp())
        #expect(report.verdict == .valid && report.plaque?.id == "PL-000040" && report.markStars == 4)
        #expect(try await register.verify(stamp(), on: day("2027-11-25")).verdict == .valid)
        #expect(try await register.verify(stamp(), on: day("2027-11-26")).verdict == .recognitionExpired)
    }

    @Test func `the answer on the mark is that of the plaque's mark`() async throws {
        let now = try await register.verify(stamp()).answers.mark
        #expect(now.standing == .good && now.text.vi == "Được công nhận OCOP 4 sao, còn hiệu lực đến 25/11/2027")
        let ended = try await register.verify(stamp(), on: day("2027-11-26")).answers.mark
        #expect(ended.standing == .caution && ended.text.vi == "Biển ghi OCOP 4 sao; đến nay công nhận đã hết hạn")
    }

    static let withdrawal: JSONValue = ["ground": "x", "decisionNumber": "88", "on": "2026-11-21"]

    @Test(
        arguments: [
            (["stars": 3], .markUnauthorised), (["withdrawal": withdrawal], .recognitionWithdrawn),
            (["validThrough": "2026-11-20"], .recognitionExpired),
        ] as [([String: JSONValue], Verdict)])
    func `what became of the recognition decides today`(changes: [String: JSONValue], verdict: Verdict) async throws {
        var changed = register
        try changed.setRecognition(changes)
        #expect(try await changed.verify(stamp()).verdict == verdict)
    }

    @Test func `the last plaque under the stamp's key vouches for it, and one under another key does not`() async throws
    {
        var others = register
        others.plaques = [Self.plaque(at: 40, keyID: 2)]
        let unknown = try await others.verify(stamp())
        #expect(unknown.verdict == .notIssued && unknown.facts == nil && unknown.plaque == nil)
        others.plaques = [Self.plaque(at: 50, withMark: false), Self.plaque(at: 40)]
        #expect(try await others.verify(stamp()).verdict == .validWithoutMark)
    }

    @Test(arguments: [
        (SigningKeyRecord.Standing.retired, 41, Verdict.valid), (.retired, 40, .notIssued),
        (.compromised, 41, .valid), (.compromised, 40, .keyCompromised),
    ])
    func `a key vouches for the plaques that were recorded before it fell`(
        standing: SigningKeyRecord.Standing, sequence: Int, verdict: Verdict
    ) async throws {
        var fallen = register
        try fallen.setKey(standing, at: sequence)
        #expect(try await fallen.verify(stamp()).verdict == verdict)
    }

    @Test(arguments: [
        Verdict.valid, .validWithoutMark, .recognitionExpired, .recognitionWithdrawn, .markUnauthorised,
    ])
    func `a plaque speaks of the product and says that it confirms no pack`(verdict: Verdict) async throws {
        let sentences = try await register.verify(stamp()).sentences(of: verdict)
        #expect(
            sentences.body.vi.hasPrefix("Mã biển hiệu này do ") && sentences.body.en.hasPrefix("This code of a plaque ")
        )
        #expect(sentences.advice?.vi.contains("không xác nhận gói hàng nào") == true)
        #expect(sentences.advice?.en.contains("confirms no pack") == true)
        for word in ["lô ", "đóng gói"] { #expect(!sentences.body.vi.contains(word)) }
    }

    @Test func `as data it has the plaque and no batch`() async throws {
        let json = try await register.verify(stamp()).json
        #expect(json["plaque"]?["id"]?.string == "PL-000040" && json["plaque"]?["markStars"]?.integer == 4)
        #expect(json["plaque"]?["issuedOn"]?.string == "2026-10-01" && json["batch"] == nil && json["lot"] == nil)
    }
}
