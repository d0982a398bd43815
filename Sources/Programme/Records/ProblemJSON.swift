public import Encodings
public import Wording

extension Problem {
    /// The problem in both languages, for anyone who keeps it and shows it to others.
    public var json: JSONValue {
        .record([
            "code": .string(code.rawValue), "vi": .string(text.vi), "en": .string(text.en),
            "hint": hint.map { ["vi": .string($0.vi), "en": .string($0.en)] },
        ])
    }
}
