public import Encodings

/// What became of the stamps of a batch, or of all batches under a right: the mark ledger (sổ theo dõi tem, nhãn).
///
/// It balances at any time: `allotted = printed + spoiled + returned + lost + open`.
public struct MarkBalance: Sendable, Equatable {
    /// Stamps that were issued.
    public var allotted: Int
    /// Those of which a label was drawn at least once, or a list handed to a press; what became of them aside.
    public var drawn: Int
    /// Reported as printed and in use.
    public var printed: Int
    /// Reported as spoiled; they count against the quota.
    public var spoiled: Int
    /// Given back unused; they do not count against the quota.
    public var returned: Int
    /// Cancelled: lost, stolen, or on goods that must not be sold; they count against the quota.
    public var lost: Int

    /// Takes the parts as they are.
    public init(
        allotted: Int = 0, drawn: Int = 0, printed: Int = 0, spoiled: Int = 0, returned: Int = 0, lost: Int = 0
    ) {
        self.allotted = allotted
        self.drawn = drawn
        self.printed = printed
        self.spoiled = spoiled
        self.returned = returned
        self.lost = lost
    }

    /// Not reported on yet.
    public var open: Int { allotted - void - printed }

    /// No longer good, whatever the cause.
    public var void: Int { spoiled + returned + lost }

    /// What counts against a quota.
    public var used: Int { allotted - returned }

    /// Adds so many stamps that are void for a cause.
    public mutating func add(_ count: Int, void cause: StampVoid.Cause) {
        switch cause {
        case .spoiled: spoiled += count
        case .returned: returned += count
        case .cancelled: lost += count
        }
    }

    /// What is void is printed no longer, whatever was reported before.
    public mutating func leaveOutVoid() { printed = max(0, min(printed, allotted - void)) }

    /// Adds up two accounts.
    public static func + (a: MarkBalance, b: MarkBalance) -> MarkBalance {
        MarkBalance(
            allotted: a.allotted + b.allotted, drawn: a.drawn + b.drawn, printed: a.printed + b.printed,
            spoiled: a.spoiled + b.spoiled, returned: a.returned + b.returned, lost: a.lost + b.lost)
    }
}

extension MarkBalance {
    /// The balance as data.
    public var json: JSONValue {
        [
            "allotted": .integer(allotted), "drawn": .integer(drawn), "printed": .integer(printed),
            "spoiled": .integer(spoiled), "returned": .integer(returned), "lost": .integer(lost),
            "open": .integer(open),
        ]
    }
}
