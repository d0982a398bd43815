import Files
import Inspection
import Records
import ScanPages
import Store
import Time

/// The register and the evidence as citizens' reports ask for them.
struct CitizenDesk: ReportDesk {
    let register: SQLiteRegister
    let evidence: EvidenceFolder

    /// The account in whose name citizens' reports stand in the ledger.
    static let citizens = "citizens"

    func take(_ report: CitizenReport, picture: [UInt8]?) async throws -> CitizenReport {
        // The words are looked at before a file is written that nothing would name.
        try Impersonal.demand([("text", report.text)])
        if let picture { _ = try evidence.keep(picture, sha256: report.picture?.sha256) }
        return try register.take(report, as: EntryStamp(time: report.at.text, actor: Self.citizens)).item
    }

    func report(_ receipt: ReceiptNumber) async throws -> CitizenReport? { try register.report(receipt) }
}

extension Home {
    /// Citizens' reports over the home's register.
    func citizenReports(over register: SQLiteRegister) -> CitizenReports {
        CitizenReports(
            desk: CitizenDesk(register: register, evidence: EvidenceFolder(home: path)),
            provinces: ProvinceChoice.present, newSecret: TokenSecret.fresh, time: Clock.utcTimestamp)
    }
}
