import GS1
import Testing

/// Digital Links and what scanners send, as GS1's own engine tests them.
@Suite(.enabled(if: Vectors.areThere, Vectors.missing))
struct DigitalLinkVectorTests {
    private struct ParseCase: Decodable {
        let valid: Bool
        let uri: String
        let ai: String?
        let options: EngineOptions?
    }

    private struct GenerateCase: Decodable {
        let stem: String?
        let ai: String
        let uri: String?
        let options: EngineOptions?
    }

    private struct CodingCase: Decodable {
        let `in`: String
        let path: String
        let query: String
    }

    @Test func `an address is read as GS1's engine reads it`() throws {
        var tally = Tally()
        for vector in try Vectors.cases("dl-parse", of: ParseCase.self) {
            let isLenient = vector.options?.areLenient ?? false
            guard tally.takes(!isLenient) else { continue }
            let read = try? DigitalLinkURI(vector.uri)
            #expect((read != nil) == vector.valid, "\(vector.uri)")
            let encoded = read?.link.elementString.encoded(functionOne: UInt8(ascii: "^"))
            #expect(encoded.map { String(decoding: $0, as: UTF8.self) } == vector.ai, "\(vector.uri)")
        }
        #expect(tally == Tally(ran: 100, leftOut: 18))
    }

    @Test func `a link is written as GS1's engine writes it`() throws {
        var tally = Tally()
        for vector in try Vectors.cases("dl-generate", of: GenerateCase.self) {
            let isLenient = vector.options?.areLenient ?? false
            guard tally.takes(!isLenient) else { continue }
            let link = try? DigitalLink(ElementString(bracketed: vector.ai))
            let written = try vector.stem.map { stem in try link?.uri(at: URIStem(stem)) } ?? link?.canonicalURI
            #expect(written == vector.uri, "\(vector.ai)")
            if let written { #expect(try DigitalLinkURI(written).link == link) }
        }
        #expect(tally == Tally(ran: 20, leftOut: 2))
    }

    private struct QueryCase: Decodable {
        let path: String
        let valid: Bool
    }

    @Test func `attributes in the query are taken or refused as GS1's engine does`() throws {
        let vectors = try Vectors.list("query-attributes", of: QueryCase.self)
        for vector in vectors {
            let isRead = (try? DigitalLinkURI("https://tg.example" + vector.path)) != nil
            #expect(isRead == vector.valid, "\(vector.path)")
        }
        #expect((vectors.count, vectors.count(where: \.valid)) == (612, 306))
    }

    @Test func `percent coding is GS1's in both directions`() throws {
        let escaped = try Vectors.cases("uri-escape", of: CodingCase.self)
        for vector in escaped {
            #expect(URIPart.path.encoded(vector.in.latin1.span) == vector.path)
            #expect(URIPart.query.encoded(vector.in.latin1.span) == vector.query)
        }
        let unescaped = try Vectors.cases("uri-unescape", of: CodingCase.self)
        for vector in unescaped {
            #expect(URIPart.path.decoded(vector.in.latin1.span) == vector.path.latin1)
            #expect(URIPart.query.decoded(vector.in.latin1.span) == vector.query.latin1)
        }
        #expect((escaped.count, unescaped.count) == (10, 21))
    }
}
