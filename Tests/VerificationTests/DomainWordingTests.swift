import Encodings
import Records
import ScanHistory
import Stamps
import Testing
import Verification
import Wording

/// Counts that know the same of every code.
private struct CountsOfOneCode: CheckCounts {
    let history: CodeHistory

    func history(of code: ScanCode, counting check: Check?) -> CodeHistory? { history }
}

/// What is said to people, held against the domain's own sentences (OCOP.md §5.2) as they stand there today.
@Suite(.enabled(if: Domain.text != nil, Domain.missing)) struct DomainWordingTests {
    /// A verdict with the values that its sentences are filled with.
    private typealias Said = (report: VerificationReport, values: [String: String])

    private static let plain = [
        "issuer": "Văn phòng OCOP Tuyên Quang (giả định)", "product": "Chè Shan tuyết Khau Vạc", "lot": "KV260918",
        "packedOn": "18/09/2026", "expiresOn": "18/09/2028", "stars": "4", "validThrough": "25/11/2027",
        "validThrough+1": "26/11/2027", "domain": "HTTPS://TG.EXAMPLE/",
    ]

    private func said(_ verdict: Verdict) async throws -> Said? {
        var register = try RegisterOfOneProduct(
            withMark: verdict != .validWithoutMark, isRoll: verdict == .notActivated)
        var today = RegisterOfOneProduct.today
        var text = try register.stamp()
        var values: [String: String] = [:]
        switch verdict {
        case .malformed: text = "xin chào"
        case .unknownIssuer: text = try register.stamp(host: "OTHER.EXAMPLE")
        case .unknownKey: text = try register.stamp(keyID: .init(rawValue: 9))
        case .signatureInvalid: text = try register.stamp(seed: [UInt8](1...32))
        case .notIssued: text = try register.stamp(number: 201)
        case .keyCompromised:
            try register.setKey(.compromised, at: 29, on: day("2026-11-19"))
            values["date"] = "19/11/2026"
        case .recalled:
            register.recall = RecallFacts(
                Recall(
                    lot: "L-1", from: day("2026-11-01"), reason: "Sai nhãn phụ", authority: "Sở Nông nghiệp",
                    instructions: "Trả lại nơi bán", announcedBy: "so"))
            values = [
                "from": "01/11/2026", "reason": "Sai nhãn phụ", "authority": "Sở Nông nghiệp",
                "instructions": "Trả lại nơi bán",
            ]
        case .voided:
            register.void = VoidFacts(on: day("2026-11-02"), reason: "tem in lỗi")
            values = ["date": "02/11/2026", "reason": "tem in lỗi"]
        case .markUnauthorised: register.recognitions = []
        case .recognitionWithdrawn:
            try register.setRecognition([
                "withdrawal": ["ground": "8.1.a", "decisionNumber": "88/QĐ-UBND", "on": "2026-11-20"]
            ])
            values = ["decisionNo": "88/QĐ-UBND", "date": "20/11/2026"]
        case .validWithoutMark: register.recognitions = []
        case .productExpired: today = day("2028-09-19")
        case .recognitionExpired: today = day("2027-12-01")
        case .lotMismatch:
            return (
                try await register.verify(serialOf: text, lot: "KV999"),
                Self.plain.merging(["entered": "KV999"]) { $1 }
            )
        case .signatureOnly:
            let report = try BundleOfTwoProducts().verify(text, at: BundleOfTwoProducts.expiresAt)
            return (report, Self.plain.merging(["date": "18/11/2026"]) { $1 })
        case .suspectedCopy:
            let seen = ScanDay(day: day("2026-11-20"), checks: 41, visitors: 2, provinces: ["08", "44", "48"])
            let report = try await register.verify(text, counting: CountsOfOneCode(history: CodeHistory([seen])))
            return (report, Self.plain.merging(["n": "41", "first": "20/11/2026"]) { $1 })
        case .notActivated, .valid: break
        // §5.2 has no sentence for it.
        case .unsupportedVersion: return nil
        }
        return (try await register.verify(text, on: today), Self.plain.merging(values) { $1 })
    }

    private func filled(_ sentence: String?, _ values: [String: String]) -> String? {
        sentence.map { sentence in
            values.reduce(sentence) { $0.replacing("{\($1.key)}", with: $1.value) }
        }
    }

    @Test(arguments: Verdict.allCases)
    func `every verdict says what the domain says, word for word`(verdict: Verdict) async throws {
        guard verdict != .unsupportedVersion else { return #expect(Domain.wordings[verdict.rawValue] == nil) }
        let wording = try #require(Domain.wordings[verdict.rawValue])
        #expect(VerificationReport.headline(of: verdict).vi == wording.headline)
        guard let (report, values) = try await said(verdict) else { return }
        #expect(report.verdict == verdict)
        let sentences = report.sentences
        #expect(sentences.headline.vi == wording.headline)
        #expect(sentences.body.vi == filled(wording.body, values))
        // That the office was told is said only where it is true, and nobody tells it yet.
        if verdict == .markUnauthorised {
            #expect(wording.advice != nil && sentences.advice?.vi != wording.advice)
        } else if let advice = wording.advice {
            #expect(sentences.advice?.vi == filled(advice, values))
        }
    }

    @Test func `the domain's English of a valid code is ours`() async throws {
        let line = try #require(Domain.text?.split(separator: "\n").first { $0.hasPrefix("**valid** – ") })
        let english = /\*(?<headline>[A-Z][^.*]*)\. (?<body>[^…*]*) … (?<advice>[^*]*)\.\*/
        let said = try #require(line.firstMatch(of: english))
        let register = try RegisterOfOneProduct()
        let sentences = try await register.verify(register.stamp()).sentences
        #expect(sentences.headline.en == said.headline)
        #expect(sentences.body.en.hasPrefix(said.body + " "))
        #expect(sentences.advice?.en.hasPrefix(said.advice + " ") == true)
    }
}
