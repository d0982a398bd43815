internal import QRCode
internal import Raster

/// What a layer puts on the label, in dots from the top left corner: every output draws these and nothing else.
enum Ink {
    case fill(DotBox)
    /// Takes away what lies below, as white paper does.
    case clear(DotBox)
    case stars(StarRow)
    case text(PlacedText)
    case code(PlacedCode)
    case picture(PlacedPicture)
}

/// Text that has been fitted: its lines are broken and its place is final.
struct PlacedText {
    let paragraph: any SetText
    let x: Int
    let y: Int
}

/// A QR code on whole dots.
struct PlacedCode {
    let code: QRCode
    /// Dots a module.
    let scale: Int
    /// Of the first module; the quiet zone lies outside.
    let x: Int
    let y: Int

    /// Dots along one side.
    var side: Int { code.side * scale }
}

/// All that is on one label.
struct LabelDrawing {
    /// What every label of the job shares.
    let shared: [Ink]
    /// What is this label's own.
    let own: [Ink]
}

extension Layer {
    /// What the layer draws with these values: nothing when its condition does not hold.
    ///
    /// Text is put together from the case when that can be.
    func ink(
        _ values: [String: FieldValue], dotsPerInch: Int, _ typesetter: borrowing Typesetter,
        _ typeCase: TypeCase? = nil
    ) throws(LabelError) -> [Ink] {
        switch condition {
        case .when(let field) where values[field] == nil: return []
        case .unless(let field) where values[field] != nil: return []
        default: break
        }
        switch content {
        case .text(let text):
            let filled = text.filled(with: values)
            if let placed = try typeCase?.place(filled, typesetter) { return [.text(placed)] }
            return [.text(try text.place(filled, line: line, dotsPerInch: dotsPerInch, typesetter))]
        case .stars(let stars):
            guard case .stars(let rank)? = values[stars.field] else { return [] }
            return [.stars(StarRow(rank: rank, of: stars.of, in: stars.box.dots(perInch: dotsPerInch)))]
        case .qr(let qr):
            guard case .stamp(let text)? = values[qr.field] else { return [] }
            return [.code(try qr.place(text, line: line, dotsPerInch: dotsPerInch))]
        case .image(let slot):
            guard case .image(let image)? = values[slot.field] else { return [] }
            return [.picture(try image.placed(in: slot.box.dots(perInch: dotsPerInch)))]
        // The press has its bytes.
        case .artwork: return []
        case .rule(let box): return [.hairline(box, dotsPerInch)]
        case .frame(let box, let stroke): return box.bands(stroke).map { .hairline($0, dotsPerInch) }
        }
    }
}

extension Ink {
    /// At least one dot thick: a hairline is never nothing.
    fileprivate static func hairline(_ box: Box, _ dotsPerInch: Int) -> Self {
        let dots = box.dots(perInch: dotsPerInch)
        return .fill(DotBox(x: dots.x, y: dots.y, width: max(1, dots.width), height: max(1, dots.height)))
    }
}

extension Bitmap {
    mutating func draw(_ ink: Ink) throws(LabelError) {
        switch ink {
        case .fill(let box): fill(x: box.x, y: box.y, width: box.width, height: box.height)
        case .clear(let box): fill(x: box.x, y: box.y, width: box.width, height: box.height, black: false)
        case .stars(let row): try draw(row)
        case .text(let text): try text.paragraph.draw(on: &self, x: text.x, y: text.y)
        case .picture(let picture): draw(picture)
        case .code(let placed):
            draw(modules: placed.code.packed, side: placed.code.side, scale: placed.scale, x: placed.x, y: placed.y)
        }
    }
}
