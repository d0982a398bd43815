internal import Encodings
internal import Wording

/// What the values of a member are: how one is read, written, described, and found in a cell.
struct MemberForm<Value>: Sendable {
    let kind: MemberKind
    /// What a value should be, within a sentence.
    let should: Bilingual
    let cells: ColumnForm
    let schema: @Sendable () -> MemberSchema
    /// Reads the member of that name; nil where it is absent, and where it is wrong, with a problem in the reader.
    let read: @Sendable (inout RecordReader, String) -> Value?
    let json: @Sendable (Value) -> JSONValue
    /// The records that a value names, by path within it; nil where values of the form never do.
    let references: (@Sendable (Value) -> [RecordReference])?
}

extension MemberForm {
    /// The form of values that are one value in data, and no record.
    ///
    /// - Parameters:
    ///   - should: what a value should be, within a sentence.
    ///   - convert: the value; nil where the data is none.
    init(
        _ kind: MemberKind, should: Bilingual, cells: ColumnForm = .text,
        schema: @escaping @autoclosure @Sendable () -> MemberSchema,
        references: (@Sendable (Value) -> [RecordReference])? = nil,
        json: @escaping @Sendable (Value) -> JSONValue,
        _ convert: @escaping @Sendable (JSONValue) -> Value?
    ) {
        self.init(
            kind: kind, should: should, cells: cells, schema: schema,
            read: { $0.optional($1, should: should, convert) }, json: json, references: references)
    }
}

extension MemberForm {
    /// A record within the record.
    static func object(
        _ form: RecordForm<Value>, should: Bilingual = Bilingual(vi: "một đối tượng {…}", en: "an object {…}")
    ) -> MemberForm {
        MemberForm(
            kind: .object(form.members), should: should, cells: .text, schema: { form.memberSchema },
            read: { $0.nested($1, form.read) }, json: form.json,
            references: { value in form.references(of: value).map(\.withinObject) })
    }

    /// A list of records within the record.
    static func objects<Element: FormedValue>() -> MemberForm where Value == [Element] {
        let form = Element.form
        return MemberForm(
            kind: .list(.object(form.members)), should: Bilingual(vi: "một danh sách […]", en: "a list […]"),
            cells: .text, schema: { MemberSchema(["type": "array", "items": form.memberSchema.required]) },
            read: { $0.list($1, form.read) }, json: { .array($0.map(form.json)) },
            references: { values in
                values.enumerated().flatMap { index, value in
                    form.references(of: value).map { RecordReference("[\(index)].\($0.member)", $0.kind, $0.id) }
                }
            })
    }
}

extension RecordReference {
    /// The same as seen from the member that holds the object.
    var withinObject: RecordReference { RecordReference(".\(member)", kind, id) }
}

extension RecordReader {
    /// A member of a form that must be there.
    mutating func required<Value>(_ name: String, _ form: MemberForm<Value>) -> Value? {
        guard demand(name, should: form.should) else { return nil }
        return form.read(&self, name)
    }

    /// A member of a form, where it is there.
    mutating func optional<Value>(_ name: String, _ form: MemberForm<Value>) -> Value? { form.read(&self, name) }

    /// What a member is, for a rule that needs it once more; nil where it is absent or wrong, without a problem.
    func value<Value>(_ name: String, _ form: MemberForm<Value>) -> Value? {
        var copy = self
        return form.read(&copy, name)
    }

    /// Demands that a day does not lie before another one.
    mutating func order(_ first: String, notAfter last: String) {
        order((first, value(first, .day)), notAfter: (last, value(last, .day)))
    }
}
