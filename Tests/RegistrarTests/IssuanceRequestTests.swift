import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Testing
import Wording

@Suite struct IssuanceRequestTests {
    @Test(arguments: [1, 2, 9_999_999, 10_000_000])
    func `a batch may have 1 to 10,000,000 stamps`(count: Int) throws {
        #expect(try IssuanceRequest(.lot("L"), count: count, withMark: false).count == count)
    }

    @Test(arguments: [0, -1, 10_000_001, Int.max, Int.min])
    func `another number of stamps is a wrong request that names the bounds`(count: Int) throws {
        let error = #expect(throws: Problem.self) { try IssuanceRequest(.lot("L"), count: count, withMark: false) }
        #expect(error?.code == .usage)
        #expect(error?.text.vi.contains("\(count); cần từ 1 đến 10000000") == true)
    }

    @Test func `a roll has no lot, so it carries neither a lot number nor a claim`() throws {
        for (lotInStamp, claims) in [(true, []), (false, [CertificateType.vietgap])] {
            let error = #expect(throws: Problem.self) {
                try IssuanceRequest(
                    .roll(product: "PR-TQ-1"), count: 1, withMark: false, claims: claims, lotInStamp: lotInStamp)
            }
            #expect(error?.code == .usage)
        }
    }

    @Test(arguments: ["a", "đơn-hàng/2026#1", String(repeating: "x", count: 100)])
    func `an identifier is text without white space`(identifier: String) throws {
        #expect(try RequestIdentifier(identifier).text == identifier)
    }

    // What an entry could not be read back with from the ledger must not get into a request.
    @Test(arguments: ["", " ", "a b", "a\n", "a\u{07}b", "\u{00}", String(repeating: "x", count: 101)])
    func `an identifier that the ledger could not hold is refused`(identifier: String) throws {
        let error = #expect(throws: Problem.self) { try RequestIdentifier(identifier) }
        #expect(error?.code == .usage)
    }
}

@Suite(.onEveryStore) struct NamedLotTests {
    @Test func `a lot named by its number gets what it would get by its identifier`() async throws {
        let register = try await RegisterFixture(
            importing: SampleProgramme().setting("lots", 2, "inputs", 1, to: nil))
        func batch(of lot: String) async throws -> Batch {
            let request = try IssuanceRequest(
                .lot(lot), count: 7, withMark: false, claims: [.vietgap], lotInStamp: true)
            let command = IssueBatch(request, sealing: RegisterFixture.sealing)
            return try await register.registrar.perform(command, by: .test, dryRun: true).batch
        }
        #expect(try await batch(of: "ST261116") == batch(of: "L-QN-2611"))
        #expect(try await register.ledger(.batch).isEmpty)
    }
}
