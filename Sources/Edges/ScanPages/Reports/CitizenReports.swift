package import Registrar
package import Time
internal import Inspection

/// A province that a citizen may choose.
package struct ProvinceChoice: Sendable, Equatable {
    /// The present code, 2 digits.
    package let code: String
    /// Its name in Vietnamese.
    package let name: String

    /// Takes the parts as they are.
    package init(code: String, name: String) {
        self.code = code
        self.name = name
    }
}

/// Citizens' reports: what they work on, and how many are taken.
package struct CitizenReports: Sendable {
    let registrar: Registrar
    let evidence: any BlobStore
    package let provinces: [ProvinceChoice]
    package let newSecret: @Sendable () -> [UInt8]
    let time: @Sendable () -> UTCTime
    let limits: Limits

    /// - Parameters:
    ///   - registrar: takes the reports.
    ///   - evidence: where their pictures are kept.
    ///   - provinces: what a citizen may choose; nothing is asked where there is none.
    ///   - newSecret: 32 fresh bytes of the system's source of randomness.
    ///   - time: the time now.
    package init(
        registrar: Registrar, evidence: any BlobStore, provinces: [ProvinceChoice],
        newSecret: @escaping @Sendable () -> [UInt8],
        time: @escaping @Sendable () -> UTCTime, limits: Limits = Limits()
    ) {
        self.registrar = registrar
        self.evidence = evidence
        self.provinces = provinces
        self.newSecret = newSecret
        self.time = time
        self.limits = limits
    }

    /// How many reports are taken, and how large they may be.
    package struct Limits: Sendable, Equatable {
        /// Bytes of a form with its picture; more is refused.
        package var formBytes: Int
        /// Reports at once from one network after a pause.
        package var visitorBurst: Double
        /// Reports an hour from one network in the long run.
        package var visitorPerHour: Double
        /// Reports at once in all after a pause.
        package var burst: Double
        /// Reports an hour in all in the long run.
        package var perHour: Double
        /// Forms that are read at once.
        package var formsAtOnce: Int

        /// The limits that suit a province: with pictures of 5 MiB, at most 22 GB a day.
        package init(
            formBytes: Int = 6 << 20, visitorBurst: Double = 10, visitorPerHour: Double = 20, burst: Double = 100,
            perHour: Double = 180, formsAtOnce: Int = 4
        ) {
            self.formBytes = formBytes
            self.visitorBurst = visitorBurst
            self.visitorPerHour = visitorPerHour
            self.burst = burst
            self.perHour = perHour
            self.formsAtOnce = formsAtOnce
        }
    }
}
