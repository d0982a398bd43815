import Encodings
import GS1
import ProgrammeSamples
import Records
import Stamps
import Testing
import Wording

struct ProgrammeTests {
    private let sample: SampleProgramme

    init() throws { sample = try SampleProgramme() }

    @Test(arguments: [
        (RecordKind.producer, 3), (.zone, 4), (.certificate, 5), (.product, 5), (.recognition, 4),
        (.markAuthorisation, 3), (.lot, 4),
    ])
    func `the sample programme is read whole`(kind: RecordKind, count: Int) throws {
        #expect(try sample.programme().elements.count { $0.kind == kind } == count)
    }

    @Test func `every reference of the sample is to one of its own records`() throws {
        #expect(try sample.programme().unresolved { _, _ in false }.isEmpty)
    }

    @Test func `each record comes after those that it names`() throws {
        var before: Set<String> = []
        for element in try sample.programme().elements {
            for reference in element.record.references {
                #expect(before.contains("\(reference.kind) \(reference.id)"), "\(element.path) \(reference.member)")
            }
            before.insert("\(element.kind) \(element.record.id)")
        }
    }

    @Test func `every record is read back equal from what it writes`() throws {
        for element in try sample.programme().elements {
            try expectRoundTrip(element.record)
        }
    }

    @Test func `members that the sample leaves out are read back too`() throws {
        let fuller =
            sample
            .setting(
                "recognitions", 0, "extension", to: ["until": "2028-05-23", "evidence": "Công văn 12 (giả định)"]
            )
            .setting(
                "recognitions", 1, "withdrawal",
                to: ["ground": "ngừng sản xuất", "decisionNumber": "9/QĐ-UBND", "on": "2026-10-01"]
            )
            .setting("markAuthorisations", 0, "validFrom", to: "2024-11-25")
            .setting("markAuthorisations", 0, "status", to: "suspended")
            .setting("products", 1, "productCode", to: "MAT-ONG.1")
            .setting("products", 0, "storyEn", to: "Picked on the slope of Khau Vac.")
            .setting("certificates", 0, "status", to: "withdrawn")
        for element in try fuller.programme().elements { try expectRoundTrip(element.record) }
        #expect(try fuller.record(Product.self, "PR-TQ-2").key == .code(ProductCode("MAT-ONG.1")))
    }

    private func expectRoundTrip<Record: RegisterRecord>(_ record: Record) throws {
        let read = try Record.read(JSONValue(parsing: record.json.canonicalBytes), path: "$").get()
        #expect(read == record)
    }

    @Test func `a product without a GTIN is known by its identifier in capitals`() throws {
        let renamed = sample.setting("products", 1, "id", to: "pr-tq-2")
        let product = try #require(renamed.records(Product.self).first { $0.id == "pr-tq-2" })
        #expect(product.key == .code(try ProductCode("PR-TQ-2")))
        #expect(try sample.record(Product.self, "PR-TQ-1").key == .gtin(GTIN("9520000000011")))
    }

    @Test func `an ended certificate that is marked so is kept by its dates alone`() throws {
        #expect(try sample.record(Certificate.self, "C-04").standing == .valid)
    }

    @Test func `remarks for people carry no data`() throws {
        let remarked = sample.setting("lots", 0, "note", to: "đã kiểm").setting("lots", 0, "trap", to: 7)
        #expect(try remarked.record(Lot.self, "L-TQ-2609") == sample.record(Lot.self, "L-TQ-2609"))
    }

    @Test func `an empty object is a programme without records`() throws {
        #expect(try Programme(reading: [:]).elements.isEmpty)
    }

    @Test func `a reference to nothing is named with its path, unless the register knows it`() throws {
        let dangling = try sample.setting("lots", 2, "inputs", 0, "zone", to: "Z-XX-99").programme()
        let problem = try #require(dangling.unresolved { _, _ in false }.first)
        #expect(problem.path == "$.lots[2].inputs[0].zone")
        #expect(problem.text.vi.contains("«Z-XX-99»") && problem.text.en.contains("\"Z-XX-99\""))
        #expect(dangling.unresolved { kind, id in kind == .zone && id == "Z-XX-99" }.isEmpty)
    }

    // Every member that names a record, with the path that its problem has.
    @Test func `each kind of reference is followed`() throws {
        let dangling =
            try sample
            .setting("zones", 0, "producers", to: ["P-TQ-001", "X"])
            .setting("certificates", 0, "scope", "zone", to: "X")
            .setting("certificates", 1, "scope", "facility", to: "X/F1")
            .setting("products", 0, "producer", to: "X").setting("recognitions", 0, "product", to: "X")
            .setting("markAuthorisations", 0, "recognition", to: "X").setting("lots", 0, "product", to: "X")
            .setting("lots", 1, "inputs", 0, "zone", to: "X")
            .setting("lots", 2, "inputs", 0, "certificate", to: "X").programme()
        #expect(
            Set(dangling.unresolved { _, _ in false }.map(\.path)) == [
                "$.zones[0].producers[1]", "$.certificates[0].scope.zone", "$.certificates[1].scope.facility",
                "$.products[0].producer", "$.recognitions[0].product", "$.markAuthorisations[0].recognition",
                "$.lots[0].product", "$.lots[1].inputs[0].zone", "$.lots[2].inputs[0].certificate",
            ])
    }
}
