import Access
import Encodings
import FoundationEssentials
import Labels
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Stamps
import Testing
import Time
import Verification
import Wording

/// What a stamp says, holds: whose hand ever was in the register.
@Suite(.onEveryStore) struct IntegrityTests {
    private let register: RegisterFixture
    private let sample: SampleProgramme

    init() async throws {
        sample = try SampleProgramme()
        register = try await RegisterFixture(importing: sample)
    }

    private func take(_ programme: SampleProgramme) async throws {
        _ = try await register.registrar.perform(ImportProgramme(programme.programme()), by: .test)
    }

    private func codes(_ programme: SampleProgramme) async throws -> [ProblemCode] {
        let head = try await register.ledger().count
        let error = await #expect(throws: DataProblems.self) { try await take(programme) }
        #expect(try await register.ledger().count == head, "a file that is refused writes nothing")
        return error?.problems.map(\.code) ?? []
    }

    @discardableResult
    private func decide(
        _ act: Decision.Act, _ kind: RecordKind, _ id: String, by author: Authorship = .office
    ) async throws -> RegisterItem {
        let decision = Decision(
            act, kind, id, ground: "d", number: "5/QĐ-UBND", on: RegisterFixture.today, until: day("2027-12-01"),
            by: "UBND tỉnh Tuyên Quang")
        return try await register.registrar.perform(Decide(decision), by: author)
    }

    private func facts(of batch: Batch) async throws -> StampFacts {
        let view = RegisterView(register.store)
        return try #require(try await view.facts(of: batch.productKey, number: batch.numbers.first))
    }

    private func record(_ kind: RecordKind, _ id: String) async throws -> JSONValue {
        try #require(try await register.item(.record(kind), id)).json
    }

    // MARK: Decided by acts

    @Test func `an old file does not take back a withdrawal`() async throws {
        let withdrawn = try await decide(.withdrawn, .recognition, "R-1")
        #expect(withdrawn.json["withdrawal"]?["decisionNumber"] == "5/QĐ-UBND")
        #expect(try await codes(sample) == [.decidedElsewhere])
        #expect(try await record(.recognition, "R-1") == withdrawn.json)
        #expect(
            try await register.refusal { try await register.issue("L-TQ-2609", 1) }.contains(.recognitionNotInForce))
        #expect(try await register.differences().isEmpty)
    }

    @Test func `an old file revives no right that was suspended or ended`() async throws {
        for standing in [MarkAuthorisation.Standing.suspended, .ended] {
            _ = try await register.registrar.perform(ChangeRight("M-1", to: standing, because: "vi phạm"), by: .office)
            #expect(try await codes(sample) == [.decidedElsewhere])
            #expect(try await register.refusal { try await register.issue("L-TQ-2609", 1) } == [.markNotAuthorised])
        }
    }

    @Test func `an old file restores no certificate, and its twin is refused`() async throws {
        try await decide(.withdrawn, .certificate, "C-01")
        #expect(try await codes(sample) == [.decidedElsewhere])
        let twin = try await record(.certificate, "C-01").merging(["id": "C-01b", "status": "valid"])
        let put = PutRecord(try Certificate.read(twin, path: "$").get())
        let error = await #expect(throws: DataProblems.self) {
            try await register.registrar.perform(put, by: .producer)
        }
        #expect(error?.code == .twinRecord)
    }

    @Test func `the refusal says what stands, since when, by which act`() async throws {
        try await decide(.withdrawn, .recognition, "R-1")
        let error = await #expect(throws: DataProblems.self) { try await take(sample) }
        let problem = try #require(error?.problems.first)
        #expect(problem.path == "$.recognitions[0].withdrawal")
        #expect(problem.text.vi.contains("đã bị thu hồi từ ngày 21/11/2026 theo 5/QĐ-UBND của UBND tỉnh Tuyên Quang"))
        #expect(problem.hint?.vi.contains("temgoc recognition") == true)
    }

    @Test func `what is withdrawn has no way back, and an act of another's province is none of the office's`()
        async throws
    {
        try await decide(.withdrawn, .certificate, "C-01")
        #expect(try await register.refusal { try await decide(.resumed, .certificate, "C-01") } == [.decidedElsewhere])
        #expect(
            try await register.refusal { try await decide(.suspended, .certificate, "C-01", by: .producer) }
                == [.rightMissing])
        #expect(try await register.refusal { try await decide(.withdrawn, .recognition, "R-0") } == [.recordUnknown])
        #expect(try await register.refusal { try await decide(.ended, .certificate, "C-02") } == [.usage])
    }

    @Test func `a file of before brings its decisions while no stamp speaks of the product`() async throws {
        let new: [String: JSONValue] = [
            "id": "R-OLD", "decisionNumber": "0/QĐ", "issuedOn": "2020-11-25", "validThrough": "2023-11-25",
            "withdrawal": ["ground": "d", "decisionNumber": "1/QĐ", "on": "2021-01-01"],
        ]
        let moved = try sample.adding("recognitions", like: 0, new)
        try await register.issue("L-TQ-2609", 1)
        #expect(try await codes(moved) == [.decidedElsewhere])
    }

    // MARK: Sealed by stamps

    @Test(
        arguments: [
            ("expiresOn", "2031-01-01"), ("lotNumber", "KV999999"), ("packedOn", "2026-09-17"), ("product", "PR-TQ-2"),
            ("unitsMax", 3), ("outputKg", 5000),
        ] as [(String, JSONValue)])
    func `a lot on the shelf is not written anew`(member: String, value: JSONValue) async throws {
        let batch = try await register.issue("L-TQ-2609", 5).batch
        let before = try await facts(of: batch)
        let changed = try sample.changing("lots", 0, [member: value])
        #expect(try await codes(changed).contains(.factSealed))
        let put = PutRecord(
            try Lot.read(try await record(.lot, "L-TQ-2609").merging([member: value]), path: "$").get())
        let error = await #expect(throws: DataProblems.self) {
            try await register.registrar.perform(put, by: .producer)
        }
        #expect(error?.problems.contains { $0.code == .factSealed && $0.path == "$.\(member)" } == true)
        #expect(try await facts(of: batch).lot == before.lot)
    }

    @Test func `before the first stamp a lot may be corrected`() async throws {
        try await take(sample.changing("lots", 0, ["unitsMax": 2_000]))
        #expect(try await record(.lot, "L-TQ-2609")["unitsMax"] == 2_000)
    }

    @Test(
        arguments: [
            ("nameVi", "Xúc xích Khau Vạc"), ("setNumber", 7), ("gtin", "9520000001032"),
            ("netContent", ["value": 250, "unit": "g"]),
        ] as [(String, JSONValue)])
    func `a product does not become another under its stars`(member: String, value: JSONValue) async throws {
        let batch = try await register.issue("L-TQ-2609", 5).batch
        let before = try await facts(of: batch)
        #expect(try await codes(sample.changing("products", 0, [member: value])) == [.factSealed])
        #expect(try await facts(of: batch).product == before.product)
        try await take(sample.changing("products", 0, ["storyVi": "Chuyện khác."]))
        #expect(try await facts(of: batch).product.name == before.product.name)
    }

    @Test func `a stamp says what stood in the register when it was issued, whatever is written later`() async throws {
        let batch = try await register.issue("L-TQ-2609", 5).batch
        let sealed = try await facts(of: batch)
        // As entries of before these rules may have it, or another's hand.
        try await register.write(.lot, 0, ["expiresOn": "2028-08-01"])
        try await register.write(.product, 0, ["nameVi": "Xúc xích"])
        try await register.write(.producer, 0, ["legalNameVi": "Công ty khác"])
        let after = try await facts(of: batch)
        #expect(after.lot == sealed.lot && after.product == sealed.product && after.producer == sealed.producer)
        #expect(try await record(.product, "PR-TQ-1")["nameVi"] == "Xúc xích", "control: the register has the new form")
        let next = try await register.issue("L-TQ-2609", 1).batch
        #expect(try await facts(of: next).product.name == "Xúc xích", "control: later stamps say what stands then")
    }

    @Test func `a roll's stamps say what stood there when they were given to the lot`() async throws {
        let roll = try await register.roll(10)
        try await register.activate(try roll.places(1, 5))
        let sealed = try await facts(of: roll)
        #expect(sealed.lot?.lotNumber.text == "KV260918")
        #expect(try await codes(sample.changing("lots", 0, ["expiresOn": "2031-01-01"])) == [.factSealed])
    }

    // MARK: Lots

    @Test func `no lot is packed tomorrow, and no two lots of a product have one number`() async throws {
        let tomorrow = try sample.adding(
            "lots", like: 0, ["id": "L-T", "lotNumber": "T1", "packedOn": "2026-11-22", "producedOn": .null])
        #expect(try await codes(tomorrow).contains(.dataInvalid))
        let twin = try sample.adding("lots", like: 0, ["id": "L-TWIN"])
        #expect(try await codes(twin) == [.lotExists])
    }

    // MARK: Tables

    @Test func `a table changes only the columns that it has, an empty cell changes nothing, and one may be cleared`()
        async throws
    {
        // What is confirmed would wait for the office.
        let register = try await RegisterFixture(importing: .declared())
        func product() async throws -> JSONValue {
            try #require(try await register.item(.record(.product), "PR-TQ-1")).json
        }
        let before = try await product()
        let heading = "id,producer,nameVi,setNumber,netContent,unit,storyVi,nameEn\n"
        func take(_ row: String) async throws {
            let table = TableRecords(.products, Array((heading + row).utf8))
            _ = try await register.registrar.perform(ImportProgramme(table.programme()), by: .test)
        }
        try await take("PR-TQ-1,P-TQ-001,Chè Shan,11,100,g,,Shan tea\n")
        let after = try await product()
        #expect(after == before.merging(["nameVi": "Chè Shan", "nameEn": "Shan tea"]))
        #expect(after["gtin"] != nil && after["storyVi"] != nil)
        try await take("PR-TQ-1,P-TQ-001,Chè Shan,11,100,g,(xóa),\n")
        let cleared = try await product()
        #expect(cleared["storyVi"] == nil && cleared["nameEn"] == "Shan tea" && cleared["gtin"] == before["gtin"])
    }

    @Test func `the same row twice counts once, and is told`() async throws {
        let row = "L-C12,PR-TQ-1,C12,20/11/2026,10,100,Z-TQ-01,Chè,50\n"
        let heading = "id,product,lotNumber,packedOn,outputKg,unitsMax,zone,material,kg\n"
        let table = TableRecords(.lots, Array((heading + row + row).utf8))
        #expect(table.duplicates.map(\.en) == ["Row 3 is the same as row 2; it counts once."])
        let inputs = table.json["lots"]?.array?.first?["inputs"]?.array
        #expect(inputs?.count == 1)
    }

    // MARK: Words

    @Test(arguments: ["Đồi \u{202E}chè", "Đồi\u{200B} chè", "\u{FFFD}ồi chè", "Ä\u{90}á»“i chÃ¨"])
    func `no name has what nobody sees, and none is misread`(name: String) async throws {
        #expect(try await codes(sample.changing("zones", 0, ["nameVi": .string(name)])) == [.dataInvalid])
    }

    @Test(arguments: [
        (0, "Chè Khau Vạc OCOP"), (0, "Chè Khau Vạc 5 sao"), (0, "Chè VietGAP"), (2, "Bánh tráng hữu cơ"),
    ])
    func `a product's name claims nothing that no certificate of its producer says`(
        product: Int, name: String
    ) async throws {
        // The tea's zone has an organic certificate and no VietGAP, the rice's the other way round.
        let changed = try sample.changing("products", product, ["nameVi": .string(name)])
        #expect(try await codes(changed) == [.dataInvalid])
    }

    @Test func `a name may claim what a certificate in force says`() async throws {
        try await take(sample.changing("products", 0, ["nameVi": "Chè hữu cơ Khau Vạc"]))
        #expect(try await record(.product, "PR-TQ-1")["nameVi"] == "Chè hữu cơ Khau Vạc")
    }

    @Test func `no record has a number to call in words that people can read`() async throws {
        let address = try #require(try await record(.producer, "P-TQ-001")["address"])
        let called = try sample.changing(
            "producers", 0, ["address": address.merging(["lineVi": "Thôn Bản Pha, ĐT 0912 345 678"])])
        #expect(try await codes(called) == [.personalDataInStamp])
    }

    @Test func `no reason that people can read names a person`() async throws {
        let batch = try await register.issue("L-TQ-2609", 5).batch
        let reason = "Bà Hoa 0912345678 làm rách"
        let void = StampVoid(
            batch: batch.id, numbers: [try batch.places(1, 1)], cause: .spoiled, reason: reason,
            on: RegisterFixture.today)
        let acts: [any RegisterCommand] = [
            VoidStamps(void), RecallLot(lot: "L-TQ-2609", reason: reason),
            RecallLot(lot: "L-TQ-2609", reason: "dư lượng", instructions: "Gọi ông Nam 0912 345 678"),
            ChangeRight("M-1", to: .suspended, because: reason),
            DrawLabels(batch: batch.id, from: 1, to: 1, design: nil, reprint: reason),
            Decide(Decision(.suspended, .certificate, "C-01", ground: reason, on: RegisterFixture.today)),
        ]
        for act in acts {
            #expect(
                try await register.refusal { _ = try await register.registrar.perform(act, by: .office) }
                    == [.personalDataInStamp])
        }
    }

    // MARK: Drawing

    private static func design() throws -> LabelDesignSource {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let yaml = try Data(contentsOf: root.appending(path: "label-templates/ocop-40x30-code/label.yaml"))
        return LabelDesignSource(
            template: try LabelTemplate(name: "ocop-40x30-code", yaml: String(decoding: yaml, as: UTF8.self)),
            artwork: nil,
            digest: String(repeating: "a", count: 64))
    }

    private func draw(
        _ batch: Batch, _ first: Int, _ last: Int, reason: String? = nil, copies: Int = 1,
        by author: Authorship = .office
    ) async throws -> LabelDrawing {
        let command = DrawLabels(
            batch: batch.id, from: first, to: last, design: try Self.design(), reprint: reason, format: "pdf",
            copies: copies)
        _ = try await register.registrar.perform(command, by: author)
        let entry = try #require(try await register.ledger(.labelDrawing).last)
        return try LabelDrawing.read(entry.body, path: "$").get()
    }

    @Test func `every drawing is recorded, with which one of its labels it is`() async throws {
        let batch = try await register.issue("L-TQ-2609", 10).batch
        #expect(try await draw(batch, 1, 5).nth == 1)
        #expect(try await draw(batch, 1, 5).nth == 1, "it goes on where the first stopped")
        #expect(try await draw(batch, 6, 10).nth == 1, "other labels")
        #expect(try await draw(batch, 5, 6, reason: "kẹt giấy").nth == 2)
        #expect(try await draw(batch, 1, 10, reason: "mất tệp", by: .test).nth == 3, "another's hand does not go on")
        #expect(try await register.refusal { _ = try await draw(batch, 1, 4) } == [.reprintNeedsReason])
        let dayAfter = Authorship(.issuer(name: "office-tq"), at: instant("2026-11-22T08:00:01Z"))
        let once = try await register.issue("L-TQ-2609", 3).batch
        #expect(try await draw(once, 1, 3).nth == 1)
        #expect(try await register.refusal { _ = try await draw(once, 1, 3, by: dayAfter) } == [.reprintNeedsReason])
        #expect(try await draw(once, 1, 3, reason: "kẹt giấy", by: dayAfter).nth == 2)
        #expect(try await register.ledger(.labelDrawing).count == 7)
        #expect(try await register.differences() == [])
    }

    @Test func `the same request goes on for a day, is recorded each time and keeps its number`() async throws {
        let batch = try await register.issue("L-TQ-2609", 10).batch
        let asked = try Authorship.office.asking("IN-1")
        #expect(try await draw(batch, 1, 5, by: asked).nth == 1)
        #expect(try await draw(batch, 1, 5, by: asked).nth == 1)
        #expect(try await register.ledger(.labelDrawing).count == 2)
        #expect(try await register.refusal { _ = try await draw(batch, 1, 6, by: asked) } == [.requestConflict])
        #expect(
            try await register.refusal { _ = try await draw(batch, 1, 5, by: .office.asking("IN-2")) }
                == [.reprintNeedsReason])
        let late = Authorship(
            .issuer(name: "office-tq"), at: instant("2026-11-22T08:00:01Z"), request: try RequestIdentifier("IN-1"))
        #expect(try await register.refusal { _ = try await draw(batch, 1, 5, by: late) } == [.requestConflict])
        try await register.recall("L-TQ-2609")
        #expect(try await register.refusal { _ = try await draw(batch, 1, 5, by: asked) } == [.lotRecalled])
    }

    @Test func `everybody sees which labels were drawn, which drawing it was and why, and no more`() async throws {
        let batch = try await register.issue("L-TQ-2609", 10).batch
        try await register.void(batch, 3, 3, .spoiled)
        _ = try await draw(batch, 1, 5)
        _ = try await draw(batch, 5, 5, reason: "kẹt giấy ở kho")
        let entries = try await register.ledger(.labelDrawing)
        let bodies = entries.map { entry in
            (try? LabelDrawing.read(entry.body, path: "$").get()).flatMap(PublicDrawing.init)?.json
        }
        let number = Int(batch.numbers.first.rawValue)
        func range(_ place: Int, _ count: Int) -> JSONValue {
            ["first": .integer(number + place - 1), "count": .integer(count)]
        }
        let first: JSONValue = ["batch": .string(batch.id), "nth": 1, "numbers": [range(1, 2), range(4, 2)]]
        let second: JSONValue = ["batch": .string(batch.id), "nth": 2, "code": "other", "numbers": [range(5, 1)]]
        #expect(bodies == [first, second])
        let leaves = try await register.store.read { try $0.leafIndices(ofEntries: entries.map(\.sequence)) }
        #expect(leaves.count == 2)
        #expect(try await register.differences() == [])
    }

    @Test func `copies of a pack's stamp are a reprint, with a reason`() async throws {
        let batch = try await register.issue("L-TQ-2609", 10).batch
        #expect(try await register.refusal { _ = try await draw(batch, 1, 1, copies: 50) } == [.reprintNeedsReason])
        #expect(try await register.ledger(.labelDrawing).isEmpty)
        #expect(try await draw(batch, 1, 1, reason: "nhãn phụ", copies: 50).copies == 50)
    }

    @Test func `nothing more is drawn once the lot is recalled, the right suspended or the recognition withdrawn`()
        async throws
    {
        let batch = try await register.issue("L-TQ-2609", 10).batch
        _ = try await draw(batch, 1, 1)
        try await register.recall("L-TQ-2609")
        #expect(try await register.refusal { _ = try await draw(batch, 2, 2) } == [.lotRecalled])
        _ = try await register.registrar.perform(LiftRecall(lot: "L-TQ-2609"), by: .test)
        _ = try await register.registrar.perform(ChangeRight("M-1", to: .suspended, because: "x"), by: .office)
        #expect(try await register.refusal { _ = try await draw(batch, 2, 2) } == [.markNotAuthorised])
        _ = try await register.registrar.perform(ChangeRight("M-1", to: .active, because: nil), by: .province)
        _ = try await draw(batch, 2, 2)
        try await decide(.withdrawn, .recognition, "R-1")
        #expect(try await register.refusal { _ = try await draw(batch, 3, 3) } == [.recognitionNotInForce])
    }

    // MARK: Books and places

    @Test func `what is reported as printed is not given back for its quota`() async throws {
        let batch = try await register.issue("L-TQ-2609", 10).batch
        try await register.draw(batch)
        let outcome = PrintOutcome(printed: nil, spoiled: [], returned: [try batch.places(10, 10)], reason: nil)
        _ = try await register.registrar.perform(CloseOrder(.batch(batch.id), outcome), by: .office)
        let left = try await register.left("M-1")
        #expect(
            try await register.refusal { try await register.void(batch, 1, 9, .returned) } == [.reportDoesNotBalance])
        #expect(try await register.left("M-1") == left)
        #expect(try await register.void(batch, 1, 1, .spoiled).printed == 8)
    }

    @Test func `a producer does not move itself, nor its zone, out of an office's sight`() async throws {
        let units: JSONValue = [
            "commune": ["code": "19597", "nameVi": "Xã Cam Lộ"],
            "province": ["code": "44", "nameVi": "Tỉnh Quảng Trị"],
            "validFrom": "2025-07-01",
        ]
        let producer = try await record(.producer, "P-TQ-001")
        let address = try #require(producer["address"]).merging(["current": units])
        let zone = try await record(.zone, "Z-TQ-01").merging(["communeCode": "19597", "provinceCode": "44"])
        let moved: [any RegisterRecord] = [
            try Producer.read(producer.merging(["address": address]), path: "$").get(),
            try MaterialZone.read(zone, path: "$").get(),
        ]
        for record in moved {
            #expect(
                try await register.refusal {
                    _ = try await register.registrar.perform(PutRecord(record), by: .producer)
                } == [.rightMissing])
        }
        let line = try #require(producer["address"]).merging(["lineVi": "Thôn khác"])
        let corrected = try Producer.read(producer.merging(["address": line]), path: "$").get()
        #expect(try await register.registrar.perform(PutRecord(corrected), by: .producer).isProposed)
        #expect(try await record(.producer, "P-TQ-001") == producer)
        _ = try await register.registrar.perform(Confirm(.producer, "P-TQ-001"), by: .province)
        #expect(try await record(.producer, "P-TQ-001")["address"]?["lineVi"] == "Thôn khác")
    }

    // MARK: Recalls

    @Test func `a producer neither ends nor overwrites a recall of its office`() async throws {
        let recall = try await register.registrar.perform(
            RecallLot(lot: "L-TQ-2609", reason: "Salmonella", authority: "Sở Y tế"), by: .province)
        let softer = RecallLot(lot: "L-TQ-2609", reason: "nhỏ thôi")
        #expect(
            try await register.refusal { _ = try await register.registrar.perform(softer, by: .producer) }
                == [.decidedElsewhere])
        #expect(
            try await register.refusal {
                _ = try await register.registrar.perform(LiftRecall(lot: "L-TQ-2609"), by: .producer)
            } == [.decidedElsewhere])
        #expect(try await register.item(.recall, "L-TQ-2609")?.json == recall.json)
        #expect(try await register.registrar.perform(LiftRecall(lot: "L-TQ-2609"), by: .office).isInForce == false)
    }
}
