internal import GS1
public import Records
internal import Stamps
public import Time
public import Wording

/// What the register knows on the day on which labels of a batch are drawn.
///
/// A batch that was approved is not drawn for ever: what stops printing stops drawing too.
public struct DrawingCase: Sendable {
    /// The batch.
    public let batch: Batch
    /// The recall of its lot, where there was one.
    public let recall: Recall?
    /// The right that its mark is printed under; nil without a mark.
    public let right: MarkAuthorisation?
    /// All recognitions of its product.
    public let recognitions: [Recognition]
    /// Whose goods they are, as the producer stands.
    public let producer: Producer
    /// The day on which the goods were packed; nil for a roll.
    public let packedOn: CivilDate?
    /// The product that the key of the stamps belongs to; nil where an office released it.
    public let keyOwner: String?
    /// The day, in Vietnam.
    public let today: CivilDate

    /// Takes the parts as they are.
    public init(
        batch: Batch, recall: Recall?, right: MarkAuthorisation?, recognitions: [Recognition], producer: Producer,
        packedOn: CivilDate?, keyOwner: String?, today: CivilDate
    ) {
        self.producer = producer
        self.packedOn = packedOn
        self.keyOwner = keyOwner
        self.batch = batch
        self.recall = recall
        self.right = right
        self.recognitions = recognitions
        self.today = today
    }

    /// Every rule that stands against drawing: INV-26, PROD-01, INV-04, MARK-01, a GTIN that is another's.
    public func violations() -> [Problem] {
        [
            lotIsNotRecalled(), producer.hasStopped(goodsPackedOn: packedOn), recognitionIsInForce(), rightIsInForce(),
            keyIsItsOwn(),
        ].compactMap(\.self)
    }

    /// A GTIN that an office took from the product is printed on none of its packs any more.
    public func keyIsItsOwn() -> Problem? {
        guard case .gtin(let gtin) = batch.productKey, keyOwner != batch.product else { return nil }
        return Problem(
            .labelNotDrawable,
            vi:
                "Không in thêm nhãn của đợt \(batch.id): theo quyết định của cơ quan quản lý, mã vạch \(gtin.text) không "
                + "còn là của sản phẩm \(batch.product).",
            en:
                "No more labels are drawn for batch \(batch.id): by a decision of the office the GTIN \(gtin.text) is no "
                + "longer that of product \(batch.product).",
            hint: Bilingual(
                vi:
                    "Hủy số chưa in (temgoc void … --cause returned), rồi phát hành tem mới với mã hiện có của sản phẩm.",
                en: "Return the unprinted numbers (temgoc void … --cause returned) and issue new stamps under the "
                    + "product's present code."))
    }

    /// INV-26: a recall closes printing of its lot at once.
    public func lotIsNotRecalled() -> Problem? {
        guard let recall, recall.isInForce else { return nil }
        return Problem(
            .lotRecalled,
            vi: "Lô \(recall.lot) đang bị thu hồi từ ngày \(recall.from.vietnamese) (\(recall.reason)); không "
                + "in thêm nhãn của đợt \(batch.id).",
            en:
                "Lot \(recall.lot) is recalled from \(recall.from.vietnamese) (\(recall.reason)); no more labels of batch "
                + "\(batch.id) are drawn.",
            hint: Bilingual(
                vi: "Khi việc thu hồi sản phẩm kết thúc, người khác xác nhận bằng temgoc recall --lift.",
                en: "When the recall is over, another person ends it with temgoc recall --lift."))
    }

    /// INV-04: a mark is drawn only while the recognition is in force, or one with more stars has taken its place.
    public func recognitionIsInForce() -> Problem? {
        guard let mark = batch.mark else { return nil }
        if let now = recognitions.inForce(on: today), now.id == mark.recognition || now.stars >= mark.stars {
            return nil
        }
        guard let recognition = recognitions.first(where: { $0.id == mark.recognition }) else { return nil }
        let why =
            recognition.withdrawal(by: today).map {
                Bilingual(
                    vi: "đã bị thu hồi theo quyết định \($0.decisionNumber) ngày \($0.on.vietnamese)",
                    en: "was withdrawn by \($0.decisionNumber) on \($0.on.vietnamese)")
            }
            ?? Bilingual(
                vi: "hết hiệu lực ngày \(recognition.lastDay.vietnamese)",
                en: "ended on \(recognition.lastDay.vietnamese)")
        return Problem(
            .recognitionNotInForce,
            vi:
                "Không in thêm nhãn có nhãn hiệu OCOP của đợt \(batch.id): công nhận \(recognition.decisionNumber) \(why.vi).",
            en: "No more labels with the OCOP mark are drawn for batch \(batch.id): recognition "
                + "\(recognition.decisionNumber) \(why.en).",
            hint: Bilingual(
                vi:
                    "Trả lại số tem chưa in (temgoc void … --cause returned), rồi phát hành không mang nhãn OCOP (--no-mark).",
                en:
                    "Return the unprinted numbers (temgoc void … --cause returned) and issue without the mark (--no-mark)."
            ))
    }

    /// MARK-01: a mark is drawn only while the right that it counts against is in force.
    public func rightIsInForce() -> Problem? {
        guard batch.mark != nil, let right, !right.isInForce(on: today) else { return nil }
        let reason = right.standingReason.map { " (\($0))" } ?? ""
        let state =
            right.standing == .active
            ? Bilingual(
                vi: "hết hiệu lực ngày \(right.validThrough.vietnamese)",
                en: "ended on \(right.validThrough.vietnamese)")
            : Bilingual(vi: right.standing.title.vi + reason, en: "is \(right.standing.title.en)\(reason)")
        return Problem(
            .markNotAuthorised,
            vi: "Không in thêm nhãn có nhãn hiệu của đợt \(batch.id): quyền in \(right.id) \(state.vi).",
            en: "No more labels with the mark are drawn for batch \(batch.id): right \(right.id) \(state.en).",
            hint: Bilingual(
                vi: "Hỏi cơ quan quản lý OCOP; khi quyền in được dùng lại thì tạo nhãn tiếp được.",
                en: "Ask the OCOP office; when the right may be used again, drawing goes on."))
    }
}
