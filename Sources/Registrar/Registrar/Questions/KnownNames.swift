internal import Access
internal import Inspection
internal import Records
internal import Stamps
internal import Wording

// What a person names, and what they are told where it is not there.

extension RegisterSnapshot {
    /// The lot that a name means: its identifier, or the number on its packs.
    ///
    /// - Throws: `Problem` `lotUnknown`, also where the number belongs to several lots.
    func lot(named name: String) throws -> Lot {
        if let lot = try record(Lot.self, id: name) { return lot }
        let numbered = try lots(numbered: name, ofProduct: nil)
        if numbered.count == 1, let only = numbered.first { return try only.value() }
        if numbered.count > 1 {
            let list = numbered.map(\.id).sorted().joined(separator: ", ")
            throw Problem(
                .lotUnknown, vi: "Số lô «\(name)» có ở nhiều lô: \(list).",
                en: "Lot number \"\(name)\" belongs to several lots: \(list).",
                hint: Bilingual(vi: "Dùng mã lô thay cho số lô.", en: "Use the identifier of the lot instead."))
        }
        let known = try latest(.record(.lot), parent: nil, status: nil, limit: 8).map(\.id)
        throw Problem(
            .lotUnknown, vi: "Sổ đăng ký không có lô «\(name)».", en: "The register has no lot \"\(name)\".",
            hint: known.isEmpty
                ? Bilingual(vi: "Nhập dữ liệu trước: temgoc import TỆP.", en: "Import data first: temgoc import FILE.")
                : Bilingual(
                    vi: "Các lô mới nhất: \(known.joined(separator: ", ")).",
                    en: "The latest lots: \(known.joined(separator: ", "))."))
    }

    /// The product of this identifier.
    ///
    /// - Throws: `Problem` `productUnknown`.
    func product(_ id: String) throws -> Product {
        if let product = try record(Product.self, id: id) { return product }
        let known = try latest(.record(.product), parent: nil, status: nil, limit: 8).map(\.id).joined(separator: ", ")
        throw Problem(
            .productUnknown, vi: "Sổ đăng ký không có sản phẩm «\(id)».", en: "The register has no product \"\(id)\".",
            hint: Bilingual(vi: "Các sản phẩm mới nhất: \(known).", en: "The latest products: \(known)."))
    }

    /// The producer of this identifier.
    ///
    /// - Throws: `Problem` `recordUnknown`.
    func producer(_ id: String) throws -> Producer {
        if let producer = try record(Producer.self, id: id) { return producer }
        let known = try page(.record(.producer), within: .everything, after: nil, limit: 8).map(\.id)
            .joined(separator: ", ")
        throw Problem(
            .recordUnknown, vi: "Sổ đăng ký không có chủ thể «\(id)».", en: "The register has no producer \"\(id)\".",
            hint: Bilingual(vi: "Các chủ thể: \(known).", en: "Producers: \(known)."))
    }

    /// The batch of this identifier.
    ///
    /// - Throws: `Problem` `batchUnknown`.
    func batch(named id: String) throws -> StoredBatch {
        if let found = try batches(ids: [id]).first { return found }
        var filter = BatchFilter()
        (filter.latestFirst, filter.limit) = (true, 8)
        let latest = try batches(filter).map(\.batch.id).joined(separator: ", ")
        throw Problem(
            .batchUnknown, vi: "Sổ đăng ký không có đợt tem «\(id)».", en: "The register has no batch \"\(id)\".",
            hint: latest.isEmpty
                ? Bilingual(
                    vi: "Chưa phát hành đợt nào: temgoc issue --lot … --count …",
                    en: "None has been issued yet: temgoc issue --lot … --count …")
                : Bilingual(vi: "Các đợt mới nhất: \(latest).", en: "The latest batches: \(latest)."))
    }

    /// The print order of this identifier.
    ///
    /// - Throws: `Problem` `orderUnknown`.
    func order(_ id: String) throws -> PrintOrder {
        if let order = try value(PrintOrder.self, .printOrder, id) { return order }
        throw Problem(
            .orderUnknown, vi: "Sổ đăng ký không có lệnh in «\(id)».",
            en: "The register has no print order \"\(id)\".",
            hint: Bilingual(vi: "Xem các lệnh in: temgoc order list.", en: "See the orders: temgoc order list."))
    }

    /// The right to print of this identifier.
    ///
    /// - Throws: `Problem` `authorisationUnknown`.
    func authorisation(_ id: String) throws -> MarkAuthorisation {
        if let right = try record(MarkAuthorisation.self, id: id) { return right }
        throw Problem(
            .authorisationUnknown, vi: "Sổ đăng ký không có quyền in «\(id)».",
            en: "The register has no right to print \"\(id)\".",
            hint: Bilingual(vi: "Xem các quyền in: temgoc mark list.", en: "See the rights: temgoc mark list."))
    }

    /// The case of this identifier.
    ///
    /// - Throws: `Problem` `caseUnknown`.
    func inspectionCase(_ id: String) throws -> InspectionCase {
        if let found = try value(InspectionCase.self, .inspectionCase, id) { return found }
        throw Problem(
            .caseUnknown, vi: "Sổ đăng ký không có vụ việc «\(id)».", en: "The register has no case \"\(id)\".",
            hint: Bilingual(vi: "Xem các vụ việc: temgoc case list.", en: "See the cases: temgoc case list."))
    }

    /// The citizen's report with this receipt number.
    ///
    /// - Throws: `Problem` `reportUnknown`.
    func report(_ receipt: ReceiptNumber) throws -> CitizenReport {
        if let report = try value(CitizenReport.self, .citizenReport, receipt.text) { return report }
        throw Problem(
            .reportUnknown, vi: "Không có phản ánh nào mang số biên nhận \(receipt.text).",
            en: "There is no report with the receipt number \(receipt.text).")
    }
}
