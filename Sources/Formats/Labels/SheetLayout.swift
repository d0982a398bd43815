/// Where labels lie on a sheet of stickers, from its top left corner.
///
/// A plain description, as a supplier's data sheet has it; ``Sheet`` checks it against the label.
public struct SheetLayout: Sendable, Equatable {
    /// Across the whole sheet.
    public let pageWidth: Length
    /// Down the whole sheet.
    public let pageHeight: Length
    /// Labels across.
    public let columns: Int
    /// Labels down.
    public let rows: Int
    /// From the sheet's left edge to the first label's.
    public let left: Length
    /// From the sheet's top edge to the first label's.
    public let top: Length
    /// From one label's left edge to the next one's.
    public let pitchX: Length
    /// From one label's top edge to the next one's.
    public let pitchY: Length

    /// Describes a sheet.
    public init(
        pageWidth: Length, pageHeight: Length, columns: Int, rows: Int, left: Length, top: Length, pitchX: Length,
        pitchY: Length
    ) {
        self.pageWidth = pageWidth
        self.pageHeight = pageHeight
        self.columns = columns
        self.rows = rows
        self.left = left
        self.top = top
        self.pitchX = pitchX
        self.pitchY = pitchY
    }
}
