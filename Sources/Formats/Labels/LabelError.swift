public import QRCode
public import Raster

/// Why a label was not drawn.
///
/// Nothing is drawn in part.
public enum LabelError: Error, Equatable {
    /// The template was not made for this printer.
    case resolution(dotsPerInch: Int, offered: [Int])
    /// The font file has no single usable face.
    case font(path: String, faces: Int)
    /// A field that is not optional was given no value.
    case missing(field: String)
    /// The template has no such field.
    case unknown(field: String)
    /// The value belongs to the job and was given for a label, or the other way round.
    case misplaced(field: String, isPerLabel: Bool)
    /// A value of another kind.
    case wrongKind(field: String, wants: String, given: String)
    /// More characters than the field takes.
    case textTooLong(field: String, characters: Int, limit: Int)
    /// Not what the field's pattern asks for.
    case wrongForm(field: String, text: String, pattern: String)
    /// A control or invisible character.
    case forbiddenCharacter(field: String, Unicode.Scalar)
    /// Ranks on labels are 3, 4 and 5 stars.
    case noSuchRank(field: String, stars: Int)
    /// The mark is given for a job without a rank that the template allows.
    case markWithoutRank(stars: Int?, allowed: ClosedRange<Int>)
    /// The template has artwork and none was given.
    case artworkMissing(line: Int)
    /// The font has no such glyph. No other font is ever taken.
    case missingGlyph(Unicode.Scalar, font: String, text: String, line: Int)
    /// Too long for its box even at the smallest size allowed.
    case doesNotFit(text: String, box: Box, lines: Int, smallest: Length, line: Int)
    /// A module would be under three dots, or under the template's smallest.
    case moduleTooSmall(dots: Int, module: Length, smallest: Length, modules: Int, line: Int)
    /// The stamp's text has no QR code.
    case stamp(QRCodeError)
    /// The page has no size.
    case page(BitmapError)
    /// The label has no such place on the sheet.
    case sheet(SheetError)
    /// A file in an archive is named by 1…100 letters, digits, `-`, `_` and `.`.
    case fileName(String)
    /// zlib had no memory.
    case compression(DeflateError)
    /// No PNG was made of the page.
    case png(PNGError)
    /// cairo or Pango refused, for want of memory.
    case drawing(status: Int)
}

extension LabelError: CustomStringConvertible {
    /// What is wrong, the limit, what was given, and what to do.
    public var description: String {
        switch self {
        case .resolution(let dots, let offered):
            "the template is made for \(offered) dots per inch, not \(dots): choose one of them"
        case .font(let path, let faces):
            "\(path) holds \(faces) faces, one is needed: give a plain TrueType or OpenType file"
        case .missing(let field): "\(field) has no value: give one"
        case .unknown(let field): "the template has no field \(field)"
        case .misplaced(let field, let isPerLabel):
            "\(field) is given \(isPerLabel ? "for each label, not for the job" : "for the job, not for a label")"
        case .wrongKind(let field, let wants, let given): "\(field) takes a \(wants), not a \(given)"
        case .textTooLong(let field, let characters, let limit):
            "\(field) takes \(limit) characters, \(characters) were given: shorten it"
        case .wrongForm(let field, let text, let pattern):
            "\(field) is \"\(text)\", which has not the form \(pattern): check it"
        case .forbiddenCharacter(let field, let scalar):
            "\(field) has \(Self.code(scalar)), which cannot be printed: remove it"
        case .noSuchRank(let field, let stars): "\(field) is 3, 4 or 5 stars, not \(stars)"
        case .markWithoutRank(let stars, let allowed):
            "the mark needs a rank of \(allowed.lowerBound) to \(allowed.upperBound) stars, "
                + "this job has \(stars.map(String.init) ?? "none"): leave the mark out"
        case .artworkMissing(let line): "the template has artwork (line \(line)): give its artwork.svg"
        case .missingGlyph(let scalar, let font, let text, let line):
            "\(font) has no glyph for \(Self.code(scalar)) in \"\(text)\" (line \(line)): change the text or the font"
        case .doesNotFit(let text, let box, let lines, let smallest, let line):
            "\"\(text)\" does not fit \(box.width) × \(box.height) in \(lines) lines at \(smallest) (line \(line)): "
                + "shorten it, or give the layer more room"
        case .moduleTooSmall(let dots, let module, let smallest, let modules, let line):
            "\(modules) modules leave \(dots) dots, \(module), a module; 3 dots and \(smallest) are needed "
                + "(line \(line)): enlarge the box or shorten the stamp"
        case .stamp(let error): "the stamp has no QR code: \(error)"
        case .page(let error): "the label cannot be drawn: \(error)"
        case .sheet(let error): "\(error)"
        case .fileName(let name): "\"\(name)\" cannot name a file: use 1 to 100 letters, digits, - _ and ."
        case .compression(let error): "the label was not compressed: \(error)"
        case .png(let error): "the label was not made a PNG: \(error)"
        case .drawing(let status): "cairo failed with status \(status): free some memory"
        }
    }

    static func code(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
