import Encodings
import Foundation
import HTTPTypes
import Oracles
import Records
import Registrar
import Testing
@testable import ProgrammeAPI

/// `TEMGOC_TEST_PYTHON`, where it can import the validator.
private let python: String? = {
    guard let path = ProcessInfo.processInfo.environment["TEMGOC_TEST_PYTHON"] else { return nil }
    return (try? status(of: path, ["-c", "import openapi_spec_validator"])) == 0 ? path : nil
}()

private func status(of program: String, _ arguments: [String], input: String = "") throws -> Int32 {
    try ChildProcess.run([program] + arguments, input: Array(input.utf8)).status
}

@Suite struct APIDocumentTests {
    private let api: APIClient
    private let methods: [HTTPRequest.Method] = [.get, .put, .post, .patch, .delete]

    init() async throws {
        api = try await APIClient()
    }

    private func document() async throws -> JSONValue {
        let reply = try await api.ask(nil, .get, "/v1/openapi.json")
        #expect(reply.status == 200)
        return try reply.json
    }

    private func paths() async throws -> [String: [String: JSONValue]] {
        let paths = try #require(try await document()["paths"]?.members)
        return try paths.mapValues { try #require($0.members) }
    }

    @Test func `every operation of the document is routed, and every other method is refused`() async throws {
        for (path, operations) in try await paths() {
            let address = path.replacing("{id}", with: "X-1")
            for method in methods {
                let reply = try await api.ask(nil, method, address)
                if let operation = operations[method.rawValue.lowercased()] {
                    #expect(reply.status == (operation["security"] == nil ? 200 : 401), "\(method) \(path)")
                } else {
                    #expect(reply.status == 405, "\(method) \(path)")
                    let allowed = (reply.headers[.allow] ?? "").split(separator: ", ").map { $0.lowercased() }
                    #expect(Set(allowed).subtracting(["head"]) == Set(operations.keys))
                }
            }
        }
    }

    @Test func `every operation that is routed is in the document, under a name of its own`() async throws {
        let programs = api.programs
        let paths = try await paths()
        for operation in programs.operations {
            let declared = paths[operation.path.text]?[operation.method.rawValue.lowercased()]
            #expect(declared?["operationId"]?.string == operation.id)
        }
        #expect(paths.values.map(\.count).reduce(0, +) == programs.operations.count)
        #expect(Set(programs.operations.map(\.id)).count == programs.operations.count)
    }

    @Test func `every schema that is named is there`() async throws {
        let document = try await document()
        let schemas = try #require(document["components"]?["schemas"]?.members)
        for name in document.references {
            #expect(name.hasPrefix("#/components/schemas/") && schemas[String(name.dropFirst(21))] != nil, "\(name)")
        }
    }

    @Test func `every example is taken as it stands`() async throws {
        let sections = ItemKind.records.map(\.section) + ["findings"]
        for (path, operations) in try await paths() {
            guard let put = operations["put"], let kind = path.split(separator: "/").dropFirst().first,
                let content = put["requestBody"]?["content"]?["application/json"]
            else { continue }
            #expect(sections.contains(String(kind)))
            let example = try #require(content["example"])
            let id = try #require(put["parameters"]?.array?.first?["example"]?.string)
            let reply = try await api.ask(.issuer, .put, path.replacing("{id}", with: id), example)
            #expect([200, 201].contains(reply.status), "\(path) \(reply.body)")
        }
    }

    @Test func `the schemas of records are those of the published programme file`() async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = try Data(contentsOf: root.appending(path: "docs/spec/programme.schema.json"))
        let published = try #require(try JSONValue(parsing: Array(file))["$defs"]?.members)
        let schemas = try #require(try await document()["components"]?["schemas"]?.members)
        for (name, schema) in published {
            #expect(
                schemas[name]?.canonicalText
                    == schema.canonicalText.replacing("#/$defs/", with: "#/components/schemas/"))
        }
    }

    @Test(.enabled(if: python != nil, "the tests' Python is made by make test"))
    func `openapi-spec-validator takes the document, and refuses it with a hole`() async throws {
        let script = """
            import json, sys, openapi_spec_validator as v
            d = json.load(sys.stdin)
            v.OpenAPIV31SpecValidator(d).validate()
            del d['info']['title']
            assert list(v.OpenAPIV31SpecValidator(d).iter_errors())
            """
        let path = try #require(python)
        #expect(try status(of: path, ["-c", script], input: try await document().canonicalText) == 0)
    }
}

extension JSONValue {
    fileprivate var members: [String: JSONValue]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    /// What `$ref` names, anywhere inside.
    fileprivate var references: Set<String> {
        switch self {
        case .object(let members):
            members.reduce(into: []) { all, member in
                if member.key == "$ref", let name = member.value.string { all.insert(name) }
                all.formUnion(member.value.references)
            }
        case .array(let elements): elements.reduce(into: []) { $0.formUnion($1.references) }
        default: []
        }
    }
}
