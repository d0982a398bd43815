/// Checks the two characters that complete the ones before them.
///
/// Source: GS1 General Specifications §7.9.5: values in the 82 characters, weighted with primes from the right.
func verifyCheckPair(_ bytes: Span<UInt8>) throws(ValueFault) {
    let longest = primes.count + 2
    guard 2...longest ~= bytes.count else {
        throw ValueFault(.length(given: bytes.count, allowed: 2...longest), at: bytes.indices)
    }
    let end = bytes.count - 2
    var sum = 0
    for position in 0..<end {
        guard let value = value(of: bytes[position]) else {
            throw ValueFault(.character(byte: bytes[position], .set82), at: position..<position + 1)
        }
        sum += value * primes[end - 1 - position]
    }
    sum %= 1_021
    let right = [checkCharacters[sum >> 5], checkCharacters[sum & 31]]
    guard bytes[end] == right[0], bytes[end + 1] == right[1] else {
        throw ValueFault(.checkPair(right: right.span.text), at: end..<bytes.count)
    }
}

/// The 32 characters that a check pair is made of.
private let checkCharacters = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ".utf8)

/// The place of a byte among the 82 characters, which stand in the order of ASCII.
private func value(of byte: UInt8) -> Int? { places[Int(byte)] }

private let places: [Int?] = {
    var next = 0
    return (0...UInt8.max).map { byte in
        guard EncodableCharacterSet.set82.contains(byte) else { return nil }
        defer { next += 1 }
        return next
    }
}()

/// The first 97 primes: one for each character of the longest value.
private let primes: [Int] = (2...509).filter { number in
    (2..<number).prefix { $0 * $0 <= number }.allSatisfy { !number.isMultiple(of: $0) }
}

/// Checks an International Bank Account Number: its country, its characters, its check digits (ISO 13616, mod 97).
func verifyIBAN(_ bytes: Span<UInt8>) throws(ValueFault) {
    let wrongLength = ValueFault(.length(given: bytes.count, allowed: 11...34), at: bytes.indices)
    guard bytes.count >= 4 else { throw wrongLength }
    guard ListedCode.countryLetters.contains(bytes.extracting(..<2)) else {
        throw ValueFault(.unlisted(.countryLetters), at: 0..<2)
    }
    guard 11...34 ~= bytes.count else { throw wrongLength }
    var rest = 0
    for step in 4..<bytes.count + 4 {
        let position = step % bytes.count
        switch bytes[position] {
        case 0x30...0x39: rest = (rest * 10 + Int(bytes[position] - 0x30)) % 97
        case 0x41...0x5A: rest = (rest * 100 + Int(bytes[position] - 0x41) + 10) % 97
        default: throw ValueFault(.ibanCharacter(byte: bytes[position]), at: position..<position + 1)
        }
    }
    guard rest == 1 else { throw ValueFault(.ibanCheck, at: 2..<4) }
}
