internal import Encodings
internal import Synchronization
internal import Verification
internal import Wording

/// The answers made lately, by what they follow from; bounded.
///
/// It needs no forgetting when the register changes: then facts have another revision, and with it reports another
/// basis.
final class AnswerMemory: Sendable {
    private struct PageName: Hashable {
        let basis: ReportBasis
        let language: Language
        let picture: PictureView?
    }

    private let pages = Mutex(BoundedMemory<PageName, String>(octets: 24 << 20))
    private let members = Mutex(BoundedMemory<ReportBasis, CanonicalMembers>(octets: 8 << 20))

    /// The page of a report, made only where none like it is at hand.
    func page(
        of report: VerificationReport, _ language: Language, with picture: PictureView?,
        make: () async throws -> String
    ) async rethrows -> String {
        guard let basis = report.basis else { return try await make() }
        let name = PageName(basis: basis, language: language, picture: picture)
        if let known = pages.withLock({ $0[name] }) { return known }
        let page = try await make()
        pages.withLock { $0.keep(page, as: name, octets: page.utf8.count) }
        return page
    }

    /// The canonical text of a report's JSON; all but what differs from scan to scan is made once.
    func json(of report: VerificationReport) -> String {
        guard let basis = report.basis else { return report.json.canonicalText }
        return lasting(basis, report).text(with: CanonicalMembers(report.scanMembers))
    }

    private func lasting(_ basis: ReportBasis, _ report: VerificationReport) -> CanonicalMembers {
        if let known = members.withLock({ $0[basis] }) { return known }
        let made = CanonicalMembers(report.lastingMembers)
        members.withLock { $0.keep(made, as: basis, octets: made.octetCount) }
        return made
    }
}

/// Values by their names, of so many octets at most; when they would be more, all are forgotten.
struct BoundedMemory<Name: Hashable & Sendable, Value: Sendable>: Sendable {
    private let limit: Int
    private var values: [Name: Value] = [:]
    private var octets = 0

    init(octets limit: Int) {
        self.limit = limit
    }

    subscript(name: Name) -> Value? { values[name] }

    mutating func keep(_ value: Value, as name: Name, octets size: Int) {
        guard size <= limit, values[name] == nil else { return }
        if octets + size > limit {
            values.removeAll()
            octets = 0
        }
        values[name] = value
        octets += size
    }
}
