package import Law
public import Time
public import Wording

// The steps of a case. Each gives the case after the step, or says why it cannot be taken.

extension InspectionCase {
    /// The case when somebody looks into it; one that is already being looked into stays as it is.
    public func investigating() throws(Problem) -> InspectionCase {
        if status == .investigating || status == .measures { return self }
        return try step(to: .investigating, from: [.open])
    }

    /// The case after a measure; the same one recorded again changes nothing.
    public func taking(_ measure: Measure) throws(Problem) -> InspectionCase {
        if status == .measures, measures.contains(measure) { return self }
        return try step(to: .measures, from: [.open, .investigating, .measures]) { $0.measures.append(measure) }
    }

    /// The case at its end.
    public func closed(
        _ outcome: Outcome, because reason: String, on day: CivilDate, by account: String
    ) throws(Problem) -> InspectionCase {
        try step(to: .closed, from: [.open, .investigating, .measures]) {
            $0.closure = Closure(outcome: outcome, reason: reason, on: day, by: account)
        }
    }

    /// The case taken up again, for a reason.
    public func reopened(
        because reason: String, on day: CivilDate, by account: String
    ) throws(Problem) -> InspectionCase {
        try step(to: measures.isEmpty ? .investigating : .measures, from: [.closed]) {
            $0.closure = nil
            $0.reopenings.append(Reopening(reason: reason, on: day, by: account))
        }
    }
}

extension InspectionCase: Stepwise {
    package static func title(of status: Status) -> Bilingual { status.title }

    package static let stepRefusal = StepRefusal(
        .caseStateConflict, vi: ("Vụ việc", "vụ việc"), en: ("Case", "case"), command: "temgoc case show")
}

extension InspectionCase.Status {
    /// The state in words.
    public var title: Bilingual {
        switch self {
        case .open: Bilingual(vi: "mới mở", en: "open")
        case .investigating: Bilingual(vi: "đang xác minh", en: "under investigation")
        case .measures: Bilingual(vi: "đã có biện pháp", en: "with measures")
        case .closed: Bilingual(vi: "đã kết thúc", en: "closed")
        }
    }
}

extension InspectionCase.Outcome {
    /// The end in words.
    public var title: Bilingual {
        switch self {
        case .noViolation: Bilingual(vi: "không có vi phạm", en: "no violation")
        case .corrected: Bilingual(vi: "đã khắc phục", en: "corrected")
        case .measuresTaken: Bilingual(vi: "đã xử lý bằng biện pháp", en: "measures taken")
        case .transferred: Bilingual(vi: "đã chuyển cơ quan có thẩm quyền", en: "transferred")
        }
    }
}
