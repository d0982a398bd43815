package import Registrar
package import Time

/// The interface for programs, version 1: what it works on, and how much it takes from one client.
package struct APIBackend: Sendable {
    package let registrar: Registrar
    let sealing: @Sendable () async throws -> BatchSealing
    package let labels: DrawingPool
    package let inspection: StampInspection?
    package let newSecret: @Sendable () -> [UInt8]
    package let time: @Sendable () -> UTCTime
    let limits: Limits

    /// - Parameters:
    ///   - registrar: what may be done to the register.
    ///   - sealing: the key that new stamps are signed with now.
    ///   - drawing: what labels are drawn with, on the threads that are given.
    ///   - inspection: cases, findings and evidence; nil serves none of them.
    ///   - newSecret: 32 fresh bytes of the system's source of randomness, for a new token.
    ///   - time: the time for ledger entries.
    package init(
        registrar: Registrar, sealing: @escaping @Sendable () async throws -> BatchSealing,
        drawing: (any DrawingThreads) -> LabelWorkshop,
        inspection: StampInspection? = nil,
        newSecret: @escaping @Sendable () -> [UInt8], time: @escaping @Sendable () -> UTCTime,
        limits: Limits = Limits()
    ) {
        self.registrar = registrar
        self.sealing = sealing
        labels = DrawingPool(registrar, atOnce: limits.drawingsAtOnce, drawing)
        self.inspection = inspection
        self.newSecret = newSecret
        self.time = time
        self.limits = limits
    }

    /// Bounds for one client.
    package struct Limits: Sendable, Equatable {
        /// Bytes of a request's content; more is refused.
        package var contentBytes: Int
        /// Requests a second that an account may send in the long run.
        package var requestsPerSecond: Double
        /// Requests that it may send at once after a pause.
        package var burst: Double
        /// Label jobs that are drawn at once, of all accounts together; more are told to come again.
        package var drawingsAtOnce: Int

        /// The limits that suit an office or a co-operative.
        package init(
            contentBytes: Int = 262_144, requestsPerSecond: Double = 20, burst: Double = 200,
            drawingsAtOnce: Int = 8
        ) {
            self.contentBytes = contentBytes
            self.requestsPerSecond = requestsPerSecond
            self.burst = burst
            self.drawingsAtOnce = drawingsAtOnce
        }
    }
}
