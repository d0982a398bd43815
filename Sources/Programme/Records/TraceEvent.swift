public import Time
public import Wording

/// A stage on the way from the field to the shop (công đoạn).
public enum TraceStage: String, Sendable, CaseIterable {
    case growing
    case harvest
    case preprocessing
    case grading
    case postharvestStorage = "postharvest_storage"
    case processing
    /// The stage that binds codes to the lot.
    case packing
    case storage
    case transport
    case sale
}

extension TraceStage {
    /// What the stage is called.
    public var name: Bilingual {
        switch self {
        case .growing: Bilingual(vi: "trồng, nuôi", en: "growing")
        case .harvest: Bilingual(vi: "thu hoạch", en: "harvest")
        case .preprocessing: Bilingual(vi: "sơ chế", en: "pre-processing")
        case .grading: Bilingual(vi: "phân loại", en: "grading")
        case .postharvestStorage: Bilingual(vi: "bảo quản sau thu hoạch", en: "post-harvest storage")
        case .processing: Bilingual(vi: "chế biến", en: "processing")
        case .packing: Bilingual(vi: "đóng gói", en: "packing")
        case .storage: Bilingual(vi: "lưu kho", en: "storage")
        case .transport: Bilingual(vi: "vận chuyển", en: "transport")
        case .sale: Bilingual(vi: "tiêu thụ", en: "sale")
        }
    }
}

/// Something that happened to a lot: what, on which day, where (sự kiện truy xuất).
public struct TraceEvent: Sendable, Equatable {
    /// What happened.
    public let stage: TraceStage
    /// The day.
    public let at: CivilDate
    /// The code or name of the place (mã truy vết địa điểm); nil where it is not declared.
    public let place: String?
    /// A remark; never about a person.
    public let note: String?
}

extension TraceEvent: FormedValue {
    /// The members of an event.
    public static let form = RecordForm(TraceEvent.init(stage:at:place:note:)) {
        Member.required("stage", \.stage, .word(title: \.name), vi: "Công đoạn", en: "Stage")
        Member.required("at", \.at, .day, vi: "Ngày", en: "Day")
        Member.optional("place", \.place, .text(100), vi: "Địa điểm", en: "Place")
        Member.optional("note", \.note, .text(), vi: "Ghi chú", en: "Remark")
    }
}
