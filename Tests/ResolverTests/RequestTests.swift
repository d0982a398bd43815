import Encodings
import GS1
import Resolver
import Testing

struct RequestTests {
    private let shop: Shop

    init() throws { shop = try Shop() }

    @Test(
        arguments: [
            "/foo", "/01", "/01/", "", "/", "*", "/01/09520123456789", "/01/9520123456788", "/gtin/09520123456788",
            "/01/09520123456788/foo", "/01/09520123456788//", "/01/09520123456788/21/S/10/L",
            "/01/09520123456788/17/261231", "/01/09520123456788?10=L", "/01/09520123456788/10/L%C3%94",
            "/01/09520123456788/10/a b", "/AQnYUc1gmiERBhQ", "/eh3074257bf7194e4000001a85", ".evil.example/01/0",
        ])
    func `what is no Digital Link is malformed`(target: String) async throws {
        let answer = try await shop.answer(target)
        #expect(answer.status == 400)
        #expect(try answer.json["type"] == "urn:temgoc:problem:link-malformed")
        #expect(try answer.json["status"] == 400)
    }

    @Test(arguments: ["/01/00000000000000", "/a/stem/01/09520123456788", "/417/9520123456788", "/414/9520123456788"])
    func `a Digital Link that nothing is registered for is unknown`(target: String) async throws {
        let answer = try await shop.answer(target)
        #expect(answer.status == 404)
        #expect(try answer.json["type"] == "urn:temgoc:problem:link-unknown")
    }

    @Test(arguments: ["/01/09520123456788/", "/01/09520123456788/10/L9/?x"])
    func `a slash at the end of the path is tolerated`(target: String) async throws {
        #expect(try await shop.answer(target).status == 307)
    }

    @Test func `a problem speaks Vietnamese, or English to who prefers that`() async throws {
        for language in [nil, "fr", "vi, en", "en;q=0.5, vi", "en;q=0"] {
            let answer = try await shop.answer("/foo", language: language)
            #expect(answer[header: "Content-Language"] == "vi")
            #expect(try answer.json["title"] == "Địa chỉ không phải GS1 Digital Link")
            #expect(try answer.json["detail"] == "không có mã GS1 chính, ví dụ /01/ và 14 chữ số của GTIN")
        }
        let english = try await shop.answer("/foo", language: "en-GB, vi;q=0.8")
        #expect(english[header: "Content-Language"] == "en")
        #expect(try english.json["detail"] == "there is no GS1 key, such as /01/ and the 14 digits of a GTIN")
        #expect(try english.json["hint"] == "Scan the code again, or check the address.")
    }

    @Test(
        arguments: [
            Shop.gtin, Shop.gtin + "?linkType=linkset", Shop.gtin + "?linkType=gs1:hasRetailers", "/foo",
            "/01/00000000000000", Shop.gtin + "?linkType=x", "/.well-known/gs1resolver",
        ])
    func `HEAD is answered as GET is, without content`(target: String) async throws {
        let get = try await shop.answer(target)
        let head = try await shop.answer(target, "HEAD")
        #expect((head.status, head.headers) == (get.status, get.headers))
        #expect(head.body.isEmpty)
    }

    @Test func `OPTIONS says what may be asked, and from where`() async throws {
        let answer = try await shop.answer(Shop.gtin, "OPTIONS")
        #expect(answer.status == 204)
        #expect(answer[header: "Allow"] == "GET, HEAD, OPTIONS")
        #expect(answer[header: "Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS")
        #expect(answer[header: "Access-Control-Allow-Origin"] == "*")
        #expect(answer[header: "Link"]?.contains("rel=\"linkset\"") == true)
        #expect(answer.body.isEmpty)
        #expect(try await shop.answer("/foo", "OPTIONS")[header: "Link"] == nil)
    }

    @Test(arguments: ["POST", "DELETE", "get", "", "A\r\nB"])
    func `other methods are not allowed`(method: String) async throws {
        let answer = try await shop.answer(Shop.gtin, method)
        #expect(answer.status == 405)
        #expect(answer[header: "Allow"] == "GET, HEAD, OPTIONS")
        #expect(try answer.json["type"] == "urn:temgoc:problem:method-not-allowed")
    }

    @Test func `the resolver describes itself at its well-known address`() async throws {
        let answer = try await shop.answer("/.well-known/gs1resolver?x")
        #expect(answer.status == 200)
        #expect(answer[header: "Content-Type"] == "application/json")
        #expect(
            try answer.json == [
                "name": "Tem gốc", "resolverRoot": "https://tg.example", "supportedPrimaryKeys": ["01", "414", "8006"],
                "supportedLinkType": [["namespace": "https://ref.gs1.org/voc/", "prefix": "gs1:"]],
                "linkTypeDefaultCanBeLinkset": false,
                "jsonLdContextLocation": "https://ref.gs1.org/standards/resolver/linkset-context",
            ])
    }

    @Test func `a root with a path answers under that path only`() async throws {
        let root = try URIStem("https://tg.example/id/")
        let resolver = LinkResolver(
            ResolverDescription(name: "x", root: root, primaryKeys: [try #require(ApplicationIdentifier("01"))]))
        let ask = { (target: String) in
            try await resolver.answer(to: ResolverRequest(method: "GET", target: target), from: shop.table())
        }
        #expect(try await ask("/id" + Shop.gtin).status == 307)
        #expect(try await ask(Shop.gtin).status == 404)
        #expect(try await ask("/id/.well-known/gs1resolver").status == 400)
        #expect(try await ask("/.well-known/gs1resolver").json["resolverRoot"] == "https://tg.example/id")
    }
}

struct CatalogueUseTests {
    /// Counts what it is asked, and knows nothing.
    private actor Witness: LinkCatalogue {
        private(set) var asked: [String] = []

        func entry(for subject: LinkSubject) -> LinkEntry? {
            asked.append(subject.path)
            return nil
        }
    }

    private struct Broken: LinkCatalogue {
        struct Failure: Error {}

        func entry(for subject: LinkSubject) throws -> LinkEntry? { throw Failure() }
    }

    @Test func `the catalogue is asked for at most five subjects, the finest first`() async throws {
        let witness = Witness()
        let target = Shop.gtin + "/22/V/10/L%2F1/21/S"
        _ = try await Shop().resolver.answer(to: ResolverRequest(method: "GET", target: target), from: witness)
        let paths = ["/21/S", "/22/V/10/L%2F1", "/10/L%2F1", "/22/V", ""]
        #expect(await witness.asked == paths.map { Shop.gtin + $0 })
    }

    @Test(arguments: ["/foo", "/417/9520123456788", "/.well-known/gs1resolver", Shop.gtin + "?linkType=foo"])
    func `what is answered without links does not touch the catalogue`(target: String) async throws {
        let witness = Witness()
        _ = try await Shop().resolver.answer(to: ResolverRequest(method: "GET", target: target), from: witness)
        _ = try await Shop().resolver.answer(to: ResolverRequest(method: "OPTIONS", target: target), from: witness)
        #expect(await witness.asked.isEmpty)
    }

    @Test func `a failure of the catalogue is the caller's to answer`() async throws {
        let shop = try Shop()
        await #expect(throws: Broken.Failure.self) {
            try await shop.resolver.answer(to: ResolverRequest(method: "GET", target: Shop.gtin), from: Broken())
        }
    }

    @Test func `an item is one subject, whatever lot stands beside its serial`() throws {
        let shop = try Shop()
        #expect(try shop.subject(Shop.gtin + "/10/L1/21/S1") == shop.subject(Shop.gtin + "/21/S1"))
        #expect(try shop.subject(Shop.gtin + "/10/L1") != shop.subject(Shop.gtin))
    }
}
