import Access
import Encodings
import HTTPTypes
import ProgrammeAPI
import Records
import Registrar
import Stamps
import Testing

@Suite struct APIOrderTests {
    private let wanted: JSONValue = ["lot": "L-TQ-2609", "count": 24, "template": "ocop-60x40"]

    private func asked(_ api: APIClient) async throws -> String {
        let reply = try await api.ask(.producer, .post, "/v1/orders", wanted)
        try #require(reply.status == 201, "\(reply.body)")
        return try #require(reply.headers[.location])
    }

    @Test func `an order goes from one token to another, and each step is its holder's`() async throws {
        let api = try await APIClient()
        let place = try await asked(api)
        #expect(try await api.ask(.producer, .get, place).json["requestedBy"] == .string(api.register.name(.producer)))
        let approved = try await api.ask(.office, .post, "\(place)/approve")
        #expect(try approved.status == 200 && approved.json["status"] == "approved")
        let early = try await api.ask(.packer, .post, "\(place)/close", [:])
        #expect(try early.status == 409 && early.problem == "labels-not-drawn")
        let batch = try #require(try approved.json["batch"]?.string)
        try await api.register.draw(api.register.registrar.batch(batch, for: SampleRegister.author().principal).batch)
        let delivered = try await api.ask(.packer, .post, "\(place)/deliver", ["to": "Cơ sở F1"])
        #expect(try delivered.json["deliveredTo"] == "Cơ sở F1")
        let account: JSONValue = ["spoiled": [["first": 5, "count": 1], ["first": 9, "count": 2]], "reason": "rách"]
        let closed = try await api.ask(.packer, .post, "\(place)/close", account)
        #expect(try closed.json["spoiled"] == 3)
        let steps = try await api.register.entries().filter { $0.kind == .printOrder }.map(\.actor)
        let drawer = try SampleRegister.author().actor
        let holders =
            [Holder.producer, .office].map(api.register.name) + [drawer]
            + [Holder.packer, .packer].map(api.register.name)
        #expect(steps == holders)
        let list = try await api.ask(.packer, .get, "/v1/orders").json["items"]?.array
        #expect(list?.count == 1 && list?.first?["record"]?["status"] == "closed")
    }

    @Test(arguments: [
        ("approve", Holder.producer, "approveOrder"), ("approve", .packer, "approveOrder"),
        ("cancel", .packer, "askOrder"), ("cancel", .stranger, "askOrder"), ("deliver", .office, "renderOrder"),
        ("close", .producer, "reportSpoilage"),
    ])
    func `a step without its right is denied by name and leaves the order`(
        verb: String, holder: Holder, right: String
    ) async throws {
        let api = try await APIClient()
        let place = try await asked(api)
        let content: JSONValue? = ["approve": nil, "cancel": ["reason": "x"]][verb] ?? [:]
        let reply = try await api.ask(holder, .post, "\(place)/\(verb)", content)
        #expect(try reply.status == 403 && reply.problem == "right-missing", "\(reply.body)")
        #expect(try reply.json["detail"]?.string?.contains("The right \(right) ") == true)
        #expect(try await api.ask(.producer, .get, place).json["status"] == "requested")
    }

    @Test func `a step out of turn is 409, an order that nobody made 404`() async throws {
        let api = try await APIClient()
        let place = try await asked(api)
        let early = try await api.ask(.packer, .post, "\(place)/deliver", [:])
        #expect(try early.status == 409 && early.problem == "order-state-conflict")
        let none = try await api.ask(.office, .post, "/v1/orders/O-999999/approve")
        #expect(try none.status == 404 && none.problem == "order-unknown")
    }

    @Test func `an order with a template that nobody has is refused, as one that its right does not allow`()
        async throws
    {
        let api = try await APIClient()
        let none = try await api.ask(.producer, .post, "/v1/orders", wanted.setting("template", "none"))
        #expect(try none.status == 404 && none.problem == "template-unknown")
        let covered = try await api.ask(.producer, .post, "/v1/orders", wanted.setting("template", "ocop-60x40-pin"))
        #expect(try covered.problem == "label-not-drawable", "\(covered.body)")
        #expect(try await api.register.entries().isEmpty)
    }

    @Test(
        arguments: [
            (["count": 1], ["$.lot"]), (["lot": "L-TQ-2609", "product": "PR-TQ-1", "count": 1], ["$.product"]),
            (["product": "a b", "count": 1], ["$.product"]),
            (["lot": "L-TQ-2609", "count": 1, "template": ""], ["$.template"]),
        ] as [(JSONValue, [String])])
    func `what is asked for is one lot or one product`(content: JSONValue, places: [String]) async throws {
        let reply = try await APIClient().ask(.producer, .post, "/v1/orders", content)
        #expect(try reply.status == 422 && reply.places == places, "\(reply.body)")
    }

    @Test(
        arguments: [
            [["first": 9, "count": 1], ["first": 5, "count": 1]],
            [["first": 5, "count": 2], ["first": 6, "count": 1]], [],
            [["first": 5]], [["first": 34_359_738_367, "count": 5], ["first": 1, "count": 1]],
            [["first": -1, "count": 1]],
        ] as [JSONValue])
    func `numbers are ranges in order, none is lost silently`(numbers: JSONValue) async throws {
        let content: JSONValue = ["numbers": numbers, "cause": "cancelled", "reason": "x"]
        let reply = try await APIClient().ask(.office, .post, "/v1/batches/B-000042/voids", content)
        #expect(reply.status == 422, "\(reply.body)")
        #expect(try reply.places.contains { $0.hasPrefix("$.numbers") })
    }
}

@Suite struct APIStopTests {
    @Test func `stamps are void by their numbers`() async throws {
        let api = try await APIClient()
        let batch = try await api.register.issue(24)
        let path = "/v1/batches/\(batch.id)/voids"
        let content: JSONValue = ["numbers": [["first": 9, "count": 2]], "cause": "spoiled", "reason": "rách"]
        let reply = try await api.ask(.office, .post, path, content)
        #expect(try reply.status == 200 && reply.json["spoiled"] == 2)
        let range = try SerialRange(first: SerialNumber(9), count: 2)
        let void = StampVoid(
            batch: batch.id, numbers: [range], cause: .spoiled, reason: "rách", on: api.register.today)
        #expect(try await api.register.entries().last?.body == void.json)
        #expect(try await api.ask(.packer, .post, path, content).status == 403)
    }

    @Test func `a recall is announced by one and lifted by another`() async throws {
        let api = try await APIClient()
        let recall = try await api.ask(.producer, .post, "/v1/lots/L-TQ-2609/recall", ["reason": "Ghi sai hạn dùng."])
        #expect(try recall.status == 200 && recall.json["announcedBy"] == .string(api.register.name(.producer)))
        let own = try await api.ask(.producer, .post, "/v1/lots/L-TQ-2609/lift")
        #expect(try own.status == 422 && own.problem == "INV-21")
        let other = try await api.ask(.office, .post, "/v1/lots/L-TQ-2609/lift")
        #expect(try other.status == 200 && other.json["liftedBy"] == .string(api.register.name(.office)))
        #expect(try await api.ask(.owner, .get, "/v1/recalls/L-TQ-2609").status == 200)
        #expect(try await api.ask(.auditor, .post, "/v1/lots/L-TQ-2609/recall", ["reason": "x"]).status == 403)
        let over = try await api.ask(.office, .post, "/v1/lots/L-TQ-2609/lift")
        #expect(try over.status == 409 && over.problem == "lot-not-recalled")
        let none = try await api.ask(.office, .post, "/v1/lots/L-TQ-9999/lift")
        #expect(try none.status == 404 && none.problem == "lot-unknown")
    }

    @Test func `stamps of a roll are given to a lot, one range at a time`() async throws {
        let api = try await APIClient()
        let roll = try await api.register.issue(500, .roll(product: "PR-TQ-1"))
        let one: JSONValue = ["lot": "L-TQ-2609", "numbers": [["first": 1, "count": 500]]]
        #expect(try await api.ask(.packer, .post, "/v1/activations", one).json["lot"] == "L-TQ-2609")
        #expect(try await api.register.entries().last?.body["batch"] == .string(roll.id))
        let two = one.setting("numbers", [["first": 1, "count": 5], ["first": 9, "count": 5]])
        let reply = try await api.ask(.packer, .post, "/v1/activations", two)
        #expect(try reply.status == 422 && reply.places == ["$.numbers"])
        #expect(try await api.ask(.stranger, .post, "/v1/activations", one).status == 403)
    }

    @Test func `a right is suspended, used again and ended for ever`() async throws {
        let api = try await APIClient()
        let path = "/v1/markAuthorisations/M-1"
        let suspended = try await api.ask(.office, .post, "\(path)/suspend", ["reason": "Kiểm tra."])
        #expect(try suspended.json["status"] == "suspended" && suspended.json["statusReason"] == "Kiểm tra.")
        #expect(try await api.ask(.owner, .post, "\(path)/resume").json["status"] == "active")
        #expect(try await api.ask(.owner, .post, "\(path)/end", ["reason": "Hết hạn."]).json["status"] == "ended")
        let again = try await api.ask(.owner, .post, "\(path)/resume")
        #expect(try again.status == 409 && again.problem == "authorisation-ended")
        #expect(try await api.ask(.producer, .post, "\(path)/resume").status == 403)
        #expect(try await api.ask(.office, .post, "\(path)/suspend", [:]).status == 422)
    }
}

@Suite struct APITokenTests {
    private let wish: JSONValue = [
        "role": "packer", "scope": "producer:P-TQ-001", "name": "Máy in F1", "expiresOn": "2026-11-21",
    ]

    @Test func `the issuer gives a token, which is shown once, and revokes it`() async throws {
        let api = try await APIClient()
        let given = try await api.ask(.issuer, .post, "/v1/tokens", wish)
        let place = try #require(given.headers[.location])
        #expect(try given.status == 201 && place == "/v1/tokens/" + (given.json["id"]?.string ?? ""))
        #expect(given.headers[.cacheControl] == "no-store")
        let secret = try #require(try given.json["secret"]?.string)
        let digest = try AccessToken(secret).digest
        #expect(try await api.register.registrar.token(digest)?.name == "Máy in F1")
        let shown = try await api.ask(.auditor, .get, place)
        #expect(shown.status == 200)
        #expect(!shown.body.contains(secret.suffix(20)) && !shown.body.contains(digest.description))
        let revoked = try await api.ask(.issuer, .delete, place)
        #expect(try revoked.status == 200 && revoked.json["revokedOn"] == "2026-11-21")
        #expect(try await api.ask(.issuer, .delete, "/v1/tokens/T-000001").status == 404)
    }

    @Test func `nobody else gives, revokes or reads tokens`() async throws {
        let api = try await APIClient()
        for holder in [Holder.producer, .packer, .office, .owner] {
            #expect(try await api.ask(holder, .post, "/v1/tokens", wish).status == 403)
            #expect(try await api.ask(holder, .delete, "/v1/tokens/T-000099").status == 403)
            #expect(try await api.ask(holder, .get, "/v1/tokens").status == 403)
        }
        #expect(try await api.ask(.auditor, .post, "/v1/tokens", wish).status == 403)
    }

    @Test func `a role with a scope that it cannot have is refused`() async throws {
        let reply = try await APIClient().ask(.issuer, .post, "/v1/tokens", wish.setting("scope", "everything"))
        #expect(try reply.status == 422 && reply.problem == "data-invalid")
        let unread = try await APIClient().ask(.issuer, .post, "/v1/tokens", wish.setting("scope", "country:VN"))
        #expect(try unread.places == ["$.scope"])
    }
}
