import Encodings
import GS1
import Resolver
import Testing

struct LinksetTests {
    private let shop: Shop

    init() throws { shop = try Shop() }

    private let linkset = "application/linkset+json"

    private static let product: JSONValue = [
        "anchor": "https://tg.example/01/09520123456788", "itemDescription": "Mật ong hoa cà phê 500 g",
        "https://ref.gs1.org/voc/defaultLink": [["href": "https://tg.example/san-pham/mat-ong", "title": "Mật ong"]],
        "https://ref.gs1.org/voc/defaultLinkMulti": [
            [
                "href": "https://tg.example/san-pham/mat-ong?lang=en", "title": "Honey", "type": "text/html",
                "hreflang": ["en"],
            ]
        ],
        "https://ref.gs1.org/voc/pip": [
            [
                "href": "https://tg.example/san-pham/mat-ong", "title": "Mật ong", "type": "text/html",
                "hreflang": ["vi"],
            ],
            [
                "href": "https://tg.example/san-pham/mat-ong?lang=en", "title": "Honey", "type": "text/html",
                "hreflang": ["en"],
            ],
        ],
        "https://ref.gs1.org/voc/certificationInfo": [
            ["href": "https://htx-sen.example/cn.pdf", "title": "Chứng nhận"]
        ],
        "https://ref.gs1.org/voc/hasRetailers": shops,
    ]

    private static let shops: JSONValue = [
        ["href": "https://postmart.vn/p/1", "title": "Postmart", "type": "text/html"],
        ["href": "https://voso.vn/p/2", "title": "Voso", "type": "text/html"],
    ]

    @Test func `the linkset has all links of every level, each level under its own anchor`() async throws {
        let answer = try await shop.answer(Shop.gtin + "/10/L1/21/S9?linkType=linkset")
        #expect(answer.status == 200)
        #expect(answer[header: "Content-Type"] == linkset)
        #expect(answer[header: "Location"] == nil)
        let lot: JSONValue = [
            "anchor": "https://tg.example/01/09520123456788/10/L1", "itemDescription": "Lô L1",
            "https://ref.gs1.org/voc/traceability": [
                ["href": "https://tg.example/lo/L1", "title": "Hành trình", "type": "text/html"]
            ],
        ]
        #expect(try answer.json == ["linkset": [lot, Self.product]])
        let link = try #require(answer[header: "Link"])
        #expect(link.contains("rel=\"http://www.w3.org/ns/json-ld#context\"; type=\"application/ld+json\""))
        #expect(link.contains("rel=\"linkset\""))
    }

    @Test(
        arguments: [
            ("application/linkset+json", "application/linkset+json"),
            ("application/linkset+json, */*;q=0.1", "application/linkset+json"),
            ("application/json, text/plain, */*", "application/json"),
            ("application/json;q=0.5, application/ld+json", "application/ld+json"),
            ("application/json, application/linkset+json", "application/linkset+json"),
            ("text/html, application/json;q=0.9", nil), ("*/*", nil), ("application/linkset+json;q=0", nil),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", nil), ("", nil), ("application/*", nil),
        ] as [(String, String?)])
    func `who accepts a linkset no less than a page gets one`(accept: String, mediaType: String?) async throws {
        let answer = try await shop.answer(Shop.gtin, accept: accept)
        #expect(answer.status == (mediaType == nil ? 307 : 200))
        #expect(answer[header: "Content-Type"] == mediaType)
    }

    @Test func `as JSON-LD a linkset names its context, and no header repeats it`() async throws {
        let answer = try await shop.answer(Shop.gtin, accept: "application/ld+json")
        let context: JSONValue = "https://ref.gs1.org/standards/resolver/linkset-context"
        guard case .object(var product) = Self.product else { throw ShapeError.noObject }
        product["description"] = product["itemDescription"]
        #expect(try answer.json == ["@context": context, "linkset": [.object(product)]])
        #expect(answer[header: "Link"]?.contains("json-ld#context") == false)
    }

    @Test(arguments: ["linkset", "all"])
    func `asking for the linkset by link type needs no media type`(name: String) async throws {
        for accept in [nil, "text/html", "image/png"] {
            let answer = try await shop.answer("\(Shop.gtin)?linkType=\(name)", accept: accept)
            #expect(answer[header: "Content-Type"] == linkset)
            #expect(try answer.json == ["linkset": [Self.product]])
        }
    }

    @Test func `links that nothing tells apart are offered as a linkset of just them`() async throws {
        let answer = try await shop.answer(Shop.gtin + "/10/L1?linkType=gs1:hasRetailers")
        #expect(answer.status == 300)
        #expect(answer[header: "Content-Type"] == linkset)
        #expect(answer[header: "Location"] == nil)
        let product = "https://tg.example/01/09520123456788"
        #expect(
            try answer.json == [
                "linkset": [
                    [
                        "anchor": .string(product), "itemDescription": "Mật ong hoa cà phê 500 g",
                        "https://ref.gs1.org/voc/hasRetailers": Self.shops,
                    ]
                ]
            ])
    }

    @Test func `without any default the links are offered, and without links there is nothing`() async throws {
        let links = try shop.table([shop.link(.pip, "https://voso.vn/1")])
        let offered = try await shop.answer(Shop.gtin, from: links)
        #expect(offered.status == 300)
        #expect(try offered.json["linkset"]?.array?.count == 1)
        #expect(try await shop.answer(Shop.gtin, from: shop.table([])).status == 404)
    }

    @Test func `every linkset is of the form that the schema of GS1's resolvers takes`() async throws {
        let answer = try await shop.answer(Shop.gtin + "/10/L1/21/S1?linkType=linkset")
        for context in try #require(try answer.json["linkset"]?.array) {
            guard case .object(var relations) = context else { throw ShapeError.noObject }
            #expect(relations.removeValue(forKey: "anchor")?.string?.hasPrefix("https://tg.example/01/") == true)
            #expect(relations.removeValue(forKey: "itemDescription")?.string != nil)
            for (relation, targets) in relations {
                #expect(relation.wholeMatch(of: /https?:\/\/[a-zA-Z0-9.\/]+/) != nil)
                for target in try #require(targets.array) {
                    guard case .object(let members) = target else { throw ShapeError.noObject }
                    #expect(Set(members.keys).isSubset(of: ["href", "title", "type", "hreflang"]))
                    #expect(members["href"]?.string?.hasPrefix("https://") == true)
                    #expect(members["title"]?.string != nil)
                    let tags = members["hreflang"]?.array?.compactMap(\.string) ?? []
                    #expect(tags.allSatisfy { $0.wholeMatch(of: /\w{2}|\w{2}-\w{2}/) != nil })
                }
            }
        }
    }

    private enum ShapeError: Error {
        case noObject
    }
}
