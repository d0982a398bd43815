import Access
import Encodings
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Testing
import Wording

@Suite(.onEveryStore) struct TokenTests {
    private let register: RegisterFixture

    init() async throws { register = try await RegisterFixture(importing: SampleProgramme()) }

    private func revoke(_ id: String, on today: String = "2026-11-21") async throws -> TokenRecord {
        try await register.registrar.perform(RevokeToken(id), by: .test.on(day(today)))
    }

    @Test func `a token is known by its digest, and the register has nothing else of it`() async throws {
        let token = try AccessToken(secret: Array(repeating: 5, count: 32))
        let record = try await register.giveToken(5)
        #expect(record.id == TokenRecord.id(sequence: try await register.ledger().count))
        #expect(try await register.registrar.token(token.digest) == record)
        let other = try AccessToken(secret: Array(repeating: 6, count: 32))
        #expect(try await register.registrar.token(other.digest) == nil)
        let entry = try #require(try await register.ledger(.accessToken).first)
        #expect(!entry.body.canonicalText.contains(token.text.suffix(20)))
        #expect(try await register.differences().isEmpty)
    }

    @Test func `a revoked token keeps its first day, and is revoked at once`() async throws {
        let record = try await register.giveToken(5)
        let revoked = try await revoke(record.id)
        #expect(revoked.revokedOn == RegisterFixture.today)
        let again = try await revoke(record.id, on: "2026-12-01")
        #expect(again == revoked)
        #expect(try await register.ledger(.accessToken).count == 2)
        #expect(try await register.registrar.token(record.digest)?.revokedOn == RegisterFixture.today)
        #expect(try await register.refusal { _ = try await revoke("T-999999") } == [.tokenUnknown])
    }

    @Test func `a token for a producer that is not there is refused`() async throws {
        let refusal = try await register.refusal { try await register.giveToken(5, scope: .producer("P-NONE")) }
        #expect(refusal == [.dataInvalid])
        #expect(try await register.registrar.tokens(for: Authorship.test.principal).isEmpty)
    }

    @Test func `only the issuer gives and revokes tokens, and nobody else hears which there are`() async throws {
        let record = try await register.giveToken(5)
        let head = try await register.ledger().count
        for author in [Authorship.producer, .province, .inspector] {
            #expect(try await register.refusal { try await register.giveToken(6, by: author) } == [.rightMissing])
            for id in [record.id, "T-999999"] {
                let refusal = try await register.refusal {
                    _ = try await register.registrar.perform(RevokeToken(id), by: author)
                }
                #expect(refusal == [.rightMissing])
            }
        }
        #expect(try await register.ledger().count == head)
    }
}
