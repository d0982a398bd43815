// What can be wrong with the words of a YAML file: the same sentence in both languages, side by side.

extension Mistake {
    static func notYAML(_ problem: String) -> Self {
        Self(
            en: "this is not YAML: \(problem)", "check indentation, quotes and brackets",
            vi: "đây không phải YAML: \(problem)", "kiểm tra thụt dòng, dấu nháy và dấu ngoặc")
    }

    static func unreadable(_ problem: String) -> Self {
        Self(
            en: "this is not YAML: \(problem)", "save the file as UTF-8 text",
            vi: "đây không phải YAML: \(problem)", "lưu tệp dạng văn bản UTF-8")
    }

    static func givenTwice(_ keys: String) -> Self {
        Self(en: "\(keys) is given twice", "keep one of them", vi: "\(keys) có hai lần", "chỉ giữ lại một")
    }

    static var emptyFile: Self {
        Self(en: "the file is empty", "start with format: 1", vi: "tệp trống", "bắt đầu bằng format: 1")
    }

    static func format(_ given: String) -> Self {
        Self(
            en: "format \(given) is not known", "write format: 1",
            vi: "không có định dạng \(given)", "viết format: 1")
    }

    static func name(_ folder: String) -> Self {
        Self(
            en: "the name is not the folder's", "write name: \(folder)",
            vi: "tên khác với tên thư mục hoặc tệp", "viết name: \(folder)")
    }

    static func notMapping(_ what: String, keys: String) -> Self {
        Self(
            en: "\(what) is a mapping", "write its keys: \(keys)",
            vi: "\(what): cần các cặp khóa và giá trị", "viết các khóa: \(keys)")
    }

    static func unknownKey(_ key: String, of what: String, known: String) -> Self {
        Self(
            en: "\(what) has no \(key)", "its keys are \(known)",
            vi: "\(what): không có khóa \(key)", "các khóa là \(known)")
    }

    static func missingKey(_ key: String, of what: String) -> Self {
        Self(en: "\(what) needs \(key)", "add \(key):", vi: "\(what): thiếu khóa \(key)", "thêm \(key):")
    }

    static func notLength(_ text: String) -> Self {
        Self(
            en: "\"\(text)\" is no length", "write millimetres, such as 4.4mm",
            vi: "«\(text)» không phải độ dài", "viết theo milimét, ví dụ 4.4mm")
    }

    static func range(_ given: String, _ least: String, _ most: String) -> Self {
        Self(
            en: "\(given) is out of range", "write \(least) to \(most)",
            vi: "\(given) ngoài khoảng cho phép", "viết từ \(least) đến \(most)")
    }

    static func notBoolean(_ text: String) -> Self {
        Self(
            en: "\"\(text)\" is neither", "write true or false",
            vi: "«\(text)» không phải có hay không", "viết true hoặc false")
    }

    static func unknownWord(_ word: String, known: String) -> Self {
        Self(
            en: "\"\(word)\" is not known", "write one of \(known)",
            vi: "không có «\(word)»", "viết một trong \(known)")
    }

    static func mediaName(_ text: String) -> Self {
        Self(
            en: "\"\(text)\" is no name of media", "write the name of a file in media without .yaml: a-z, 0-9, -",
            vi: "«\(text)» không phải tên vật liệu in", "viết tên tệp trong media, bỏ .yaml: a-z, 0-9, -")
    }

    static var resolutions: Self {
        Self(en: "dpi is a list", "write dpi: [203, 300]", vi: "dpi là một danh sách", "viết dpi: [203, 300]")
    }

    static func starRange(_ text: String) -> Self {
        Self(
            en: "\"\(text)\" is no range of stars", "write 3..5, 4..5 or 5..5",
            vi: "«\(text)» không phải khoảng số sao", "viết 3..5, 4..5 hoặc 5..5")
    }
}

// Fields.
extension Mistake {
    static var fields: Self {
        Self(
            en: "fields is a mapping", "write product: {type: text, max: 60, sample: …}",
            vi: "fields cần các cặp khóa và giá trị", "viết product: {type: text, max: 60, sample: …}")
    }

    static func fieldName(_ text: String) -> Self {
        Self(
            en: "\"\(text)\" is no field name", "use a letter, then letters and digits",
            vi: "«\(text)» không phải tên trường", "dùng một chữ cái, rồi chữ cái và chữ số, không dấu")
    }

    static func unprintableSample(_ error: LabelError) -> Self {
        Self(
            en: "the sample cannot be printed: \(error)", "give one that can",
            vi: "không in được giá trị mẫu: \(error.vietnamese)", "đưa giá trị mẫu khác")
    }

    static func notForKind(_ key: String, only kind: String) -> Self {
        Self(
            en: "only a \(kind) has a \(key)", "leave it out",
            vi: "chỉ trường \(kind) mới có \(key)", "bỏ khóa này")
    }

    static func requestTextTooLong(_ most: Int, limit: Int) -> Self {
        Self(
            en: "a text that a request gives has \(limit) characters at most, this one \(most)",
            "set max: \(limit), or take the text from the register",
            vi: "nội dung do yêu cầu điền dài tối đa \(limit) ký tự, trường này \(most)",
            "đặt max: \(limit), hoặc lấy nội dung từ sổ đăng ký")
    }

    static var textNeedsMax: Self {
        Self(en: "a text needs a max", "add max: 60", vi: "trường text cần max", "thêm max: 60")
    }

    static var sampleShape: Self {
        Self(
            en: "a sample is one value", "write it on this line",
            vi: "sample là một giá trị", "viết trên cùng dòng")
    }

    static func notNumber(_ text: String) -> Self {
        Self(
            en: "\"\(text)\" is no whole number", "write digits",
            vi: "«\(text)» không phải số nguyên", "viết bằng chữ số")
    }

    static func notRank(_ text: String) -> Self {
        Self(
            en: "\"\(text)\" is no rank", "write 3, 4 or 5",
            vi: "«\(text)» không phải hạng sao", "viết 3, 4 hoặc 5")
    }

    static func notDay(_ text: String) -> Self {
        Self(
            en: "\"\(text)\" is no day", "write it as 2026-10-12",
            vi: "«\(text)» không phải ngày", "viết dạng 2026-10-12")
    }

    static func notPattern(_ text: String) -> Self {
        Self(
            en: "\"\(text)\" is no pattern", "write letters, digits, classes as [A-Z0-9], and counts as {4} or {1,8}",
            vi: "«\(text)» không phải mẫu ký tự",
            "viết chữ, số, nhóm như [A-Z0-9], và số lần như {4} hoặc {1,8}")
    }

    static func notForImage(_ key: String) -> Self {
        Self(
            en: "an image has no \(key)", "remove it: the caller gives one picture for the job",
            vi: "trường image không có \(key)", "bỏ khóa này: người in đưa một hình cho cả đợt")
    }

    static var imageIsOptional: Self {
        Self(
            en: "an image may always be missing", "remove optional: false",
            vi: "hình luôn có thể để trống", "bỏ optional: false")
    }

    static var markNeedsRequires: Self {
        Self(
            en: "the mark is drawn without requires", "add requires: {mark: true, stars: 3..5} to the template",
            vi: "có nhãn hiệu mà không có requires", "thêm requires: {mark: true, stars: 3..5} vào mẫu")
    }

    static var markNeedsStars: Self {
        Self(
            en: "the mark needs a field of type stars", "declare stars: {type: stars, optional: true, sample: 4}",
            vi: "nhãn hiệu cần một trường kiểu stars", "khai báo stars: {type: stars, optional: true, sample: 4}")
    }

    static var requiresIsTrue: Self {
        Self(
            en: "requires without a mark asks for nothing", "write mark: true, or remove requires",
            vi: "requires mà không có nhãn hiệu thì không đòi gì", "viết mark: true, hoặc bỏ requires")
    }

    static var requiresWithoutMark: Self {
        Self(
            en: "the template requires a mark and has none",
            "declare mark: {type: image, optional: true}, or remove this",
            vi: "mẫu đòi nhãn hiệu mà không có chỗ đặt",
            "khai báo mark: {type: image, optional: true}, hoặc bỏ khóa này")
    }
}
