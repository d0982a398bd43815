public import Records
public import Stamps
public import Time

/// What is known of a plaque: the code of a product as such (mã biển hiệu).
///
/// It shows the product's present recognition, and never that a pack is good (STAMP-V1 §1).
public struct PlaqueFacts: Sendable, Equatable {
    /// The plaque's identifier.
    public let id: String
    /// The number of its ledger entry.
    public let sequence: Int
    /// The key that it is signed with.
    public let keyID: KeyID
    /// The day of issuance in Vietnam.
    public let issuedOn: CivilDate
    /// The stars and the recognition of the mark that it carries; nil without a mark.
    public let mark: MarkFacts?

    /// The facts of a plaque that the register has.
    public init(_ plaque: Plaque, sequence: Int) {
        id = plaque.id
        self.sequence = sequence
        keyID = plaque.keyID
        issuedOn = plaque.issuedOn
        mark = plaque.mark.map { MarkFacts(recognition: $0.recognition, stars: $0.stars) }
    }
}

extension StampFacts {
    /// The plaque that vouches for a stamp of the product alone: the last one signed with its key.
    ///
    /// All plaques of a product under one key carry the same code, so they cannot be told apart.
    func plaque(signedWith key: KeyID) -> PlaqueFacts? {
        plaques.filter { $0.keyID == key }.max { $0.sequence < $1.sequence }
    }

    /// What is to be said of a plaque today; at least one verdict.
    func findings(of plaque: PlaqueFacts, on today: CivilDate) -> [Verdict] {
        guard let mark = plaque.mark else { return [.validWithoutMark] }
        if let now = recognitions.inForce(on: today) {
            return now.stars == mark.stars ? [.valid] : [.markUnauthorised]
        }
        let own = recognitions.first { $0.id == mark.recognition }
        return own?.isWithdrawn(on: today) == true ? [.recognitionWithdrawn] : [.recognitionExpired]
    }
}

extension Verifier {
    func judgePlaque(
        _ stamp: UnverifiedStamp, by facts: StampFacts?, issuer: Issuer, keys: [RegisteredKey], today: CivilDate
    ) -> VerificationReport {
        guard let facts, let plaque = facts.plaque(signedWith: stamp.seal.keyID) else {
            return VerificationReport(.notIssued, stamp: stamp, issuer: issuer, today: today)
        }
        let key = keys.first { $0.record.keyID == plaque.keyID }
        guard let key, key.vouches(forBatchAt: plaque.sequence) else {
            return VerificationReport(key, refusing: stamp, issuer: issuer, today: today)
        }
        return VerificationReport(facts.findings(of: plaque, on: today), stamp: stamp, facts: facts, today: today)
    }
}

extension VerificationReport {
    /// The plaque that the stamp is on; nil for stamps of packs, and where nothing vouches for it.
    public var plaque: PlaqueFacts? {
        guard let stamp, stamp.kind == .product else { return nil }
        return facts?.plaque(signedWith: stamp.seal.keyID)
    }
}
