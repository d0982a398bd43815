internal import CPango
internal import QRCode
public import Raster

/// Draws the labels of one job: what they share once, then each with its own code.
///
/// A press belongs to one thread at a time: it is neither copied nor `Sendable`. To draw on many cores make one
/// for each worker, inside the task that uses it; templates, fonts and values are `Sendable`, and the presses
/// share nothing. The same input gives the same dots, every time.
public struct LabelPress: ~Copyable {
    /// The page's resolution across and down.
    public let dotsPerInch: Int
    private let template: LabelTemplate
    private let job: [String: FieldValue]
    private let typesetter: Typesetter
    private let plain: Bitmap
    private let dynamic: [Layer]

    /// Checks the values of the job and draws what every label shares.
    ///
    /// Costs some 20 ms, most of it reading the fonts, and about 10 kB that the process never gets back (measured
    /// with Pango 1.50, which keeps font configurations): make one for a job and worker, not for a label.
    /// A stamp's module size is chosen for each label; everything else that can fail without the label's own
    /// values fails here.
    public init(
        _ template: LabelTemplate, dotsPerInch: Int, fonts: FontFiles, job: [String: FieldValue],
        artwork: Artwork? = nil
    ) throws(LabelError) {
        guard template.resolutions.contains(dotsPerInch) else {
            throw .resolution(dotsPerInch: dotsPerInch, offered: template.resolutions)
        }
        try template.check(job, perLabel: false)
        try template.checkMark(job)
        let perLabel = Set(template.fields.filter(\.isPerLabel).map(\.name))
        let typesetter = try Typesetter(fonts)
        var page = try Self.page(of: template, dotsPerInch)
        for layer in template.layers where perLabel.isDisjoint(with: layer.fields) {
            if layer.content == .artwork {
                guard let artwork else { throw .artworkMissing(line: layer.line) }
                page.draw(try artwork.placed(width: page.width, height: page.height))
                continue
            }
            try page.draw(layer, values: job, dotsPerInch: dotsPerInch, typesetter)
        }
        self.template = template
        self.dotsPerInch = dotsPerInch
        self.job = job
        self.typesetter = typesetter
        plain = page
        dynamic = template.layers.filter { !perLabel.isDisjoint(with: $0.fields) }
    }

    /// The page of one label; `label` has the values of the fields that differ from label to label.
    public func page(for label: [String: FieldValue]) throws(LabelError) -> Bitmap {
        try template.check(label, perLabel: true)
        let values = job.merging(label) { _, own in own }
        var page = plain
        for layer in dynamic {
            try page.draw(layer, values: values, dotsPerInch: dotsPerInch, typesetter)
        }
        return page
    }

    private static func page(of template: LabelTemplate, _ dotsPerInch: Int) throws(LabelError) -> Bitmap {
        do throws(BitmapError) {
            return try Bitmap(
                width: template.width.dots(perInch: dotsPerInch), height: template.height.dots(perInch: dotsPerInch))
        } catch {
            throw .page(error)
        }
    }
}

extension LabelTemplate {
    /// That there is a value for every field of the job or of a label, of its kind, and no other.
    func check(_ values: [String: FieldValue], perLabel: Bool) throws(LabelError) {
        for field in fields where field.isPerLabel == perLabel {
            guard let value = values[field.name] else {
                if field.isOptional { continue }
                throw .missing(field: field.name)
            }
            try field.check(value)
        }
        // Sorted, so that the same mistake is always named first.
        for name in values.keys.sorted() {
            guard let field = field(name) else { throw .unknown(field: name) }
            if field.isPerLabel != perLabel { throw .misplaced(field: name, isPerLabel: field.isPerLabel) }
        }
    }
}

extension Bitmap {
    /// Draws a layer, if its condition holds.
    fileprivate mutating func draw(
        _ layer: Layer, values: [String: FieldValue], dotsPerInch: Int, _ typesetter: borrowing Typesetter
    ) throws(LabelError) {
        switch layer.condition {
        case .when(let field) where values[field] == nil: return
        case .unless(let field) where values[field] != nil: return
        default: break
        }
        switch layer.content {
        case .text(let text):
            try draw(text.filled(with: values), text, line: layer.line, dotsPerInch: dotsPerInch, typesetter)
        case .stars(let stars):
            guard case .stars(let rank)? = values[stars.field] else { return }
            try drawStars(rank, of: stars.of, in: stars.box.dots(perInch: dotsPerInch))
        case .qr(let qr):
            guard case .stamp(let text)? = values[qr.field] else { return }
            try draw(text, qr, line: layer.line, dotsPerInch: dotsPerInch)
        case .image(let slot):
            guard case .image(let image)? = values[slot.field] else { return }
            draw(try image.placed(in: slot.box.dots(perInch: dotsPerInch)))
        case .artwork: break
        case .rule(let box): fill(box.dots(perInch: dotsPerInch))
        case .frame(let box, let stroke):
            for band in box.bands(stroke) { fill(band.dots(perInch: dotsPerInch)) }
        }
    }

    /// At least one dot thick: a hairline is never nothing.
    private mutating func fill(_ box: DotBox) {
        fill(x: box.x, y: box.y, width: max(1, box.width), height: max(1, box.height))
    }
}
