import Files
import ScanHistory
import ScanPages
import Store
import Verification
import Wording

extension Home {
    /// The counts of checks, apart from the register.
    var scanCountsPath: String { "\(path)/scans.sqlite" }

    func openScanCounts(onFailure: @escaping @Sendable (any Error) -> Void) throws -> ScanCounts {
        try ScanCounts(path: scanCountsPath, onFailure: onFailure)
    }

    /// The rules that suspect a copy: those of `scan-rules.json`, or the standard ones where there is no such file.
    func copyRules() throws -> CopyRules {
        let path = "\(self.path)/scan-rules.json"
        guard Folder.exists(path) else { return .standard }
        let value = try JSONFile.value(of: WholeFile.read(path, limit: 65_536), path)
        do throws(DataProblems) {
            return try CopyRules(reading: value)
        } catch {
            throw Problems(
                error.problems.map {
                    Problem(
                        .dataInvalid, vi: "\(path): \($0.path): \($0.text.vi)", en: "\(path): \($0.path): \($0.text.en)"
                    )
                })
        }
    }
}

/// The checks of one command, by the issuer's own desk or by an inspector: they make no code suspected.
struct DeskScans {
    let counts: ScanCounts
    let isCounting: Bool

    /// nil where nothing is to be counted and nothing has been, or the counts cannot be opened: checking goes on.
    init?(home: Home, isCounting: Bool) {
        guard Folder.exists(home.registerPath), isCounting || Folder.exists(home.scanCountsPath) else { return nil }
        do {
            counts = try home.openScanCounts { Self.tell($0) }
            self.isCounting = isCounting
        } catch {
            Self.tell(error)
            return nil
        }
    }

    /// The check that is made now; nil where it is not to be counted.
    var check: ScanHistory.Check? {
        isCounting ? ScanHistory.Check(time: Clock.secondsSince1970(), channel: .cli) : nil
    }

    /// Counts a check that was answered.
    func record(_ report: VerificationReport) async {
        guard let check else { return }
        counts.record(report, check)
        // A long list is written piece by piece.
        if counts.backlog.codes >= 4_096 { await finish() }
    }

    /// Writes what was counted.
    func finish() async { await counts.flush() }

    private static func tell(_ error: any Error) {
        Console.remark("warning: scans.sqlite: \(ErrorReport.problems(from: error)?.first?.text.en ?? "\(error)")")
    }
}
