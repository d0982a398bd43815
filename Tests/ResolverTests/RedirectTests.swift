import Encodings
import GS1
import Resolver
import Testing

struct RedirectTests {
    private let shop: Shop

    init() throws { shop = try Shop() }

    @Test func `without a link type the reader is sent to the default link`() async throws {
        let answer = try await shop.answer(Shop.gtin)
        #expect(answer.status == 307)
        #expect(answer[header: "Location"] == Shop.page)
        #expect(answer[header: "Access-Control-Allow-Origin"] == "*")
        #expect(answer[header: "Vary"] == "Accept, Accept-Language")
        #expect(
            answer[header: "Link"]
                == "<https://tg.example\(Shop.gtin)?linkType=linkset>; rel=\"linkset\"; type=\"application/linkset+json\""
        )
        #expect(answer.body.isEmpty)
    }

    @Test(
        arguments: [
            (nil, Shop.page), ("fr", Shop.page), ("en", Shop.page + "?lang=en"), ("en-GB", Shop.page + "?lang=en"),
            ("EN;q=0.1, fr", Shop.page + "?lang=en"), ("en;q=0", Shop.page), ("en;q=2", Shop.page),
            ("vi", Shop.page),
        ] as [(String?, String)])
    func `a default link in the reader's language goes before the one for all`(
        language: String?, target: String
    ) async throws {
        #expect(try await shop.answer(Shop.gtin, language: language)[header: "Location"] == target)
    }

    @Test(
        arguments: ["gs1:certificationInfo", "https%3A%2F%2Fgs1.org%2Fvoc%2FcertificationInfo"]
            + ["https://www.gs1.org/voc/certificationInfo", "https://gs1.org/voc/certificationInfo"])
    func `a link type is known by its short name and by its addresses`(name: String) async throws {
        let answer = try await shop.answer("\(Shop.gtin)?linkType=\(name)")
        #expect(answer.status == 307)
        #expect(answer[header: "Location"] == "https://htx-sen.example/cn.pdf?linkType=\(name)#p2")
    }

    @Test func `the whole query is handed on as it came`() async throws {
        let query = "17=261231;linkType=gs1:pip&a=%C3%A0+b&flag"
        let answer = try await shop.answer("\(Shop.gtin)?\(query)", language: "en")
        #expect(answer[header: "Location"] == Shop.page + "?lang=en&" + query)
        #expect(try await shop.answer(Shop.gtin + "?")[header: "Location"] == Shop.page)
    }

    @Test(arguments: ["gs1:safetyInfo", "gs1:", "foo", "https://evil.example/voc/pip"])
    func `a link type that is not there is not replaced by the default`(name: String) async throws {
        let answer = try await shop.answer("\(Shop.gtin)?linkType=\(name)")
        #expect(answer.status == 404)
        #expect(try answer.json["type"] == "urn:temgoc:problem:link-type-unknown")
        #expect(answer[header: "Content-Type"] == "application/problem+json")
    }

    @Test func `an empty link type is none`() async throws {
        let answer = try await shop.answer(Shop.gtin + "?linkType=")
        #expect(answer.status == 307 && answer[header: "Location"] == Shop.page + "?linkType=")
    }

    @Test func `an item is answered from itself, then its lot, then its product`() async throws {
        let item = Shop.gtin + "/10/L1/21/S1"
        #expect(try await shop.answer(item)[header: "Location"] == "https://tg.example/goi/S1")
        #expect(
            try await shop.answer(item + "?linkType=gs1:traceability")[header: "Location"]
                == "https://tg.example/lo/L1?linkType=gs1:traceability")
        #expect(
            try await shop.answer(item + "?linkType=gs1:certificationInfo")[header: "Location"]
                == "https://htx-sen.example/cn.pdf?linkType=gs1:certificationInfo#p2")
        #expect(try await shop.answer(Shop.gtin + "/10/L9/21/S9")[header: "Location"] == Shop.page)
    }

    @Test func `links of a variant and its lot are told for a finer request, not for another variant`() async throws {
        let paths = ["", "/22/A", "/10/L", "/22/A/10/L", "/21/S"]
        let entries = try paths.map { path in
            (
                try shop.subject(Shop.gtin + path),
                try LinkEntry(
                    description: path, links: [shop.link(.pip, "https://tg.example/x" + path, .defaultForAll)])
            )
        }
        let table = LinkTable(Dictionary(entries) { first, _ in first })
        let told = { (path: String) in
            try await self.shop.answer(Shop.gtin + path + "?linkType=linkset", from: table).json["linkset"]?.array?
                .compactMap { $0["itemDescription"]?.string }
        }
        #expect(try await told("/22/A/10/L/21/S") == ["/21/S", "/22/A/10/L", "/10/L", "/22/A", ""])
        #expect(try await told("/22/B/10/L") == ["/10/L", ""])
        #expect(try await told("/10/L/21/T") == ["/10/L", ""])
        #expect(try await told("/235/X") == [""])
    }

    @Test func `the media type, then the language tells links of one type apart`() async throws {
        let table = try shop.table([
            shop.link(.pip, "https://voso.vn/json", media: "application/geo+json"),
            shop.link(.pip, "https://voso.vn/vi", in: "vi"), shop.link(.pip, "https://voso.vn/en-GB", in: "en-GB"),
        ])
        let asked = Shop.gtin + "?linkType=gs1:pip"
        let location = { (accept: String?, language: String?) in
            try await self.shop.answer(asked, accept: accept, language: language, from: table)[header: "Location"]?
                .split(separator: "?").first.map(String.init)
        }
        #expect(try await location("application/geo+json", "vi") == "https://voso.vn/json")
        #expect(try await location("text/*", "vi-VN") == "https://voso.vn/vi")
        #expect(try await location("text/html;q=0.9, */*;q=0.1", "en, vi;q=0.5") == "https://voso.vn/en-GB")
        // No language fits, and one link has none: it is for everybody.
        #expect(try await location(nil, "fr") == "https://voso.vn/json")
        #expect(try await location("image/png", "en-US") == "https://voso.vn/en-GB")
    }

    @Test func `a default link that leads back to this resolver is not followed`() async throws {
        for address in ["https://tg.example\(Shop.gtin)", "https://TG.example\(Shop.gtin)/10/L1?x"] {
            let table = try shop.table([shop.link(.pip, address, .defaultForAll)])
            #expect(try await shop.answer(Shop.gtin, from: table).status == 300)
        }
    }
}
