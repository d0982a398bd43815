internal import Encodings
internal import Law
internal import Records
internal import Stamps
internal import Time
internal import Wording

// What a new form of a record may not say, whatever way it comes in: by a file, a table or a program.

extension RegisterSnapshot {
    /// Everything that stands against a record in a new form, each at its member.
    ///
    /// What authorities decided changes by their acts only; what stamps that are out speak of does not change; no two
    /// records are the same thing.
    ///
    /// - Parameters:
    ///   - body: the record's data.
    ///   - before: the record as it stands; nil where there is none.
    ///   - path: where the record lies, such as `$.lots[2]`.
    func refusals(
        of record: any RegisterRecord, _ body: JSONValue, over before: JSONValue?, at path: String,
        on today: CivilDate, _ review: ImportReview? = nil
    ) throws -> [DataProblem] {
        let kind = type(of: record).kind
        let texts = body.newTexts(over: before, at: path)
        let faults = texts.compactMap(\.fault)
        if !faults.isEmpty { return faults }
        let personal = texts.compactMap(\.personalData)
        if !personal.isEmpty { return personal }
        if let before {
            return try decidedOtherwise(kind, record.id, body, before, path)
                + sealedOtherwise(record, body, before, path) + lotFaults(record, today, path)
        }
        return try [twin(of: record, path), decidedBeforehand(record, body, path)].compactMap(\.self)
            + lotFaults(record, today, path)
    }

    // MARK: Decided

    private func decidedOtherwise(
        _ kind: RecordKind, _ id: String, _ body: JSONValue, _ before: JSONValue, _ path: String
    ) throws -> [DataProblem] {
        let (asked, stands) = (kind.decided(in: body), kind.decided(in: before))
        let changed = stands.keys.sorted().filter { asked[$0] != stands[$0] }
        guard let member = changed.first else { return [] }
        let state = try decidedElsewhere(kind, id, before)
        return [
            DataProblem(
                path: "\(path).\(member)",
                text: Bilingual(
                    vi:
                        "khác với quyết định đang có trong sổ: \(kind.title.vi) \(id) \(state.vi); chỉ một quyết định khác "
                        + "mới thay đổi được",
                    en: "differs from what was decided: the \(kind.title.en) \(id) \(state.en); only another decision "
                        + "changes it"),
                code: .decidedElsewhere, hint: kind.deciding)
        ]
    }

    /// A file may bring decisions of the time before the register, as long as no stamp speaks of their product.
    private func decidedBeforehand(_ record: any RegisterRecord, _ body: JSONValue, _ path: String) throws
        -> DataProblem?
    {
        guard let recognition = record as? Recognition, recognition.withdrawal != nil || recognition.extension != nil,
            let product = try self.record(Product.self, id: recognition.product), try hasStamps(product)
        else { return nil }
        return DataProblem(
            path: path,
            text: Bilingual(
                vi:
                    "mang theo quyết định thu hồi hoặc gia hạn, nhưng sản phẩm \(product.id) đã có tem; quyết định được ghi "
                    + "bằng lệnh riêng",
                en: "brings a withdrawal or an extension, but product \(product.id) has stamps already; decisions are "
                    + "recorded by their own command"),
            code: .decidedElsewhere, hint: RecordKind.recognition.deciding)
    }

    // MARK: Sealed

    private func sealedOtherwise(
        _ record: any RegisterRecord, _ body: JSONValue, _ before: JSONValue, _ path: String
    ) throws -> [DataProblem] {
        let sealed: [String]
        switch record {
        case let lot as Lot where try hasStamps(lot): sealed = SealedMembers.ofLot
        case let product as Product where try hasStamps(product): sealed = SealedMembers.ofProduct
        default: return []
        }
        return sealed.compactMap { member in
            let (stands, asked) = (before[member], body[member])
            if stands == asked || member == "inputs" && asked.keeps(all: stands) { return nil }
            return DataProblem(
                path: "\(path).\(member)",
                text: Bilingual(
                    vi:
                        "là \(asked.shown), nhưng tem đã phát hành ghi \(stands.shown); điều in trên bao bì không sửa được",
                    en: "is \(asked.shown), but stamps that were issued say \(stands.shown); what stands on packs does "
                        + "not change"),
                code: .factSealed,
                hint: Bilingual(
                    vi: "Ghi nhầm thì đề nghị đính chính: temgoc correction request. Hàng khác cần lô khác; quy cách "
                        + "khác cần sản phẩm khác với mã GTIN khác.",
                    en: "What was recorded by mistake is corrected: temgoc correction request. Other goods are "
                        + "another lot; another size is another product with a GTIN of its own."))
        }
    }

    /// Whether stamps were issued for a lot, or stamps of a roll given to it.
    private func hasStamps(_ lot: Lot) throws -> Bool {
        var filter = BatchFilter()
        (filter.lot, filter.limit) = (lot.id, 1)
        return try !batches(filter).isEmpty
    }

    /// Whether stamps of a product were issued, under any key that it had, one that was released among them.
    private func hasStamps(_ product: Product) throws -> Bool {
        var filter = BatchFilter()
        (filter.product, filter.limit) = (product.id, 1)
        return try !batches(filter).isEmpty
    }

    // MARK: The same thing twice

    /// A record that is the same decision, certificate or right as one that stands under another identifier: a withdrawn
    /// one does not come back that way.
    private func twin(of record: any RegisterRecord, _ path: String) throws -> DataProblem? {
        let twin: String?
        switch record {
        case let recognition as Recognition:
            twin = try records(Recognition.self, of: [recognition.product]).first {
                $0.decisionNumber == recognition.decisionNumber && $0.issuedOn == recognition.issuedOn
            }?.id
        case let right as MarkAuthorisation:
            twin = try records(MarkAuthorisation.self, of: [right.recognition]).first {
                $0.mark == right.mark && $0.validFrom == right.validFrom && $0.validThrough == right.validThrough
                    && $0.quota == right.quota
            }?.id
        case let certificate as Certificate:
            guard let parent = certificate.parent else { return nil }
            twin = try records(Certificate.self, of: [parent]).first {
                $0.type == certificate.type && $0.number == certificate.number && $0.issuer == certificate.issuer
            }?.id
        default: return nil
        }
        guard let twin else { return nil }
        let kind = type(of: record).kind
        return DataProblem(
            path: path,
            text: Bilingual(
                vi: "trùng với \(kind.title.vi) «\(twin)» đã có trong sổ; mỗi giấy tờ chỉ ghi một lần",
                en: "is the same as the \(kind.title.en) \"\(twin)\" of the register; a document is recorded once"),
            code: .twinRecord,
            hint: Bilingual(vi: "Sửa bản ghi «\(twin)» thay vì thêm mới.", en: "Change \"\(twin)\" instead of adding."))
    }

    /// A lot of the future, and a number that another lot of the product has.
    private func lotFaults(_ record: any RegisterRecord, _ today: CivilDate, _ path: String) throws -> [DataProblem] {
        guard let lot = record as? Lot else { return [] }
        var found: [DataProblem] = []
        if lot.packedOn > today {
            found.append(
                DataProblem(
                    path: "\(path).packedOn",
                    text: Bilingual(
                        vi: "là \(lot.packedOn.vietnamese), sau hôm nay (\(today.vietnamese)); cần ngày đã đóng gói",
                        en: "is \(lot.packedOn.iso), after today (\(today.iso)); it should be the day of packing")))
        }
        let others = try lots(numbered: lot.lotNumber.text, ofProduct: lot.product).map(\.id).filter { $0 != lot.id }
        if let other = others.min() {
            found.append(
                DataProblem(
                    path: "\(path).lotNumber",
                    text: Bilingual(
                        vi: "là «\(lot.lotNumber.text)», nhưng lô «\(other)» của cùng sản phẩm đã mang số này",
                        en: "is \"\(lot.lotNumber.text)\", which lot \"\(other)\" of the same product has already"),
                    code: .lotExists,
                    hint: Bilingual(
                        vi: "Mỗi lô của một sản phẩm cần một số riêng.",
                        en: "Each lot of a product needs its own number.")))
        }
        return found
    }
}

/// The members that stamps speak of from the first one on; a lot's stages may be added to.
private enum SealedMembers {
    static let ofLot = [
        "product", "lotNumber", "packedOn", "producedOn", "expiresOn", "outputKg", "unitsMax", "processRatio", "inputs",
    ]
    static let ofProduct = ["producer", "setNumber", "gtin", "productCode", "netContent", "nameVi"]
}

extension RecordKind {
    /// How a decision about records of the kind is recorded.
    fileprivate var deciding: Bilingual? {
        switch self {
        case .recognition:
            Bilingual(
                vi: "Quyết định mới: temgoc recognition withdraw, extend. Thu hồi ghi nhầm thì hủy: temgoc correction "
                    + "request --recognition.",
                en: "A new decision: temgoc recognition withdraw, extend. A withdrawal by mistake: temgoc correction "
                    + "request --recognition.")
        case .certificate:
            Bilingual(
                vi: "Quyết định mới: temgoc certificate suspend, resume, withdraw. Thu hồi ghi nhầm thì hủy: temgoc "
                    + "correction request --certificate.",
                en: "A new decision: temgoc certificate suspend, resume, withdraw. A withdrawal by mistake: temgoc "
                    + "correction request --certificate.")
        case .markAuthorisation:
            Bilingual(
                vi: "Quyết định mới: temgoc mark suspend, resume, end. Chấm dứt ghi nhầm thì hủy: temgoc correction "
                    + "request --right.",
                en: "A new decision: temgoc mark suspend, resume, end. An end by mistake: temgoc correction request "
                    + "--right.")
        case .producer:
            Bilingual(
                vi: "Ghi nhận mới: temgoc producer attest, close. Chấm dứt ghi nhầm thì hủy: temgoc correction request "
                    + "--producer.",
                en: "A new attestation: temgoc producer attest, close. A closing by mistake: temgoc correction request "
                    + "--producer.")
        case .zone, .product, .lot, .administrativeUnit, .organisation: nil
        }
    }
}

extension JSONValue? {
    /// As people read it in a sentence.
    fileprivate var shown: String {
        guard let value = self else { return "–" }
        let text = value.string ?? value.canonicalText
        return "«\(text.count > 60 ? text.prefix(59) + "…" : text)»"
    }

    /// Whether every element of the other list is one of this list, as often.
    fileprivate func keeps(all other: JSONValue?) -> Bool {
        var left = self?.array ?? []
        for element in other?.array ?? [] {
            guard let place = left.firstIndex(of: element) else { return false }
            left.remove(at: place)
        }
        return true
    }
}
