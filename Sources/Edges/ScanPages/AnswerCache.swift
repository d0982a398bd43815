internal import Encodings
internal import HTTPServer
internal import Verification
internal import Wording

/// The answers made lately, by what they follow from; bounded.
///
/// It needs no forgetting when the register changes: then facts have another revision, and with it reports another
/// basis.
final class AnswerCache: Sendable {
    private struct PageName: Hashable {
        let basis: ReportBasis
        let language: Language
        let picture: PictureView?
    }

    private let pages = BoundedCache<PageName, CompressedText>(bytes: 24 << 20)
    private let members = BoundedCache<ReportBasis, CanonicalMembers>(bytes: 8 << 20)

    /// The page of a report, made only where none like it is at hand.
    func page(
        of report: VerificationReport, _ language: Language, with picture: PictureView?,
        make: () async throws -> String
    ) async rethrows -> CompressedText {
        guard let basis = report.basis else { return CompressedText(try await make()) }
        let name = PageName(basis: basis, language: language, picture: picture)
        if let known = pages[name] { return known }
        let page = CompressedText(try await make())
        // What gzip makes of it, a quarter, may be kept beside it.
        pages.keep(page, as: name, bytes: page.text.utf8.count * 5 / 4)
        return page
    }

    /// The canonical text of a report's JSON; all but what differs from scan to scan is made once.
    func json(of report: VerificationReport) -> String {
        guard let basis = report.basis else { return report.json.canonicalText }
        return lasting(basis, report).text(with: CanonicalMembers(report.scanMembers))
    }

    private func lasting(_ basis: ReportBasis, _ report: VerificationReport) -> CanonicalMembers {
        if let known = members[basis] { return known }
        let made = CanonicalMembers(report.lastingMembers)
        members.keep(made, as: basis, bytes: made.byteCount)
        return made
    }
}
