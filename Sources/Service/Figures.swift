internal import Traceability

/// How its readers write numbers. Days are dd/MM/yyyy in both languages, as on the pack and in the verdict's sentences.
extension Language {
    /// A number with at most three decimals: `1.234,5` in Vietnamese, `1,234.5` in English.
    func text(_ value: Double) -> String {
        // Beyond this a Double no longer counts thousandths, and no register has such a number.
        guard value.magnitude < 1e12 else { return String(value) }
        let thousandths = Int((value.magnitude * 1_000).rounded())
        let (group, point) = self == .vi ? (".", ",") : (",", ".")
        var decimals = String(thousandths % 1_000 + 1_000).dropFirst()
        while decimals.last == "0" { decimals.removeLast() }
        let sign = value < 0 && thousandths > 0 ? "−" : ""
        return sign + Self.grouped(thousandths / 1_000, by: group) + (decimals.isEmpty ? "" : point + decimals)
    }

    /// A share: `60,5%` in Vietnamese, `60.5%` in English.
    func text(percent: Double) -> String { text(percent) + "%" }

    func text(_ content: NetContent) -> String {
        let unit =
            switch content.unit {
            case .g: "g"
            case .kg: "kg"
            case .ml: "ml"
            case .l: self == .vi ? "lít" : "l"
            case .piece: self == .vi ? "cái" : content.value == 1 ? "piece" : "pieces"
            }
        return "\(text(content.value)) \(unit)"
    }

    private static func grouped(_ number: Int, by separator: String) -> String {
        let digits = String(number)
        return digits.enumerated().reduce(into: "") { text, digit in
            if digit.offset > 0, (digits.count - digit.offset).isMultiple(of: 3) { text += separator }
            text.append(digit.element)
        }
    }
}
