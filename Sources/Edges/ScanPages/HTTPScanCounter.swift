internal import HTTPServer
internal import HTTPTypes
internal import Hummingbird
internal import ScanHistory
internal import Stamps
package import Verification

/// Counts the checks that come over HTTP.
package struct HTTPScanCounter: Sendable {
    let counts: any ScanCounting
    private let now: @Sendable () -> Int64

    /// - Parameter now: seconds since 1970-01-01T00:00:00Z.
    package init(counts: any ScanCounting, now: @escaping @Sendable () -> Int64) {
        self.counts = counts
        self.now = now
    }

    /// The check that a request is; nil for one that does not count, as a `HEAD`, a robot's or one made ahead of need.
    func check(_ request: Request, _ context: ClientContext) -> Check? {
        guard request.method == .get || request.method == .post, !LinkPreview.isAsking(request.headers) else {
            return nil
        }
        let now = now()
        let bucket = counts.bucket(
            network: context.network, agent: request.headers[.userAgent] ?? "", at: now)
        return Check(time: now, channel: .web, visitor: bucket)
    }

    /// Counts a check that was answered.
    func record(_ report: VerificationReport, _ check: Check?) {
        if let check { counts.record(report, check) }
    }
}
