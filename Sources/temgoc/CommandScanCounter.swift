import Files
import Registrar
import ScanHistory
import Time
import Verification
import Wording

/// The checks of one command, by the issuer itself or by an inspector: they make no code suspected.
struct CommandScanCounter {
    let counts: any ScanCounting
    let isCounting: Bool
    private let clock: RegisterClock

    /// nil where nothing is to be counted and nothing has been, or the counts cannot be opened: checking goes on.
    init?(home: Home, _ registrar: Registrar, isCounting: Bool) async {
        guard isCounting || Folder.exists(home.scanCountsPath) else { return nil }
        do {
            clock = try await registrar.clock(Clock.secondsSince1970)
            counts = try home.openScanCounts { Self.warn($0) }
            self.isCounting = isCounting
        } catch {
            Self.warn(error)
            return nil
        }
    }

    /// The check that is made now; nil where it is not to be counted.
    var check: ScanHistory.Check? {
        isCounting ? ScanHistory.Check(time: clock.now().secondsSince1970, channel: .cli) : nil
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

    private static func warn(_ error: any Error) {
        Console.remark("warning: scans.sqlite: \(ErrorReport.problems(from: error)?.first?.text.en ?? "\(error)")")
    }
}
