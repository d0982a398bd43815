/// What is printed in one field.
public enum FieldValue: Sendable, Equatable {
    /// One line of text; normalised to NFC before it is set.
    case text(String)
    /// Printed `dd/MM/yyyy`.
    case date(CalendarDate)
    /// Printed in decimal digits.
    case integer(Int)
    /// A rank, 3…5.
    case stars(Int)
    /// The text of the QR code.
    case stamp(String)

    /// As it stands in a line of text.
    var printed: String {
        switch self {
        case .text(let text), .stamp(let text): text
        case .date(let date): date.printed
        case .integer(let number), .stars(let number): String(number)
        }
    }

    var kind: String {
        switch self {
        case .text: "text"
        case .date: "date"
        case .integer: "integer"
        case .stars: "stars"
        case .stamp: "stamp"
        }
    }
}

/// A day of the Gregorian calendar, in the years 1900…9999.
public struct CalendarDate: Sendable, Equatable {
    /// 1900…9999.
    public let year: Int
    /// 1…12.
    public let month: Int
    /// 1…31.
    public let day: Int

    /// Throws ``LabelError/noSuchDate(year:month:day:)``.
    public init(year: Int, month: Int, day: Int) throws(LabelError) {
        let leap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        let days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard 1900...9999 ~= year, 1...12 ~= month, 1...days[month - 1] ~= day else {
            throw .noSuchDate(year: year, month: month, day: day)
        }
        self.year = year
        self.month = month
        self.day = day
    }

    /// `2026-10-12`, as a template's sample has it.
    init?(iso text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], parts.joined().allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        let numbers = parts.map { $0.reduce(0) { $0 * 10 + Int($1 - 0x30) } }
        guard let date = try? Self(year: numbers[0], month: numbers[1], day: numbers[2]) else { return nil }
        self = date
    }

    /// `12/10/2026`, the day first, as Vietnam writes it.
    var printed: String {
        let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(day))/\(two(month))/\(year)"
    }
}

extension LabelTemplate.Field {
    /// Throws when the value is not of the field's kind, or out of its range.
    func check(_ value: FieldValue) throws(LabelError) {
        switch (kind, value) {
        case (.text(let max), .text(let text)):
            guard text.count <= max else { throw .textTooLong(field: name, characters: text.count, limit: max) }
            try checkScalars(of: text)
        case (.stars, .stars(let stars)):
            guard 3...5 ~= stars else { throw .noSuchRank(field: name, stars: stars) }
        case (.date, .date), (.integer, .integer), (.stamp, .stamp): break
        default: throw .wrongKind(field: name, wants: kind.name, given: value.kind)
        }
    }

    /// What would break a line, hide, or turn the reading order round is no part of a printed name.
    private func checkScalars(of text: String) throws(LabelError) {
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
                throw .forbiddenCharacter(field: name, scalar)
            default: continue
            }
        }
    }
}

extension LabelTemplate.Kind {
    var name: String {
        switch self {
        case .text: "text"
        case .date: "date"
        case .integer: "integer"
        case .stars: "stars"
        case .stamp: "stamp"
        }
    }
}
