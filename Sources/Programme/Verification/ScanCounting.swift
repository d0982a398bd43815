public import ScanHistory
public import Stamps

/// Where the checks of codes are counted: apart from the ledger, in batched writes, without personal data.
public protocol ScanCounting: CheckCounts {
    /// The bucket of the present caller; see `VisitorBook`.
    func bucket(network: NetworkPrefix?, agent: String, at now: Int64) -> VisitorBucket

    /// Takes a check of an issued code into memory.
    func record(_ scan: Scan)

    /// Adds up a check of what was not issued.
    func record(_ check: Check, result: String)

    /// Uses up the covered number of a pack, durably, or says why not.
    ///
    /// - Parameter isRight: whether the number that was typed is the pack's.
    func enterPIN(isRight: Bool, of code: ScanCode, by check: Check) async throws -> PINOutcome

    /// Takes the province that a visitor gives; of several on one day the last counts.
    func give(_ province: String, by check: Check, of code: ScanCode)

    /// Writes what was taken into memory.
    func flush() async

    /// What lies in memory.
    var backlog: ScanBacklog { get }

    /// The checks of a code with their outcomes, for an inspector.
    func fullHistory(of code: ScanCode) -> CodeHistory?

    /// The written histories of a range of codes, in the order of their numbers, one at a time.
    ///
    /// - Throws: `Problem` `registerFailed` and its like; what `body` throws.
    func forEachHistory(
        of product: ProductKey, in numbers: SerialRange, _ body: (SerialNumber, CodeHistory) throws -> Void
    ) throws
}

extension ScanCounting {
    /// Counts a check that was answered: by its code where that was issued, else in the totals alone.
    public func record(_ report: VerificationReport, _ check: Check) {
        if let code = report.scanCode {
            record(Scan(code, check, result: report.verdict.rawValue))
        } else {
            record(check, result: report.verdict.rawValue)
        }
    }
}

/// How much lies in memory.
public struct ScanBacklog: Sendable, Equatable {
    /// Codes that wait to be written.
    public let codes: Int
    /// Checks that wait to be written in the totals.
    public let totals: Int
    /// Checks that were counted in the totals only, as too many codes waited.
    public let dropped: Int

    /// Takes the parts as they are.
    public init(codes: Int, totals: Int, dropped: Int) {
        self.codes = codes
        self.totals = totals
        self.dropped = dropped
    }
}
