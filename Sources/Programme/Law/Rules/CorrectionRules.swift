public import Encodings
public import Records
internal import Stamps
internal import Time
public import Wording

/// Which facts of which records may be corrected once stamps speak of them, and what people call each.
///
/// Never a lot's number, product or producer: other goods are another lot. A decision without a way back is annulled by
/// the same two persons.
public enum CorrectableFact: String, Sendable, CaseIterable {
    case lotPackedOn
    case lotProducedOn
    case lotExpiresOn
    case lotOutput
    case lotUnits
    case productName
    case productNameEn
    case recognitionWithdrawal
    case certificateStatus
    case rightStatus
    case producerStatus

    /// Where it stands.
    public var place: (kind: RecordKind, member: String) {
        switch self {
        case .lotPackedOn: (.lot, "packedOn")
        case .lotProducedOn: (.lot, "producedOn")
        case .lotExpiresOn: (.lot, "expiresOn")
        case .lotOutput: (.lot, "outputKg")
        case .lotUnits: (.lot, "unitsMax")
        case .productName: (.product, "nameVi")
        case .productNameEn: (.product, "nameEn")
        case .recognitionWithdrawal: (.recognition, "withdrawal")
        case .certificateStatus: (.certificate, "status")
        case .rightStatus: (.markAuthorisation, "status")
        case .producerStatus: (.producer, "status")
        }
    }

    /// What people call it, within a sentence.
    public var title: Bilingual {
        switch self {
        case .lotPackedOn: Bilingual(vi: "ngày đóng gói", en: "day of packing")
        case .lotProducedOn: Bilingual(vi: "ngày sản xuất", en: "day of production")
        case .lotExpiresOn: Bilingual(vi: "hạn sử dụng", en: "last day of use")
        case .lotOutput: Bilingual(vi: "sản lượng của lô", en: "output of the lot")
        case .lotUnits: Bilingual(vi: "số gói của lô", en: "packs of the lot")
        case .productName: Bilingual(vi: "tên sản phẩm", en: "name of the product")
        case .productNameEn: Bilingual(vi: "tên tiếng Anh của sản phẩm", en: "English name of the product")
        case .recognitionWithdrawal: Bilingual(vi: "việc thu hồi công nhận", en: "withdrawal of the recognition")
        case .certificateStatus:
            Bilingual(vi: "việc thu hồi giấy chứng nhận", en: "withdrawal of the certificate")
        case .rightStatus: Bilingual(vi: "việc chấm dứt quyền in", en: "end of the right")
        case .producerStatus: Bilingual(vi: "việc chấm dứt hoạt động của chủ thể", en: "closing of the producer")
        }
    }

    /// Whether it is a decision, taken back by annulling it.
    public var isDecision: Bool { place.kind.decidedMembers[place.member] != nil }

    /// Whether a value of a decided member has no way back but this one; what is suspended is resumed by its own act.
    public static func isTerminal(_ value: JSONValue?) -> Bool {
        guard let word = value?.string else { return value != nil && value != .null }
        return ["withdrawn", "ended", "closed"].contains(word)
    }

    /// The fact of a record's member; nil where it cannot be corrected.
    public init?(_ kind: RecordKind, _ member: String) {
        let found = Self.allCases.first { $0.place.kind == kind && $0.place.member == member }
        guard let found else { return nil }
        self = found
    }

    /// A value as people read it.
    public static func text(_ value: JSONValue?) -> Bilingual {
        guard let value, value != .null else { return Bilingual(vi: "không ghi", en: "nothing") }
        guard let text = value.string else { return Bilingual(vi: value.canonicalText, en: value.canonicalText) }
        guard let day = CivilDate(text) else { return Bilingual(vi: text, en: text) }
        return Bilingual(vi: day.vietnamese, en: day.iso)
    }

    /// The refusal to annul a decision that has another way back, or that nobody made.
    public var isNoEnd: Problem {
        Problem(
            .dataInvalid, vi: "Không có \(title.vi) nào để hủy.", en: "There is no \(title.en) to annul.",
            hint: Bilingual(
                vi:
                    "Đang tạm dừng thì dùng lại bằng lệnh resume; chỉ quyết định không có đường quay lại mới hủy như thế này.",
                en: "What is suspended is resumed by its own command; only a decision without a way back is annulled."))
    }

    /// The refusal of a correction of anything else.
    public static func notCorrectable(_ kind: RecordKind, _ member: String) -> Problem {
        let known = allCases.filter { $0.place.kind == kind }.map(\.title)
        return Problem(
            .factSealed,
            vi: "Điều này không đính chính được.",
            en: "\"\(member)\" cannot be corrected.",
            hint: known.isEmpty
                ? Bilingual(vi: "Hàng khác cần lô khác.", en: "Other goods are another lot.")
                : Bilingual(
                    vi: "Đính chính được: \(known.map(\.vi).joined(separator: ", ")).",
                    en: "What can be corrected: \(known.map(\.en).joined(separator: ", ")).")
        )
    }
}

extension Correction {
    /// INV-21: who asked does not approve.
    public func approvedAlone(by approver: String) -> Problem {
        Problem(
            .approverIsRequester,
            vi: "«\(approver)» đã đề nghị đính chính này nên không thể tự duyệt.",
            en: "\"\(approver)\" asked for this correction and cannot approve it.",
            hint: Bilingual(
                vi: "Nhờ người khác của cơ quan quản lý OCOP duyệt.",
                en: "Have another person of the office approve it."))
    }
}

extension Correction {
    /// A corrected name is the same name, written rightly: of ten letters at least seven stay.
    ///
    /// Another name is other goods, and no recognition is of those.
    public func isOtherGoods() -> Problem? {
        guard member == "nameVi" || member == "nameEn", let before = from?.string, let after = to?.string else {
            return nil
        }
        let (old, new) = (Array(before.lowercased()), Array(after.lowercased()))
        guard old.changes(to: new) * 10 > old.count * 3 else { return nil }
        return Problem(
            .factSealed,
            vi: "«\(after)» là tên khác hẳn «\(before)»; đính chính chỉ sửa lỗi viết trong tên đã in trên bao bì.",
            en:
                "\"\(after)\" is quite another name than \"\(before)\"; a correction only mends how the printed name is "
                + "written.",
            hint: Bilingual(
                vi: "Hàng khác cần sản phẩm khác, với công nhận và mã GTIN riêng.",
                en: "Other goods are another product, with a recognition and a GTIN of its own."))
    }
}

extension [Character] {
    /// How many letters are put in, left out or replaced on the way to another text (Levenshtein's distance).
    fileprivate func changes(to other: [Character]) -> Int {
        var above = Array<Int>(0...other.count)
        for (row, letter) in enumerated() {
            var left = row + 1
            var line = [left]
            for (column, wanted) in other.enumerated() {
                left = Swift.min(above[column] + (letter == wanted ? 0 : 1), above[column + 1] + 1, left + 1)
                line.append(left)
            }
            above = line
        }
        return above[other.count]
    }
}

extension IssuanceCase {
    /// The rules that a corrected lot must still meet: INV-10, INV-11, INV-12, INV-13, and no recall (INV-26).
    ///
    /// The case is of the lot as it would be, with all its stamps in use and none asked for.
    public func correctionViolations() -> [Problem] {
        [
            recallStopsPrinting(), withinLotOutput(), withinLotUnits(), outputWithinInputs(), expiresWithinShelfLife(),
            stagesAreInOrder(),
        ].compactMap(\.self)
    }
}
