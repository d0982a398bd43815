internal import Labels
internal import Raster
public import Wording

extension Problem {
    /// Why a label could not be drawn, as a problem; nil for an error of anything else.
    public init?(drawing error: any Error) {
        switch error {
        case let error as LabelError: self.init(notDrawn: error.vietnamese, error.description)
        case let error as SheetError: self.init(notDrawn: error.description, error.description)
        case let error as PNGError: self.init(notDrawn: "\(error)", "\(error)")
        default: return nil
        }
    }

    private init(notDrawn vi: String, _ en: String) {
        self.init(.labelNotDrawable, vi: "Không vẽ được nhãn: \(vi).", en: "The label cannot be drawn: \(en).")
    }
}

/// Runs a piece of work whose errors of drawing are told as problems, for callers who know no drawing.
func toldAsProblems<Answer>(_ work: () throws -> Answer) throws -> Answer {
    do {
        return try work()
    } catch {
        if let problem = Problem(drawing: error) { throw problem }
        throw error
    }
}
