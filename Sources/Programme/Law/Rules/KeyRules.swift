internal import Encodings
public import Records
internal import Stamps
public import Time
public import Wording

// The rule about who signs what.

extension SigningKeyRecord {
    /// INV-18: a key signs on the days of its validity only, and for the products of its owners only.
    ///
    /// That it is published, issuance asks elsewhere; what was signed with a stolen key is warned of by verification.
    public func maySign(for producer: String, on day: CivilDate) -> Problem? {
        let number = hexadecimal([UInt8(keyID.rawValue >> 8), UInt8(truncatingIfNeeded: keyID.rawValue)])
        let isEarly = validFrom.map { day < $0 } ?? false
        let isLate = validThrough.map { $0 < day } ?? false
        if isEarly || isLate {
            let (from, through) = (validFrom?.vietnamese ?? "…", validThrough?.vietnamese ?? "…")
            return Problem(
                .keyNotEntitled,
                vi: "Khóa ký \(number) dùng được từ \(from) đến \(through), không dùng được ngày \(day.vietnamese).",
                en: "Signing key \(number) is valid from \(from) to \(through), not on \(day.vietnamese).",
                hint: Bilingual(
                    vi: "Ký bằng khóa còn thời hạn (temgoc key), hoặc công bố khóa mới.",
                    en: "Sign with a key that is in its period (temgoc key), or publish a new one."))
        }
        guard let producers, !producers.contains(producer) else { return nil }
        let owners = producers.joined(separator: ", ")
        return Problem(
            .keyNotEntitled,
            vi: "Khóa ký \(number) dành cho sản phẩm của \(owners), không dành cho \(producer).",
            en: "Signing key \(number) is for the products of \(owners), not of \(producer).",
            hint: Bilingual(
                vi: "Ký bằng khóa của chủ thể \(producer) hoặc khóa chung của đơn vị phát hành.",
                en: "Sign with a key of \(producer), or with the issuer's common key."))
    }
}

extension IssuanceCase {
    /// INV-18, where the case names the key that is to sign.
    public func keySignsForThis() -> Problem? { signingKey?.maySign(for: product.producer, on: today) }
}
