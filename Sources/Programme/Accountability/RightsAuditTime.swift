internal import Encodings
public import Records
internal import Time
public import Wording

// What the leaves' own times and the acts before them allow: nothing is dated back, nothing comes back after its end.

extension RightsAudit {
    /// How far a leaf's time may lie before that of an earlier one, in seconds: two clocks, or one that wavers.
    static let tolerance: Int64 = 300

    /// The time of a leaf: leaves' times never fall, but by an act that mends a clock.
    mutating func follow(_ leaf: LogLeaf, at index: UInt64) {
        guard let time = UTCTime(leaf.time) else {
            return note(
                index, vi: "giờ ghi «\(leaf.time)» không đọc được", en: "its time \"\(leaf.time)\" cannot be read")
        }
        if let newest, time.secondsSince1970 < newest.secondsSince1970 - Self.tolerance,
            !leaf.mendsClock
        {
            note(
                index, vi: "ghi lúc \(time.text), trước giờ của mục đứng trước (\(newest.text))",
                en: "it was written at \(time.text), before the time of an earlier leaf (\(newest.text))")
        }
        if leaf.mendsClock || newest.map({ $0.secondsSince1970 < time.secondsSince1970 }) ?? true {
            newest = time
        }
    }

    /// The day that an act says of itself is that of its leaf.
    mutating func demandOwnDay(_ leaf: LogLeaf, _ name: String, at index: UInt64) {
        guard let day = leaf.body[name]?.string.flatMap({ CivilDate($0) }), let time = UTCTime(leaf.time),
            day != time.day
        else { return }
        note(
            index, vi: "ghi ngày \(day.vietnamese), nhưng được ghi vào sổ ngày \(time.day.vietnamese)",
            en: "it says \(day.iso), but was written on \(time.day.iso)")
    }

    /// Nothing is drawn or activated under a right or a recognition that an act had stopped before.
    mutating func demandStanding(ofBatch batch: LoggedBatch, _ leaf: LogLeaf, at index: UInt64) {
        demandOpen(batch.producer, at: index)
        guard let right = batch.authorisation, let authorisation = accounts[right]?.authorisation else { return }
        if authorisation.standing != .active {
            note(
                index, vi: "quyền in \(right) \(authorisation.standing.title.vi) từ trước",
                en: "right \(right) was \(authorisation.standing.title.en) before")
        }
        if let withdrawal = recognitions[authorisation.recognition]?.withdrawal,
            let day = UTCTime(leaf.time)?.day, withdrawal.on <= day
        {
            note(
                index,
                vi: "công nhận \(authorisation.recognition) đã bị thu hồi từ trước theo \(withdrawal.decisionNumber)",
                en: "recognition \(authorisation.recognition) was withdrawn before by \(withdrawal.decisionNumber)")
        }
    }

    /// Nothing is issued or drawn for a producer that is no more.
    mutating func demandOpen(_ producer: String, at index: UInt64) {
        guard closedProducers.contains(producer) else { return }
        note(
            index, vi: "chủ thể \(producer) đã chấm dứt hoạt động từ trước",
            en: "producer \(producer) was closed before")
    }

    /// What an act has ended, no new form of the record brings back.
    mutating func demandNoReturn(_ kind: RecordKind, _ id: String, isOver: Bool, stays: Bool, at index: UInt64) {
        guard isOver, !stays else { return }
        switch kind {
        case .markAuthorisation:
            note(
                index, vi: "quyền in \(id) đã chấm dứt từ trước, bản ghi mới dùng lại quyền này",
                en: "right \(id) had ended before, and a new form of its record brings it back")
        case .recognition:
            note(
                index, vi: "công nhận \(id) đã bị thu hồi từ trước, bản ghi mới bỏ việc thu hồi",
                en: "recognition \(id) was withdrawn before, and a new form of its record leaves that out")
        default:
            note(
                index, vi: "chứng nhận \(id) đã bị nơi cấp hủy bỏ từ trước, bản ghi mới dùng lại",
                en: "certificate \(id) was withdrawn before, and a new form of its record brings it back")
        }
    }
}

extension LogLeaf {
    /// Whether times go on from its own: two persons have corrected a clock.
    fileprivate var mendsClock: Bool {
        guard kind == .clockCorrection, body["state"]?.string == ClockCorrection.State.approved.rawValue,
            let asked = body["askedBy"]?.string, let approved = body["approvedBy"]?.string
        else { return false }
        return asked != approved
    }
}

extension EntryKind {
    /// What a leaf of the kind is, for who reads an audit.
    public var leafTitle: Bilingual {
        switch self {
        case .record(let kind): Bilingual(vi: kind.leafName.vi, en: kind.leafName.en)
        case .issuer: Bilingual(vi: "đơn vị phát hành", en: "issuer")
        case .signingKey: Bilingual(vi: "khóa ký", en: "signing key")
        case .batch: Bilingual(vi: "đợt tem", en: "batch")
        case .printReport: Bilingual(vi: "báo cáo in", en: "print report")
        case .stampVoid: Bilingual(vi: "hủy tem", en: "void")
        case .reprint: Bilingual(vi: "in lại", en: "reprint")
        case .activation: Bilingual(vi: "kích hoạt tem", en: "activation")
        case .plaque: Bilingual(vi: "biển hiệu", en: "plaque")
        case .decision: Bilingual(vi: "quyết định", en: "decision")
        case .recall: Bilingual(vi: "thu hồi sản phẩm", en: "recall")
        case .clockCorrection: Bilingual(vi: "chỉnh giờ sổ", en: "clock correction")
        case .correction: Bilingual(vi: "đính chính", en: "correction")
        case .rules: Bilingual(vi: "quy tắc", en: "rules")
        case .ledgerHead: Bilingual(vi: "điểm cuối sổ", en: "head of the ledger")
        default: Bilingual(vi: rawValue, en: rawValue)
        }
    }
}

extension RecordKind {
    fileprivate var leafName: Bilingual {
        switch self {
        case .certificate: Bilingual(vi: "chứng nhận", en: "certificate")
        case .recognition: Bilingual(vi: "công nhận", en: "recognition")
        case .markAuthorisation: Bilingual(vi: "quyền in", en: "right")
        default: Bilingual(vi: rawValue, en: rawValue)
        }
    }
}
