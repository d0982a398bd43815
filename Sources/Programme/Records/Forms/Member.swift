internal import Encodings
internal import Wording

/// One member of a record: how it is described, read and written.
struct Member<Record, Value>: Sendable {
    private(set) var description: RecordMember
    /// nil where no record can be made, with the problem in the reader.
    private(set) var read: @Sendable (inout RecordReader) -> Value?
    /// nil where it is absent.
    let json: @Sendable (Record) -> JSONValue?
    /// The records that it names; nil for a member that never names any.
    let references: (@Sendable (Record) -> [RecordReference])?
}

extension Member {
    /// A member that must be there.
    ///
    /// - Parameters:
    ///   - name: the member's name in data.
    ///   - value: where the record keeps it.
    ///   - vi: what people call it in Vietnamese; the heading of its column.
    ///   - en: what people call it in English.
    static func required(
        _ name: String, _ value: @escaping @Sendable (Record) -> Value, _ form: MemberForm<Value>, vi: String,
        en: String
    ) -> Member {
        Member(
            description: RecordMember(name, Bilingual(vi: vi, en: en), form, isRequired: true),
            read: { members in members.required(name, form) }, json: { record in form.json(value(record)) },
            references: form.references(at: name, value))
    }

    /// A member that may be absent.
    static func optional<Present>(
        _ name: String, _ value: @escaping @Sendable (Record) -> Present?, _ form: MemberForm<Present>, vi: String,
        en: String
    ) -> Member where Value == Present? {
        Member(
            description: RecordMember(name, Bilingual(vi: vi, en: en), form, isRequired: false),
            read: { members in .some(members.optional(name, form)) },
            json: { record in value(record).map(form.json) }, references: form.references(at: name, value))
    }

    /// A member that stands for a value where it is absent.
    ///
    /// - Parameter isAlwaysWritten: writes that value too.
    static func defaulting(
        _ name: String, to absent: Value, isAlwaysWritten: Bool = false,
        _ value: @escaping @Sendable (Record) -> Value, _ form: MemberForm<Value>, vi: String, en: String
    ) -> Member where Value: Equatable & Sendable {
        Member(
            description: RecordMember(name, Bilingual(vi: vi, en: en), form, isRequired: false),
            read: { members in members.optional(name, form) ?? absent },
            json: { record in
                let value = value(record)
                return value == absent && !isAlwaysWritten ? nil : form.json(value)
            },
            references: form.references(at: name, value))
    }

    /// A member that may be absent in data and whose value then follows from others.
    static func derived(
        _ name: String, _ json: @escaping @Sendable (Record) -> JSONValue?, _ form: MemberForm<some Any>, vi: String,
        en: String, reading: @escaping @Sendable (inout RecordReader) -> Value?
    ) -> Member {
        Member(
            description: RecordMember(name, Bilingual(vi: vi, en: en), form, isRequired: false), read: reading,
            json: json, references: nil)
    }
}

extension Member {
    /// A member that a table has a column for.
    ///
    /// - Parameters:
    ///   - name: what problems call the column, and its heading in English; nil for the member's own name.
    ///   - synonyms: further headings, in either language; case and accents do not matter.
    func column(_ synonyms: String..., named name: String? = nil) -> Member {
        changed { $0.column = RecordMember.Column(name: name ?? $0.name, synonyms: synonyms) }
    }

    /// People are shown this member before another one that is read earlier.
    func shown(before name: String) -> Member { changed { $0.shownBefore = name } }

    /// What the schema says of it in words.
    func described(_ text: String) -> Member { changed { $0.remark = text } }

    /// Reads it in another way, as what is right depends on other members.
    func reading(_ read: @escaping @Sendable (inout RecordReader) -> Value?) -> Member {
        var copy = self
        copy.read = read
        return copy
    }

    /// Asks something more once it is read.
    func rule(_ rule: @escaping @Sendable (inout RecordReader) -> Void) -> Member {
        let read = read
        return reading { reader in
            let value = read(&reader)
            rule(&reader)
            return value
        }
    }

    /// The member is a day, and does not lie before that of a member that was read before.
    func notBefore(_ first: String) -> Member {
        let name = description.name
        return rule { $0.order(first, notAfter: name) }
    }

    private func changed(_ change: (inout RecordMember) -> Void) -> Member {
        var copy = self
        change(&copy.description)
        return copy
    }
}

extension MemberForm {
    /// The records that a member of the form names, as seen from the record that has the member.
    fileprivate func references<Record>(
        at name: String, _ value: @escaping @Sendable (Record) -> Value?
    ) -> (@Sendable (Record) -> [RecordReference])? {
        guard let references else { return nil }
        return { record in
            guard let value = value(record) else { return [] }
            return references(value).map { RecordReference(name + $0.member, $0.kind, $0.id) }
        }
    }
}
