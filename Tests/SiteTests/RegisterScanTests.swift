import Encodings
import Records
import Registrar
import Stamps
import Testing
import Verification
@testable import HTTPServer
@testable import ScanPages

/// Scans of stamps that a registrar issued: what is done to the register is what the next scan says.
@Suite struct RegisterScanTests {
    private let register: SampleRegister
    private let client: SiteClient

    init() async throws {
        register = try await SampleRegister()
        let scans = register.scans
        client = try SiteClient(register, scans: HTTPScanCounter(counts: scans) { scans.now })
    }

    private func verdict(_ number: UInt64) async throws -> String? {
        try await client.data(register.path(number)).verdict
    }

    private func numbers(_ first: UInt64, _ count: Int) throws -> SerialRange {
        try SerialRange(first: SerialNumber(first), count: count)
    }

    @Test func `a stamp is valid once it is issued and the log covers it, and its page shows the tea`() async throws {
        #expect(try await verdict(1) == "notIssued")
        let request = try IssuanceRequest(.lot("L-TQ-2609"), count: 10, withMark: true)
        _ = try await register.registrar.perform(
            IssueBatch(request, sealing: register.sealing), by: SampleRegister.author())
        #expect(try await verdict(1) == "notIssued", "the log does not say yet that it was allowed")
        try await register.log.cover()
        #expect(try await verdict(1) == "valid")
        #expect(try await verdict(11) == "notIssued")
        #expect(try await client.data(register.forgedPath()).verdict == "signatureInvalid")
        let page = try await client.page(register.path(1)).body
        for words in ["Chè Shan tuyết Khau Vạc", "Hợp tác xã Nông nghiệp Khau Vạc", "KV260918", "HC-TEST-0001"] {
            #expect(page.contains(words), "\(words)")
        }
        let english = try await client.page(register.path(1), "en").body
        #expect(english.contains("Khau Vac Shan Tuyet tea"))
    }

    @Test func `what is void, recalled and taken back is so at the next scan`() async throws {
        let batch = try await register.issue(10)
        let void = StampVoid(
            batch: batch.id, numbers: [try numbers(3, 2)], cause: .cancelled, reason: "mất cuộn tem", on: register.today
        )
        _ = try await register.registrar.perform(VoidStamps(void), by: SampleRegister.author())
        #expect(try await [verdict(2), verdict(3), verdict(4), verdict(5)] == ["valid", "voided", "voided", "valid"])
        _ = try await register.registrar.perform(
            RecallLot(lot: "L-TQ-2609", reason: "Sai nhãn phụ", authority: nil, instructions: "Trả lại nơi bán."),
            by: SampleRegister.author())
        #expect(try await [verdict(2), verdict(3)] == ["recalled", "recalled"])
        #expect(try await client.page(register.path(2)).body.contains("Trả lại nơi bán."))
    }

    @Test func `a stamp of a roll waits for its lot`() async throws {
        let roll = try await register.issue(10, .roll(product: "PR-TQ-1"))
        #expect(try await verdict(5) == "notActivated")
        _ = try await register.registrar.perform(
            ActivateStamps(try numbers(1, 5), ofRoll: roll.id, forLot: "L-TQ-2609"), by: SampleRegister.author())
        #expect(try await [verdict(5), verdict(6)] == ["valid", "notActivated"])
    }

    @Test func `a batch without the mark says so, and one with covered numbers has their form`() async throws {
        try await register.issue(5, withMark: false)
        try await register.issue(5, withPIN: true)
        #expect(try await verdict(5) == "validWithoutMark")
        #expect(try await !client.page(register.path(5)).body.contains("name=\"pin\""))
        #expect(try await client.page(register.path(6)).body.contains("name=\"pin\""))
    }

    @Test func `a register that fails is a fault inside, and none of its words leave the server`() async throws {
        try await register.issue(5)
        register.store.fail(with: BreakableStore.Broken())
        let reply = try await client.data(register.path(1))
        #expect(try reply.status == 500 && reply.json["type"] == "urn:temgoc:problem:internal-error")
        #expect(!(reply.body + client.log.text).contains("sqlite"))
    }
}
