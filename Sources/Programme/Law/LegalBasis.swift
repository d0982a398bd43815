public import Encodings
internal import Records
public import Time
public import Wording

/// A decision of the Prime Minister that products are recognised under, with its dates, ranks and product sets.
///
/// Several are in force at once: what was recognised under an earlier one runs to its own end.
public struct LegalBasis: Sendable, Equatable {
    /// The number of the decision, such as `26/2026/QĐ-TTg`.
    public let decision: String
    /// The first day.
    public let effectiveFrom: CivilDate
    /// The last day on which something could be recognised under it; nil is open.
    public let through: CivilDate?
    /// The last day for re-evaluations, where it is an earlier one (Decision 26/2026/QĐ-TTg Art 12.2).
    public let reEvaluationsThrough: CivilDate?
    /// Whether what was recorded under it is kept even where it differs, because its texts are not known well enough.
    public let isAsRecorded: Bool
    /// How long a recognition is in force, where the decision differs from the framework.
    public let validityMonths: Int?
    /// The ranks, the highest first as a rule.
    public let ranks: [StarRank]
    /// The product sets; empty where they are not known.
    public let sets: [ProductSet]

    /// Reads a decision out of its file (`product-sets-2026.json` is one).
    public static func read(_ value: JSONValue, path: String = "$") -> Result<LegalBasis, DataProblems> {
        var reader = RecordReader(value, path: path)
        let basis = reader.problems.isEmpty ? LegalBasis(reading: &reader) : nil
        reader.finish()
        if let basis, reader.problems.isEmpty { return .success(basis) }
        return .failure(DataProblems(reader.problems))
    }

    init?(reading members: inout RecordReader) {
        let decision = members.text("legalBasis", limit: 100)
        let effectiveFrom = members.date("effectiveFrom")
        through = members.optionalDate("through")
        members.order(("effectiveFrom", effectiveFrom), notAfter: ("through", through))
        reEvaluationsThrough = members.optionalDate("reEvaluationsThrough")
        isAsRecorded = members.flag("asRecorded")
        validityMonths = members.optionalWhole("validityMonths", in: 1...1_200)
        ranks = members.list("stars", StarRank.init(reading:))
        sets = members.list("sets", ProductSet.init(reading:))
        // The points of the sections A, B and C are of the assessment, which is not ours.
        _ = members.optionalValue("sections")
        guard let decision, let effectiveFrom else { return nil }
        self.decision = decision
        self.effectiveFrom = effectiveFrom
    }

    /// Whether something could be recognised under it on a day.
    public func isInForce(on day: CivilDate) -> Bool {
        effectiveFrom <= day && (through.map { day <= $0 } ?? true)
    }

    /// How many stars so many points are; nil below the lowest rank.
    public func stars(forScore score: Double) -> Int? { ranks.first { $0.contains(score) }?.stars }

    /// Who decides on so many stars; nil where nobody does.
    public func authority(forStars stars: Int) -> AuthorityLevel? {
        ranks.first { $0.stars == stars }.flatMap(\.authority)
    }
}

/// A rank of a decision: its points, and who decides on it (Decision 26/2026/QĐ-TTg Arts 3.3 and 4).
public struct StarRank: Sendable, Equatable {
    /// 1 … 5; only 3 to 5 are ever on a label.
    public let stars: Int
    /// The fewest points.
    public let least: Double
    /// The points that are too many; nil where `most` bounds the rank.
    public let below: Double?
    /// The most points, where they belong to the rank.
    public let most: Double?
    /// Who decides; nil where there is no decision and no certificate.
    public let authority: AuthorityLevel?

    init?(reading members: inout RecordReader) {
        let stars = members.whole("stars", in: 1...5)
        let least = members.optionalNumber("min", limit: 100)
        below = members.optionalNumber("below", limit: 100)
        most = members.optionalNumber("maxInclusive", limit: 100)
        authority = members.optionalWord("authority")
        guard let stars else { return nil }
        self.stars = stars
        self.least = least ?? 0
    }

    /// Whether so many points are of this rank.
    public func contains(_ score: Double) -> Bool {
        score >= least && (below.map { score < $0 } ?? true) && (most.map { score <= $0 } ?? true)
    }

    /// The points as people write them: `70–<90`.
    public var points: Bilingual {
        let top = below.map { ("<", $0) } ?? ("", most ?? 100)
        let (low, high) = (Bilingual(number: least), Bilingual(number: top.1))
        return Bilingual(vi: "\(low.vi)–\(top.0)\(high.vi)", en: "\(low.en)–\(top.0)\(high.en)")
    }
}
