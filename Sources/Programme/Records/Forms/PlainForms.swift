internal import Encodings
internal import GS1
internal import Stamps
internal import Time
internal import Wording

// The forms that members of several records have. A form that one record alone has stands beside it.

extension MemberForm where Value == String {
    /// An identifier within the register, of 1 to 40 letters, digits, dots, underscores, slashes and hyphens.
    static var identifier: MemberForm { identifier(.identifier, references: nil) }

    /// The identifier of a record of a kind.
    static func reference(_ kind: RecordKind) -> MemberForm {
        identifier(.reference(kind)) { [RecordReference("", kind, $0)] }
    }

    private static func identifier(
        _ kind: MemberKind, references: (@Sendable (String) -> [RecordReference])?
    ) -> MemberForm {
        MemberForm(
            kind,
            should: Bilingual(
                vi: "mã số gồm 1 đến 40 ký tự A–Z a–z 0–9 . _ / - và bắt đầu bằng chữ hoặc số",
                en: "an identifier of 1 to 40 characters A–Z a–z 0–9 . _ / - that begins with a letter or digit"),
            schema: .named("id", optional: "optionalId"), references: references, json: JSONValue.string,
            \.identifier)
    }

    /// Text without leading or trailing white space or control characters, 1 to `limit` characters.
    ///
    /// - Parameter cells: what the text is in a table.
    static func text(_ limit: Int = 300, cells: ColumnForm = .text) -> MemberForm {
        MemberForm(
            .text(limit: limit),
            should: Bilingual(
                vi: "chữ, từ 1 đến \(limit) ký tự, không có khoảng trắng ở đầu và cuối",
                en: "text of 1 to \(limit) characters, without white space at its ends"),
            cells: cells, schema: .text(limit), json: JSONValue.string
        ) { $0.text(limit: limit) }
    }

    /// Text of a form of its own.
    ///
    /// - Parameter pattern: a regular expression that such texts answer, as far as one can tell.
    static func code(
        should: Bilingual, cells: ColumnForm = .text, pattern: String,
        _ isRight: @escaping @Sendable (String) -> Bool
    ) -> MemberForm {
        MemberForm(
            .code, should: should, cells: cells, schema: .pattern(pattern), json: JSONValue.string
        ) { $0.string.flatMap { isRight($0) ? $0 : nil } }
    }

    /// A SHA-256 digest, in lower case however it was written.
    static var sha256: MemberForm {
        MemberForm(
            .code, should: Bilingual(vi: "SHA-256, 64 chữ số thập lục phân", en: "a SHA-256 of 64 hex digits"),
            schema: .pattern(MemberSchema.sha256), json: JSONValue.string
        ) { $0.string.flatMap(bytes(hexadecimal:)).flatMap { $0.count == 32 ? hexadecimal($0) : nil } }
    }
}

extension MemberForm where Value == Int {
    /// A whole number of the range.
    static func whole(_ range: ClosedRange<Int>) -> MemberForm {
        whole(
            range,
            schema: ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)])
    }

    /// How many there are.
    ///
    /// - Parameter limit: keeps nonsense out; it is no part of the format, so the schema does not say it.
    static func count(from least: Int, limit: Int = JSONValue.largestInteger) -> MemberForm {
        whole(
            least...limit,
            schema: MemberSchema(
                ["type": "integer", "minimum": .integer(least)], optional: least == 0 ? "optionalCount" : nil))
    }

    /// 3, 4 or 5 stars.
    static var stars: MemberForm { whole(3...5, schema: .named("stars")) }

    private static func whole(
        _ range: ClosedRange<Int>, schema: @escaping @autoclosure @Sendable () -> MemberSchema
    ) -> MemberForm {
        MemberForm(
            .whole(range),
            should: Bilingual(
                vi: "số nguyên từ \(range.lowerBound) đến \(range.upperBound)",
                en: "a whole number from \(range.lowerBound) to \(range.upperBound)"),
            cells: .number, schema: schema(), json: JSONValue.integer
        ) { $0.integer.flatMap { range ~= $0 ? $0 : nil } }
    }
}

extension MemberForm where Value == Double {
    /// A number above zero and at most `most`.
    static func positive(upTo most: Double) -> MemberForm {
        positive(most, ["type": "number", "exclusiveMinimum": 0, "maximum": .decimal(most)])
    }

    /// A number above zero.
    ///
    /// - Parameter limit: keeps nonsense out; it is no part of the format, so the schema does not say it.
    static func positive(limit: Double = 1e12) -> MemberForm {
        positive(limit, MemberSchema(["type": "number", "exclusiveMinimum": 0], optional: "optionalPositive"))
    }

    private static func positive(
        _ most: Double, _ schema: @escaping @autoclosure @Sendable () -> MemberSchema
    ) -> MemberForm {
        let limit = JSONValue.decimal(most).canonicalText
        return MemberForm(
            .number(0...most, aboveLower: true),
            should: Bilingual(vi: "số lớn hơn 0, tối đa \(limit)", en: "a number above 0, at most \(limit)"),
            cells: .number, schema: schema(), json: JSONValue.decimal
        ) { $0.number.flatMap { $0 > 0 && $0 <= most ? $0 : nil } }
    }

    /// A number of the range, both ends included.
    static func number(_ range: ClosedRange<Double>, should: Bilingual) -> MemberForm {
        MemberForm(
            .number(range, aboveLower: false), should: should, cells: .number,
            schema: [
                "type": "number", "minimum": .decimal(range.lowerBound), "maximum": .decimal(range.upperBound),
            ], json: JSONValue.decimal
        ) { $0.number.flatMap { range ~= $0 ? $0 : nil } }
    }
}

extension MemberForm where Value == CivilDate {
    /// A day such as `2026-11-21`.
    static var day: MemberForm {
        MemberForm(
            .day, should: Bilingual(vi: "ngày dạng \"2026-11-21\"", en: "a day such as \"2026-11-21\""), cells: .date,
            schema: .named("date", optional: "optionalDate"), json: { .string($0.iso) }
        ) { $0.string.flatMap { CivilDate($0) } }
    }
}

extension MemberForm where Value == Bool {
    /// True or false.
    static var flag: MemberForm {
        MemberForm(
            .flag, should: Bilingual(vi: "true hoặc false", en: "true or false"), schema: ["type": "boolean"],
            json: JSONValue.bool, \.bool)
    }
}

extension MemberForm where Value: RawRepresentable<String> & CaseIterable & Hashable & Sendable {
    /// One of the words of a closed set.
    ///
    /// - Parameters:
    ///   - title: what people call a word.
    ///   - synonyms: what people write for a word in a table.
    ///   - alias: a further word of the data, and what it stands for.
    static func word(
        title: ((Value) -> Bilingual)? = nil, _ synonyms: [Value: [String]] = [:], alias: (String, Value)? = nil
    ) -> MemberForm {
        let known = Value.allCases.map(\.rawValue) + (alias.map { [$0.0] } ?? [])
        let list = known.map { "\"\($0)\"" }.joined(separator: ", ")
        return MemberForm(
            .word(Value.allCases.map { MemberKind.Word(word: $0.rawValue, title: title?($0)) }),
            should: Bilingual(vi: "một trong: \(list)", en: "one of: \(list)"), cells: .word(Value.self, synonyms),
            schema: ["enum": .array(known.map(JSONValue.string))], json: { .string($0.rawValue) }
        ) { value in
            value.string.flatMap { word in word == alias?.0 ? alias?.1 : Value(rawValue: word) }
        }
    }
}

extension MemberForm where Value == [String] {
    /// The identifiers of records of a kind, at least one.
    static func references(_ kind: RecordKind) -> MemberForm {
        MemberForm(
            .list(.reference(kind)),
            should: Bilingual(vi: "danh sách mã số, ít nhất một", en: "a list of identifiers, at least one"),
            cells: .list, schema: ["type": "array", "minItems": 1, "items": MemberSchema.reference("id")],
            references: { $0.enumerated().map { RecordReference("[\($0)]", kind, $1) } },
            json: { .array($0.map(JSONValue.string)) }
        ) { value in
            guard let elements = value.array, !elements.isEmpty else { return nil }
            let identifiers = elements.compactMap(\.identifier)
            return identifiers.count == elements.count ? identifiers : nil
        }
    }

    /// A list of texts of 1 to `limit` characters.
    static func texts(_ limit: Int) -> MemberForm {
        MemberForm(
            .list(.text(limit: limit)),
            should: Bilingual(
                vi: "danh sách các dòng chữ, mỗi dòng 1 đến \(limit) ký tự",
                en: "a list of texts of 1 to \(limit) characters each"),
            schema: ["type": "array", "items": MemberSchema.text(limit).required],
            json: { .array($0.map(JSONValue.string)) }
        ) { value in
            guard let texts = value.array?.map(\.string), !texts.contains(nil) else { return nil }
            let right = texts.compactMap(\.self).filter { 1...limit ~= $0.count }
            return right.count == texts.count ? right : nil
        }
    }
}

extension JSONValue {
    /// The text, where it has 1 to `limit` characters and neither white space at its ends nor control characters.
    fileprivate func text(limit: Int) -> String? {
        guard let text = string, let first = text.first, let last = text.last, text.count <= limit,
            !first.isWhitespace, !last.isWhitespace,
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { return nil }
        return text
    }

    fileprivate var identifier: String? {
        guard let text = string, let first = text.utf8.first, 1...40 ~= text.utf8.count,
            Self.isAlphanumeric(first), text.utf8.allSatisfy({ Self.isAlphanumeric($0) || "._/-".utf8.contains($0) })
        else { return nil }
        return text
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }
}
