internal import Encodings

/// An answer of the resolver, before it is written as HTTP.
public struct ResolverAnswer: Hashable, Sendable {
    /// The status code of RFC 9110.
    public let status: Int
    /// The header fields that belong to the answer; names are unique.
    public let headers: [Header]
    /// The content; empty for HEAD, whose header fields are those of GET.
    public let body: [UInt8]
    /// Why there is no link; nil where there is one.
    public let problem: ResolverProblem?
    /// The links of a linkset, for a page; empty for any other answer.
    public let listing: [LinkListing]

    /// A header field.
    public struct Header: Hashable, Sendable {
        /// The name, as it is usually written.
        public let name: String
        /// ASCII without line breaks.
        public let value: String
    }

    /// The value of a header field; the name in any case.
    public subscript(header name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// An answer with the fields that are its own; `links` are the values of `Link`.
    init(
        _ status: Int, _ headers: KeyValuePairs<String, String>, links: [String] = [], json: JSONValue? = nil,
        problem: ResolverProblem? = nil, listing: [LinkListing] = []
    ) {
        self.status = status
        let own = headers.map { Header(name: $0, value: $1) }
        let link = links.isEmpty ? [] : [Header(name: "Link", value: links.joined(separator: ", "))]
        self.headers = own + link + Self.common
        body = json?.canonicalBytes ?? []
        self.problem = problem
        self.listing = listing
    }

    private init(bodyless answer: ResolverAnswer) {
        status = answer.status
        headers = answer.headers
        body = []
        problem = answer.problem
        listing = answer.listing
    }

    /// The same answer, without content.
    var withoutBody: ResolverAnswer { ResolverAnswer(bodyless: self) }

    /// What every answer has: any page may read it, and it depends on what the reader accepts.
    private static let common = [
        Header(name: "Access-Control-Allow-Origin", value: "*"),
        Header(name: "Access-Control-Expose-Headers", value: "Link, Location"),
        Header(name: "Vary", value: "Accept, Accept-Language"),
    ]
}
