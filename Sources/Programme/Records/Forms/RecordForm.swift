public import Encodings

/// The one place where the members of a record are written down: what each is called, is and may be.
///
/// Its faces follow from it: how the record is read (`read`), written as data (`json`), described (`schema`), filled in
/// from a table (`columns`), and which records it names (`references`). A member more is one line more here, and the
/// property that it is for.
public struct RecordForm<Record>: Sendable {
    /// The members, in the order in which people are shown them.
    public let members: [RecordMember]

    /// The columns that a table of such records may have.
    let columns: [TableColumn]
    /// What the schema says besides the members.
    let outline: SchemaOutline
    /// Reads a record; nil and problems in the reader where it is not right.
    let read: @Sendable (inout RecordReader) -> Record?
    private let written: [WrittenMember]

    private struct WrittenMember: Sendable {
        let name: String
        let json: @Sendable (Record) -> JSONValue?
        let references: (@Sendable (Record) -> [RecordReference])?
    }

    /// The form of records that `make` makes of the values of the members, in their order.
    ///
    /// - Parameters:
    ///   - make: makes a record, most often the memberwise initialiser: a member too few or of another type does not
    ///     compile.
    ///   - outline: what the schema says besides the members.
    ///   - rules: ask after the reading whether the members agree with each other.
    init<each Value>(
        _ make: @escaping @Sendable (repeat each Value) -> Record,
        outline: SchemaOutline = SchemaOutline(),
        rules: @escaping @Sendable (inout RecordReader) -> Void = { _ in },
        @RecordFormBuilder<Record> _ members: () -> (repeat Member<Record, each Value>)
    ) {
        let members = members()
        var described: [RecordMember] = []
        var written: [WrittenMember] = []
        for member in repeat each members {
            described.append(member.description)
            written.append(
                WrittenMember(name: member.description.name, json: member.json, references: member.references))
        }
        self.members = described.inShownOrder
        columns = self.members.flatMap { $0.columns() }
        self.outline = outline
        self.written = written
        read = { reader in
            let values = (repeat (each members).read(&reader))
            for name in outline.readPast.keys { _ = reader.optionalValue(name) }
            rules(&reader)
            do {
                return make(repeat try (each values).orMissing())
            } catch {
                return nil
            }
        }
    }

    /// The record as data; members that are absent are not written.
    func json(of record: Record) -> JSONValue {
        .record(Dictionary(written.map { ($0.name, $0.json(record)) }) { $1 })
    }

    /// Every record that this one names.
    func references(of record: Record) -> [RecordReference] { written.flatMap { $0.references?(record) ?? [] } }
}

/// Takes the members of a form as they are listed, each of its own type.
@resultBuilder
enum RecordFormBuilder<Record> {
    static func buildExpression<Value>(_ member: Member<Record, Value>) -> Member<Record, Value> { member }

    static func buildBlock<each Value>(
        _ member: repeat Member<Record, each Value>
    ) -> (repeat Member<Record, each Value>) {
        (repeat each member)
    }
}

/// A value that is read and written by its form.
public protocol FormedValue: Sendable, Equatable {
    /// Its members.
    static var form: RecordForm<Self> { get }
}

extension FormedValue {
    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        guard let value = Self.form.read(&members) else { return nil }
        self = value
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue { Self.form.json(of: self) }

    /// Every record that this one names.
    public var references: [RecordReference] { Self.form.references(of: self) }
}

private struct MissingValue: Error {}

extension Optional {
    fileprivate func orMissing() throws(MissingValue) -> Wrapped {
        guard let self else { throw MissingValue() }
        return self
    }
}
