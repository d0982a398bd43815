import GS1
import Testing

/// What scanners send, as GS1's own engine tests it; composite symbols and the engine's switches are out of scope.
@Suite(.enabled(if: Vectors.areThere, Vectors.missing))
struct ScanVectorTests {
    private struct Case: Decodable {
        let sym: String
        let data: String
        let scan: String?
        let valid: Bool?
        let options: EngineOptions?
    }

    private static let symbologies: [String: Symbology] = [
        "QR": .qrCode, "DM": .dataMatrix, "DotCode": .dotCode, "DataBarExpanded": .gs1DataBarExpanded,
        "GS1_128_CCA": .gs1Code128, "EAN13": .ean13, "EAN8": .ean8,
    ]

    /// A linear symbol with a second one above it.
    private static func isComposite(_ vector: Case) -> Bool {
        ![.qrCode, .dataMatrix, .dotCode].contains(symbologies[vector.sym]) && vector.data.contains("|")
    }

    @Test func `what a scanner sends is read as GS1's engine reads it`() throws {
        var tally = Tally()
        for vector in try Vectors.cases("scan-process", of: Case.self) {
            guard tally.takes(!Self.isComposite(vector)) else { continue }
            let scan = try #require(vector.scan)
            let read = try? ScannedMessage(scan.latin1)
            #expect((read != nil) == vector.valid, "\(scan)")
            #expect(read?.symbology == Self.symbologies[vector.sym], "\(scan)")
            if let read { #expect(read.content.message == vector.data, "\(scan)") }
        }
        #expect(tally == Tally(ran: 52, leftOut: 2))
    }

    @Test func `what a scanner would send is written as GS1's engine writes it`() throws {
        var tally = Tally()
        for vector in try Vectors.cases("scan-generate", of: Case.self) {
            // An idle FNC1 at the end means nothing, and elements do not keep it.
            let isEngineOwn = vector.options?.areLenient ?? false || vector.data.hasSuffix("^")
            let symbology = Self.symbologies[vector.sym]
            guard tally.takes(symbology != nil && !Self.isComposite(vector) && !isEngineOwn), let symbology else {
                continue
            }
            let written = try? ScannedMessage(Self.content(vector.data, symbology), in: symbology).transmitted
            #expect(written == vector.scan?.latin1, "\(vector.sym) \(vector.data)")
        }
        #expect(tally == Tally(ran: 20, leftOut: 25))
    }

    /// The engine's message: `^` starts elements, a `\` before it says that the text itself starts so.
    private static func content(_ message: String, _ symbology: Symbology) throws -> ScannedMessage.Content {
        if message.hasPrefix("^") {
            return .elements(try ElementString(encoded: message.latin1, functionOne: UInt8(ascii: "^")))
        }
        if symbology == .ean13 || symbology == .ean8 { return .gtin(try GTIN(message)) }
        let isEscaped = message.drop { $0 == "\\" }.hasPrefix("^")
        return .text(Array(message.latin1.dropFirst(isEscaped && message.hasPrefix("\\") ? 1 : 0)))
    }
}

extension ScannedMessage.Content {
    /// The engine's message.
    fileprivate var message: String {
        switch self {
        case .elements(let string):
            return String(decoding: string.encoded(functionOne: UInt8(ascii: "^")), as: UTF8.self)
        case .link(let uri): return uri.text
        case .gtin(let gtin):
            let isEAN8 = gtin.text.hasPrefix("000000")
            return String(gtin.text.suffix(isEAN8 ? 8 : 13))
        case .text(let bytes):
            let text = String(decoding: bytes, as: UTF8.self)
            return text.drop { $0 == "\\" }.hasPrefix("^") ? "\\" + text : text
        }
    }
}
