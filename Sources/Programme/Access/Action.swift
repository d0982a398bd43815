/// Something that needs a right; the raw value is the name of the right in problems and in docs/roles.md.
public enum Action: String, Sendable, CaseIterable {
    // Producers, products, zones.
    case readProducers
    case writeProducer
    case confirmProducer
    /// Còn sản xuất, hay đã ngừng.
    case attestProducer
    case readProducts
    case writeProduct
    case confirmProduct
    case readZones
    case writeZone
    case confirmZone

    // Certificates.
    case readCertificates
    case writeCertificate
    /// Also to suspend one or to say that its issuer withdrew it.
    case verifyCertificate

    // Recognition.
    case readRecognitions
    case recordRecognition
    /// Thu hồi giấy chứng nhận OCOP (Decision 26/2026/QĐ-TTg Art 8).
    case withdrawRecognition

    // The right to print the mark, its quota.
    case readAuthorisations
    case grantAuthorisation
    case suspendAuthorisation

    // Lots, inputs, events.
    case readLots
    case writeLot
    case activateStamps

    // Corrections of what stamps speak of.
    case askCorrection
    case approveCorrection

    // Print orders and what is issued for them.
    case readOrders
    case askOrder
    case approveOrder
    case renderOrder
    case reportSpoilage
    case issueStamps

    // Revoking codes, recalling lots.
    case readRecalls
    case voidStamps
    case recallLot

    // Keys.
    case manageKeys

    // Cases.
    case readCases
    case writeCase

    // The ledger.
    case readLedger

    // Offices and other bodies that act in the programme.
    case readOrganisations
    case writeOrganisation

    // Access tokens.
    case readTokens
    case manageTokens
    /// Whatever a file says, decisions of offices among it.
    case importProgramme
}
