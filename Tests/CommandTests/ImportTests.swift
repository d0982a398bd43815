import Oracles
import Foundation
import Testing

@Suite(.waitsForPrograms) struct ImportTests {
    /// The sample programme with one change made by Python-like path: section, index, member, new value as JSON.
    private func changed(_ section: String, _ index: Int, _ member: String, _ json: String) throws -> String {
        let data = try Data(contentsOf: URL(fileURLWithPath: Terminal.samplePath))
        var file = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        var records = try #require(file[section] as? [[String: Any]])
        records[index][member] = try JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed)
        file[section] = records
        return String(decoding: try JSONSerialization.data(withJSONObject: file), as: UTF8.self)
    }

    @Test func `importing the sample twice changes nothing`() throws {
        let terminal = try Terminal.withSample()
        let ledger = try terminal.make("ledger").out
        let again = try terminal.make("import", "--json", Terminal.samplePath)
        #expect(try again.json()["entries"] as? Int == 0)
        #expect(try terminal.make("ledger").out == ledger)
    }

    @Test func `a changed record becomes a new entry and its old form stays`() throws {
        let terminal = try Terminal.withSample()
        let file = try changed("lots", 0, "unitsMax", "2300")
        let finished = try terminal.run("import", "-", "--json", input: file)
        #expect(finished.status == 0, "\(finished.err)")
        #expect(try finished.json()["entries"] as? Int == 1)
        let history = try terminal.make("ledger", "--kind", "lot", "--id", "L-TQ-2609").lines
        #expect(history.count == 2)
        #expect(history.first?.contains("\"unitsMax\":2400") == true)
        #expect(history.last?.contains("\"unitsMax\":2300") == true)
        #expect(try terminal.make("fsck").status == 0)
    }

    @Test(arguments: [
        ("lots", 2, "packedOn", "\"16/11/2026\"", "$.lots[2].packedOn", "2026-11-21"),
        ("lots", 0, "product", "\"PR-XX\"", "$.lots[0].product", "PR-XX"),
        ("lots", 0, "unitMax", "5", "$.lots[0].unitMax", "unitsMax"),
        ("products", 0, "gtin", "\"9520000000012\"", "$.products[0].gtin", "GTIN"),
        ("products", 2, "gtin", "\"9520000000011\"", "$.products[2].gtin", "PR-TQ-1"),
        ("recognitions", 0, "stars", "6", "$.recognitions[0].stars", "3"),
        ("certificates", 1, "type", "\"iso\"", "$.certificates[1].type", "haccp"),
        ("producers", 0, "id", "null", "$.producers[0].id", "thiếu"),
    ])
    func `an error names file, path, what is wrong and what would be right`(
        section: String, index: Int, member: String, value: String, path: String, right: String
    ) throws {
        let terminal = try Terminal()
        try terminal.make("init", "--host", "TG.EXAMPLE", "--name", "Thử", "--no-passphrase", "--insecure")
        let before = try terminal.make("ledger").out
        let file = "\(terminal.folder)/programme.json"
        try Data(changed(section, index, member, value).utf8).write(to: URL(fileURLWithPath: file))
        let finished = try terminal.run("import", file)
        #expect(finished.status == 65)
        #expect(finished.err.contains("error: data-invalid: \(file): \(path) "), "\(finished.err)")
        #expect(finished.err.contains(right))
        #expect(try terminal.make("ledger").out == before, "nothing is imported")
    }

    @Test(arguments: [
        ("{\"lots\": [}", "json-syntax", ":1:11"), ("", "json-syntax", ":1:1"), ("[]", "data-invalid", "$ "),
        ("{\"lots\": [], \"lots\": []}", "json-syntax", ":1:14"),
    ])
    func `a file that is no programme is refused with its place`(text: String, code: String, place: String) throws {
        let finished = try Terminal.withSample().run("import", "-", input: text)
        #expect(finished.status == 65)
        #expect(finished.err.contains(code) && finished.err.contains(place), "\(finished.err)")
    }

    @Test func `a missing file and a missing home each say so`() throws {
        let terminal = try Terminal()
        let homeless = try terminal.run("import", Terminal.samplePath)
        #expect(homeless.status == 78)
        #expect(homeless.err.contains("home-missing") && homeless.err.contains("temgoc init"))
        try terminal.make("init", "--host", "TG.EXAMPLE", "--name", "Thử", "--no-passphrase", "--insecure")
        let missing = try terminal.run("import", "\(terminal.folder)/none.json")
        #expect(missing.status == 66)
        #expect(missing.err.contains("file-unreadable"))
    }

    @Test(.enabled(if: testPython != nil, "the tests' Python is made by make test"))
    func `the published JSON Schema takes the sample and refuses what the import refuses`() throws {
        let terminal = try Terminal()
        let script = """
            import copy, json, sys, jsonschema
            schema = json.load(open('docs/spec/programme.schema.json'))
            sample = json.load(open('examples/ocop/programme.json'))
            check = jsonschema.Draft202012Validator(schema)
            assert not list(check.iter_errors(sample))
            def broken(section, index, member, value):
                file = copy.deepcopy(sample); file[section][index][member] = value
                return list(check.iter_errors(file))
            assert broken('lots', 2, 'packedOn', '16/11/2026') and broken('lots', 0, 'unitMax', 5)
            assert broken('recognitions', 0, 'stars', 6) and broken('certificates', 1, 'type', 'iso')
            assert broken('products', 0, 'gtin', '952') and broken('producers', 0, 'legalForm', 'x')
            """
        let finished = try terminal.execute([try #require(testPython), "-c", script])
        #expect(finished.status == 0, "\(finished.err)")
    }
}
