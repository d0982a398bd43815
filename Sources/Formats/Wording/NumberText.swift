// How people in Vietnam and readers of English write numbers: `1.234,5` and `1,234.5`.

extension Int {
    /// As Vietnam writes it: `60.000`.
    public var vietnamese: String { (self < 0 ? "-" : "") + grouped(magnitude, by: ".") }
}

extension Language {
    /// A number rounded to at most so many decimals, zeros at their end left out: `1.234,5` in Vietnamese, `1,234.5` in
    /// English.
    ///
    /// - Parameter decimals: 1 … 6. From 10¹² on the number's own text is given: a `Double` no longer counts decimals.
    public func text(_ value: Double, decimals most: Int = 3) -> String {
        guard value.magnitude < 1e12 else { return String(value) }
        let scale = (0..<most).reduce(1) { scale, _ in scale * 10 }
        let scaled = Int((value.magnitude * Double(scale)).rounded())
        let (group, point) = self == .vi ? (".", ",") : (",", ".")
        var decimals = String(scaled % scale + scale).dropFirst()
        while decimals.last == "0" { decimals.removeLast() }
        let sign = value < 0 && scaled > 0 ? "−" : ""
        return sign + grouped((scaled / scale).magnitude, by: group) + (decimals.isEmpty ? "" : point + decimals)
    }

    /// A share: `60,5%` in Vietnamese, `60.5%` in English.
    public func text(percent: Double) -> String { text(percent) + "%" }
}

private func grouped(_ number: UInt, by separator: String) -> String {
    let digits = String(number)
    return digits.enumerated().reduce(into: "") { text, digit in
        if digit.offset > 0, (digits.count - digit.offset).isMultiple(of: 3) { text += separator }
        text.append(digit.element)
    }
}
