import Encodings
import HTTPTypes
import Testing

@Suite struct LinkTests {
    static let product = "/01/09520000000011"

    private func client(_ change: (inout FakeRegister.Options) -> Void = { _ in }) throws -> SiteClient {
        var options = FakeRegister.Options()
        change(&options)
        return try SiteClient(FakeRegister(options))
    }

    /// The path of a stamp without its seal.
    private func bare(_ number: UInt64 = 12) throws -> String {
        let path = try FakeRegister().path(number)
        return "/" + path.dropFirst().drop { $0 != "/" }.dropFirst()
    }

    @Test func `a stamp's path without its seal leads to the page of the pack, whose seal was not checked`()
        async throws
    {
        let client = try client()
        let reply = try await client.page(try bare())
        #expect(reply.status == 307)
        let location = try #require(reply.headers[.location])
        #expect(location == "https://tg.example/p" + (try bare()))
        let elsewhere = try await client.get(bare(), authority: "127.0.0.1:8080").headers[.location]
        #expect(elsewhere == "/p" + (try bare()), "on a test machine the reader stays where it asked")
        let page = try await client.page("/p" + bare())
        #expect(page.status == 200)
        #expect(page.body.contains("chữ ký số chưa được kiểm tra"))
        #expect(!page.body.contains("<li>Chữ ký số của đơn vị phát hành</li>"))
        #expect(try await client.data("/p" + bare()).json["sealChecked"] == false)
    }

    @Test(arguments: ["", "/", "?utm_source=zalo&lang=en"])
    func `a product's Digital Link leads to its page, with the query`(rest: String) async throws {
        let reply = try await client().get(Self.product + rest)
        #expect(reply.status == 307)
        let query = rest.drop { $0 != "?" }
        #expect(reply.headers[.location] == "https://tg.example/p/01/09520000000011" + query)
    }

    @Test func `a lot has a page of its own, an unknown lot that of its product`() async throws {
        let client = try client()
        #expect(
            try await client.get(Self.product + "/10/KV260918").headers[.location]
                == "https://tg.example/p/01/09520000000011/10/KV260918"
        )
        #expect(
            try await client.get(Self.product + "/10/L9").headers[.location] == "https://tg.example/p/01/09520000000011"
        )
    }

    @Test func `a serial that was never issued leads to the lot, else to the product`() async throws {
        let client = try client()
        let unknown = try bare(2_401)
        let serial = unknown.dropFirst(Self.product.count)
        #expect(try await client.get(unknown).headers[.location] == "https://tg.example/p/01/09520000000011")
        let inLot = Self.product + "/10/KV260918" + serial
        #expect(try await client.get(inLot).headers[.location] == "https://tg.example/p/01/09520000000011/10/KV260918")
    }

    @Test func `the linkset has every level under its own anchor at the resolver's root`() async throws {
        let reply = try await client().get(
            Self.product + "/10/KV260918", [.accept: "application/linkset+json"])
        #expect(reply.status == 200)
        #expect(reply.mediaType == "application/linkset+json")
        let anchors = try reply.json["linkset"]?.array?.map { $0["anchor"]?.string }
        #expect(
            anchors == [
                "https://tg.example/01/09520000000011/10/KV260918", "https://tg.example/01/09520000000011",
            ])
        let same = try await client().get(Self.product + "/10/KV260918?linkType=linkset")
        #expect(same.body == reply.body)
    }

    @Test func `a shop that the operator allows is answered with 307, any other site is not told`() async throws {
        let client = try client {
            $0.links = [
                ("shop", "https://postmart.vn/che"), ("website", "https://khauvac.example/"),
                ("social", "https://elsewhere.example/kv"),
            ]
        }
        let shop = try await client.get(Self.product + "?linkType=gs1:hasRetailers")
        #expect(shop.status == 307)
        #expect(shop.headers[.location] == "https://postmart.vn/che?linkType=gs1:hasRetailers")
        let site = try await client.get(Self.product + "/10/KV260918?linkType=gs1:homepage")
        #expect(site.status == 404, "a producer's own site is followed where the operator allows its host")
        let social = try await client.get(Self.product + "?linkType=gs1:socialMedia")
        #expect(social.status == 404)
        #expect(try social.json["type"]?.string == "urn:temgoc:problem:link-type-unknown")
        let page = try await client.page("/p" + Self.product).body
        #expect(page.contains("href=\"https://postmart.vn/che\"") && !page.contains("khauvac.example"))
        #expect(!page.contains("elsewhere.example"))
    }

    @Test func `two shops that nothing tells apart are answered with 300 and both`() async throws {
        let client = try client {
            $0.links = [("shop", "https://postmart.vn/1"), ("shop", "https://postmart.vn/2")]
        }
        let reply = try await client.get(Self.product + "?linkType=gs1:hasRetailers")
        #expect(reply.status == 300)
        #expect(reply.body.contains("postmart.vn/1") && reply.body.contains("postmart.vn/2"))
    }

    @Test(arguments: [
        ("/01/09520000000012", 400, "link-malformed"), ("/eh3074257bf7194e4000001a85", 400, "link-malformed"),
        ("/01/123", 400, "link-malformed"),
        ("/01/09520000000011/11/250101", 400, "link-malformed"), ("/01/09520000000028", 404, "link-unknown"),
        ("/414/9520000000004", 404, "link-unknown"), ("/01/09520000000011?linkType=gs1:epil", 404, "link-type-unknown"),
    ])
    func `a link that leads nowhere has a status and a code, as data and as a page`(
        path: String, status: Int, code: String
    ) async throws {
        let client = try client()
        let data = try await client.data(path)
        #expect(data.status == status)
        #expect(data.mediaType == "application/problem+json")
        #expect(try data.json["type"]?.string == "urn:temgoc:problem:\(code)")
        let page = try await client.page(path)
        #expect(page.status == status)
        #expect(page.mediaType?.hasPrefix("text/html") == true)
    }

    @Test func `HEAD has the fields of GET, OPTIONS says what may be asked, POST is not allowed`() async throws {
        let client = try client()
        let get = try await client.get(Self.product)
        let head = try await client.get(Self.product, method: .head)
        #expect(head.status == 307 && head.headers[.location] == get.headers[.location] && head.body.isEmpty)
        let options = try await client.get(Self.product, method: .options)
        #expect(options.status == 204)
        #expect(options.headers[.accessControlAllowMethods] == "GET, HEAD, OPTIONS")
        let post = try await client.get(Self.product, method: .post)
        #expect(post.status == 405)
        #expect(post.headers[.allow] == "GET, HEAD, OPTIONS")
        for reply in [get, head, options, post] { #expect(reply.headers[.accessControlAllowOrigin] == "*") }
    }

    @Test func `the resolver describes itself`() async throws {
        let reply = try await client().get("/.well-known/gs1resolver")
        #expect(reply.status == 200)
        #expect(reply.mediaType == "application/json")
        #expect(try reply.json["resolverRoot"] == "https://tg.example")
        #expect(try reply.json["supportedPrimaryKeys"] == ["01"])
    }

    @Test func `a code of a product without a GTIN leads to its page too`() async throws {
        let reply = try await client().get("/P/KV-01/10/L1?x=1")
        #expect(reply.status == 307)
        #expect(reply.headers[.location] == "/p/P/KV-01/10/L1?x=1")
    }

    @Test(arguments: ["/p/01/09520000000028", "/p/P/NONE", "/p/01/09520000000011/10/NONE"])
    func `a page of what the register does not have is not found`(path: String) async throws {
        #expect(try await client().page(path).status == 404)
    }

    @Test(arguments: [
        "/p/01/9520000000011", "/p/01/09520000000011/10", "/p/01/09520000000011/21/x", "/p/", "/P/kv/10/L",
    ])
    func `a page of another form is not found`(path: String) async throws {
        #expect(try await client().page(path).status == 404)
    }
}
