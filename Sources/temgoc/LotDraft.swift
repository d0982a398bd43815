import Access
import Registrar
import Encodings
import Law
import Records
import Stamps
import Time
import Wording

/// What a person says of a new lot; what is nil follows from the register, or is asked for.
struct LotWanted {
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

    init(_ registrar: Registrar, _ wanted: LotWanted, by author: Authorship) async throws {
        let packedOn = wanted.packedOn ?? author.today
        let known = try await registrar.suggestion(
            forLotOf: Self.product(wanted, registrar, author.principal), packedOn: packedOn,
            naming: wanted.inputs.compactMap(RawMaterial.name), for: author.principal)
        product = known.product
        let last = known.last
        let zones = known.own
        try Self.refuseToGuess(wanted, of: product, zones)

        let number = wanted.number ?? known.nextNumber
        let output =
            try wanted.outputKilograms
            ?? Question(vi: "Sản lượng thành phẩm (kg)", en: "Output (kg)").kilograms(suggested: last?.outputKilograms)
        let materials =
            try wanted.inputs.isEmpty
            ? RawMaterial.asked(from: zones, after: last)
            : wanted.inputs.map { try RawMaterial($0, zones: known.zones) }
        let expiresOn =
            wanted.expiresOn ?? product.shelfLifeMonths.map { packedOn.adding(months: $0) }
        let members: [String: JSONValue?] = [
            "id": .string("L-\(number)"), "product": .string(product.id), "lotNumber": .string(number),
            "packedOn": .string(packedOn.iso), "expiresOn": expiresOn.map { .string($0.iso) },
            "outputKg": .decimal(output), "unitsMax": .integer(try Self.packs(wanted, of: product, output, last)),
            "processRatio": last?.processRatio.map(JSONValue.decimal),
            "facility": last?.facility.map { .string($0.text) },
        ]
        let inputs = materials.map { $0.json(after: last) }
        // Which certificate covers an input is asked of the input, so the lot is read without them first.
        let bare = try Self.read(members, inputs)
        evidence = try await registrar.certificates(covering: bare, for: author.principal)
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
}

extension LotDraft {
    private static func product(
        _ wanted: LotWanted, _ registrar: Registrar, _ principal: Principal
    ) async throws -> String {
        if let id = wanted.product { return id }
        let products = try await registrar.products(limit: 1_000, for: principal)
        if products.count == 1, let only = products.first { return only.id }
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
        let last = try await registrar.lots(limit: 1, for: principal).first
        return try Question(vi: "Sản phẩm", en: "Product").ask(suggested: last?.product, form: form) { text in
            let place = Int(text).map { $0 - 1 }
            return products.enumerated().first { $0.offset == place || $0.element.id == text }?.element.id
        }
    }

    /// Where nobody can be asked, everything that is missing is said at once.
    private static func refuseToGuess(_ wanted: LotWanted, of product: Product, _ zones: [MaterialZone]) throws {
        if Question.canBeAsked { return }
        let missing: [Problem?] = [
            wanted.outputKilograms == nil
                ? Problem(
                    .usage, vi: "Thiếu --output-kg (sản lượng thành phẩm).", en: "--output-kg is missing (output).")
                : nil,
            wanted.packs == nil && product.netContent.grams == nil
                ? Problem(
                    .usage,
                    vi: "Thiếu --packs (số gói): \(product.name) tính theo \(product.netContent.unit.rawValue).",
                    en: "--packs is missing: \(product.id) is measured by \(product.netContent.unit.rawValue).") : nil,
            wanted.inputs.isEmpty
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
    private static func packs(_ wanted: LotWanted, of product: Product, _ output: Double, _ last: Lot?) throws -> Int {
        let filled = product.netContent.grams.map { (output * 1_000 / $0 + 1e-6).rounded(.down) }
        if let packs = try wanted.packs ?? filled.map({ try whole($0) }) { return packs }
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
