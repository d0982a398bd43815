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
    let typesetter: Typesetter
    private let shared: [Ink]
    private let dynamic: [(layer: Layer, typeCase: TypeCase?)]
    private let isSpecimen: Bool
    /// What every label shares, drawn once.
    let plain: Bitmap

    /// Checks the values of the job and draws what every label shares.
    ///
    /// Costs some milliseconds: make one for a job and worker, not for a label.
    /// A stamp's module size is chosen for each label; everything else that can fail without the label's own
    /// values fails here.
    ///
    /// - Parameters:
    ///   - sign: words that every label has besides what its template says, where it is blank.
    ///   - isSpecimen: writes «MẪU» across mark, stars and code, whose text is then no stamp.
    public init(
        _ template: LabelTemplate, dotsPerInch: Int, fonts: Typefaces, job: [String: FieldValue],
        artwork: Artwork? = nil, sign: String? = nil, isSpecimen: Bool = false
    ) throws(LabelError) {
        guard template.resolutions.contains(dotsPerInch) else {
            throw .resolution(dotsPerInch: dotsPerInch, offered: template.resolutions)
        }
        try template.check(job, perLabel: false)
        try template.checkMark(job)
        let perLabel = Set(template.fields.filter(\.isPerLabel).map(\.name))
        let typesetter = try Typesetter(fonts)
        var page = try Self.page(of: template, dotsPerInch)
        var shared: [Ink] = []
        for layer in template.layers where perLabel.isDisjoint(with: layer.fields) {
            if layer.content == .artwork {
                guard let artwork else { throw .artworkMissing(line: layer.line) }
                shared.append(.picture(try artwork.placed(width: page.width, height: page.height)))
            } else {
                shared += try layer.ink(job, dotsPerInch: dotsPerInch, typesetter)
            }
        }
        if isSpecimen {
            for layer in template.layers {
                guard let box = layer.content.marked(template) else { continue }
                shared += try Specimen.band(across: box, dotsPerInch: dotsPerInch, line: layer.line, typesetter)
            }
        }
        for ink in shared { try page.draw(ink) }
        if let sign {
            var taken = page
            for layer in template.layers where !perLabel.isDisjoint(with: layer.fields) {
                guard let box = layer.content.box?.dots(perInch: dotsPerInch) else { continue }
                taken.fill(x: box.x, y: box.y, width: box.width, height: box.height)
            }
            let ink = try SignPlace(on: taken).ink(sign, dotsPerInch: dotsPerInch, typesetter)
            try page.draw(ink)
            shared.append(ink)
        }
        self.isSpecimen = isSpecimen
        self.template = template
        self.dotsPerInch = dotsPerInch
        self.job = job
        self.typesetter = typesetter
        self.shared = shared
        plain = page
        dynamic = template.layers.filter { !perLabel.isDisjoint(with: $0.fields) }
            .map { ($0, TypeCase($0, dotsPerInch: dotsPerInch)) }
    }

    /// Reads the font files for this press alone; with many presses, share ``Typefaces`` between them.
    public init(
        _ template: LabelTemplate, dotsPerInch: Int, fonts: FontFiles, job: [String: FieldValue],
        artwork: Artwork? = nil, sign: String? = nil, isSpecimen: Bool = false
    ) throws(LabelError) {
        try self.init(
            template, dotsPerInch: dotsPerInch, fonts: try Typefaces(fonts), job: job, artwork: artwork, sign: sign,
            isSpecimen: isSpecimen)
    }

    /// The page of one label; `label` has the values of the fields that differ from label to label.
    public func page(for label: [String: FieldValue]) throws(LabelError) -> Bitmap {
        try page(of: try drawing(for: label))
    }

    func page(of drawing: LabelDrawing) throws(LabelError) -> Bitmap {
        var page = plain
        for ink in drawing.own { try page.draw(ink) }
        return page
    }

    /// What is on every label, and nothing of its own.
    var sharedDrawing: LabelDrawing { LabelDrawing(shared: shared, own: []) }

    /// What is on one label.
    func drawing(for label: [String: FieldValue]) throws(LabelError) -> LabelDrawing {
        try template.check(label, perLabel: true)
        var values = job.merging(label) { _, own in own }
        if isSpecimen {
            values = values.mapValues { value -> FieldValue in
                if case .stamp = value { return .stamp(Specimen.code) }
                return value
            }
        }
        var own: [Ink] = []
        for (layer, typeCase) in dynamic {
            own += try layer.ink(values, dotsPerInch: dotsPerInch, typesetter, typeCase)
            if isSpecimen, case .qr(let code) = layer.content {
                own += try Specimen.band(across: code.box, dotsPerInch: dotsPerInch, line: layer.line, typesetter)
            }
        }
        return LabelDrawing(shared: shared, own: own)
    }

    /// Across and down, as designed.
    var size: (width: Length, height: Length) { (template.width, template.height) }

    /// What the pages of the job have in common, with the template's samples for what they have not.
    var form: PageForm {
        // Samples that do not fit this job only make the compression poorer.
        let sample = (try? page(for: template.sampleLabel)) ?? plain
        let windows = dynamic.map { layer, _ in
            let box = (layer.content.box ?? whole).dots(perInch: dotsPerInch)
            return PageForm.Window(x: box.x, y: box.y, width: box.width, height: box.height)
        }
        return PageForm(plain: plain, sample: sample, windows: windows)
    }

    private var whole: Box {
        let zero = Length(micrometres: 0)
        return Box(x: zero, y: zero, width: template.width, height: template.height)
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

extension Layer.Content {
    /// Where it may show mark or stars, so that a specimen says so there; nil for what cannot.
    fileprivate func marked(_ template: LabelTemplate) -> Box? {
        switch self {
        case .stars(let stars): stars.box
        case .image(let image): image.box
        case .artwork:
            Box(x: Length(micrometres: 0), y: Length(micrometres: 0), width: template.width, height: template.height)
        case .text, .qr, .rule, .frame: nil
        }
    }

    /// Where it draws; nil for the whole label.
    fileprivate var box: Box? {
        switch self {
        case .text(let text): text.box
        case .stars(let stars): stars.box
        case .qr(let qr): qr.box
        case .image(let image): image.box
        case .artwork: nil
        case .rule(let box), .frame(let box, _): box
        }
    }
}
