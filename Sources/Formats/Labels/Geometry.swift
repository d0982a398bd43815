/// A length on the label, in whole micrometres: a template's decimals lose nothing.
public struct Length: Sendable, Equatable, Comparable {
    /// Thousandths of a millimetre.
    public let micrometres: Int

    /// Shorter lengths come first.
    public static func < (a: Self, b: Self) -> Bool { a.micrometres < b.micrometres }

    static func + (a: Self, b: Self) -> Self { Self(micrometres: a.micrometres + b.micrometres) }

    /// The nearest whole dot; an inch is 25,400 µm.
    func dots(perInch: Int) -> Int { (micrometres * perInch + 12_700) / 25_400 }

    /// Points, 72 to the inch, as PDF counts.
    var points: Double { Double(micrometres) * 72 / 25_400 }

    /// Reads `12mm`, `0.33mm`: at most four digits before the point and three after it.
    public init?(_ text: String) {
        guard text.hasSuffix("mm") else { return nil }
        guard let thousandths = Self.thousandths(text.dropLast(2)) else { return nil }
        micrometres = thousandths
    }

    /// Takes lengths up to ten metres; what is longer is cut to that.
    public init(micrometres: Int) { self.micrometres = min(max(micrometres, -10_000_000), 10_000_000) }

    /// A decimal number without sign, times a thousand.
    static func thousandths(_ text: Substring) -> Int? {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let whole = parts[0]
        let fraction = parts.count > 1 ? parts[1] : ""[...].utf8
        guard parts.count <= 2, 1...4 ~= whole.count, fraction.count <= 3, parts.count == 1 || !fraction.isEmpty
        else { return nil }
        var number = 0
        for digit in [Array(whole), Array(fraction), [UInt8](repeating: 0x30, count: 3 - fraction.count)].joined() {
            guard 0x30...0x39 ~= digit else { return nil }
            number = number * 10 + Int(digit - 0x30)
        }
        return number
    }
}

extension Length: CustomStringConvertible {
    /// Such as `4.4mm`.
    public var description: String {
        let (whole, thousandths) = micrometres.magnitude.quotientAndRemainder(dividingBy: 1000)
        var fraction = String(String(1000 + thousandths).dropFirst())
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return (micrometres < 0 ? "-" : "") + "\(whole)" + (fraction.isEmpty ? "" : ".") + fraction + "mm"
    }
}

/// A place on the label, from its top left corner.
public struct Box: Sendable, Equatable {
    /// From the label's left edge.
    public let x: Length
    /// From the label's top edge.
    public let y: Length
    /// Across.
    public let width: Length
    /// Down.
    public let height: Length

    var right: Length { x + width }
    var bottom: Length { y + height }

    func overlaps(_ other: Self) -> Bool {
        x < other.right && other.x < right && y < other.bottom && other.y < bottom
    }

    /// Edges are snapped, not sizes: boxes that share an edge share its dots.
    func dots(perInch: Int) -> DotBox {
        let (left, top) = (x.dots(perInch: perInch), y.dots(perInch: perInch))
        return DotBox(
            x: left, y: top, width: right.dots(perInch: perInch) - left, height: bottom.dots(perInch: perInch) - top)
    }
}

/// A place on the page, in dots.
struct DotBox: Equatable {
    let x: Int
    let y: Int
    let width: Int
    let height: Int
}
