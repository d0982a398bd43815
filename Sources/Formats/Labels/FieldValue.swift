public import Time

/// What is printed in one field.
public enum FieldValue: Sendable, Equatable {
    /// One line of text; normalised to NFC before it is set.
    case text(String)
    /// Printed `dd/MM/yyyy`.
    case date(CivilDate)
    /// Printed in decimal digits.
    case integer(Int)
    /// A rank, 3…5.
    case stars(Int)
    /// The text of the QR code.
    case stamp(String)
    /// A picture, for an image slot.
    case image(LabelImage)

    /// As it stands in a line of text.
    var printed: String {
        switch self {
        case .text(let text), .stamp(let text): text
        case .date(let date): date.vietnamese
        case .integer(let number), .stars(let number): String(number)
        case .image: ""
        }
    }

    var kind: String {
        switch self {
        case .text: "text"
        case .date: "date"
        case .integer: "integer"
        case .stars: "stars"
        case .stamp: "stamp"
        case .image: "image"
        }
    }
}

extension LabelTemplate.Field {
    /// Throws when the value is not of the field's kind, or out of its range.
    func check(_ value: FieldValue) throws(LabelError) {
        switch (kind, value) {
        case (.text(let max), .text(let text)):
            guard text.count <= max else { throw .textTooLong(field: name, characters: text.count, limit: max) }
            try checkScalars(of: text)
            if let pattern, !pattern.matches(text) { throw .wrongForm(field: name, text: text, pattern: pattern.text) }
        case (.stars, .stars(let stars)):
            guard 3...5 ~= stars else { throw .noSuchRank(field: name, stars: stars) }
        case (.date, .date), (.integer, .integer), (.stamp, .stamp), (.image, .image): break
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
        case .image: "image"
        }
    }
}
