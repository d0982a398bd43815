public import Access
internal import Law
public import Records
public import Reports
public import Time

// What offices ask of the whole register, each from one snapshot.

extension Registrar {
    /// What ends, opens and runs out from a day on.
    public func calendar(
        from today: CivilDate, days: Int, quotaShare: Double, for principal: Principal
    ) async throws -> ProgrammeCalendar {
        try principal.demandEverything(.readRecognitions)
        return try await store.read { register in
            let rights = try register.records(MarkAuthorisation.self)
            let balances = try register.balances(ofAuthorisations: rights.map(\.id))
            return ProgrammeCalendar(
                recognitions: try register.records(Recognition.self),
                certificates: try register.records(Certificate.self),
                accounts: rights.map { MarkAccount(authorisation: $0, issued: balances[$0.id]?.used ?? 0) },
                products: try register.records(Product.self), today: today, horizonDays: days, quotaShare: quotaShare)
        }
    }

    /// What is in force on a day, counted.
    ///
    /// - Parameter province: the code that a province has on the day; then only its producers and their products
    ///   count, and its communes where the register knows the administrative units. nil counts everything.
    public func report(
        on day: CivilDate, province: String?, targets: [ReportTarget], for principal: Principal
    ) async throws -> ProgrammeReport {
        try principal.demandEverything(.readRecognitions)
        return try await store.read { register in
            let producers = try register.records(Producer.self).filter {
                province == nil || $0.address.version(on: day).province.code == province
            }
            let owners = Set(producers.map(\.id))
            let products = try register.records(Product.self).filter { owners.contains($0.producer) }
            let recognitions = try register.records(Recognition.self)
            let units = AdministrativeUnits(try register.records(AdministrativeUnit.self))
            let declared = try register.items([.all(.record(.producer)), .all(.record(.product))]).joined()
            let communes = province.map { Set(units.communes(ofProvince: $0, on: day).map(\.code)) }
            return ProgrammeReport(
                on: day, producers: producers, products: products, recognitions: recognitions,
                potentialFiveStar: Set(
                    recognitions.filter { $0.potentialFiveStar && $0.isInForce(on: day) }.map(\.product)),
                confirmed: Set(try register.confirmations(of: Array(declared)).keys),
                communes: communes.flatMap { $0.isEmpty ? nil : $0 }, targets: targets)
        }
    }

    /// The administrative units that were imported; everybody may know them.
    public func administrativeUnits() async throws -> AdministrativeUnits {
        try await store.read { AdministrativeUnits(try $0.records(AdministrativeUnit.self)) }
    }
}
