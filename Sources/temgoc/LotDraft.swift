import Encodings
import Law
import Records
import Stamps
import Store
import Time
import Wording

/// What a person says of a new lot; what is nil follows from the register, or is asked for.
struct LotWish {
    var product: String?
    var number: String?
    var packedOn: CivilDate?
    var expiresOn: CivilDate?
    var outputKilograms: Double?
    var packs: Int?
    var inputs: [String]
}

/// A lot as it is declared: what was said, what the register knows, and what the product's last lot suggests.
struct LotDraft {
    let lot: Lot
    let product: Product
    /// The certificates that were found for its inputs, in the inputs' order; nil where none covers one.
    let evidence: [(input: LotInput, certificate: Certificate?)]

    init(_ register: SQLiteRegister, _ wish: LotWish, today: CivilDate) throws {
        let lots = try register.records(Lot.self).map(\.record)
        product = try Self.product(wish, lots, register)
        let last = lots.first { [product] in $0.product == product.id }
        let allZones = try register.records(MaterialZone.self).map(\.record).sorted { $0.id < $1.id }
        let zones = allZones.filter { [product] in $0.producers.contains(product.producer) }
        try Self.refuseToGuess(wish, of: product, zones)

        let packedOn = wish.packedOn ?? today
        let number = wish.number ?? Self.nextNumber(after: last, on: packedOn, taken: Set(lots.map(\.lotNumber.text)))
        let output =
            try wish.outputKilograms
            ?? Question(vi: "Sản lượng thành phẩm (kg)", en: "Output (kg)").kilograms(suggested: last?.outputKilograms)
        let materials =
            try wish.inputs.isEmpty
            ? RawMaterial.asked(from: zones, after: last) : wish.inputs.map { try RawMaterial($0, zones: allZones) }
        let expiresOn =
            wish.expiresOn ?? product.shelfLifeMonths.map { packedOn.adding(months: $0) }
        let members: [String: JSONValue?] = [
            "id": .string("L-\(number)"), "product": .string(product.id), "lotNumber": .string(number),
            "packedOn": .string(packedOn.iso), "expiresOn": expiresOn.map { .string($0.iso) },
            "outputKg": .decimal(output), "unitsMax": .integer(try Self.packs(wish, of: product, output, last)),
            "processRatio": last?.processRatio.map(JSONValue.decimal),
            "facility": last?.facility.map { .string($0.text) },
        ]
        let inputs = materials.map { $0.json(after: last) }
        // Which certificate covers an input is asked of the input, so the lot is read without them first.
        let bare = try Self.read(members, inputs)
        let certificates = try register.records(Certificate.self).map(\.record)
        evidence = bare.inputs.map { ($0, Self.certificate(of: $0, of: bare, among: certificates)) }
        lot = try Self.read(
            members,
            zip(inputs, evidence).map { input, found in
                input.merging(["certificate": found.certificate.map { .string($0.id) }]) { $1 }
            })
    }

    private static func read(_ members: [String: JSONValue?], _ inputs: [[String: JSONValue?]]) throws -> Lot {
        try Lot.read(
            .record(members.merging(["inputs": .array(inputs.map(JSONValue.record))]) { $1 }), path: "$.lots[0]"
        ).get()
    }

    /// The certificate of the input's zone that covers its whole harvest; the one that lasts longest.
    private static func certificate(
        of input: LotInput, of lot: Lot, among certificates: [Certificate]
    ) -> Certificate? {
        certificates.filter { certificate in
            guard case .zone = certificate.scope else { return false }
            return certificate.covers(input, packedOn: lot.packedOn)
        }.max { ($0.validThrough, $0.id) < ($1.validThrough, $1.id) }
    }

    /// The letters of the last lot's number and the packing date, as producers write it: `KV260918`; a second lot of
    /// the day gets `-2`.
    private static func nextNumber(after last: Lot?, on day: CivilDate, taken: Set<String>) -> String {
        let letters = last.map { String($0.lotNumber.text.prefix { $0.isLetter }) } ?? "L"
        let plain = letters + String(day.iso.filter { $0 != "-" }.dropFirst(2))
        if !taken.contains(plain) { return plain }
        let place = (2...).first { !taken.contains("\(plain)-\($0)") } ?? 2
        return "\(plain)-\(place)"
    }
}

extension LotDraft {
    private static func product(_ wish: LotWish, _ lots: [Lot], _ register: SQLiteRegister) throws -> Product {
        if let id = wish.product { return try register.product(id) }
        let products = try register.records(Product.self).map(\.record).sorted { $0.id < $1.id }
        if products.count == 1, let only = products.first { return only }
        guard Question.canBeAsked else {
            let known = products.map(\.id).joined(separator: ", ")
            throw Problem(
                .usage, vi: "Thiếu --product (mã sản phẩm).", en: "--product is missing.",
                hint: Bilingual(vi: "Có thể chọn: \(known).", en: "Choose one of: \(known)."))
        }
        var columns = Columns()
        for (index, product) in products.enumerated() { columns.add(["  \(index + 1).", product.id, product.name]) }
        columns.lines.forEach(Console.remark)
        let form = Bilingual(vi: "một số thứ tự hoặc mã ở trên", en: "a number or an identifier from above")
        return try Question(vi: "Sản phẩm", en: "Product").ask(suggested: lots.first?.product, form: form) { text in
            let place = Int(text).map { $0 - 1 }
            return products.enumerated().first { $0.offset == place || $0.element.id == text }?.element
        }
    }

    /// Where nobody can be asked, everything that is missing is said at once.
    private static func refuseToGuess(_ wish: LotWish, of product: Product, _ zones: [MaterialZone]) throws {
        if Question.canBeAsked { return }
        let missing: [Problem?] = [
            wish.outputKilograms == nil
                ? Problem(
                    .usage, vi: "Thiếu --output-kg (sản lượng thành phẩm).", en: "--output-kg is missing (output).")
                : nil,
            wish.packs == nil && product.netContent.grams == nil
                ? Problem(
                    .usage,
                    vi: "Thiếu --packs (số gói): \(product.name) tính theo \(product.netContent.unit.rawValue).",
                    en: "--packs is missing: \(product.id) is measured by \(product.netContent.unit.rawValue).") : nil,
            wish.inputs.isEmpty
                ? Problem(
                    .usage, vi: "Thiếu --input (nguyên liệu).", en: "--input is missing (raw material).",
                    hint: Bilingual(
                        vi: "Các vùng của chủ thể: \(zones.map(\.id).joined(separator: ", ")).",
                        en: "The producer's zones: \(zones.map(\.id).joined(separator: ", ")).")) : nil,
        ]
        let problems = missing.compactMap(\.self)
        if !problems.isEmpty { throw Problems(problems) }
    }

    /// The packs that the output fills, where their weight is known.
    private static func packs(_ wish: LotWish, of product: Product, _ output: Double, _ last: Lot?) throws -> Int {
        let filled = product.netContent.grams.map { (output * 1_000 / $0 + 1e-6).rounded(.down) }
        if let packs = try wish.packs ?? filled.map({ try whole($0) }) { return packs }
        let form = Bilingual(vi: "một số nguyên lớn hơn 0", en: "a whole number above 0")
        return try Question(vi: "Số gói", en: "Packs").ask(suggested: last.map { "\($0.unitsMax)" }, form: form) {
            Int($0).flatMap { $0 > 0 ? $0 : nil }
        }
    }

    private static func whole(_ packs: Double) throws -> Int {
        if let packs = Int(exactly: packs), packs > 0 { return packs }
        throw Problem(
            .usage, vi: "Sản lượng không đủ một gói, hoặc quá lớn.",
            en: "The output is less than one pack, or too much.",
            hint: Bilingual(vi: "Xem lại --output-kg, hoặc nêu --packs.", en: "Check --output-kg, or give --packs."))
    }
}
