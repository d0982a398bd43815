public import Encodings
internal import Records
internal import Wording

/// Where something was seen, as coarse as a province or a commune; never an address or a point.
public struct CoarsePlace: Sendable, Equatable {
    /// The province's present code, 2 digits.
    public let province: String
    /// The commune's present code, 5 digits.
    public let commune: String?

    /// nil where a code has not its digits.
    public init?(province: String, commune: String? = nil) {
        guard Self.isCode(province, 2), commune.map({ Self.isCode($0, 5) }) ?? true else { return nil }
        self.province = province
        self.commune = commune
    }

    init?(reading members: inout RecordReader) {
        let province = members.required("province", should: Self.form(2)) { Self.code($0, 2) }
        let commune = members.optional("commune", should: Self.form(5)) { Self.code($0, 5) }
        guard let province else { return nil }
        self.province = province
        self.commune = commune
    }

    /// The place as data.
    public var json: JSONValue {
        .record(["province": .string(province), "commune": commune.map(JSONValue.string)])
    }

    private static func form(_ digits: Int) -> Bilingual {
        Bilingual(vi: "mã đơn vị hành chính \(digits) chữ số", en: "an administrative code of \(digits) digits")
    }

    private static func code(_ value: JSONValue, _ digits: Int) -> String? {
        value.string.flatMap { isCode($0, digits) ? $0 : nil }
    }

    private static func isCode(_ text: String, _ digits: Int) -> Bool {
        text.utf8.count == digits && text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    }
}
