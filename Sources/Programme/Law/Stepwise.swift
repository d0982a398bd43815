package import Wording

/// Something that goes from state to state, by steps of which each is allowed in some states only.
package protocol Stepwise {
    associatedtype Status: Equatable

    /// The identifier, such as `O-000040`.
    var id: String { get }

    /// Where it is now; a step alone changes it.
    var status: Status { get set }

    /// A state in words.
    static func title(of status: Status) -> Bilingual

    /// What a step that is not allowed is refused with.
    static var stepRefusal: StepRefusal { get }
}

/// How a step is refused that is not allowed where something stands.
package struct StepRefusal: Sendable {
    /// The code of the problem.
    let code: ProblemCode
    /// What it is called in Vietnamese, at the beginning of a sentence and within one.
    let vi: (begins: String, within: String)
    /// What it is called in English, at the beginning of a sentence and within one.
    let en: (begins: String, within: String)
    /// The command that shows it, without the identifier.
    let command: String

    /// Takes the parts as they are.
    package init(
        _ code: ProblemCode, vi: (begins: String, within: String), en: (begins: String, within: String), command: String
    ) {
        self.code = code
        self.vi = vi
        self.en = en
        self.command = command
    }
}

extension Stepwise {
    /// The same in another state, with what the step changes beside it.
    ///
    /// - Throws: `Problem` of `stepRefusal` where it is in none of the states that the step begins in.
    package func step(
        to next: Status, from allowed: [Status], _ change: (inout Self) -> Void = { _ in }
    ) throws(Problem) -> Self {
        guard allowed.contains(status) else {
            let (refusal, now, then) = (Self.stepRefusal, Self.title(of: status), Self.title(of: next))
            let states = allowed.map(Self.title)
            throw Problem(
                refusal.code,
                vi: "\(refusal.vi.begins) \(id) đang ở trạng thái «\(now.vi)»; bước «\(then.vi)» cần trạng thái "
                    + "«\(states.map(\.vi).joined(separator: "» hoặc «"))».",
                en: "\(refusal.en.begins) \(id) is \(now.en); to be \(then.en) it must be "
                    + "\(states.map(\.en).joined(separator: " or ")).",
                hint: Bilingual(
                    vi: "Xem \(refusal.vi.within): \(refusal.command) \(id).",
                    en: "See the \(refusal.en.within): \(refusal.command) \(id)."))
        }
        var changed = self
        changed.status = next
        change(&changed)
        return changed
    }
}
