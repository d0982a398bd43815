internal import GRDB
internal import Law
public import Records
public import Reports
public import Time

// What offices ask of the whole register, each from one snapshot.

extension SQLiteRegister {
    /// What ends, opens and runs out from a day on.
    public func calendar(from today: CivilDate, days: Int, quotaShare: Double) throws -> ProgrammeCalendar {
        try reading { db in
            let accounts = try db.records(MarkAuthorisation.self).map {
                MarkAccount(authorisation: $0, issued: try db.balance(ofAuthorisation: $0.id).used)
            }
            return ProgrammeCalendar(
                recognitions: try db.records(Recognition.self), certificates: try db.records(Certificate.self),
                accounts: accounts, products: try db.records(Product.self), today: today, horizonDays: days,
                quotaShare: quotaShare)
        }
    }

    /// What is in force on a day, counted.
    ///
    /// - Parameter province: the code that a province has on the day; then only its producers and their products
    ///   count, and its communes where the register knows the administrative units. nil counts everything.
    public func report(
        on day: CivilDate, province: String?, targets: [ReportTarget]
    ) throws -> ProgrammeReport {
        try reading { db in
            let producers = try db.records(Producer.self).filter {
                province == nil || $0.address.version(on: day).province.code == province
            }
            let owners = Set(producers.map(\.id))
            let products = try db.records(Product.self).filter { owners.contains($0.producer) }
            let recognitions = try db.records(Recognition.self)
            let units = AdministrativeUnits(try db.records(AdministrativeUnit.self))
            let communes = province.map { Set(units.communes(ofProvince: $0, on: day).map(\.code)) }
            return ProgrammeReport(
                on: day, producers: producers, products: products, recognitions: recognitions,
                potentialFiveStar: Set(
                    recognitions.filter { $0.potentialFiveStar && $0.isInForce(on: day) }.map(\.product)),
                communes: communes.flatMap { $0.isEmpty ? nil : $0 }, targets: targets)
        }
    }

    /// The administrative units that were imported.
    public func administrativeUnits() throws -> AdministrativeUnits {
        try reading { AdministrativeUnits(try $0.records(AdministrativeUnit.self)) }
    }
}
