internal import Yams

/// When the slot called `mark` may be filled: only for a job that prints a rank in this range.
///
/// The mark's artwork is the OCOP office's (1162/QĐ-VPĐP-OCOP); it comes as bytes, nothing official is bundled.
public struct MarkRequirement: Sendable, Equatable {
    /// Ranks of the recognition, within 3…5.
    public let stars: ClosedRange<Int>
}

extension LabelTemplate {
    /// The name of the image field that holds the mark.
    static let markField = "mark"

    /// That a mark is drawn only beside a rank that the template allows.
    func checkMark(_ job: [String: FieldValue]) throws(LabelError) {
        guard job[Self.markField] != nil, let requirement else { return }
        let ranks = fields.compactMap { field -> Int? in
            guard case .stars(let rank)? = job[field.name] else { return nil }
            return rank
        }
        guard let rank = ranks.first, requirement.stars ~= rank else {
            throw .markWithoutRank(stars: ranks.first, allowed: requirement.stars)
        }
    }
}

extension TemplateReader {
    /// `{mark: true, stars: 3..5}`.
    mutating func requirement(_ node: Node) -> MarkRequirement? {
        guard let parts = mapping(node, "requires", required: ["mark", "stars"]) else { return nil }
        guard let mark = parts["mark"], let isRequired = boolean(mark), let stars = parts["stars"] else { return nil }
        if !isRequired { report(mark, .requiresIsTrue) }
        let ends = (stars.string ?? "").split(separator: "..", omittingEmptySubsequences: false).map { Int($0) }
        guard ends.count == 2, let least = ends[0], let most = ends[1], least <= most, least >= 3, most <= 5 else {
            report(stars, .starRange(stars.string ?? ""))
            return nil
        }
        return MarkRequirement(stars: least...most)
    }

    /// The mark's slot, the rank beside it and `requires` come together or not at all.
    mutating func checkMark(_ requirement: MarkRequirement?, _ node: Node?, _ fields: [LabelTemplate.Field]) {
        guard fields.contains(where: { $0.name == LabelTemplate.markField && $0.kind == .image }) else {
            if let node { report(node, .requiresWithoutMark) }
            return
        }
        let slot = fieldNodes[LabelTemplate.markField]
        if node == nil { report(slot, .markNeedsRequires) }
        if !fields.contains(where: { $0.kind == .stars }) { report(slot, .markNeedsStars) }
    }
}
