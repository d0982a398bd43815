/// The interface for programs, version 1: what it works on, and how much it takes from one client.
package struct APIBackend: Sendable {
    let reading: any ProgrammeReading
    let writing: any ProgrammeWriting
    let issuing: any StampIssuing
    let acting: any ProgrammeActing
    let accounts: any ProgrammeAccounts
    package let tokens: any TokenRegister
    package let labels: DrawingPool
    package let inspection: (any ProgrammeInspection)?
    package let newSecret: @Sendable () -> [UInt8]
    package let time: @Sendable () -> String
    let limits: Limits

    /// - Parameters:
    ///   - labels: draws labels.
    ///   - inspection: cases, findings and evidence; nil serves none of them.
    ///   - newSecret: 32 fresh octets of the system's source of randomness, for a new token.
    ///   - time: the time for ledger entries, in UTC to the second, as in RFC 3339.
    package init(
        reading: any ProgrammeReading, writing: any ProgrammeWriting, issuing: any StampIssuing,
        acting: any ProgrammeActing, accounts: any ProgrammeAccounts, tokens: any TokenRegister,
        labels: any LabelDrawing, inspection: (any ProgrammeInspection)? = nil,
        newSecret: @escaping @Sendable () -> [UInt8],
        time: @escaping @Sendable () -> String, limits: Limits = Limits()
    ) {
        self.reading = reading
        self.writing = writing
        self.issuing = issuing
        self.acting = acting
        self.accounts = accounts
        self.tokens = tokens
        self.labels = DrawingPool(labels, atOnce: limits.drawingsAtOnce)
        self.inspection = inspection
        self.newSecret = newSecret
        self.time = time
        self.limits = limits
    }

    /// Bounds for one client.
    package struct Limits: Sendable, Equatable {
        /// Octets of a request's content; more is refused.
        package var contentOctets: Int
        /// Requests a second that an account may send in the long run.
        package var requestsPerSecond: Double
        /// Requests that it may send at once after a pause.
        package var burst: Double
        /// Label jobs that are drawn at once, of all accounts together; more are told to come again.
        package var drawingsAtOnce: Int

        /// The limits that suit an office or a co-operative.
        package init(
            contentOctets: Int = 262_144, requestsPerSecond: Double = 20, burst: Double = 200,
            drawingsAtOnce: Int = 8
        ) {
            self.contentOctets = contentOctets
            self.requestsPerSecond = requestsPerSecond
            self.burst = burst
            self.drawingsAtOnce = drawingsAtOnce
        }
    }
}
