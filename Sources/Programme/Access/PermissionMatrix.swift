/// How far a right of a role reaches.
public struct Reach: Sendable, Equatable {
    /// Where somebody in the role has the right.
    public enum Place: Sendable, Equatable {
        /// Nowhere.
        case none
        /// For what belongs to their producer.
        case own
        /// In the commune or province that they answer for.
        case inScope
        /// Everywhere.
        case all
    }

    /// Where.
    public let place: Place
    /// The stars of the recognition that it is limited to; nil sets no limit.
    public let stars: ClosedRange<Int>?

    static let none = Reach(place: .none, stars: nil)
    static let own = Reach(place: .own, stars: nil)
    static let inScope = Reach(place: .inScope, stars: nil)
    static let all = Reach(place: .all, stars: nil)
    static func inScope(_ stars: ClosedRange<Int>) -> Reach { Reach(place: .inScope, stars: stars) }
    static func all(_ stars: ClosedRange<Int>) -> Reach { Reach(place: .all, stars: stars) }
}

extension Action {
    /// How far the right to this action reaches for somebody in a role.
    public func reach(of role: Role) -> Reach {
        let row = self.row
        return switch role {
        case .producer: row.producer
        case .packer: row.packer
        case .commune: row.commune
        case .provinceOffice: row.provinceOffice
        case .markOwner: row.markOwner
        case .inspector: row.inspector
        case .auditor: row.auditor
        case .issuer: .all
        }
    }

    private struct Row {
        let producer: Reach, packer: Reach, commune: Reach, provinceOffice: Reach
        let markOwner: Reach, inspector: Reach, auditor: Reach

        init(
            _ producer: Reach, _ packer: Reach, _ commune: Reach, _ provinceOffice: Reach, _ markOwner: Reach,
            _ inspector: Reach, _ auditor: Reach
        ) {
            self.producer = producer
            self.packer = packer
            self.commune = commune
            self.provinceOffice = provinceOffice
            self.markOwner = markOwner
            self.inspector = inspector
            self.auditor = auditor
        }
    }

    /// The permission matrix; the issuer's column is `all` throughout.
    ///
    /// A role that may propose, ask, record or verify something may read it; a recognition is public, so its producer may.
    // swift-format-ignore
    private var row: Row {
        switch self {
        //                                producer packer commune   province        owner        inspector  auditor
        case .readProducers:         Row( .own,   .none, .inScope, .inScope,       .all,        .inScope,  .all)
        case .writeProducer:         Row( .own,   .none, .none,    .none,          .none,       .none,     .none)
        case .confirmProducer:       Row( .none,  .none, .none,    .inScope,       .none,       .none,     .none)
        case .attestProducer:        Row( .none,  .none, .inScope, .inScope,       .none,       .none,     .none)
        case .readProducts:          Row( .own,   .none, .inScope, .inScope,       .all,        .inScope,  .all)
        case .writeProduct:          Row( .own,   .none, .none,    .none,          .none,       .none,     .none)
        case .confirmProduct:        Row( .none,  .none, .none,    .inScope,       .none,       .none,     .none)
        case .readZones:             Row( .own,   .none, .inScope, .inScope,       .all,        .inScope,  .all)
        case .writeZone:             Row( .own,   .none, .none,    .none,          .none,       .none,     .none)
        case .confirmZone:           Row( .none,  .none, .inScope, .inScope,       .none,       .none,     .none)

        case .readCertificates:      Row( .own,   .none, .none,    .inScope,       .all,        .inScope,  .all)
        case .writeCertificate:      Row( .own,   .none, .none,    .none,          .none,       .none,     .none)
        case .verifyCertificate:     Row( .none,  .none, .none,    .inScope,       .all(5...5), .none,     .none)

        case .readRecognitions:      Row( .own,   .none, .inScope, .inScope,       .all,        .inScope,  .all)
        case .recordRecognition:     Row( .none,  .none, .none,    .inScope(3...4), .all(5...5), .none,    .none)
        case .withdrawRecognition:   Row( .none,  .none, .none,    .inScope(3...4), .all(5...5), .none,    .none)

        case .readAuthorisations:    Row( .own,   .none, .none,    .inScope,       .all,        .inScope,  .all)
        case .grantAuthorisation:    Row( .none,  .none, .none,    .inScope,       .all,        .none,     .none)
        case .suspendAuthorisation:  Row( .none,  .none, .none,    .inScope,       .all,        .none,     .none)

        case .readLots:              Row( .own,   .own,  .inScope, .inScope,       .all,        .inScope,  .all)
        case .writeLot:              Row( .own,   .none, .none,    .none,          .none,       .none,     .none)
        case .activateStamps:        Row( .own,   .own,  .none,    .none,          .none,       .none,     .none)

        case .askCorrection:         Row( .own,   .none, .none,    .inScope,       .all,        .none,     .none)
        case .approveCorrection:     Row( .none,  .none, .none,    .inScope,       .all,        .none,     .none)

        case .readOrders:            Row( .own,   .own,  .none,    .inScope,       .none,       .inScope,  .all)
        case .askOrder:              Row( .own,   .none, .none,    .none,          .none,       .none,     .none)
        case .approveOrder:          Row( .none,  .none, .none,    .inScope,       .none,       .none,     .none)
        case .renderOrder:           Row( .none,  .own,  .none,    .none,          .none,       .none,     .none)
        case .reportSpoilage:        Row( .none,  .own,  .none,    .none,          .none,       .none,     .none)
        case .issueStamps:           Row( .none,  .none, .none,    .none,          .none,       .none,     .none)

        case .readRecalls:           Row( .own,   .none, .none,    .inScope,       .all,        .inScope,  .all)
        case .voidStamps:            Row( .own,   .none, .none,    .inScope,       .all,        .none,     .none)
        case .recallLot:             Row( .own,   .none, .none,    .inScope,       .all,        .none,     .none)

        case .manageKeys:            Row( .own,   .none, .none,    .inScope,       .all,        .none,     .none)

        case .readCases:             Row( .none,  .none, .inScope, .inScope,       .all,        .inScope,  .all)
        case .writeCase:             Row( .none,  .none, .none,    .none,          .none,       .inScope,  .none)

        case .readLedger:            Row( .own,   .none, .none,    .inScope,       .all,        .none,     .all)

        case .readOrganisations:     Row( .all,   .all,  .all,     .all,           .all,        .all,      .all)
        case .writeOrganisation:     Row( .none,  .none, .none,    .none,          .none,       .none,     .none)

        case .readTokens:            Row( .none,  .none, .none,    .none,          .none,       .none,     .all)
        case .manageTokens:          Row( .none,  .none, .none,    .none,          .none,       .none,     .none)
        case .importProgramme:       Row( .none,  .none, .none,    .none,          .none,       .none,     .none)
        }
    }
}
