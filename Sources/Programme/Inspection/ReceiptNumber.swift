/// The number that a citizen gets for a report, to ask after it: three groups such as `7K3M-9Q2X-B4T5`.
///
/// Anyone who has it may see the report's state, so nobody can guess it: 50 bits at random. It can be read out and typed: the
/// alphabet is Crockford's Base32, without I, L, O and U; small letters, blanks and O, I, L in place of 0, 1, 1 are read
/// too. The last ten bits check the others: one wrong character, or two neighbours exchanged, is always noticed.
public struct ReceiptNumber: Sendable, Hashable {
    /// How many bytes at random a number is made of.
    public static let bytes = 7

    /// The form that is stored and shown.
    public let text: String

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    /// The largest prime below 2^10.
    private static let modulus: UInt64 = 1_021

    /// The number made of bytes at random; nil for fewer than `bytes`.
    public init?(random: some Collection<UInt8>) {
        guard random.count >= Self.bytes else { return nil }
        let bits = random.prefix(Self.bytes).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        self.init(payload: bits >> 6)
    }

    /// Reads a number as people type it; nil where it cannot be one.
    public init?(_ typed: String) {
        guard typed.utf8.count <= 40 else { return nil }
        var value: UInt64 = 0
        var count = 0
        for byte in typed.uppercased().utf8 where !"- .".utf8.contains(byte) {
            let letter: UInt8 =
                switch byte {
                case UInt8(ascii: "O"): UInt8(ascii: "0")
                case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
                default: byte
                }
            guard count < 12, let digit = Self.alphabet.firstIndex(of: letter) else { return nil }
            value = value << 5 | UInt64(digit)
            count += 1
        }
        guard count == 12 else { return nil }
        let payload = value >> 10
        guard payload % Self.modulus == value & 1_023 else { return nil }
        self.init(payload: payload)
    }

    private init(payload: UInt64) {
        let value = payload << 10 | payload % Self.modulus
        var text = ""
        for place in stride(from: 55, through: 0, by: -5) {
            text.unicodeScalars.append(Unicode.Scalar(Self.alphabet[Int(value >> UInt64(place)) & 31]))
            if place == 40 || place == 20 { text += "-" }
        }
        self.text = text
    }
}
