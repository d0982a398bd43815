import Encodings
import Stamps
import Testing
import Verification
import Wording

struct ReportJSONTests {
    @Test func `the report of a valid stamp has verdict, notes and every part of the stamp`() async throws {
        let register = try RegisterOfOneProduct()
        let text = try register.stamp()
        let json = try await register.verify(text).json
        #expect(json["verdict"] == "valid")
        #expect(json["notes"] == [])
        #expect(
            json["stamp"] == [
                "host": "TG.EXAMPLE", "keyId": 1, "gtin": "09520000000011", "serial": .string(String(text.suffix(11))),
                "kind": "item",
            ])
    }

    @Test func `a stamp without a GTIN but with a lot names product code and lot`() async throws {
        let register = try RegisterOfOneProduct()
        let text = try register.stamp(key: .code(ProductCode("PR-TQ-1")), lot: LotNumber("KV260918"))
        let report = try await register.verify(text)
        #expect(
            report.json["stamp"] == [
                "host": "TG.EXAMPLE", "keyId": 1, "productCode": "PR-TQ-1", "lot": "KV260918",
                "serial": .string(String(text.suffix(11))), "kind": "item",
            ])
    }

    @Test func `notes are the verdicts that apply beside the first`() async throws {
        let register = try RegisterOfOneProduct()
        let json = try await register.verify(register.stamp(), on: day("2028-09-19")).json
        #expect(json["verdict"] == "productExpired")
        #expect(json["notes"] == ["recognitionExpired"])
        #expect(json["checkedOn"] == "2028-09-19")
    }

    @Test func `a text that is no stamp has a reason and no stamp`() async throws {
        let json = try await RegisterOfOneProduct().verify("HTTP://TG.EXAMPLE/").json
        #expect(json["verdict"] == "malformed" && json["stamp"] == nil)
        #expect(json["detail"]?.string == "the text does not begin with HTTPS://")
    }

    @Test func `a stamp that is not vouched for carries nothing of the register but its issuer`() async throws {
        let register = try RegisterOfOneProduct()
        let json = try await register.verify(register.stamp(seed: [UInt8](1...32))).json
        guard case .object(let members) = json else { throw DataProblems([]) }
        #expect(Set(members.keys) == ["verdict", "notes", "message", "answers", "checkedOn", "stamp", "issuer"])
    }

    @Test func `both languages of the sentences are in the report`() async throws {
        let register = try RegisterOfOneProduct()
        let report = try await register.verify(register.stamp())
        for language in Language.allCases {
            let message = report.json["message"]?[language.rawValue]
            #expect(message?["headline"]?.string == report.sentences.headline[language])
            #expect(message?["body"]?.string == report.sentences.body[language])
            #expect(message?["advice"]?.string == report.sentences.advice?[language])
        }
    }

    @Test func `origins have their share, and evidence says whether it covers what it is shown for`() async throws {
        let register = try RegisterOfOneProduct()
        let json = try await register.verify(register.stamp()).json
        let origins = try #require(json["origins"]?.array)
        #expect(origins.map { $0["sharePercent"] } == [.number(66.7), .number(33.3)])
        #expect(origins[0]["zone"]?["id"] == "Z-1" && origins[0]["certificate"]?["covers"] == true)
        #expect(origins[1]["zone"] == nil && origins[1]["originProvince"] == "Tỉnh Thái Nguyên")
        // The facility's certificate ended on the day before the packing date.
        #expect(json["facilityCertificates"]?.array?.map { $0["covers"] } == [false])
    }

    @Test func `the sealed secret and the guard's secret stay in the register`() async throws {
        let register = try RegisterOfOneProduct()
        let text = try await register.verify(register.stamp()).json.canonicalText
        #expect(!text.contains("sealedSecret") && !text.contains("request"))
    }

    @Test func `the three answers stand apart: a code in order on a mark that was withdrawn`() async throws {
        var register = try RegisterOfOneProduct()
        let withdrawal: JSONValue = ["ground": "8.1.a", "decisionNumber": "88/QĐ-UBND", "on": "2026-11-20"]
        try register.setRecognition(["withdrawal": withdrawal])
        let answers = try #require(try await register.verify(register.stamp()).json["answers"])
        #expect(answers["code"]?["standing"] == "good" && answers["history"]?["standing"] == "good")
        #expect(
            answers["mark"] == [
                "standing": "alarm", "vi": "Giấy chứng nhận OCOP đã bị thu hồi",
                "en": "The OCOP certificate has been withdrawn",
            ])
    }

    @Test func `a withdrawn recognition says by which decision, and is the one that has ended`() async throws {
        var register = try RegisterOfOneProduct()
        let withdrawal: JSONValue = ["ground": "8.1.a", "decisionNumber": "88/QĐ-UBND", "on": "2026-11-20"]
        try register.setRecognition(["withdrawal": withdrawal])
        let told: JSONValue = ["decisionNumber": "88/QĐ-UBND", "on": "2026-11-20"]
        let recognition = try await register.verify(register.stamp()).json["recognition"]
        #expect(recognition?["atPacking"]?["withdrawal"] == told && recognition?["ended"]?["withdrawal"] == told)
        #expect(recognition?["today"] == nil)
        let before = try await register.verify(register.stamp(), on: day("2026-11-19")).json["recognition"]
        #expect(before?["today"]?["decisionNumber"] == "0001/QĐ-UBND" && before?["today"]?["withdrawal"] == nil)
        #expect(before?["ended"] == nil)
    }

    @Test func `an extended recognition says until when and by which document`() async throws {
        var register = try RegisterOfOneProduct()
        try register.setRecognition([
            "validThrough": "2026-10-05", "extension": ["until": "2027-04-03", "evidence": "0088/UBND-KT"],
        ])
        let today = try await register.verify(register.stamp()).json["recognition"]?["today"]
        #expect(today?["extension"] == ["until": "2027-04-03", "evidence": "0088/UBND-KT"])
        #expect(today?["validThrough"] == "2027-04-03")
        let after = try await register.verify(register.stamp(), on: day("2027-04-04"))
        #expect(after.verdict == .recognitionExpired)
        #expect(after.json["recognition"]?["ended"]?["validThrough"] == "2027-04-03")
    }
}
