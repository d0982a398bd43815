package import Wording

/// A form as its template reads it.
package struct FormView {
    package struct Hidden {
        let key: String
        let hiddenValue: String

        /// A field that is sent with the form and not shown.
        package init(key: String, hiddenValue: String) {
            self.key = key
            self.hiddenValue = hiddenValue
        }
    }

    package let hidden: [Hidden]
    package let inputs: [InputView]
    package let button: String

    package init(hidden: [(String, String)] = [], _ inputs: [InputView], button: String, _ language: Language) {
        self.hidden =
            (hidden + (language == .vi ? [] : [("lang", language.rawValue)])).map {
                Hidden(key: $0.0, hiddenValue: $0.1)
            }
        self.inputs = inputs
        self.button = button
    }
}

/// A field of a form: its words, what was typed, and what was wrong with it.
package struct InputView {
    package struct Option {
        let optionID: String
        let optionValue: String
        let optionLabel: String
        let isChosen: Bool
    }

    /// How a field is filled in.
    package enum Kind {
        case text(limit: Int)
        case secret(limit: Int)
        case area(limit: Int)
        case day
        case picture
        case choice([(value: String, label: String)], isShort: Bool = false)
        case select([(value: String, label: String)])
    }

    package let id: String
    package let name: String
    package let label: String
    package let typed: String
    package let limit: Int
    package let isRequired: Bool
    package let hasHint: Bool
    package let hintText: String
    package let isRefused: Bool
    package let faultText: String
    package let options: [Option]
    package let inputType: String
    package let isText: Bool
    package let isArea: Bool
    package let isFile: Bool
    package let isSelect: Bool
    package let isChoice: Bool
    package let isShort: Bool

    /// - Parameter id: where several forms of a page have a field of that name, what tells them apart.
    package init(
        _ name: String, _ kind: Kind, _ label: String, id: String? = nil, hint: String? = nil, typed: String = "",
        fault: String? = nil, isRequired: Bool = false
    ) {
        let id = id ?? name
        self.id = id
        self.name = name
        self.label = label
        self.typed = typed
        self.isRequired = isRequired
        (hasHint, hintText) = (hint != nil, hint ?? "")
        (isRefused, faultText) = (fault != nil, fault ?? "")
        var (type, limit, options, isShort) = ("", 0, [(value: String, label: String)](), false)
        var form = ""
        switch kind {
        case .text(let most): (form, type, limit) = ("text", "text", most)
        case .secret(let most): (form, type, limit) = ("text", "password", most)
        case .day: (form, type, limit) = ("text", "date", 10)
        case .area(let most): (form, limit) = ("area", most)
        case .picture: form = "file"
        case .choice(let all, let short): (form, options, isShort) = ("choice", all, short)
        case .select(let all): (form, options) = ("select", all)
        }
        (inputType, self.limit, self.isShort) = (type, limit, isShort)
        (isText, isArea, isFile) = (form == "text", form == "area", form == "file")
        (isSelect, isChoice) = (form == "select", form == "choice")
        self.options = options.enumerated().map { index, option in
            Option(
                optionID: "f-\(id)-\(index)", optionValue: option.value, optionLabel: option.label,
                isChosen: option.value == typed)
        }
    }
}

extension String {
    /// The text as it begins a line.
    package var capitalised: String { prefix(1).uppercased() + dropFirst() }

    /// The text as a sentence of its own.
    package var sentence: String {
        let begun = capitalised
        return begun.hasSuffix(".") || begun.isEmpty ? begun : begun + "."
    }
}
