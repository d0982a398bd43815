internal import Access
internal import HTTPServer
internal import Inspection
internal import Records
internal import ScanPages
internal import Stamps
internal import Time
internal import Verification
internal import Wording

/// What an inspector sees of a stamp beyond the consumer (OCOP.md §4.5), part by part.
struct InspectorStampView: Speaking {
    private let facts: InspectionFacts
    private let code: InspectedCode
    let language: Language

    init(_ facts: InspectionFacts, _ code: InspectedCode, _ visit: InspectorResponder.Visit) {
        self.facts = facts
        self.code = code
        language = visit.language
    }

    /// - Parameter templates: the names of the label templates whose picture can be drawn.
    func parts(templates: [String], provinces: [ProvinceChoice]) -> [PageSection] {
        let known = facts.report.facts
        return [payload, key]
            + (known == nil
                ? []
                : [product, batch, right, InspectorDesignView(facts, templates, language).part, weights, certificates])
            + [InspectorTimeline(facts.scans, provinces, language).part, cases]
    }

    private func number(_ value: Int?) -> String? { value.map { Bilingual(number: Double($0))[language] } }

    private func kilograms(_ value: Double?) -> String? { value.map { Bilingual(number: $0)[language] + " kg" } }

    private var payload: PageSection {
        let (stamp, typed) = (facts.report.stamp, facts.report.typed)
        let key = stamp?.key ?? typed?.key
        let rows = [
            row("Máy chủ", "Host", stamp?.host.text),
            row(
                "Chữ ký", "Seal",
                stamp.map {
                    say("Phiên bản 1, khóa số \($0.seal.keyID.rawValue)", "Version 1, key \($0.seal.keyID.rawValue)")
                }),
            row("Sản phẩm", "Product", key.map { String($0.path.dropFirst()) }),
            // The code of a pack names no lot: the register knows it.
            (stamp?.lot ?? typed?.lot).map { row("Số lô trong mã", "Lot in the code", $0.text) },
            row("Mã tem", "Serial", (stamp?.serial ?? typed?.serial)?.readable),
        ]
        let text = code.fields.first { $0.0 == "code" }?.1
        let heading = say("Nội dung mã", "What the code says")
        let codes = [text].compactMap(\.self)
        if key == nil {
            let none = say("Không đọc được tem nào từ nội dung này.", "No stamp can be read from this.")
            return PageSection(heading, SectionBody(lines: [none], codes: codes))
        }
        return PageSection(heading, SectionBody(rows: rows.compactMap(\.self), codes: codes))
    }

    private var key: PageSection {
        guard let key = facts.key else {
            return PageSection(
                say("Khóa ký", "Signing key"),
                SectionBody(lines: [
                    facts.report.typed == nil
                        ? say("Sổ đăng ký không có khóa mà mã nêu.", "The register has no key that the code names.")
                        : say("Mã gõ tay không mang chữ ký.", "A typed code has no signature.")
                ]))
        }
        let vouches = facts.keyVouches.map { $0 ? say("Có", "Yes") : say("Không", "No") }
        return PageSection(
            say("Khóa ký", "Signing key"),
            SectionBody(rows: [
                row("Khóa số", "Key", "\(key.record.keyID.rawValue)"),
                row("Tình trạng", "State", key.record.standing.title[language].capitalised),
                row("Từ mục nhật ký", "From ledger entry", "\(key.record.from ?? key.sequence)"),
                row("Bảo đảm cho đợt này", "Vouches for this batch", vouches),
                row(
                    "Thời hạn", "Valid",
                    key.record.validFrom == nil && key.record.validThrough == nil
                        ? nil
                        : "\(key.record.validFrom?.vietnamese ?? "…") – \(key.record.validThrough?.vietnamese ?? "…")"
                ),
            ]))
    }

    private var product: PageSection {
        let known = facts.report.facts
        let recognition = known?.recognitions.inForce(on: known?.lot?.packedOn ?? facts.report.today)
        return PageSection(
            say("Sản phẩm và lô", "Product and lot"),
            SectionBody(rows: [
                register("Sản phẩm", "Product", known?.product.name),
                register("Chủ thể", "Producer", known?.producer.legalName),
                row("Tình trạng hoạt động", "Standing", known?.producerHasStopped.map { say($0.vi, $0.en) }),
                row("Số lô", "Lot", known?.lot?.lotNumber.text),
                row("Ngày đóng gói", "Packed on", known?.lot?.packedOn.vietnamese),
                row(Lot.expiryTitle.vi, Lot.expiryTitle.en, known?.lot?.expiresOn?.vietnamese),
                row(
                    "Hạng sao khi đóng gói", "Stars at packing",
                    recognition.map { say("\($0.stars) sao", "\($0.stars) stars") }),
                register("Quyết định", "Decision", recognition?.decisionNumber),
            ]))
    }

    private var batch: PageSection {
        let batch = facts.batch
        let numbers = batch?.batch.numbers
        return PageSection(
            say("Đợt phát hành", "Batch"),
            SectionBody(rows: [
                row("Đợt", "Batch", batch?.batch.id),
                row("Ngày phát hành", "Issued on", batch?.batch.issuedOn.vietnamese),
                row("Số thứ tự", "Numbers", numbers.map { "\($0.first.rawValue) – \($0.last.rawValue)" }),
                row("Lệnh in", "Print order", batch?.order?.id),
                row("Đã cấp", "Issued", number(batch?.balance.allotted)),
                row("Đã tạo nhãn", "Drawn", number(batch?.balance.drawn)),
                row("Đã in", "Printed", number(batch?.balance.printed)),
                row("Hỏng", "Spoiled", number(batch?.balance.spoiled)),
                row("Trả lại", "Returned", number(batch?.balance.returned)),
                row("Hủy, mất", "Lost", number(batch?.balance.lost)),
                row("Chưa quyết toán", "Not accounted for", number(batch?.balance.open)),
            ]))
    }

    private var right: PageSection {
        let heading = say("Quyền in nhãn hiệu và hạn mức", "Right to print the mark, and quota")
        guard let right = facts.right else {
            return PageSection(
                heading, SectionBody(lines: [say("Đợt này không mang nhãn hiệu OCOP.", "This batch has no OCOP mark.")])
            )
        }
        return PageSection(
            heading,
            SectionBody(rows: [
                row("Quyền", "Right", right.authorisation.id), row("Nhãn hiệu", "Mark", right.authorisation.mark),
                row("Hạng sao", "Stars", say("\(right.authorisation.stars) sao", "\(right.authorisation.stars) stars")),
                row("Tình trạng", "State", right.authorisation.standing.title[language].capitalised),
                row("Đến ngày", "Through", right.authorisation.validThrough.vietnamese),
                row("Hạn mức", "Quota", number(right.authorisation.quota) ?? say("Không giới hạn", "No limit")),
                row("Đã dùng trong sổ này", "Used in this register", number(right.balance.used)),
                row("Còn lại", "Left", number(right.left) ?? say("Không giới hạn", "No limit")),
            ]))
    }

    private var weights: PageSection {
        let lot = facts.lot
        return PageSection(
            say("Cân đối khối lượng của lô", "Mass balance of the lot"),
            SectionBody(
                rows: [
                    row("Nguyên liệu", "Raw material", kilograms(lot?.inputKilograms)),
                    row(
                        "Thành phẩm tối đa theo tỷ lệ", "Largest output by the ratio",
                        kilograms(lot?.largestOutputKilograms)),
                    row("Thành phẩm khai báo", "Declared output", kilograms(lot?.lot.outputKilograms)),
                    row("Số gói tối đa", "Packs at most", number(lot?.lot.unitsMax)),
                    row("Số tem đang dùng", "Stamps in use", number(lot?.stampsInUse)),
                ]))
    }

    private var certificates: PageSection {
        let cards = facts.certificates.map { certificate in
            return PageSection.Card(
                title: certificate.type.name[language],
                body: SectionBody(
                    rows: [
                        register("Tiêu chuẩn", "Standard", certificate.standard),
                        row("Số", "Number", certificate.number),
                        register("Nơi cấp", "Issued by", certificate.issuer),
                        row(
                            "Hiệu lực", "In force",
                            "\(certificate.validFrom.vietnamese) – \(certificate.validThrough.vietnamese)"),
                        row("Tình trạng", "State", certificate.standing.title[language].capitalised),
                        row("SHA-256 của tệp", "SHA-256 of the file", certificate.file?.sha256),
                    ],
                    links: [certificate.file].compactMap(\.self).map { file in
                        SectionBody.Link(
                            address: "\(InspectorAddress.root)/evidence/\(file.sha256)",
                            linkLabel: say("Tệp giấy chứng nhận", "File of the certificate"),
                            detail: file.mediaType.rawValue)
                    }))
        }
        let none = SectionBody(lines: [Row.undeclared[language]])
        return PageSection(
            say("Giấy chứng nhận", "Certificates"), cards.isEmpty ? none : SectionBody(), cards: cards)
    }

    private var cases: PageSection {
        let links = facts.cases.map { found in
            SectionBody.Link(
                address: InspectorAddress.of("/case/\(found.id)", language),
                linkLabel: "\(found.id) · \(found.key.topic.title[language].capitalised)",
                detail: "\(found.status.title[language].capitalised) · \(found.openedOn.vietnamese)")
        }
        return PageSection(
            say("Vụ việc của chủ thể", "Cases of the producer"),
            links.isEmpty ? SectionBody(lines: [say("Không có.", "None.")]) : SectionBody(links: links))
    }
}
