public import Encodings
internal import Records
public import Wording

extension LegalFramework {
    /// The law that ships: `legal-framework.json` and the product sets of 2026.
    public static let shipped: LegalFramework = {
        do {
            return try LegalFramework(
                reading: JSONValue(parsing: PackageResources.legal_framework_json),
                decisions: [JSONValue(parsing: PackageResources.product_sets_2026_json)])
        } catch {
            // No outside input comes here: the files are compiled in, and rules without law would allow everything.
            preconditionFailure("the law that ships cannot be read: \(error)")
        }
    }()

    /// Reads the law.
    ///
    /// - Parameters:
    ///   - law: the content of `legal-framework.json`.
    ///   - decisions: files of decisions with their product sets.
    /// - Throws: everything that is wrong in them.
    public init(reading law: JSONValue, decisions: [JSONValue] = []) throws(DataProblems) {
        var reader = RecordReader(law, path: "$")
        let framework = reader.problems.isEmpty ? LegalFramework(reading: &reader) : nil
        reader.finish()
        guard var framework, reader.problems.isEmpty else { throw DataProblems(reader.problems) }
        for decision in decisions { framework = try framework.adding(decision) }
        self = framework
    }

    /// The law with one decision more, or with a new text of one that it has.
    public func adding(_ decision: JSONValue) throws(DataProblems) -> LegalFramework {
        let basis = try LegalBasis.read(decision).get()
        return LegalFramework(self, bases: bases.filter { $0.decision != basis.decision } + [basis])
    }

    private init(_ other: LegalFramework, bases: [LegalBasis]) {
        self.bases = bases.sorted { ($0.effectiveFrom, $0.decision) < ($1.effectiveFrom, $1.decision) }
        validityMonths = other.validityMonths
        reEvaluation = other.reEvaluation
        mostExtensionDays = other.mostExtensionDays
        missingTraceItems = other.missingTraceItems
        foodSafety = other.foodSafety
        provinceMergers = other.provinceMergers
        lastDays = other.lastDays
        leastProcessRatios = other.leastProcessRatios
        centralCities = other.centralCities
    }

    private init?(reading members: inout RecordReader) {
        let validityMonths = members.whole("validityMonths", in: 1...1_200)
        let reEvaluation = members.nested("reEvaluation", ReEvaluationWindow.init(reading:))
        let mostExtensionDays = members.nested("extension") { inner in
            _ = inner.optionalText("source")
            return inner.whole("mostDays", in: 0...3_660)
        }
        let missingTraceItems: Severity? = members.word("missingTraceItems")
        bases = members.list("bases", LegalBasis.init(reading:))
            .sorted { ($0.effectiveFrom, $0.decision) < ($1.effectiveFrom, $1.decision) }
        lastDays = members.list("levels", LevelEnd.init(reading:))
        foodSafety = members.list("foodSafety", FoodSafetyLaw.init(reading:))
            .sorted { $0.effectiveFrom < $1.effectiveFrom }
        leastProcessRatios = members.list("leastProcessRatios", ProcessRatioBound.init(reading:))
        centralCities = members.list("centralCities", CentralCity.init(reading:))
        let form = Bilingual(vi: "đối tượng {effectiveFrom, provinces}", en: "an object {effectiveFrom, provinces}")
        guard members.required("provinceMergers", should: form, { $0 }) != nil,
            let provinceMergers = members.nested("provinceMergers", ProvinceMergers.init(reading:)),
            let validityMonths, let reEvaluation, let mostExtensionDays, let missingTraceItems
        else { return nil }
        self.validityMonths = validityMonths
        self.reEvaluation = reEvaluation
        self.mostExtensionDays = mostExtensionDays
        self.missingTraceItems = missingTraceItems
        self.provinceMergers = provinceMergers
    }
}

extension ReEvaluationWindow {
    fileprivate init?(reading members: inout RecordReader) {
        _ = members.optionalText("source")
        let opens = members.whole("opensDaysBefore", in: 0...3_660)
        let closes = members.whole("closesDaysBefore", in: 0...3_660)
        guard let opens, let closes else { return nil }
        self.init(opensDaysBefore: opens, closesDaysBefore: closes)
    }
}

extension FoodSafetyLaw {
    fileprivate init?(reading members: inout RecordReader) {
        let source = members.text("source")
        let effectiveFrom = members.date("effectiveFrom")
        let groups = members.texts("groups", limit: 40)
        let certificates: [CertificateType] = members.words("certificates")
        let exemptForms: [LegalForm] = members.words("exemptLegalForms")
        guard let source, let effectiveFrom else { return nil }
        self.init(
            source: source, effectiveFrom: effectiveFrom, groups: groups, certificates: certificates,
            exemptForms: exemptForms)
    }
}

extension LevelEnd {
    fileprivate init?(reading members: inout RecordReader) {
        _ = members.optionalText("source")
        let level: AuthorityLevel? = members.word("level")
        let through = members.date("through")
        guard let level, let through else { return nil }
        self.init(level: level, through: through)
    }
}

extension ProcessRatioBound {
    fileprivate init?(reading members: inout RecordReader) {
        let sets = members.wholes("sets", in: 1...999)
        guard let ratio = members.positive("kilogramsOfInputForOneOfProduct", limit: 1_000) else { return nil }
        self.init(sets: sets, ratio: ratio)
    }
}
