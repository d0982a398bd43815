import CanonicalJSON
import Stamps
import Testing
import Traceability
import Verification

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
        #expect(Set(members.keys) == ["verdict", "notes", "message", "checkedOn", "stamp", "issuer"])
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
}
