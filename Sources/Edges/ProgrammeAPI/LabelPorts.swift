package import Access
package import Records
package import Time

/// A label template as programs see it.
package struct TemplateDescription: Sendable, Equatable {
    /// The name of its folder.
    package let name: String
    /// What the label is for.
    package let purpose: String
    /// Across, in millimetres.
    package let widthMillimetres: Double
    /// Down, in millimetres.
    package let heightMillimetres: Double
    /// Dots per inch that it was made for.
    package let resolutions: [Int]
    /// The names of its text fields; the register fills those that it knows, a request may give the others.
    package let texts: [String]

    /// Takes the parts as they are.
    package init(
        name: String, purpose: String, widthMillimetres: Double, heightMillimetres: Double, resolutions: [Int],
        texts: [String]
    ) {
        self.name = name
        self.purpose = purpose
        self.widthMillimetres = widthMillimetres
        self.heightMillimetres = heightMillimetres
        self.resolutions = resolutions
        self.texts = texts
    }
}

/// Labels that somebody wants to print.
package struct LabelRequest: Sendable, Equatable {
    /// What labels are written as over HTTP: one stream for all of them.
    package enum Format: String, Sendable, CaseIterable {
        case pdf
        case zip
        case zpl
        case tspl

        /// The type of the stream; printers' languages have none of their own.
        package var mediaType: String {
            switch self {
            case .pdf: "application/pdf"
            case .zip: "application/zip"
            case .zpl, .tspl: "application/octet-stream"
            }
        }
    }

    /// The batch's identifier.
    package let batch: String
    /// The template's name.
    package let template: String
    /// What they are written as.
    package let format: Format
    /// The printer's dots per inch.
    package let dotsPerInch: Int
    /// The first label, by its place in the batch, from 1 on.
    package let from: Int
    /// The last label; nil for the batch's.
    package let to: Int?
    /// How often each label is drawn, one after the other.
    package let copies: Int
    /// What the register does not know, by the fields' names.
    package let texts: [String: String]
    /// Why labels that are accounted for are drawn again; goes into the ledger.
    package let reprint: String?

    /// Takes the parts as they are.
    package init(
        batch: String, template: String, format: Format, dotsPerInch: Int, from: Int, to: Int?, copies: Int,
        texts: [String: String], reprint: String? = nil
    ) {
        self.batch = batch
        self.template = template
        self.format = format
        self.dotsPerInch = dotsPerInch
        self.from = from
        self.to = to
        self.copies = copies
        self.texts = texts
        self.reprint = reprint
    }
}

/// Draws labels.
///
/// The calls take a processor for a while and are made on threads of their own, never on a request's.
package protocol LabelDrawing: Sendable {
    /// The templates that there are, by their names.
    func templates() throws -> [TemplateDescription]

    /// A template with its sample values, as a PNG.
    ///
    /// - Throws: `Problem` `templateUnknown`, `labelNotDrawable`.
    func preview(of template: String, dotsPerInch: Int) throws -> [UInt8]

    /// The labels of a request, as pieces of one stream that are drawn when they are asked for, nil after the last.
    ///
    /// - Parameter permit: called with what the batch is about, before anything is drawn or written.
    /// - Throws: `Problem` `batchUnknown`, `templateUnknown`, `labelNotDrawable`, `reprintNeedsReason`, `usage` where the
    ///   batch has no such labels; what `permit` throws.
    func labels(
        _ request: LabelRequest, on today: CivilDate, as stamp: EntryStamp, permit: @Sendable (Subject) throws -> Void
    ) throws -> @Sendable () throws -> [UInt8]?
}
