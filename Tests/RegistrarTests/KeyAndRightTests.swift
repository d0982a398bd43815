import Access
import Encodings
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Stamps
import Testing
import Verification
import Wording

@Suite(.onEveryStore) struct KeyTests {
    private let register: RegisterFixture

    init() async throws { register = try await RegisterFixture(importing: SampleProgramme()) }

    private func key(
        _ id: UInt16, _ standing: SigningKeyRecord.Standing = .published, seed: UInt8? = nil, from: Int? = nil
    ) throws -> SigningKeyRecord {
        let seed = [UInt8](repeating: seed ?? UInt8(id), count: 32)
        return SigningKeyRecord(
            keyID: KeyID(rawValue: id), publicKey: try StampSigningKey(seed: seed).publicKey, standing: standing,
            from: from)
    }

    @discardableResult
    private func record(_ key: SigningKeyRecord, by author: Authorship = .test) async throws -> SigningKeyRecord {
        try await register.registrar.perform(RecordKey(key), by: author)
    }

    private func refusal(_ key: SigningKeyRecord) async throws -> [ProblemCode] {
        try await register.refusal { try await record(key) }
    }

    @Test func `a key is published, retired, then compromised, and never comes back`() async throws {
        try await record(key(2))
        try await record(key(2, .retired, from: 38))
        #expect(try await refusal(key(2)) == [.keyStateConflict])
        try await record(key(2, .compromised, from: 38))
        #expect(try await refusal(key(2)) == [.keyStateConflict])
        #expect(try await refusal(key(2, .retired, from: 38)) == [.keyStateConflict])
        let states = try await register.ledger(.signingKey, item: "2").compactMap { $0.body["status"]?.string }
        #expect(states == ["published", "retired", "compromised"])
        let known = try await RegisterView(register.store).signingKeys().map(\.record.standing)
        #expect(known == [.published, .compromised])
    }

    @Test func `the same standing again writes nothing`() async throws {
        try await record(key(2))
        let head = try await register.ledger().count
        try await record(key(2))
        #expect(try await register.ledger().count == head)
    }

    @Test func `a key that was not published has no end`() async throws {
        for standing in [SigningKeyRecord.Standing.retired, .compromised] {
            #expect(try await refusal(key(2, standing, from: 37)) == [.keyStateConflict])
        }
    }

    @Test func `a number is one key's, and a key has one number`() async throws {
        try await record(key(2))
        #expect(try await refusal(key(2, seed: 9)) == [.keyStateConflict])
        #expect(try await refusal(key(3, seed: 2)) == [.keyStateConflict])
    }

    @Test func `a standing begins at an entry that is there, or with its own`() async throws {
        try await record(key(2))
        #expect(try await refusal(key(2, .retired, from: 40)) == [.keyStateConflict])
        try await record(key(2, .retired, from: 39))
    }

    @Test func `no new batch is signed with a retired key, and those before it stand`() async throws {
        let batch = try await register.issue("L-TQ-2609", 5).batch
        let known = try RegisterFixture.signingKey()
        try await record(
            SigningKeyRecord(keyID: known.keyID, publicKey: known.publicKey, standing: .retired, from: 39))
        #expect(try await register.refusal { try await register.issue("L-TQ-2609", 5) } == [.keyNotPublished])
        let view = RegisterView(register.store)
        #expect(try await view.facts(of: batch.productKey, number: batch.numbers.first)?.batch?.id == batch.id)
    }

    @Test func `an inspector has no key to publish`() async throws {
        #expect(
            try await register.refusal { _ = try await record(key(2), by: .inspector) } == [.rightMissing])
    }
}

@Suite(.onEveryStore) struct RightTests {
    private let register: RegisterFixture

    init() async throws { register = try await RegisterFixture(importing: SampleProgramme()) }

    @discardableResult
    private func change(
        _ standing: MarkAuthorisation.Standing, because reason: String? = "chờ kiểm tra",
        by author: Authorship = .province
    ) async throws -> MarkAuthorisation {
        try await register.registrar.perform(ChangeRight("M-1", to: standing, because: reason), by: author)
    }

    @Test func `a right is suspended, used again, and ended for ever`() async throws {
        #expect(try await change(.suspended).standing == .suspended)
        #expect(try await register.refusal { try await register.issue("L-TQ-2609", 1) } == [.markNotAuthorised])
        try await register.issue("L-TQ-2609", 1, withMark: false)
        #expect(try await register.refusal { try await change(.active, because: nil) } == [.approverIsRequester])
        try await change(.active, because: nil, by: .office)
        try await register.issue("L-TQ-2609", 1)
        try await change(.ended)
        #expect(try await register.refusal { try await change(.active, because: nil) } == [.authorisationEnded])
        #expect(try await register.refusal { try await register.issue("L-TQ-2609", 1) } == [.markNotAuthorised])
        #expect(try await register.ledger(.record(.markAuthorisation), item: "M-1").count == 1)
        #expect(try await register.ledger(.decision, item: "M-1").count == 3)
    }

    @Test func `the same standing again writes nothing`() async throws {
        try await change(.suspended)
        let head = try await register.ledger().count
        try await change(.suspended)
        #expect(try await register.ledger().count == head)
    }

    @Test func `a right that is not there is unknown, and another province's is none of this office's`() async throws {
        let unknown = ChangeRight("M-0", to: .ended, because: "x")
        let other = ChangeRight("M-3", to: .ended, because: "x")
        #expect(
            try await register.refusal { _ = try await register.registrar.perform(unknown, by: .province) }
                == [.authorisationUnknown])
        #expect(
            try await register.refusal { _ = try await register.registrar.perform(other, by: .province) }
                == [.rightMissing])
        #expect(try await register.refusal { try await change(.ended, by: .producer) } == [.rightMissing])
        #expect(try await register.ledger().count == 37)
    }
}

@Suite(.onEveryStore) struct PlaqueTests {
    private let register: RegisterFixture

    init() async throws {
        register = try await RegisterFixture(importing: SampleProgramme())
        try await register.takeVillage()
    }

    @discardableResult
    private func issue(
        _ product: String = "PR-TQ-9", withMark: Bool = true, keyID: UInt16 = 1, by author: Authorship = .test
    ) async throws -> RecordedPlaque {
        try await register.registrar.perform(
            IssuePlaque(product: product, withMark: withMark, keyID: KeyID(rawValue: keyID)), by: author)
    }

    @Test func `a plaque is one entry, takes nothing of the quota, and asking again gives the same`() async throws {
        let first = try await issue()
        #expect(first.isNew && first.plaque.product == "PR-TQ-9" && first.producer.id == "P-TQ-001")
        #expect(first.plaque.mark?.authorisation == "M-9")
        let again = try await issue()
        #expect(!again.isNew && again.plaque == first.plaque)
        #expect(try await register.ledger(.plaque).map(\.body) == [first.plaque.json])
        #expect(try await register.left("M-9") == 5)
        #expect(try await issue(withMark: false).isNew)
        #expect(try await register.differences().isEmpty)
    }

    @Test func `a product that comes in packs has no plaque`() async throws {
        #expect(try await register.refusal { try await issue("PR-TQ-1") } == [.lotRequired])
    }

    @Test func `a plaque needs a key in use, another approver for the mark, and the right`() async throws {
        #expect(try await register.refusal { try await issue(keyID: 2) } == [.keyNotPublished])
        let owner = Authorship(.issuer(name: "P-TQ-001"), at: Authorship.test.time)
        #expect(try await register.refusal { try await issue(by: owner) } == [.approverIsRequester])
        #expect(try await register.refusal { try await issue(by: .producer) } == [.rightMissing])
        #expect(try await register.ledger(.plaque).isEmpty)
    }

    @Test func `a plaque without a right to print the mark is refused`() async throws {
        let suspended = ChangeRight("M-9", to: .suspended, because: "chờ")
        _ = try await register.registrar.perform(suspended, by: .test)
        #expect(try await register.refusal { try await issue() } == [.markNotAuthorised])
    }
}
