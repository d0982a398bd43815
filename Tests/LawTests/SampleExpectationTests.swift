import Encodings
import Law
import ProgrammeSamples
import Records
import Testing
import Wording

/// What the sample programme expects of its lots, and the traps that it sets.
struct SampleExpectationTests {
    private let sample: SampleProgramme

    init() throws { sample = try SampleProgramme() }

    @Test func `tea: the whole lot is issuable with the mark`() throws {
        let issuanceCase = try sample.issuanceCase("L-TQ-2609", count: 2_400, claims: [.organic])
        #expect(codes(issuanceCase).isEmpty)
        #expect(issuanceCase.recognition?.id == "R-1" && issuanceCase.account?.authorisation.id == "M-1")
    }

    @Test(arguments: [(2_401, 0), (1, 2_400), (401, 2_000)])
    func `tea: the 2,401st label passes the lot's output and its packs`(count: Int, issued: Int) throws {
        let problems = try sample.issuanceCase("L-TQ-2609", count: count, issued: issued).violations()
        #expect(problems.map(\.code) == [.lotOutputExceeded, .lotUnitsExceeded])
        for problem in problems {
            #expect(
                problem.text.vi.contains("(2400): đã phát hành \(issued), yêu cầu \(count), còn \(2_400 - issued)."))
            #expect(problem.text.en.contains("\(issued) issued, \(count) asked for, \(2_400 - issued) left."))
        }
    }

    @Test func `honey: no mark, because its recognition ended on 20 October`() throws {
        let problems = try sample.issuanceCase("L-TQ-2611H", count: 257).violations()
        #expect(problems.map(\.code) == [.recognitionNotInForce])
        let text = try #require(problems.first?.text)
        #expect(
            text.vi == "Không thể phát hành mã có nhãn OCOP: công nhận 0002/QĐ-UBND (giả định) hết hiệu lực ngày "
                + "20/10/2026.")
        #expect(text.en.contains("0002/QĐ-UBND (giả định) ended on 20/10/2026."))
    }

    @Test func `honey: issuable without the mark`() throws {
        let issuanceCase = try sample.issuanceCase("L-TQ-2611H", count: 257, withMark: false)
        #expect(codes(issuanceCase).isEmpty)
    }

    @Test func `rice paper: ten marks are left`() throws {
        #expect(try codes(sample.issuanceCase("L-QN-2611", count: 10)).isEmpty)
        let problems = try sample.issuanceCase("L-QN-2611", count: 11).violations()
        #expect(problems.map(\.code) == [.quotaExceeded])
        #expect(problems.first?.text.vi == "Vượt hạn mức in: còn 10, yêu cầu 11.")
        #expect(problems.first?.text.en == "Beyond the print quota: 10 left, 11 asked for.")
    }

    @Test func `rice paper: what was issued from this register counts against the quota`() throws {
        #expect(try codes(sample.issuanceCase("L-QN-2611", count: 3, issued: 7)).isEmpty)
        #expect(try codes(sample.issuanceCase("L-QN-2611", count: 4, issued: 7)) == [.quotaExceeded])
    }

    @Test func `pepper: the mark is allowed, the claim organic is not`() throws {
        #expect(try codes(sample.issuanceCase("L-QT-2610", count: 2_000)).isEmpty)
        let problems = try sample.issuanceCase("L-QT-2610", count: 2_000, claims: [.organic]).violations()
        #expect(problems.map(\.code) == [.claimNotCovered])
        #expect(
            problems.first?.text.vi
                == "Chứng nhận HC-TEST-0077 không bao phủ thời gian thu hoạch 15/07/2026–20/08/2026.")
    }

    @Test func `pepper salt: no mark, though its producer has a recognised product`() throws {
        let lot: JSONValue = [
            "id": "L-QT-MT", "product": "PR-QT-2", "lotNumber": "MT261101", "packedOn": "2026-11-01", "outputKg": 12,
            "unitsMax": 100, "inputs": [],
        ]
        let salted = sample.setting("lots", 4, to: lot)
        let problems = try salted.issuanceCase("L-QT-MT", count: 100).violations()
        #expect(problems.map(\.code) == [.productNotRecognised])
        #expect(
            problems.first?.text.vi
                == "Nhãn hiệu OCOP chỉ dùng cho sản phẩm đã được công nhận; Muối tiêu Hạt Sương chưa có công nhận.")
        #expect(try codes(salted.issuanceCase("L-QT-MT", count: 100, withMark: false)).isEmpty)
        #expect(try codes(salted.issuanceCase("L-QT-2610", count: 100)).isEmpty)
    }

    @Test func `every broken rule is reported, not only the first`() throws {
        let problems = try codes(sample.issuanceCase("L-QN-2611", count: 501, claims: [.organic, .vietgap]))
        #expect(
            problems == [.quotaExceeded, .claimNotCovered, .claimNotCovered, .lotOutputExceeded, .lotUnitsExceeded])
    }
}
