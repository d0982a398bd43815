import Encodings
import HTTPTypes
import Records
import Registrar
import Testing
import Wording
@testable import HTTPServer
@testable import ProgrammeAPI

/// A label states facts beside a signed stamp: they come from the register, and nothing is recorded that is not drawn.
@Suite struct APILabelTruthTests {
    private let accept: HTTPFields = [.accept: "*/*"]
    private let wanted: JSONValue = ["template": "ocop-100x70-bilingual", "format": "pdf"]
    private let texts: JSONValue = ["shop": "Chợ Tam Cờ"]
    /// What the register says of the tea for a label of food.
    private let said: [String: JSONValue] = [
        "ingredients": "Búp chè", "ingredientsEn": "Tea buds", "instructions": "Pha", "instructionsEn": "Brew",
        "storage": "Khô", "storageEn": "Dry", "warnings": "Không", "warningsEn": "None", "origin": "Việt Nam",
    ]

    private func office(
        printed: Bool = false, saying: Bool = true
    ) async throws -> (api: APIClient, path: String, entries: Int) {
        let api = try await APIClient()
        if saying {
            let tea = try #require(
                try await api.register.registrar.item(
                    .record(.product), id: "PR-TQ-1", for: SampleRegister.author().principal)
            ).json
            _ = try await api.register.registrar.perform(
                PutRecord(try Product.read(tea.replacing(said), path: "$").get()), by: SampleRegister.author())
        }
        let batch = try await api.register.issue(3)
        if printed {
            try await api.register.draw(batch)
            _ = try await api.register.registrar.perform(
                CloseOrder(.batch(batch.id), PrintOutcome(printed: nil, spoiled: [], returned: [], reason: nil)),
                by: SampleRegister.author())
        }
        return (api, "/v1/batches/\(batch.id)/labels", try await api.register.entries().count)
    }

    @Test(arguments: [
        "product", "productEn", "producer", "producerAddress", "lot", "lots", "netContent", "host", "productCode",
        "count", "stars", "packedOn", "expiresOn", "serial", "stamp", "nothing", "ingredients", "warningsEn", "origin",
    ])
    func `a program cannot print what the register says, or does not know, in words of its own`(
        name: String
    ) async throws {
        let (api, path, entries) = try await office()
        for template in ["ocop-60x40", "ocop-100x70-bilingual"] {
            let lie = wanted.setting("template", .string(template)).setting("texts", texts.setting(name, "Sai"))
            let alone = wanted.setting("template", .string(template)).setting("texts", [name: "Sai"])
            for content in [lie, alone] {
                let reply = try await api.ask(.packer, .post, path, content, accept)
                #expect(try reply.status == 400 && reply.problem == "usage", "\(template) \(reply.body.prefix(300))")
                #expect(try reply.json["detail"]?.string?.contains("\"") == true)
            }
        }
        let alone = wanted.setting("template", "ocop-60x40").setting("texts", [name: "Sai"])
        let reply = try await api.ask(.packer, .post, path, alone, accept)
        #expect(
            try reply.json["detail"]?.string
                == "The field \"\(name)\" is filled from the register and not taken from a request.")
        #expect(try await api.register.entries().count == entries)
        #expect(api.register.pictures.all.isEmpty)
    }

    @Test func `what a template asks a request for is printed, and the design is recorded`() async throws {
        let (api, path, entries) = try await office()
        let reply = try await api.ask(.packer, .post, path, wanted.setting("texts", texts), accept)
        #expect(reply.status == 200 && reply.body.hasPrefix("%PDF-"), "\(reply.body.prefix(300))")
        let more = try await api.register.entries().dropFirst(entries)
        #expect(more.map(\.kind) == [.labelDrawing] && more.map(\.actor) == [api.register.name(.packer)])
        let digest = try api.register.library.design("ocop-100x70-bilingual").digest
        #expect(more.first?.body["sha256"] == .string(digest))
        #expect(Set(api.register.pictures.all.keys) == [digest])
    }

    @Test func `a reprint that cannot be drawn writes no entry, one that can writes why`() async throws {
        let (api, path, entries) = try await office(printed: true)
        let (bare, barePath, _) = try await office(printed: true, saying: false)
        let missing = try await bare.ask(.packer, .post, barePath, wanted.setting("reprint", "kẹt giấy"), accept)
        #expect(try missing.status == 422 && missing.problem == "label-not-drawable", "\(missing.body)")
        #expect(missing.body.contains("ingredients"))
        let good = wanted.setting("texts", texts).setting("reprint", "kẹt giấy")
        for (content, status, code) in [
            (good.setting("dpi", 150), 422, "label-not-drawable"),
            (good.setting("media", "a3"), 404, "template-unknown"),
            (good.setting("template", "none"), 404, "template-unknown"),
            (good.setting("template", "ocop-60x40-pin").setting("texts", .null), 422, "label-not-drawable"),
            (good.setting("from", 4), 400, "usage"),
            (good.setting("copies", 1_000).setting("format", "zip"), 400, "usage"),
            (good.setting("reprint", .null), 409, "reprint-needs-reason"),
        ] {
            let reply = try await api.ask(.packer, .post, path, content, accept)
            #expect(
                try reply.status == status && reply.problem == code,
                "\(content.canonicalText) \(reply.body.prefix(400))")
        }
        api.register.keyIsOpen.turnOff()
        let closed = try await api.ask(.packer, .post, path, good, accept)
        #expect(try closed.problem == "label-not-drawable")
        #expect(try await api.register.entries().count == entries)
        #expect(api.register.pictures.all.isEmpty)
        api.register.keyIsOpen.turnOn()
        #expect(try await api.ask(.packer, .post, path, good, accept).status == 200)
        let more = try await api.register.entries().dropFirst(entries)
        #expect(more.map(\.kind) == [.labelDrawing] && more.first?.body["reason"] == "kẹt giấy")
    }

    @Test func `labels of an order that is approved are drawn once it is recorded, not before`() async throws {
        let api = try await APIClient()
        let asked = try await api.ask(
            .producer, .post, "/v1/orders", ["lot": "L-TQ-2609", "count": 3, "template": "ocop-60x40"])
        let place = try #require(asked.headers[.location])
        let batch = try #require(try await api.ask(.office, .post, "\(place)/approve").json["batch"]?.string)
        let content: JSONValue = ["template": "ocop-60x40", "format": "zpl"]
        let wrong = try await api.ask(
            .packer, .post, "/v1/batches/\(batch)/labels", content.setting("dpi", 999), accept)
        #expect(wrong.status == 422)
        #expect(try await api.ask(.producer, .get, place).json["status"] == "approved")
        #expect(try await api.ask(.packer, .post, "/v1/batches/\(batch)/labels", content, accept).status == 200)
        #expect(try await api.ask(.producer, .get, place).json["status"] == "rendered")
    }
}
