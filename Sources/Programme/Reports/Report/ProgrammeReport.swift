public import Records
public import Time

/// What of a programme is in force on a day, counted (báo cáo chương trình).
///
/// Every count is of the day: the same register gives other numbers for a day on which a recognition has ended.
public struct ProgrammeReport: Sendable {
    /// A measure with its count.
    public struct Line: Sendable, Hashable {
        /// What was counted.
        public let measure: ReportMeasure
        /// How many there are.
        public let count: Int
        /// Of how many; nil where the measure is a whole, or where its whole is not known.
        public let total: Int?

        /// The count as a part of the total.
        public var share: Share? { total.map { Share(count, of: $0) } }
    }

    /// The day.
    public let day: CivilDate
    /// A line for every measure, in the order of the measures.
    public let lines: [Line]
    /// The targets of the plan, with what was counted.
    public let targets: [TargetResult]

    /// Counts the products with a recognition in force on a day, their producers and their communes.
    ///
    /// A producer's commune is that of its address on the day. Only producers with a product in force count.
    ///
    /// - Parameters:
    ///   - potentialFiveStar: the products that await the ministry's decision on five stars; those in force are counted
    ///     apart, not under the stars of their present recognition.
    ///   - confirmed: the producers and products that an office confirmed as they stand, by their keys
    ///     (`RecordKind.key`); nil where that is not known.
    ///   - communes: the codes of all communes of the area on the day; nil where they are not known, and then communes
    ///     are counted without a share. A product of another area counts for none of them.
    public init(
        on day: CivilDate, producers: [Producer], products: [Product], recognitions: [Recognition],
        potentialFiveStar: Set<String> = [], confirmed: Set<String>? = nil, communes: Set<String>? = nil,
        targets: [ReportTarget] = []
    ) {
        let history = Dictionary(grouping: recognitions, by: \.product)
        var counts: [ReportMeasure: Int] = [:]
        var owners: Set<String> = []
        // Two sizes of one recognised product are one product: its code is that of the decision.
        var counted: Set<String> = []
        for product in products {
            guard let recognition = history[product.id, default: []].inForce(on: day) else { continue }
            owners.insert(product.producer)
            guard counted.insert(recognition.productCodeAsIssued ?? product.id).inserted else { continue }
            let isPotential = potentialFiveStar.contains(product.id)
            counts[.products, default: 0] += 1
            if confirmed?.contains(RecordKind.product.key(of: product.id)) == false {
                counts[.declaredProducts, default: 0] += 1
            }
            counts[isPotential ? .potentialFiveStar : .init(stars: recognition.stars), default: 0] += 1
        }
        var reached: Set<String> = []
        for producer in producers where owners.contains(producer.id) {
            counts[.producers, default: 0] += 1
            if confirmed?.contains(RecordKind.producer.key(of: producer.id)) == false {
                counts[.declaredProducers, default: 0] += 1
            }
            counts[ReportMeasure(producer.legalForm), default: 0] += 1
            reached.insert(producer.address.version(on: day).commune.code)
        }
        counts[.communes] = communes.map { reached.intersection($0).count } ?? reached.count
        self.day = day
        lines = ReportMeasure.allCases.map { measure in
            let total = measure == .communes ? communes?.count : measure.whole.map { counts[$0, default: 0] }
            return Line(measure: measure, count: counts[measure, default: 0], total: total)
        }
        let lines = lines
        self.targets = targets.compactMap { target in
            lines.first { $0.measure == target.measure }.map {
                TargetResult(target: target, count: $0.count, total: $0.total)
            }
        }
    }

    /// How many of a measure there are.
    public subscript(measure: ReportMeasure) -> Int { lines.first { $0.measure == measure }?.count ?? 0 }

    /// The share of a measure in its whole; nil where there is none.
    public func share(of measure: ReportMeasure) -> Share? { lines.first { $0.measure == measure }?.share }
}

extension ReportMeasure {
    /// A recognition has 3, 4 or 5 stars.
    fileprivate init(stars: Int) {
        self = stars == 3 ? .threeStar : stars == 4 ? .fourStar : .fiveStar
    }
}
