public import Encodings
/// What became of the stamps of a batch, or of all batches under a right: the mark ledger (sổ theo dõi tem, nhãn).
///
/// It balances at any time: `allotted = printed + spoiled + returned + open`.
public struct MarkBalance: Sendable, Equatable {
    /// Stamps that were issued.
    public var allotted: Int
    /// Reported as printed and in use.
    public var printed: Int
    /// Reported as spoiled; they count against the quota.
    public var spoiled: Int
    /// Given back unused; they do not count against the quota.
    public var returned: Int

    /// Takes the parts as they are.
    public init(allotted: Int = 0, printed: Int = 0, spoiled: Int = 0, returned: Int = 0) {
        self.allotted = allotted
        self.printed = printed
        self.spoiled = spoiled
        self.returned = returned
    }

    /// Not reported on yet.
    public var open: Int { allotted - printed - spoiled - returned }

    /// What counts against a quota.
    public var used: Int { allotted - returned }

    /// Adds up two accounts.
    public static func + (a: MarkBalance, b: MarkBalance) -> MarkBalance {
        MarkBalance(
            allotted: a.allotted + b.allotted, printed: a.printed + b.printed, spoiled: a.spoiled + b.spoiled,
            returned: a.returned + b.returned)
    }
}

extension MarkBalance {
    /// The balance as data.
    public var json: JSONValue {
        [
            "allotted": .integer(allotted), "printed": .integer(printed), "spoiled": .integer(spoiled),
            "returned": .integer(returned), "open": .integer(open),
        ]
    }
}
