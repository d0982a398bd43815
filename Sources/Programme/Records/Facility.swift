internal import Encodings
internal import Wording

/// A place of production: whose it is, and the producer's name for it (cơ sở sản xuất).
public struct Facility: Sendable, Hashable {
    /// The producer's identifier.
    public let producer: String
    /// The producer's name for the place.
    public let place: String

    /// As in data: `P-TQ-001/F1`.
    public var text: String { "\(producer)/\(place)" }

    /// Reads `P-TQ-001/F1`; nil for another form.
    init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let producer = parts.first, let place = parts.last, parts.count == 2, !producer.isEmpty, !place.isEmpty,
            producer.count + place.count < 80
        else { return nil }
        self.producer = String(producer)
        self.place = String(place)
    }
}

extension Facility {
    /// The place of a producer, known to exist.
    init(producer: String, place: String) {
        self.producer = producer
        self.place = place
    }
}

extension MemberForm where Value == Facility {
    /// A facility, which names its producer.
    static var facility: MemberForm {
        MemberForm(
            .code,
            should: Bilingual(
                vi: "mã chủ thể, dấu / và tên cơ sở, như \"P-TQ-001/F1\"",
                en: "the producer's identifier, / and the facility's name, such as \"P-TQ-001/F1\""),
            schema: .pattern("^[^/]+/.+$"), references: { [RecordReference("", .producer, $0.producer)] },
            json: { .string($0.text) }
        ) { $0.string.flatMap(Facility.init) }
    }
}
