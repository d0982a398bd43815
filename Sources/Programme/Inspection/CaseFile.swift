/// A case with everything that belongs to it.
public struct CaseFile: Sendable, Equatable {
    /// The case.
    public let inspectionCase: InspectionCase
    /// The ledger entry that gave it its present form.
    public let sequence: Int
    /// Its findings, the oldest first.
    public let findings: [InspectionFinding]
    /// Its citizens' reports, the oldest first.
    public let reports: [CitizenReport]

    /// Takes the parts as they are.
    public init(
        inspectionCase: InspectionCase, sequence: Int, findings: [InspectionFinding], reports: [CitizenReport]
    ) {
        self.inspectionCase = inspectionCase
        self.sequence = sequence
        self.findings = findings
        self.reports = reports
    }
}

/// Which cases a list has; nil asks for any.
public struct CaseFilter: Sendable, Equatable {
    /// Of this producer.
    public var producer: String?
    /// Of producers in this province, by its present code, or seen there.
    public var province: String?
    /// In this state.
    public var status: InspectionCase.Status?

    /// Takes the parts as they are.
    public init(producer: String? = nil, province: String? = nil, status: InspectionCase.Status? = nil) {
        self.producer = producer
        self.province = province
        self.status = status
    }
}

/// What recording a finding or a report did.
public struct Recorded<Item: Sendable & Equatable>: Sendable, Equatable {
    /// The finding or report as the register has it.
    public let item: Item
    /// The case that it belongs to; nil where nothing is to be followed up.
    public let inspectionCase: InspectionCase?
    /// False where it was there already, and nothing was written.
    public let isNew: Bool

    /// Takes the parts as they are.
    public init(item: Item, inspectionCase: InspectionCase?, isNew: Bool) {
        self.item = item
        self.inspectionCase = inspectionCase
        self.isNew = isNew
    }
}
