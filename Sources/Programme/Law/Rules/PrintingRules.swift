public import Records
public import Stamps
public import Wording

// The rules about who approves, and about numbers that are gone.

extension PrintOrder {
    /// How many labels without the mark one may order and approve alone.
    public static let largestWithoutSecondPerson = 10_000

    /// INV-21: the person who asks for labels with the mark, or for many labels, does not approve them.
    ///
    /// Source: the domain's rule on Decision 1162/QĐ-VPĐP-OCOP Art 11: the use of the mark is inspected by another.
    public static func approverIsAnother(
        requestedBy: String, approvedBy: String, count: Int, withMark: Bool
    ) -> Problem? {
        guard isSame(requestedBy, approvedBy), withMark || count > largestWithoutSecondPerson else { return nil }
        return approvesAlone(approvedBy)
    }

    /// INV-21 where both are one account under two names; nil where the order needs no second person.
    public func approvedAlone(by approver: String) -> Problem? {
        withMark || count > Self.largestWithoutSecondPerson ? Self.approvesAlone(approver) : nil
    }

    /// Whether two names are one organisation's, however they are written.
    public static func isSame(_ a: String, _ b: String) -> Bool {
        func folded(_ name: String) -> String { String(name.filter { !$0.isWhitespace }).lowercased() }
        return folded(a) == folded(b)
    }

    private static func approvesAlone(_ approvedBy: String) -> Problem {
        let limit = largestWithoutSecondPerson.vietnamese
        return Problem(
            .approverIsRequester,
            vi: "«\(approvedBy)» đã đề nghị lệnh in này nên không thể tự duyệt; lệnh in có nhãn hiệu OCOP hoặc trên "
                + "\(limit) nhãn cần người khác duyệt.",
            en: "\"\(approvedBy)\" asked for this order and cannot approve it; an order with the OCOP mark, or of more "
                + "than \(largestWithoutSecondPerson) labels, is approved by another.",
            hint: Bilingual(
                vi: "Nhờ cơ quan quản lý OCOP hoặc đơn vị phát hành duyệt.",
                en: "Have the OCOP office or the issuer approve it."))
    }
}

extension Batch {
    /// INV-17: a serial number that is void, or given to a lot, is never used again.
    ///
    /// - Parameter taken: the numbers of the batch that are void or given to a lot.
    public func serialsAreUnused(_ numbers: [SerialRange], taken: [SerialRange]) -> Problem? {
        let used = numbers.lazy.compactMap { range in taken.lazy.compactMap { $0.intersection(range) }.first }.first
        guard let used else { return nil }
        let text = used.count == 1 ? used.first.text : "\(used.first.text)–\(used.last.text)"
        return Problem(
            .serialReused, vi: "Các số \(text) của đợt \(id) đã hủy hoặc đã gắn với một lô.",
            en: "The numbers \(text) of batch \(id) are void or given to a lot already.",
            hint: Bilingual(
                vi: "Chỉ nêu những số chưa dùng; số đã hủy không bao giờ dùng lại.",
                en: "Name only numbers that are unused; a void one never comes back."))
    }
}
