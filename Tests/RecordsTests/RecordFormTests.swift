import Encodings
import ProgrammeSamples
import Testing
import Wording

@testable import Records

/// A member of a record, wherever in it, with the places where the programme with every member has it.
struct PlacedMember: CustomTestStringConvertible, Sendable {
    let member: RecordMember
    let places: [[PathStep]]

    var testDescription: String { member.name + " " + (places.first.map { "\($0)" } ?? "") }

    static let all: [PlacedMember] = RecordKind.allCases.flatMap { kind in
        placed(kind.members, in: [[.member(kind.section)]].elements)
    }

    private static func placed(_ members: [RecordMember], in parents: [[PathStep]]) -> [PlacedMember] {
        members.flatMap { member -> [PlacedMember] in
            let places = parents.map { $0 + [.member(member.name)] }.filter { $0.value != nil }
            return [PlacedMember(member: member, places: places)] + within(member.kind, places)
        }
    }

    private static func within(_ kind: MemberKind, _ places: [[PathStep]]) -> [PlacedMember] {
        switch kind {
        case .object(let members): placed(members, in: places)
        case .either(let alternatives): alternatives.flatMap { placed($0, in: places) }
        case .list(let element): within(element, places.elements)
        case .identifier, .reference, .text, .code, .whole, .number, .day, .flag, .word: []
        }
    }
}

extension [PathStep] {
    /// What stands at the path in the programme with every member.
    fileprivate var value: JSONValue? {
        reduce(SampleProgramme.withEveryMember) { value, step in
            switch step {
            case .member(let name): value?[name]
            case .element(let index): value?.array.flatMap { $0.indices.contains(index) ? $0[index] : nil }
            }
        }
    }

    fileprivate var text: String {
        reduce("$") { place, step in
            switch step {
            case .member(let name): "\(place).\(name)"
            case .element(let index): "\(place)[\(index)]"
            }
        }
    }
}

extension [[PathStep]] {
    /// The places of the elements of lists.
    fileprivate var elements: [[PathStep]] {
        flatMap { list in (list.value?.array ?? []).indices.map { list + [.element($0)] } }
    }
}

/// The faces of a record's form against each other: reader, data, schema and table.
struct RecordFormTests {
    private static let check = SchemaCheck(Programme.schemaDefinitions)

    private func problems(_ json: JSONValue) -> [DataProblem] {
        do throws(DataProblems) {
            _ = try Programme(reading: json)
            return []
        } catch {
            return error.problems
        }
    }

    @Test func `the programme with every member is read, written as it stands, and answers the schema`() throws {
        let programme = try Programme(reading: SampleProgramme.withEveryMember)
        let written = Dictionary(grouping: programme.elements, by: \.kind.section)
            .mapValues { JSONValue.array($0.map(\.record.json)) }
        for kind in RecordKind.allCases {
            #expect(
                written[kind.section]?.canonicalText == SampleProgramme.withEveryMember[kind.section]?.canonicalText)
        }
        #expect(try Self.check.takes(.object(written), Programme.schema))
    }

    @Test(arguments: PlacedMember.all)
    func `every member stands in that programme`(_ placed: PlacedMember) {
        #expect(!placed.places.isEmpty)
    }

    /// The record at a place, alone in a programme, with another value there, and the path of that place.
    private func programme(at place: [PathStep], setting value: JSONValue?) throws -> (json: JSONValue, path: String) {
        let (section, rest) = (try #require(place.first), place.dropFirst(2))
        let record = try #require(Array(place.prefix(2)).value)
        let alone = try #require(record.setting(rest, to: value))
        guard case .member(let name) = section else { return (.null, "") }
        return ([name: [alone]], ([section, .element(0)] + rest).text)
    }

    @Test(arguments: PlacedMember.all)
    func `a wrong value of a member is refused at its place, with what it should be`(_ placed: PlacedMember) throws {
        let place = try #require(placed.places.first)
        for wrong in placed.member.kind.wrongValues {
            let (changed, path) = try programme(at: place, setting: wrong)
            let problem = problems(changed).first { $0.path.hasPrefix(path) }
            #expect(problem != nil, "\(wrong.canonicalText)")
            if placed.member.kind.saysOnlyWhatItIs {
                #expect(problem?.text.vi.hasSuffix("cần " + placed.member.should.vi) == true, "\(wrong.canonicalText)")
                #expect(problem?.text.en.hasSuffix("should be " + placed.member.should.en) == true)
            }
        }
    }

    @Test(arguments: PlacedMember.all)
    func `a member that must be there is missed by the reader and by the schema, and no other`(
        _ placed: PlacedMember
    ) throws {
        let place = try #require(placed.places.first)
        for absent in [nil, JSONValue.null] {
            let (changed, path) = try programme(at: place, setting: absent)
            let missed = problems(changed).filter { $0.text.vi.contains("còn thiếu") }.map(\.path)
            switch path {
            // Without a facility it is the scope of a zone.
            case "$.certificates[0].scope.facility": #expect(missed == ["$.certificates[0].scope.zone"])
            // A unit that has successors needs its last day.
            case "$.administrativeUnits[0].validTo": #expect(missed == [path])
            default: #expect(missed == (placed.member.isRequired ? [path] : []))
            }
            #expect(try Self.check.takes(changed, Programme.schema) == !placed.member.isRequired)
        }
    }

    @Test(arguments: PlacedMember.all)
    func `what the schema refuses the reader refuses`(_ placed: PlacedMember) throws {
        let place = try #require(placed.places.first)
        for value in placed.member.kind.wrongValues + MemberKind.anything {
            let (changed, path) = try programme(at: place, setting: value)
            if try Self.check.takes(changed, Programme.schema) { continue }
            #expect(!problems(changed).isEmpty, "\(path): \(value.canonicalText)")
        }
    }

    @Test(arguments: RecordTable.allCases)
    func `what a record has in the columns of its table comes back from their cells`(_ table: RecordTable) throws {
        let columns = table.columns
        for record in SampleProgramme.withEveryMember[table.rawValue]?.array ?? [] {
            let list = table.listMember
            let elements = list.map { record[$0]?.array ?? [] } ?? []
            let rows = (elements.isEmpty ? [nil] : elements.map(Optional.some)).map { element in
                columns.map { column in
                    let inner = list.flatMap {
                        column.member.hasPrefix($0 + ".") ? column.member.dropFirst($0.count + 1) : nil
                    }
                    let value = inner.map { element?.value(at: String($0)) } ?? record.value(at: column.member)
                    return "\"" + (value?.cell ?? "").replacing("\"", with: "\"\"") + "\""
                }.joined(separator: ",")
            }
            let header = columns.map { "\"\($0.heading)\"" }.joined(separator: ",")
            let text = ([header] + rows).joined(separator: "\n")
            let read = TableRecords(table, Array(text.utf8), numbers: .english).json[table.rawValue]?.array?.first
            for column in columns where list.map({ !column.member.hasPrefix($0 + ".") }) ?? true {
                #expect(read?.value(at: column.member) == record.value(at: column.member), "\(column.member)")
            }
            for (index, element) in elements.enumerated() {
                let back = list.flatMap { read?[$0]?.array?[index].members } ?? [:]
                #expect(back == element.members?.filter { $0.key != "originUnknown" })
            }
        }
    }
}

extension MemberKind {
    /// Values of every type.
    static let anything: [JSONValue] = ["", 0, -1, .number(0.5), true, [], [:], "x", [1], ["a": 1]]

    /// Values that no member of the kind may have.
    var wrongValues: [JSONValue] {
        switch self {
        case .identifier, .reference: ["", "a b", "-a", .string(String(repeating: "a", count: 41)), 7, [:], []]
        case .text(let limit): ["", " a", "a\u{07}b", .string(String(repeating: "é", count: limit + 1)), 7, true, []]
        case .code: ["", 7, true, [:], []]
        case .whole(let range):
            [.integer(range.lowerBound - 1), .number(0.5), "1", true]
                + (range.upperBound < JSONValue.largestInteger ? [.integer(range.upperBound + 1)] : [])
        case .number(let range, let aboveLower):
            [.decimal(range.lowerBound - (aboveLower ? 0 : 0.5)), .decimal(range.upperBound * 1.5), "1", true, []]
        case .day: ["2026-02-30", "30/01/2026", 20_260_101, true]
        case .flag: [0, "true", []]
        case .word: ["no such word", 7, true]
        case .list: [7, "x", [:], [1], [true]]
        case .object, .either: [7, "x", []]
        }
    }

    /// Whether a problem of a member is that its value is not what the form says, in every record.
    fileprivate var saysOnlyWhatItIs: Bool {
        switch self {
        case .identifier, .reference, .text, .whole, .number, .day, .flag, .word: true
        // Codes may depend on other members; what has parts has their problems.
        case .code, .list, .object, .either: false
        }
    }
}

extension JSONValue {
    fileprivate func value(at member: String) -> JSONValue? {
        member.split(separator: ".").reduce(Optional(self)) { $0?[String($1)] }
    }

    /// As people put it in a cell.
    fileprivate var cell: String {
        switch self {
        case .string(let text): text
        case .array(let elements): elements.map(\.cell).joined(separator: " ")
        case .null, .bool, .integer, .number, .object: canonicalText
        }
    }
}
