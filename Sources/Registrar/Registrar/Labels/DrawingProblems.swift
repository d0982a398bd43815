internal import Labels
internal import Raster
internal import Stamps
public import Wording

/// The problem of a drawing, sealing or picture that failed; nil for an error of another kind.
public func drawingProblem(of error: any Error) -> Problem? {
    switch error {
    case let error as LabelError:
        Problem(
            .labelNotDrawable, vi: "Không vẽ được nhãn: \(error.vietnamese).",
            en: "The label cannot be drawn: \(error.description).")
    case let error as SheetError: notDrawable(error.description)
    case let error as PNGError: notDrawable("\(error)")
    case let error as StampKeyError:
        Problem(.keyDamaged, vi: "Khóa không dùng được: \(error).", en: "The key cannot be used: \(error).")
    default: nil
    }
}

private func notDrawable(_ reason: String) -> Problem {
    Problem(.labelNotDrawable, vi: "Không vẽ được nhãn: \(reason).", en: "The label cannot be drawn: \(reason).")
}

/// Runs a piece of work whose errors everybody may read.
func withDrawingProblems<Answer: ~Copyable>(_ work: () throws -> Answer) throws -> Answer {
    do {
        return try work()
    } catch {
        throw drawingProblem(of: error) ?? error
    }
}
