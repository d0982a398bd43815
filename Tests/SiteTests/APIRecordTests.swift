import Encodings
import HTTPTypes
import Records
import Registrar
import Testing
import Wording
@testable import ProgrammeAPI

@Suite struct APIRecordTests {
    private let path = "/v1/producers/P-DN-001"

    @Test(arguments: ItemKind.records)
    func `a record is read under its kind and identifier as the ledger has it`(kind: RecordKind) async throws {
        let api = try await APIClient()
        let list = try await api.ask(.issuer, .get, "/v1/\(kind.section)")
        #expect(list.status == 200)
        let first = try #require(try list.json["items"]?.array?.first)
        let id = try #require(first["record"]?["id"]?.string)
        let one = try await api.ask(.issuer, .get, "/v1/\(kind.section)/\(id)")
        #expect(one.status == 200)
        #expect(try one.json == first["record"])
        #expect(one.mediaType == "application/json")
        #expect(one.headers[.eTag] == "\"\(try #require(first["sequence"]?.integer))\"")
    }

    @Test func `a list comes in pages that miss nothing and repeat nothing`() async throws {
        let ids = (1...25).map { "P-X-\($0)" }
        let api = try await APIClient(producers: ids.map { SampleRegister.faraway.setting("id", .string($0)) })
        var address: String? = "/v1/producers?limit=10"
        var found: [String] = []
        var sizes: [Int] = []
        while let next = address, sizes.count < 5 {
            let reply = try await api.ask(.issuer, .get, next)
            let items = try #require(try reply.json["items"]?.array)
            found += items.compactMap { $0["record"]?["id"]?.string }
            sizes.append(items.count)
            let link = reply.link
            #expect((link == nil) == (try reply.json["next"] == nil))
            address = link.flatMap { $0.split(separator: ">").first }.map { String($0.dropFirst()) }
        }
        #expect(sizes == [10, 10, 9])
        #expect(found == (ids + ["P-TQ-001", "P-QN-001", "P-QT-001", "P-DN-001"]).sorted())
    }

    @Test func `a page that is just full has no next one`() async throws {
        let reply = try await APIClient().ask(.issuer, .get, "/v1/producers?limit=4")
        #expect(try reply.json["items"]?.array?.count == 4)
        #expect(try reply.json["next"] == nil && reply.link == nil)
    }

    @Test(arguments: [
        "limit=0", "limit=201", "limit=-1", "limit=1e1", "limit=", "limit", "limit=1&limit=1", "cursor=xyz", "cursor=a",
        "cursor=ff", "cursor=", "page=2", "lang=fr", "limit=%zz", "limit=%31%30%30%30", "=&=",
    ])
    func `a parameter that is not right is a mistake, not ignored`(query: String) async throws {
        let reply = try await APIClient().ask(.issuer, .get, "/v1/lots?\(query)")
        #expect(reply.status == 400)
        #expect(try reply.problem == "usage")
    }

    @Test func `who has the present state is answered 304`() async throws {
        let api = try await APIClient()
        let tag = try #require(try await api.ask(.issuer, .get, path).headers[.eTag])
        for known in [tag, "W/\(tag)", "\"999\", \(tag)", "*"] {
            let reply = try await api.ask(.issuer, .get, path, nil, [.ifNoneMatch: known])
            #expect(reply.status == 304 && reply.body.isEmpty && reply.headers[.eTag] == tag)
        }
        #expect(try await api.ask(.issuer, .get, path, nil, [.ifNoneMatch: "\"999\""]).status == 200)
    }

    @Test func `HEAD is GET without the content`() async throws {
        let api = try await APIClient()
        let get = try await api.ask(.issuer, .get, path)
        let head = try await api.ask(.issuer, .head, path)
        #expect(head.status == 200 && head.body.isEmpty && head.headers == get.headers)
    }

    @Test func `an identifier that nobody has, or could have, is 404`() async throws {
        let api = try await APIClient()
        for id in ["L-0", "%2e%2e", "%F0%9F%8D%B5", "a%2Fb", "L-TQ-2609%00"] {
            let reply = try await api.ask(.issuer, .get, "/v1/lots/\(id)")
            #expect(try reply.status == 404 && reply.problem == "record-unknown", "\(id)")
        }
        for address in [
            "/v1/lots/", "/v1/lots/L-1/", "/v1/lots/%ZZ", "/v1/lots/%FF", "/v1", "/v1/", "/v1/Lots", "/v1//lots",
        ] {
            let reply = try await api.ask(.issuer, .get, address)
            #expect(reply.status == 404, "\(address)")
        }
    }

    @Test func `an identifier with a slash is one segment`() async throws {
        let api = try await APIClient(producers: [SampleRegister.faraway.setting("id", "P/1")])
        #expect(try await api.ask(.issuer, .get, "/v1/producers/P%2F1").json["id"] == "P/1")
        let put = try await api.ask(.issuer, .put, "/v1/producers/P%2f2", SampleRegister.faraway.setting("id", "P/2"))
        #expect(put.headers[.location] == "/v1/producers/P%2F2")
    }

    @Test func `a new record is 201 with its place, a changed one 200, the same one writes nothing`() async throws {
        let api = try await APIClient()
        let record = SampleRegister.faraway.setting("id", "P-NEW")
        let new = try await api.ask(.issuer, .put, "/v1/producers/P-NEW", record)
        #expect(new.status == 201 && new.headers[.location] == "/v1/producers/P-NEW")
        let head = api.register.first + 1
        #expect(new.headers[.eTag] == "\"\(head)\"")
        let same = try await api.ask(.issuer, .put, "/v1/producers/P-NEW", record)
        #expect(same.status == 200 && same.headers[.eTag] == "\"\(head)\"")
        #expect(try await api.register.entries().count == 1)
        let changed = try await api.ask(.issuer, .put, "/v1/producers/P-NEW", record.setting("shortName", "Tên"))
        #expect(changed.status == 200 && changed.headers[.eTag] == "\"\(head + 1)\"")
        #expect(try changed.json["shortName"] == "Tên")
        #expect(try await api.register.actors() == [api.register.name(.issuer), api.register.name(.issuer)])
    }

    @Test func `a record that is there changes only for who says which state was read`() async throws {
        let api = try await APIClient()
        let present = try await api.ask(.issuer, .get, path).json
        let unseen = try await api.ask(.issuer, .put, path, present.setting("shortName", "A"), isUnseen: true)
        #expect(try unseen.status == 428 && unseen.problem == "precondition-required")
        #expect(try await api.ask(.issuer, .get, path).json == present)
        #expect(
            try await api.ask(.issuer, .put, path, present, isUnseen: true).status == 200, "the same changes nothing")
    }

    @Test func `a record that changed since it was read is not overwritten`() async throws {
        let api = try await APIClient()
        let tag = try #require(try await api.ask(.issuer, .get, path).headers[.eTag])
        let first = try await api.ask(
            .issuer, .put, path, SampleRegister.faraway.setting("shortName", "A"), [.ifMatch: tag])
        #expect(first.status == 200)
        for condition in [tag, "W/\(tag)", "x", ""] {
            let second = try await api.ask(
                .issuer, .put, path, SampleRegister.faraway.setting("shortName", "B"), [.ifMatch: condition])
            #expect(try second.status == 412 && second.problem == "precondition-failed")
        }
        #expect(try await api.ask(.issuer, .get, path).json["shortName"] == "A")
        let only = try await api.ask(.issuer, .put, path, SampleRegister.faraway, [.ifNoneMatch: "*"])
        #expect(only.status == 412)
        let absent = try await api.ask(
            .issuer, .put, "/v1/producers/P-N", SampleRegister.faraway.setting("id", "P-N"), [.ifMatch: "*"])
        #expect(absent.status == 412)
        #expect(try await api.register.actors().count == 1)
    }

    @Test func `everything that is wrong with a record is told at once, with its place, in both languages`()
        async throws
    {
        let api = try await APIClient()
        let wrong: JSONValue = ["id": "P-1", "legalForm": "kingdom", "more": 1, "address": ["lineVi": "x"]]
        let english = try await api.ask(.issuer, .put, "/v1/producers/P-1", wrong)
        #expect(try english.status == 422 && english.problem == "data-invalid")
        #expect(try Set(english.places) == ["$.legalNameVi", "$.legalForm", "$.more", "$.address.current"])
        let vietnamese = try await api.ask(.issuer, .put, "/v1/producers/P-1?lang=vi", wrong)
        #expect(vietnamese.headers[.contentLanguage] == "vi")
        #expect(try vietnamese.json["errors"]?.array?.first?["text"]?.string?.contains("cần") == true)
    }

    @Test func `a record names itself as its address does, and others that are there`() async throws {
        let api = try await APIClient()
        let renamed = try await api.ask(.issuer, .put, "/v1/producers/P-2", SampleRegister.faraway)
        #expect(try renamed.status == 422 && renamed.places == ["$.id"])
        let orphan = try await api.ask(.issuer, .get, "/v1/products/PR-TQ-1").json.setting("producer", "P-NONE")
        let put = try await api.ask(.issuer, .put, "/v1/products/PR-TQ-1", orphan)
        #expect(try put.status == 422 && put.places == ["$.producer"])
    }

    @Test func `what fails inside is told without its words`() async throws {
        let busy = Problem(.registerBusy, vi: "Tệp /srv/x", en: "The file /srv/x")
        let api = try await APIClient()
        api.register.store.fail(with: busy)
        let reply = try await api.ask(.issuer, .get, path)
        #expect(try reply.status == 503 && reply.problem == "register-busy")
        #expect(reply.headers[.retryAfter] == "2" && !reply.body.contains("/srv"))
        api.register.store.fail(with: BreakableStore.Broken())
        let broken = try await api.ask(.issuer, .get, path)
        #expect(try broken.status == 500 && broken.problem == "internal-error")
        #expect(!broken.body.contains("sqlite"))
    }
}

extension Reply {
    fileprivate var link: String? { HTTPField.Name("Link").flatMap { headers[$0] } }
}
