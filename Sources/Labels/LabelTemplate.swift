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
    /// In the order of the file.
    public let fields: [Field]
    let layers: [Layer]

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
        /// What previews show.
        public let sample: FieldValue
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
    }

    /// Sample values of the fields that are one for a job.
    public var sampleJob: [String: FieldValue] { samples(perLabel: false) }

    /// Sample values of the fields that differ from label to label.
    public var sampleLabel: [String: FieldValue] { samples(perLabel: true) }

    private func samples(perLabel: Bool) -> [String: FieldValue] {
        fields.reduce(into: [:]) { values, field in
            if field.isPerLabel == perLabel { values[field.name] = field.sample }
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
        case .rule, .frame: []
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
