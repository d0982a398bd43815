/// What a scanner sends of a symbol: three characters that name the symbology, then what was read.
///
/// Source: ISO/IEC 15424 (symbology identifiers); GS1 General Specifications §5.1.
public struct ScannedMessage: Hashable, Sendable {
    /// The kind of symbol.
    public let symbology: Symbology
    /// What was read.
    public let content: Content

    /// What a symbol can hold.
    public enum Content: Hashable, Sendable {
        /// Elements, after FNC1.
        case elements(ElementString)
        /// A web address that is a Digital Link.
        case link(DigitalLinkURI)
        /// The GTIN of a retail barcode.
        case gtin(GTIN)
        /// Anything else, as its bytes.
        case text([UInt8])
    }

    /// Reads what a scanner sent.
    ///
    /// A web address must be a Digital Link, as a GS1 symbol has no other; what is in other letter case is text.
    /// - Throws: `ScanError`.
    public init(_ transmitted: [UInt8]) throws(ScanError) {
        guard let mode = Symbology.modes.first(where: { transmitted.starts(with: "]\($0.code)".utf8) }) else {
            throw .unknownSymbology
        }
        symbology = mode.symbology
        content = try Self.content(Array(transmitted[3...]), mode.form)
    }

    /// Takes what a symbol of this kind shall hold.
    ///
    /// - Throws: `ScanError.unsuitable` where the symbology does not hold such content.
    public init(_ content: Content, in symbology: Symbology) throws(ScanError) {
        self.symbology = symbology
        self.content = content
        guard mode != nil else { throw .unsuitable(symbology) }
    }

    /// What a scanner sends of the symbol, which `init(_:)` reads.
    public var transmitted: [UInt8] {
        let bytes: [UInt8] =
            switch content {
            case .elements(let string): string.transmitted
            case .link(let uri): Array(uri.text.utf8)
            case .gtin(let gtin): Array(gtin.text.utf8.suffix(mode?.digits ?? 14))
            case .text(let bytes): bytes
            }
        return Array("]\(mode?.code ?? "")".utf8) + bytes
    }

    private var mode: Symbology.Mode? {
        Symbology.modes.first { $0.symbology == symbology && $0.holds(content) }
    }

    private static func content(_ message: [UInt8], _ form: Symbology.Form) throws(ScanError) -> Content {
        switch form {
        case .elements:
            do { return .elements(try ElementString(transmitted: message)) } catch { throw .elements(error) }
        case .digits(let length):
            do throws(GS1KeyError) {
                guard message.count == length else { throw .length(given: message.count, allowed: [length]) }
                return .gtin(try GTIN(utf8: message.span))
            } catch { throw .gtin(error) }
        case .text:
            guard addresses.contains(where: { message.starts(with: $0.utf8) }) else { return .text(message) }
            do { return .link(try DigitalLinkURI(message.span.text)) } catch { throw .link(error) }
        }
    }

    private static let addresses = ["https://", "http://", "HTTPS://", "HTTP://"]
}

/// A kind of symbol that carries GS1 data.
public enum Symbology: Hashable, Sendable, CaseIterable {
    case qrCode
    case dataMatrix
    case dotCode
    case gs1DataBarExpanded
    case gs1Code128
    case ean13
    case ean8

    /// What follows the symbology identifier.
    fileprivate enum Form: Equatable {
        case text
        case elements
        case digits(Int)
    }

    /// A way in which a kind of symbol is used, with the two characters that name it after `]`.
    fileprivate struct Mode {
        let code: String
        let symbology: Symbology
        let form: Form

        var digits: Int? { if case .digits(let length) = form { length } else { nil } }

        func holds(_ content: ScannedMessage.Content) -> Bool {
            switch content {
            case .elements: form == .elements
            case .link, .text: form == .text
            case .gtin(let gtin): digits.map { gtin.text.utf8.dropLast($0).allSatisfy { $0 == 0x30 } } ?? false
            }
        }
    }

    fileprivate static let modes = [
        Mode(code: "Q1", symbology: .qrCode, form: .text),
        Mode(code: "Q3", symbology: .qrCode, form: .elements),
        Mode(code: "d1", symbology: .dataMatrix, form: .text),
        Mode(code: "d2", symbology: .dataMatrix, form: .elements),
        Mode(code: "J0", symbology: .dotCode, form: .text),
        Mode(code: "J1", symbology: .dotCode, form: .elements),
        Mode(code: "e0", symbology: .gs1DataBarExpanded, form: .elements),
        Mode(code: "C1", symbology: .gs1Code128, form: .elements),
        Mode(code: "E0", symbology: .ean13, form: .digits(13)),
        Mode(code: "E4", symbology: .ean8, form: .digits(8)),
    ]
}

/// Why what a scanner sent is not the data of a GS1 symbol.
public enum ScanError: Error, Hashable, Sendable {
    /// It starts with no symbology identifier that is read.
    case unknownSymbology
    /// Symbols of the kind do not hold such content.
    case unsuitable(Symbology)
    /// The elements are wrong.
    case elements(ElementStringError)
    /// The web address is no Digital Link.
    case link(DigitalLinkError)
    /// The retail barcode's number is wrong.
    case gtin(GS1KeyError)
}

extension ScanError: CustomStringConvertible {
    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .unknownSymbology: "the scanner sent no symbology identifier that temgoc reads: turn it on in the scanner"
        case .unsuitable(let symbology): "a symbol of the kind \(symbology) does not hold such content"
        case .elements(let error): error.description
        case .link(let error): error.description
        case .gtin(let error): error.description
        }
    }

    /// The same sentence, in Vietnamese.
    public var vietnamese: String {
        switch self {
        case .unknownSymbology: "máy quét không gửi ký hiệu loại mã mà temgoc đọc được: bật mục này trong máy quét"
        case .unsuitable(let symbology): "loại mã \(symbology) không chứa được nội dung này"
        case .elements(let error): error.vietnamese
        case .link(let error): error.vietnamese
        case .gtin: "số trên mã vạch bán lẻ chưa đúng: kiểm tra độ dài và số kiểm tra"
        }
    }
}
