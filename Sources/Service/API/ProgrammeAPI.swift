/// The interface for programs, version 1: what it works on, and how much it takes from one client.
public struct ProgrammeAPI: Sendable {
    let reading: any ProgrammeReading
    let writing: any ProgrammeWriting
    let issuing: any StampIssuing
    let tokens: any TokenRegister
    let time: @Sendable () -> String
    let limits: Limits

    /// - Parameter time: the time for ledger entries, in UTC to the second, as in RFC 3339.
    public init(
        reading: any ProgrammeReading, writing: any ProgrammeWriting, issuing: any StampIssuing,
        tokens: any TokenRegister, time: @escaping @Sendable () -> String, limits: Limits = Limits()
    ) {
        self.reading = reading
        self.writing = writing
        self.issuing = issuing
        self.tokens = tokens
        self.time = time
        self.limits = limits
    }

    /// Bounds for one client.
    public struct Limits: Sendable, Equatable {
        /// Octets of a request's content; more is refused.
        public var contentOctets: Int
        /// Requests a second that an account may send in the long run.
        public var requestsPerSecond: Double
        /// Requests that it may send at once after a pause.
        public var burst: Double

        /// The limits that suit an office or a co-operative.
        public init(contentOctets: Int = 262_144, requestsPerSecond: Double = 20, burst: Double = 200) {
            self.contentOctets = contentOctets
            self.requestsPerSecond = requestsPerSecond
            self.burst = burst
        }
    }
}
