internal import Encodings
public import Wording

/// What is known of a member without a record: for tables, schemas and makers of forms.
public struct RecordMember: Sendable {
    /// The column that a table has for it.
    struct Column: Sendable {
        let name: String
        let synonyms: [String]
    }

    /// Its name in data.
    public let name: String
    /// What people call it.
    public let heading: Bilingual
    /// What its values are.
    public let kind: MemberKind
    /// What a value should be, within a sentence.
    public let should: Bilingual
    /// Whether no record is right without it.
    public let isRequired: Bool

    let schema: @Sendable () -> MemberSchema
    let cells: ColumnForm
    var column: Column?
    var shownBefore: String?
    var remark: String?

    init(_ name: String, _ heading: Bilingual, _ form: MemberForm<some Any>, isRequired: Bool) {
        self.name = name
        self.heading = heading
        self.isRequired = isRequired
        (kind, should, schema, cells) = (form.kind, form.should, form.schema, form.cells)
    }
}

/// What the values of a member are.
public indirect enum MemberKind: Sendable {
    /// An identifier that the register has, or gets by this record.
    case identifier
    /// The identifier of another record.
    case reference(RecordKind)
    /// Text of 1 to `limit` characters.
    case text(limit: Int)
    /// Text in a form of its own, such as a code.
    case code
    /// A whole number.
    case whole(ClosedRange<Int>)
    /// A number of the range; `aboveLower` leaves out its lower end.
    case number(ClosedRange<Double>, aboveLower: Bool)
    /// A day of the calendar.
    case day
    /// True or false.
    case flag
    /// One of a closed set.
    case word([Word])
    /// A list of values, each of one kind.
    case list(MemberKind)
    /// Members of its own.
    case object([RecordMember])
    /// Members of its own, those of one of the alternatives.
    case either([[RecordMember]])

    /// A word of a closed set.
    public struct Word: Sendable, Hashable {
        /// As in data.
        public let word: String
        /// As people say it; nil where it has no other name.
        public let title: Bilingual?
    }
}

extension RecordMember {
    /// The columns that a table has for the member and for what is within it.
    ///
    /// - Parameters:
    ///   - parent: the path of what the member belongs to, with a dot at its end.
    ///   - isNeeded: whether that must be there.
    func columns(within parent: String = "", isNeeded: Bool = true) -> [TableColumn] {
        let path = parent + name
        let own = column.map {
            TableColumn(
                $0.name, heading.vi, $0.synonyms, member: path, cells, required: isNeeded && isRequired)
        }
        return [own].compactMap(\.self)
            + kind.parts.flatMap { part in
                part.columns(within: path + ".", isNeeded: isNeeded && isRequired && kind.needsAllParts)
            }
    }

    /// The member as the schema has it.
    var described: JSONValue {
        let schema = isRequired ? schema().required : schema().optional
        return remark.map { schema.replacing(["description": .string($0)]) } ?? schema
    }
}

extension MemberKind {
    /// The members within, in the order in which people are shown them.
    fileprivate var parts: [RecordMember] {
        switch self {
        case .object(let parts): parts
        case .either(let alternatives): alternatives.flatMap(\.self).inShownOrder
        case .list(let element): element.parts
        case .identifier, .reference, .text, .code, .whole, .number, .day, .flag, .word: []
        }
    }

    /// Whether what is required within is required wherever the member is.
    fileprivate var needsAllParts: Bool {
        switch self {
        case .object: true
        case .identifier, .reference, .text, .code, .whole, .number, .day, .flag, .word, .list, .either: false
        }
    }
}

extension [RecordMember] {
    /// The members with those that are shown before others in their places.
    var inShownOrder: [RecordMember] {
        reduce(into: []) { shown, member in
            let place = member.shownBefore.flatMap { name in shown.firstIndex { $0.name == name } }
            shown.insert(member, at: place ?? shown.endIndex)
        }
    }
}
