internal import Hummingbird

/// Answers the pages on which people write: citizens' reports and the inspectors' pages.
struct PeopleResponder: Sendable {
    let reports: ReportResponder
    /// nil where nobody can sign in.
    var inspectors: InspectorResponder?

    /// Whether a path is one of these pages.
    static func isAnswering(_ path: String) -> Bool {
        [ReportResponder.root, InspectorAddress.root].contains { path == $0 || path.hasPrefix($0 + "/") }
    }

    func answer(
        _ request: Request, _ target: RequestTarget, _ reader: Negotiation, _ context: ScanContext
    ) async throws -> Answer {
        if target.path.hasPrefix(ReportResponder.root) {
            return try await reports.answer(request, target, reader, context)
        }
        guard let inspectors else { throw Failure.notFound }
        return try await inspectors.answer(request, target, reader, context)
    }
}
