/// A label's design: boxes in millimetres, typed fields, and what is drawn where.
///
/// Read from `label.yaml`; a template in hand has every field declared, every box on the label, and samples
/// that fit their types.
public struct LabelTemplate: Sendable, Equatable {
    /// The name of its folder, such as `ocop-60x40`.
    public let name: String
    /// Across.
    public let width: Length
    /// Down.
    public let height: Length
    /// Dots per inch that the design was made for.
    public let resolutions: [Int]
    /// What the label is for, which decides what it must say.
    public let purpose: Purpose
    /// The sheet or roll that it was made for, in `label-templates/media`; any that fits when nil.
    public let media: String?
    /// When its `mark` slot may be filled; nil in a template without one.
    public let requirement: MarkRequirement?
    /// In the order of the file.
    public let fields: [Field]
    let layers: [Layer]

    /// What a label is for.
    public enum Purpose: String, Sendable, CaseIterable {
        /// The label of packed food: it must say all that the law asks of one.
        case foodLabel = "food-label"
        /// A stamp beside a pack's own label.
        case traceLabel = "trace-label"
        /// A sign at a place, such as a tourism product's; it has no lot.
        case plaque
        /// A carton of packs.
        case shippingCase = "case"
    }

    /// Whether it has a layer of artwork, for which the press needs `artwork.svg`.
    public var hasArtwork: Bool { layers.contains { $0.content == .artwork } }

    /// A blank to be filled in.
    public struct Field: Sendable, Equatable {
        /// Letters and digits, such as `packedOn`.
        public let name: String
        /// What it takes.
        public let kind: Kind
        /// Whether it differs from label to label; otherwise it is one for the whole job.
        public let isPerLabel: Bool
        /// Whether it may be left blank.
        public let isOptional: Bool
        /// Who fills it.
        public let source: FieldSource
        /// What a text must look like; nil allows all.
        public let pattern: FieldPattern?
        /// What previews show; nil for an image, which they leave out.
        public let sample: FieldValue?
    }

    /// Who fills a field.
    public enum FieldSource: String, Sendable, CaseIterable {
        /// The register, with facts that stand beside a signed stamp.
        case register
        /// The caller, with what the register does not know, such as ingredients.
        case request
    }

    /// What a field takes.
    public enum Kind: Sendable, Equatable {
        /// At most so many characters on one line.
        case text(max: Int)
        /// A day, printed `dd/MM/yyyy`.
        case date
        /// A whole number.
        case integer
        /// A rank of 3…5 stars.
        case stars
        /// The text of the QR code, drawn exactly as given.
        case stamp
        /// A picture, always optional and one for a job.
        case image
    }

    /// Sample values of the fields that are one for a job.
    public var sampleJob: [String: FieldValue] { samples(perLabel: false) }

    /// Sample values of the fields that differ from label to label.
    public var sampleLabel: [String: FieldValue] { samples(perLabel: true) }

    private func samples(perLabel: Bool) -> [String: FieldValue] {
        fields.reduce(into: [:]) { values, field in
            if field.isPerLabel == perLabel, let sample = field.sample { values[field.name] = sample }
        }
    }

    func field(_ name: String) -> Field? { fields.first { $0.name == name } }
}

/// Something that is drawn.
struct Layer: Sendable, Equatable {
    /// Where it stands in `label.yaml`, from 1.
    let line: Int
    let condition: Condition?
    let content: Content

    enum Condition: Sendable, Equatable {
        case when(String)
        case unless(String)
    }

    enum Content: Sendable, Equatable {
        case text(TextLayer)
        case stars(StarsLayer)
        case qr(QRLayer)
        case rule(Box)
        case frame(Box, stroke: Length)
        case image(ImageLayer)
        /// The folder's `artwork.svg`, over the whole label.
        case artwork
    }

    /// Fields that it names, in its value and its condition.
    var fields: [String] {
        switch condition {
        case .when(let field), .unless(let field): content.fields + [field]
        case nil: content.fields
        }
    }
}

extension Layer.Content {
    /// Fields that it prints.
    var fields: [String] {
        switch self {
        case .text(let text): text.fields
        case .stars(let stars): [stars.field]
        case .qr(let qr): [qr.field]
        case .image(let image): [image.field]
        case .rule, .frame, .artwork: []
        }
    }
}

struct TextLayer: Sendable, Equatable {
    let box: Box
    let pieces: [Piece]
    let weight: Weight
    let size: Length
    /// Text that does not fit is set smaller, down to this.
    let smallest: Length
    let lines: Int
    /// Baseline to baseline in thousandths of an em.
    let leading: Int
    let align: Align
    let valign: VerticalAlign

    enum Piece: Sendable, Equatable {
        case literal(String)
        case field(String)
    }

    enum Weight: String, Sendable, CaseIterable { case regular, bold }
    enum Align: String, Sendable, CaseIterable { case left, centre, right }
    enum VerticalAlign: String, Sendable, CaseIterable { case top, middle, bottom }

    var fields: [String] {
        pieces.compactMap { if case .field(let name) = $0 { name } else { nil } }
    }
}

struct StarsLayer: Sendable, Equatable {
    let box: Box
    let field: String
    let of: Int
}

struct QRLayer: Sendable, Equatable {
    let box: Box
    let field: String
    let minimum: MinimumErrorCorrection
    let smallestModule: Length
    let quietZone: Int

    enum MinimumErrorCorrection: String, Sendable, CaseIterable {
        case low = "L"
        case medium = "M"
        case quartile = "Q"
        case high = "H"
    }
}
