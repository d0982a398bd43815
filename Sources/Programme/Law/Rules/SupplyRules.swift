public import Records
internal import Wording

// Whether a zone can have supplied what a lot says it did: tea does not come from a hill of bees.

extension Lot {
    /// INV-29: each zone of the inputs serves the lot's producer and grows what was taken from it.
    ///
    /// So it is of the product: it is made of something that its inputs are. Names are words of people, so that a mismatch is
    /// a warning.
    ///
    /// - Parameters:
    ///   - product: what was packed.
    ///   - zones: the zones that the inputs name.
    public func zonesSupply(_ product: Product, from zones: [MaterialZone]) -> [Finding] {
        var found: [Finding] = []
        for input in inputs {
            guard let zone = zones.first(where: { $0.id == input.zone }) else { continue }
            if !zone.producers.contains(product.producer) {
                found.append(
                    warning(
                        vi:
                            "Vùng nguyên liệu \(zone.id) («\(zone.name)») không ghi liên kết với chủ thể \(product.producer).",
                        en: "Zone \(zone.id) (\"\(zone.name)\") has no link to producer \(product.producer).",
                        hint: Bilingual(
                            vi: "Kiểm tra mã vùng của nguyên liệu, hoặc bổ sung chủ thể vào vùng nguyên liệu.",
                            en: "Check the input's zone, or add the producer to the zone.")))
            }
            if !CropName(input.material).fits(CropName(zone.crop)) {
                found.append(
                    warning(
                        vi:
                            "Nguyên liệu «\(input.material)» của lô \(id) ghi là từ vùng \(zone.id), nơi trồng hoặc nuôi "
                            + "«\(zone.crop)».",
                        en: "Raw material \"\(input.material)\" of lot \(id) is said to be from zone \(zone.id), which "
                            + "has \"\(zone.crop)\".", hint: Self.checkZone))
            }
        }
        return found + [madeOfItsInputs(product, zones)].compactMap(\.self)
    }

    /// Where the product's name begins with what it is made of, some input is that; cakes and sweets are made of more.
    private func madeOfItsInputs(_ product: Product, _ zones: [MaterialZone]) -> Finding? {
        guard let named = CropName(product.name).head else { return nil }
        let given = inputs.map { input in
            CropName(input.material).crops.union(
                zones.first { $0.id == input.zone }.map { CropName($0.crop).crops } ?? [])
        }
        guard !given.isEmpty, given.allSatisfy({ !$0.isEmpty && !$0.contains(named) }) else {
            return nil
        }
        let materials = inputs.map { "«\($0.material)»" }.joined(separator: ", ")
        return warning(
            vi: "Sản phẩm «\(product.name)» của lô \(id) chỉ có nguyên liệu \(materials).",
            en: "Product \"\(product.name)\" of lot \(id) has only \(materials) as raw material.", hint: Self.checkZone)
    }

    private func warning(vi: String, en: String, hint: Bilingual) -> Finding {
        Finding(Problem(.zoneDoesNotSupply, vi: vi, en: en, hint: hint), .warning)
    }

    private static let checkZone = Bilingual(
        vi: "Kiểm tra vùng và tên nguyên liệu của lô.", en: "Check the zone and the name of the lot's raw material.")
}

/// What a crop, a raw material or a product is called, as words that can be compared.
struct CropName {
    private let words: Set<String>
    /// The crops that are among the words, each by one word whatever people call it.
    let crops: Set<String>
    /// The crop that the name begins with, adjectives aside; nil where it begins with something else.
    let head: String?

    init(_ text: String) {
        let all = text.lowercased().split { !$0.isLetter }.map(String.init)
        words = Set(all.map { Self.synonyms[$0] ?? $0 }).subtracting(Self.general)
        crops = words.intersection(Self.known)
        head = all.map { Self.synonyms[$0] ?? $0 }.first { !Self.general.contains($0) && !["hồ", "cà"].contains($0) }
            .flatMap { Self.known.contains($0) ? $0 : nil }
    }

    /// Whether both may be the same: a word in common, or none that tells.
    func fits(_ other: CropName) -> Bool {
        words.isEmpty || other.words.isEmpty || !words.isDisjoint(with: other.words)
    }

    /// Words of one thing in different parts of the country, or before and after a step of work.
    private static let synonyms: [String: String] = [
        "trà": "chè", "gạo": "lúa", "thóc": "lúa", "nếp": "lúa", "tẻ": "lúa", "bắp": "ngô", "phộng": "lạc",
        "mè": "vừng",
        "heo": "lợn", "khóm": "dứa", "thơm": "dứa", "ong": "mật", "macca": "mắc", "café": "phê", "rice": "lúa",
        "tea": "chè", "honey": "mật", "pepper": "tiêu", "coffee": "phê",
    ]

    /// Crops whose names are no other words, so that a product's name tells what it is made of.
    private static let known: Set<String> = [
        "chè", "lúa", "ngô", "lạc", "vừng", "mật", "tiêu", "phê", "ớt", "gừng", "nghệ", "quế", "sắn", "khoai", "bưởi",
        "chanh", "nhãn", "xoài", "mít", "chuối", "dứa", "dừa", "sen", "nấm", "măng", "mắc",
    ]

    /// Words that say how something is, not what it is.
    private static let general: Set<String> = [
        "khô", "tươi", "búp", "rừng", "sạch", "non", "già", "hạt", "quả", "trái", "củ", "lá", "hoa", "cây", "nguyên",
        "liệu",
        "loại", "xanh", "đỏ", "trắng", "đen", "vàng", "bản", "địa", "đặc", "sản", "vùng", "hữu", "cơ", "bột", "tinh",
        "nước",
        "mua", "ngoài", "trong", "tỉnh", "một", "hai", "tôm", "thô", "sơ", "chế", "cổ", "thụ",
    ]
}
