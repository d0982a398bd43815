/// The form that a text field must have, such as `L[0-9]{4}-[0-9]{2}`.
///
/// Letters stand for themselves, `.` for any character, `[A-Z0-9]` for one of a class, `\` before a sign takes away
/// its meaning; `?`, `*`, `+`, `{4}` and `{1,8}` repeat what stands before. Matching takes time in proportion to the
/// text, whatever the pattern.
public struct FieldPattern: Sendable, Equatable {
    /// As it is written.
    public let text: String
    private let steps: [Step]

    private struct Step: Sendable, Equatable {
        let set: [ClosedRange<Unicode.Scalar>]
        var isSkippable = false
        var repeats = false
    }

    /// Longer patterns are refused, repetitions counted.
    private static let mostSteps = 1000
    private static let any: ClosedRange<Unicode.Scalar> = "\u{0}"..."\u{10FFFF}"

    /// Nil when the text is no pattern.
    init?(_ text: String) {
        var rest = text.unicodeScalars[...]
        var steps: [Step] = []
        while let set = Self.set(&rest) {
            guard let counts = Self.counts(&rest) else { return nil }
            let least = [Step](repeating: Step(set: set), count: counts.least)
            let more = counts.most.map {
                [Step](repeating: Step(set: set, isSkippable: true), count: $0 - counts.least)
            }
            steps += least + (more ?? [Step(set: set, isSkippable: true, repeats: true)])
            guard steps.count <= Self.mostSteps else { return nil }
        }
        guard rest.isEmpty, !steps.isEmpty else { return nil }
        self.text = text
        self.steps = steps
    }

    /// Whether the whole text has this form.
    func matches(_ text: String) -> Bool {
        var reached = closed([0])
        for scalar in text.unicodeScalars {
            var next: Set<Int> = []
            for index in reached where index < steps.count && steps[index].set.contains(where: { $0 ~= scalar }) {
                next.insert(steps[index].repeats ? index : index + 1)
            }
            reached = closed(next)
        }
        return reached.contains(steps.count)
    }

    /// The states that are reached without another character.
    private func closed(_ states: Set<Int>) -> Set<Int> {
        var all = states
        for state in states {
            var index = state
            while index < steps.count, steps[index].isSkippable {
                index += 1
                guard all.insert(index).inserted else { break }
            }
        }
        return all
    }

    private static func set(_ rest: inout Substring.UnicodeScalarView) -> [ClosedRange<Unicode.Scalar>]? {
        guard let first = rest.first else { return nil }
        switch first {
        case "[": return characterClass(&rest)
        case "]", "{", "}", "?", "*", "+", "(", ")", "|", "^", "$": return nil
        case ".":
            rest.removeFirst()
            return [any]
        default: return literal(&rest).map { [$0...$0] }
        }
    }

    private static func characterClass(
        _ rest: inout Substring.UnicodeScalarView
    ) -> [ClosedRange<Unicode.Scalar>]? {
        rest.removeFirst()
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        while let first = rest.first {
            if first == "]" {
                rest.removeFirst()
                return ranges.isEmpty ? nil : ranges
            }
            guard let low = literal(&rest) else { return nil }
            guard rest.first == "-", rest.dropFirst().first != "]" else {
                ranges.append(low...low)
                continue
            }
            rest.removeFirst()
            guard let high = literal(&rest), low <= high else { return nil }
            ranges.append(low...high)
        }
        return nil
    }

    private static func literal(_ rest: inout Substring.UnicodeScalarView) -> Unicode.Scalar? {
        guard let first = rest.popFirst() else { return nil }
        return first == "\\" ? rest.popFirst() : first
    }

    /// How often; `most` is nil when there is no limit.
    private static func counts(_ rest: inout Substring.UnicodeScalarView) -> (least: Int, most: Int?)? {
        switch rest.first {
        case "?":
            rest.removeFirst()
            return (0, 1)
        case "*":
            rest.removeFirst()
            return (0, nil)
        case "+":
            rest.removeFirst()
            return (1, nil)
        case "{":
            guard let end = rest.firstIndex(of: "}") else { return nil }
            let numbers = rest[..<end].dropFirst().split(separator: ",", omittingEmptySubsequences: false)
                .map { Int(String($0)) }
            rest = rest[end...].dropFirst()
            guard 1...2 ~= numbers.count, let least = numbers[0], let most = numbers.last ?? nil,
                least >= 0, most >= least, 1...mostSteps ~= most
            else { return nil }
            return (least, most)
        default: return (1, 1)
        }
    }
}
