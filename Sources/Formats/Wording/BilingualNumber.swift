extension Bilingual {
    /// A number of 0 or more as people write it, with up to two decimals, the rest cut off: 1.234,5 and 1,234.5.
    ///
    /// Cut, not rounded: 49.999 % is never shown as the 50 % that it falls short of.
    public init(number: Double) {
        // Above it a double has no hundredths; what is written then is the number's own text.
        guard number >= 0, number < 1e13 else {
            self.init(vi: "\(number)", en: "\(number)")
            return
        }
        let hundredths = Int((number * 100 + 1e-6).rounded(.down))
        let whole = String(hundredths / 100)
        let fraction = String(String(hundredths % 100 + 100).dropFirst())
        let decimals = fraction.hasSuffix("0") ? (fraction == "00" ? "" : String(fraction.prefix(1))) : fraction
        func text(_ group: String, _ point: String) -> String {
            let grouped = whole.enumerated().map { place, digit in
                place > 0 && (whole.count - place) % 3 == 0 ? "\(group)\(digit)" : "\(digit)"
            }
            return grouped.joined() + (decimals.isEmpty ? "" : point + decimals)
        }
        self.init(vi: text(".", ","), en: text(",", "."))
    }
}
