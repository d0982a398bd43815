public import Records
internal import Time
public import Wording

/// A recognition as it is to be recorded, and the law that it is judged by.
///
/// What was recognised under an earlier decision is judged by that one; where its texts are not known well enough, it
/// is kept as recorded, and what differs is a warning.
public struct RecognitionCase: Sendable {
    /// The recognition.
    public let recognition: Recognition
    /// What it recognises.
    public let product: Product
    /// The law.
    public let framework: LegalFramework

    /// Takes the parts as they are.
    public init(recognition: Recognition, product: Product, framework: LegalFramework = .shipped) {
        self.recognition = recognition
        self.product = product
        self.framework = framework
    }

    /// Every rule that the recognition breaks; empty where it may be recorded.
    public func violations() -> [Problem] { findings().problems(.refusal) }

    /// Everything that the rules have to say about it, warnings included.
    public func findings() -> [Finding] {
        [
            weighed(starsFitTheScore()), weighed(lastsItsMonths()), authorityWasCompetent(), legalBasisWasInForce(),
            .refusal(recognition.potentialIsNoRank()), .refusal(extensionIsBounded()), withdrawalWasCompetent(),
        ].compactMap(\.self)
    }

    /// The decision that it names, else the one of its day.
    var basis: LegalBasis? {
        framework.basis(named: recognition.legalBasis) ?? framework.basis(on: recognition.issuedOn)
    }

    private func weighed(_ problem: Problem?) -> Finding? {
        problem.map { Finding($0, basis?.isAsRecorded ?? true ? .warning : .refusal) }
    }
}

/// Whether an authority could decide on so many stars on a day.
enum Competence: Equatable {
    case competent
    /// Its name does not tell its level.
    case unknown
    /// Its level had ended.
    case ended(AuthorityLevel, lastDay: CivilDate)
    /// Another level decides.
    case another(AuthorityLevel, given: AuthorityLevel)
    /// The level that decides had ended, and the law of the day names no other.
    case nobody(AuthorityLevel)
}

extension LegalFramework {
    /// Whether an authority could decide on so many stars on a day; nil where the law of that day is not known.
    func competence(of authority: String, stars: Int, on day: CivilDate) -> Competence? {
        guard let basis = basis(on: day) else { return nil }
        guard let given = level(ofAuthority: authority, on: day) else { return .unknown }
        if let last = lastDay(of: given), last < day { return .ended(given, lastDay: last) }
        guard let right = basis.authority(forStars: stars), right != given else { return .competent }
        if let last = lastDay(of: right), last < day { return .nobody(right) }
        return .another(right, given: given)
    }
}
