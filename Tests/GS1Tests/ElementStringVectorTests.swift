import GS1
import Testing

/// Element strings and their associations, as GS1's own engine tests them.
@Suite(.enabled(if: Vectors.areThere, Vectors.missing))
struct ElementStringVectorTests {
    private struct Case: Decodable {
        let valid: Bool
        let ai: String?
        let raw: String?
        let check: String?
        let options: EngineOptions?
    }

    private let functionOne = UInt8(ascii: "^")

    @Test func `a bracketed string is read as GS1's engine reads it`() throws {
        var tally = Tally()
        for vector in try Vectors.cases("ai-bracketed-parse", of: Case.self) {
            let text = try #require(vector.ai)
            guard tally.takes(true) else { continue }
            let read = try? ElementString(bracketed: text)
            #expect((read != nil) == vector.valid, "\(text)")
            #expect(read.map { String(decoding: $0.encoded(functionOne: functionOne), as: UTF8.self) } == vector.raw)
            if let read { #expect(read.bracketed == text) }
        }
        #expect(tally == Tally(ran: 27, leftOut: 0))
    }

    @Test func `an encoded string is taken or refused as GS1's engine does`() throws {
        var tally = Tally()
        for vector in try Vectors.cases("ai-raw-process", of: Case.self) {
            let text = try #require(vector.raw)
            let isLenient = vector.options?.areLenient ?? false
            guard tally.takes(!isLenient) else { continue }
            let read = try? ElementString(encoded: text.latin1, functionOne: functionOne)
            #expect((read != nil) == vector.valid, "\(text)")
            if let read { #expect(try ElementString(bracketed: read.bracketed) == read) }
        }
        #expect(tally == Tally(ran: 78, leftOut: 1))
    }

    @Test func `elements may or may not stand together as GS1's engine says`() throws {
        var tally = Tally()
        for vector in try Vectors.cases("ai-association", of: Case.self) {
            let text = try #require(vector.ai)
            // These cases permit identifiers that nobody defines, so the table alone decides about the scope.
            let identifiers = text.split(separator: "(").map { String($0.prefix { $0 != ")" }) }
            guard tally.takes(identifiers.allSatisfy { ApplicationIdentifier($0) != nil }) else { continue }
            let kinds = try ElementString(bracketed: text).associationFaults.map(\.gs1Name)
            #expect(kinds.contains(try #require(vector.check)) == !vector.valid, "\(text)")
        }
        #expect(tally == Tally(ran: 67, leftOut: 10))
    }
}

extension AssociationFault {
    /// The engine's function that finds the fault.
    fileprivate var gs1Name: String {
        switch self {
        case .repeated: "validateAIrepeats"
        case .excluded: "validateAImutex"
        case .missing: "validateAIrequisites"
        case .notSerialised: "validateDigSigRequiresSerialisedKey"
        }
    }
}
