// What can be wrong with a template's layers.

extension Mistake {
    static var layers: Self {
        Self(
            en: "layers is a list", "write - text: {box: …, value: …, size: …}",
            vi: "layers là một danh sách", "viết - text: {box: …, value: …, size: …}")
    }

    static func unusedField(_ name: String) -> Self {
        Self(
            en: "the field \(name) is never drawn", "draw it or remove it from fields",
            vi: "trường \(name) không được in ở đâu", "in trường này, hoặc bỏ khỏi fields")
    }

    static func layerName(_ known: String) -> Self {
        Self(
            en: "a layer has one name", "write - text: {…}; the names are \(known)",
            vi: "mỗi lớp có một tên", "viết - text: {…}; các tên là \(known)")
    }

    static var whenAndUnless: Self {
        Self(
            en: "a layer has when or unless", "remove one of them",
            vi: "một lớp có when hoặc unless", "bỏ một trong hai")
    }

    static var notBox: Self {
        Self(
            en: "a box has four lengths", "write [x, y, width, height], such as [2mm, 2mm, 30mm, 5mm]",
            vi: "một khung có bốn độ dài", "viết [x, y, rộng, cao], ví dụ [2mm, 2mm, 30mm, 5mm]")
    }

    static var emptyBox: Self {
        Self(
            en: "the box is empty", "give it a width and a height",
            vi: "khung rỗng", "cho khung chiều rộng và chiều cao")
    }

    static var slanted: Self {
        Self(
            en: "the line is neither level nor upright", "keep x or y the same; slanted lines have ragged dots",
            vi: "đường không ngang cũng không dọc", "giữ nguyên x hoặc y; đường chéo in bị răng cưa")
    }

    static var notValue: Self {
        Self(
            en: "a value is text", "write what is printed, such as \"Số lô: {lot}\"",
            vi: "value là văn bản", "viết nội dung in, ví dụ \"Số lô: {lot}\"")
    }

    static func brace(_ text: String) -> Self {
        Self(
            en: "a brace in \"\(text)\" names no field", "write {field}",
            vi: "dấu ngoặc nhọn trong «\(text)» không nêu trường nào", "viết {tên trường}")
    }

    static var oneField: Self {
        Self(
            en: "this takes one field", "write \"{field}\" and nothing else",
            vi: "ở đây chỉ nhận một trường", "chỉ viết \"{tên trường}\"")
    }

    static var notPoint: Self {
        Self(
            en: "a point has two lengths", "write [x, y], such as [2mm, 12mm]",
            vi: "một điểm có hai độ dài", "viết [x, y], ví dụ [2mm, 12mm]")
    }

    static func outside(_ box: Box, of label: Box) -> Self {
        Self(
            en: "this reaches \(box.right) × \(box.bottom)",
            "the label is \(label.width) × \(label.height): move it or make it smaller",
            vi: "khung ra tới \(box.right) × \(box.bottom)",
            "nhãn là \(label.width) × \(label.height): dời hoặc thu nhỏ khung")
    }

    static func undeclared(_ name: String, known: String) -> Self {
        Self(
            en: "there is no field \"\(name)\"", "declare it in fields, or take one of \(known)",
            vi: "không có trường «\(name)»", "khai báo trong fields, hoặc dùng một trong \(known)")
    }

    static func alwaysThere(_ name: String) -> Self {
        Self(
            en: "\(name) is always there", "make it optional, or remove when and unless",
            vi: "\(name) luôn có giá trị", "thêm optional: true, hoặc bỏ when và unless")
    }

    static func noValueHere(_ name: String) -> Self {
        Self(
            en: "\(name) has no value here", "remove it from value, or write when",
            vi: "ở đây \(name) không có giá trị", "bỏ khỏi value, hoặc viết when")
    }

    static func optionalField(_ name: String) -> Self {
        Self(
            en: "\(name) is optional", "add when: \(name)",
            vi: "\(name) có thể để trống", "thêm when: \(name)")
    }

    static var stampInText: Self {
        Self(
            en: "a stamp is drawn as a qr only", "print a text field beside it",
            vi: "stamp chỉ in được bằng qr", "in một trường text bên cạnh")
    }

    static var imageInText: Self {
        Self(
            en: "an image is no text", "draw it by - image: {…}",
            vi: "hình không phải văn bản", "đặt hình bằng - image: {…}")
    }

    static func wrongField(_ name: String, type: String) -> Self {
        Self(
            en: "\(name) is no \(type) field", "declare it with type: \(type)",
            vi: "\(name) không phải trường kiểu \(type)", "khai báo với type: \(type)")
    }

    static var inQuietZone: Self {
        Self(
            en: "this is drawn in the box of a qr", "move it off the quiet zone",
            vi: "lớp này đè lên khung của mã QR", "dời ra khỏi vùng trắng quanh mã")
    }

    static var artworkName: Self {
        Self(
            en: "the artwork is the template's own file", "write - artwork: artwork.svg",
            vi: "hình nền là tệp của chính mẫu nhãn", "viết - artwork: artwork.svg")
    }

    static var artworkNotFirst: Self {
        Self(
            en: "the artwork lies under all layers, once", "make it the first layer",
            vi: "hình nền nằm dưới mọi lớp, một lần", "đặt làm lớp đầu tiên")
    }
}
