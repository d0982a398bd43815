public import Stamps

/// What a press reports when a batch is done, or part of it.
public struct PrintOutcome: Sendable, Equatable {
    /// Good labels in all; nil for the rest of the batch.
    public let printed: Int?
    /// Numbers printed and destroyed.
    public let spoiled: [SerialRange]
    /// Numbers never used and given back.
    public let returned: [SerialRange]
    /// Why there are spoiled and returned ones.
    public let reason: String?

    /// Takes the parts as they are.
    public init(printed: Int?, spoiled: [SerialRange], returned: [SerialRange], reason: String?) {
        self.printed = printed
        self.spoiled = spoiled
        self.returned = returned
        self.reason = reason
    }
}
