public import Records
public import Time
public import Wording

// The rules about addresses and administrative units, which changed on 1 July 2025.

extension IssuanceCase {
    /// INV-19: the address on the labels is the one in force on the packing date.
    ///
    /// Source: Resolution 202/2025/QH15 (units merged and renamed). Asked where the case names the printed address.
    public func addressIsOfPackingDate() -> Problem? {
        let right = producer.address.text(on: lot.packedOn)
        guard let printedAddress, printedAddress != right else { return nil }
        return Problem(
            .addressOfAnotherDay,
            vi: "Địa chỉ trên nhãn là «\(printedAddress)»; vào ngày đóng gói \(lot.packedOn.vietnamese), địa chỉ của "
                + "\(producer.legalName) là «\(right)».",
            en:
                "The label has the address \"\(printedAddress)\"; on the packing date \(lot.packedOn.vietnamese) that of "
                + "\(producer.legalName) was \"\(right)\".",
            hint: Bilingual(
                vi: "In địa chỉ của ngày đóng gói; trang tra cứu hiện cả địa chỉ cũ và mới.",
                en: "Print the address of the packing date; the page shows both the old and the new one."))
    }
}

/// An administrative code with the day on which it is meant: `02260@2025-06-30`.
public struct DatedUnitCode: Sendable, Hashable {
    /// The level, which the code's length tells.
    public let level: AdministrativeLevel
    /// As many digits as the level's codes have.
    public let code: String
    /// The day on which it names a unit.
    public let day: CivilDate

    /// INV-20: a code is resolved with a day; reads `code@day`.
    ///
    /// Source: Decision 19/2025/QĐ-TTg, which gave codes anew: of the present commune codes 54 % named another unit
    /// on 30 June 2025 (02260 was Xã Đà Vị and is Xã Hồng Thái).
    ///
    /// - Throws: INV-20 for a bare code and for anything else.
    public init(_ text: String) throws(Problem) {
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard let code = parts.first.map(String.init), let level = AdministrativeLevel(ofCode: code),
            let day = parts.dropFirst().first.flatMap({ CivilDate($0) })
        else {
            throw Problem(
                .unitCodeUndated,
                vi:
                    "Mã đơn vị hành chính «\(text.prefix(60))» chưa kèm ngày, hoặc chưa đúng dạng; nhiều mã đã được cấp "
                    + "lại từ ngày 01/07/2025 nên một mã không kèm ngày có thể chỉ hai nơi.",
                en: "The administrative code \"\(text.prefix(60))\" has no day, or is of another form; many codes were "
                    + "given anew on 1 July 2025, so that one without a day may mean two places.",
                hint: Bilingual(
                    vi: "Viết mã 2, 3 hoặc 5 chữ số, dấu @ và ngày, như 02260@2025-06-30.",
                    en: "Write a code of 2, 3 or 5 digits, @ and a day, such as 02260@2025-06-30."))
        }
        self.level = level
        self.code = code
        self.day = day
    }
}

extension AdministrativeUnits {
    /// The unit that a code names on its day (INV-20).
    ///
    /// - Throws: as `resolve(_:_:on:)`.
    public func resolve(_ code: DatedUnitCode) throws(AdministrativeUnitError) -> AdministrativeUnit {
        try resolve(code.level, code.code, on: code.day)
    }
}
