internal import Encodings
internal import Records
internal import Stamps
internal import Time

// What each kind of leaf changes in the sums, and what must be true of it.

extension RightsAudit {
    mutating func take(_ leaf: LogLeaf, at index: UInt64) {
        switch leaf.kind {
        case .record(.recognition):
            guard let recognition: Recognition = read(leaf, at: index) else { return }
            demandNoReturn(
                .recognition, recognition.id, isOver: recognitions[recognition.id]?.withdrawal != nil,
                stays: recognition.withdrawal != nil, at: index)
            recognitions[recognition.id] = recognition
        case .record(.certificate):
            guard let certificate: Certificate = read(leaf, at: index) else { return }
            demandNoReturn(
                .certificate, certificate.id, isOver: withdrawnCertificates.contains(certificate.id),
                stays: certificate.standing == .withdrawn, at: index)
            if certificate.standing == .withdrawn { withdrawnCertificates.insert(certificate.id) }
        case .record(.markAuthorisation):
            guard let right: MarkAuthorisation = read(leaf, at: index) else { return }
            demandNoReturn(
                .markAuthorisation, right.id, isOver: accounts[right.id]?.authorisation.standing == .ended,
                stays: right.standing == .ended, at: index)
            accounts[right.id] = Account(
                authorisation: right, leaf: Int(index), balance: accounts[right.id]?.balance ?? MarkBalance())
        case .decision: decide(leaf, at: index)
        case .signingKey:
            guard let id = leaf.body["keyId"]?.integer else { return malformed(index) }
            if leaf.body["status"]?.string == "published" { publishedKeys.insert(id) } else { publishedKeys.remove(id) }
        case .batch: issue(leaf, at: index)
        case .printReport: report(leaf, at: index)
        case .stampVoid: void(leaf, at: index)
        case .activation: activate(leaf, at: index)
        case .recall:
            guard let recall: Recall = read(leaf, at: index) else { return }
            recalls[recall.lot] = recall.isInForce ? recall : nil
        case .reprint:
            guard let reprint: Reprint = read(leaf, at: index) else { return }
            guard let batch = batches[reprint.batch] else { return unknownBatch(reprint.batch, index) }
            demandStanding(ofBatch: batch, leaf, at: index)
        case .labelDrawing: draw(leaf, at: index)
        case .plaque: demandOwnDay(leaf, "issuedOn", at: index)
        case .issuer: offsets.append((index, Int64(leaf.body["clockOffset"]?.integer ?? 0)))
        case .correction: correct(leaf, at: index)
        case .record, .clockCorrection, .rules, .ledgerHead, .printOrder, .accessToken, .inspectionCase, .finding,
            .citizenReport, .labelDesign, .confirmation, .proposal:
            break
        }
    }

    /// What an act leaves of a recognition or a right; certificates back no sums.
    private mutating func decide(_ leaf: LogLeaf, at index: UInt64) {
        guard let decision: Decision = read(leaf, at: index) else { return }
        switch decision.kind {
        case .recognition:
            guard let before = recognitions[decision.record] else { return unknownRecord(decision.record, index) }
            let after = Recognition.read(decision.applied(to: before.json), path: "leaf[\(index)]")
            guard case .success(let recognition) = after else { return malformed(index) }
            recognitions[recognition.id] = recognition
        case .markAuthorisation:
            guard let before = accounts[decision.record] else { return unknownRecord(decision.record, index) }
            if before.authorisation.standing == .ended {
                note(
                    index, vi: "quyền in \(decision.record) đã chấm dứt từ trước",
                    en: "right \(decision.record) had ended before")
            }
            let after = MarkAuthorisation.read(decision.applied(to: before.authorisation.json), path: "leaf[\(index)]")
            guard case .success(let right) = after else { return malformed(index) }
            accounts[right.id] = Account(authorisation: right, leaf: Int(index), balance: before.balance)
        case .certificate: if decision.act == .withdrawn { withdrawnCertificates.insert(decision.record) }
        case .producer: if decision.act == .closed { closedProducers.insert(decision.record) }
        case .zone, .product, .lot, .administrativeUnit, .organisation: break
        }
    }

    private mutating func issue(_ leaf: LogLeaf, at index: UInt64) {
        guard let id = leaf.body["id"]?.string, let product = leaf.body["product"]?.string,
            let first = leaf.body["firstNumber"]?.integer.flatMap(UInt64.init(exactly:)),
            let number = SerialNumber(rawValue: first), let count = leaf.body["count"]?.integer,
            let numbers = try? SerialRange(first: number, count: count),
            let key = leaf.body["keyId"]?.integer, let day = leaf.body["issuedOn"]?.string.flatMap({ CivilDate($0) })
        else { return malformed(index) }
        demandOwnDay(leaf, "issuedOn", at: index)
        if batches[id] != nil {
            note(index, vi: "đợt \(id) đã có từ trước", en: "batch \(id) is there already")
        }
        if !publishedKeys.contains(key) {
            note(index, vi: "khóa \(key) không còn hoặc chưa được dùng", en: "key \(key) was not in use")
        }
        // Numbers of a product only grow, so the highest so far is all that is to be compared.
        let space = leaf.body["gtin"]?.string ?? leaf.body["productCode"]?.string ?? product
        if let highest = highestNumbers[space], numbers.first.rawValue <= highest {
            note(
                index, vi: "số tem của đợt \(id) trùng với đợt trước",
                en: "batch \(id) has numbers of an earlier batch")
        }
        highestNumbers[space] = max(highestNumbers[space] ?? 0, numbers.last.rawValue)
        if let lot = leaf.body["lot"]?.string, recalls[lot] != nil {
            note(index, vi: "lô \(lot) đang bị thu hồi sản phẩm", en: "lot \(lot) was recalled")
        }
        let producer = leaf.body["producer"]?.string ?? "?"
        demandOpen(producer, at: index)
        let right = leaf.body["mark"]?["authorisation"]?.string
        batches[id] = LoggedBatch(
            numbers: numbers, producer: producer, authorisation: right,
            balance: MarkBalance(allotted: count))
        producers[producer, default: MarkBalance()].allotted += count
        if right != nil { use(leaf, count, on: day, at: index) }
    }

    /// The right, the recognition and the running total of a batch with the mark.
    private mutating func use(_ leaf: LogLeaf, _ count: Int, on day: CivilDate, at index: UInt64) {
        guard let mark = leaf.body["mark"], let right = mark["authorisation"]?.string, var account = accounts[right]
        else { return note(index, vi: "quyền in không có trong nhật ký", en: "its right is not in the log") }
        account.balance.allotted += count
        accounts[right] = account
        let authorisation = account.authorisation
        // A batch that is dated back is judged by the day of its leaf too.
        let days = [day, UTCTime(leaf.time)?.day ?? day]
        if let day = days.first(where: { !authorisation.isInForce(on: $0) }) {
            note(
                index, vi: "quyền in \(right) không có hiệu lực ngày \(day.vietnamese)",
                en: "right \(right) was not in force on \(day.iso)")
        }
        if let quota = authorisation.quota, authorisation.printed + account.balance.used > quota {
            note(
                index,
                vi: "vượt hạn mức \(quota) của quyền in \(right): \(authorisation.printed + account.balance.used)",
                en: "the quota \(quota) of right \(right) is exceeded: \(authorisation.printed + account.balance.used)")
        }
        if mark["total"]?.integer != account.balance.allotted {
            note(
                index, vi: "số cộng dồn không đúng: cần \(account.balance.allotted)",
                en: "the running total is not right: it should be \(account.balance.allotted)")
        }
        if mark["authorisationLeaf"]?.integer != account.leaf {
            note(
                index, vi: "không dẫn đến quyền in ở mục \(account.leaf)",
                en: "it does not name the right of leaf \(account.leaf)")
        }
        let recognition = recognitions[authorisation.recognition]
        let stars = mark["stars"]?.integer
        if let day = days.first(where: { recognition?.isInForce(on: $0) != true || recognition?.stars != stars }) {
            note(
                index, vi: "công nhận không có hiệu lực hoặc khác hạng sao ngày \(day.vietnamese)",
                en: "the recognition was not in force, or had other stars, on \(day.iso)")
        }
    }

    /// Labels that were drawn are of the batch, and those that were drawn before say why again.
    private mutating func draw(_ leaf: LogLeaf, at index: UInt64) {
        guard let drawing: PublicDrawing = read(leaf, at: index) else { return }
        guard let batch = batches[drawing.batch] else { return unknownBatch(drawing.batch, index) }
        demandStanding(ofBatch: batch, leaf, at: index)
        let new = DrawnLabels.numbers(drawing.numbers).new(
            of: batch.numbers, drawn: batch.drawn, void: batch.voids.inOrder)
        if drawing.numbers.contains(where: { $0.intersection(batch.numbers) != $0 }) {
            note(
                index, vi: "nhãn đã tạo không thuộc đợt \(drawing.batch)",
                en: "labels were drawn that are not of batch \(drawing.batch)")
        }
        if drawing.nth > 1, drawing.code == nil {
            note(
                index, vi: "tạo lại nhãn của đợt \(drawing.batch) mà không nêu lý do",
                en: "labels of batch \(drawing.batch) were drawn again without a reason")
        }
        batches[drawing.batch]?.drawn = (batch.drawn + new).inOrder
        change(drawing.batch, at: index) { $0.drawn += new.total }
    }

    private mutating func report(_ leaf: LogLeaf, at index: UInt64) {
        guard let report: PrintReport = read(leaf, at: index) else { return }
        guard let batch = batches[report.batch] else { return unknownBatch(report.batch, index) }
        var after = batch.balance
        after.printed = report.printed
        // What was lost was reported as printed once; more than that cannot be.
        if after.open + after.lost < 0 {
            note(
                index, vi: "đợt \(report.batch): in + hỏng + trả lại nhiều hơn số đã cấp",
                en: "batch \(report.batch): printed, spoiled and returned are more than were issued")
        }
        after.leaveOutVoid()
        change(report.batch, at: index) { $0.printed += after.printed - batch.balance.printed }
    }

    private mutating func void(_ leaf: LogLeaf, at index: UInt64) {
        guard let void: StampVoid = read(leaf, at: index) else { return }
        guard var batch = batches[void.batch] else { return unknownBatch(void.batch, index) }
        let isOwn = void.numbers.allSatisfy { range in
            range.intersection(batch.numbers) == range && !batch.voids.contains { $0.intersection(range) != nil }
        }
        if !isOwn {
            note(
                index, vi: "hủy số không thuộc đợt \(void.batch), hoặc hủy hai lần",
                en: "numbers that are not of batch \(void.batch), or void already")
        }
        batch.voids += void.numbers
        batches[void.batch] = batch
        voided += void.numbers.total
        // A label that is void after its report is taken out of the report.
        var after = batch.balance
        after.add(void.numbers.total, void: void.cause)
        after.leaveOutVoid()
        change(void.batch, at: index) {
            $0.add(void.numbers.total, void: void.cause)
            $0.printed += after.printed - batch.balance.printed
        }
    }

    private mutating func activate(_ leaf: LogLeaf, at index: UInt64) {
        guard let batch = leaf.body["batch"]?.string, let lot = leaf.body["lot"]?.string else {
            return malformed(index)
        }
        demandOwnDay(leaf, "on", at: index)
        if let batch = batches[batch] {
            demandStanding(ofBatch: batch, leaf, at: index)
        } else {
            unknownBatch(batch, index)
        }
        if recalls[lot] != nil {
            note(index, vi: "lô \(lot) đang bị thu hồi sản phẩm", en: "lot \(lot) was recalled")
        }
    }

    /// Changes the sums of a batch, of its producer and of its right alike.
    private mutating func change(
        _ id: String, at index: UInt64, _ change: (inout MarkBalance) -> Void
    ) {
        guard var batch = batches[id] else { return }
        change(&batch.balance)
        batches[id] = batch
        change(&producers[batch.producer, default: MarkBalance()])
        if let right = batch.authorisation, var account = accounts[right] {
            change(&account.balance)
            accounts[right] = account
        }
    }

    mutating func read<Body: LedgerBody>(_ leaf: LogLeaf, at index: UInt64) -> Body? {
        guard case .success(let body) = Body.read(leaf.body, path: "leaf[\(index)]", ignoringUnknown: true) else {
            malformed(index)
            return nil
        }
        return body
    }

    private mutating func malformed(_ index: UInt64) {
        note(index, vi: "nội dung không đúng dạng", en: "its body is not right")
    }

    private mutating func unknownRecord(_ id: String, _ index: UInt64) {
        note(index, vi: "bản ghi \(id) không có trong nhật ký", en: "record \(id) is not in the log")
    }

    private mutating func unknownBatch(_ id: String, _ index: UInt64) {
        note(index, vi: "đợt \(id) không có trong nhật ký", en: "batch \(id) is not in the log")
    }
}
