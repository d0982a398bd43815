internal import HTTPServer

/// What a request target leads to, decided on its bytes as they came: nothing is decoded, folded or normalised.
enum Route: Equatable {
    /// `/`: what this server is.
    case home
    /// `/healthz`: whether the process is up.
    case health
    /// `/readyz`: whether it should get requests.
    case readiness
    /// The path of something that is at least meant to be a stamp, for the verifier to judge.
    case stamp(path: String)
    /// `/log/` and below: the files of the transparency log.
    case log(path: String)
    /// `/media/` and a digest: a picture of a product.
    case media(sha256: String)
    /// A GS1 Digital Link, or what the resolver says of itself.
    case link
    /// The path of a stamp of a product without a GTIN, but without its seal: `/P/…`.
    case bare(OpenPage)
    /// The page of a product, a lot or a pack, without a seal.
    case open(OpenPage)
    /// `/check`: a code that a person typed.
    case check
    /// `/report` and below: citizens' reports.
    case report
    case unknown

    /// The fewest digits that a path is taken for a stamp's with.
    ///
    /// A seal has 162; one that was cut off is answered as a stamp that was not read, not as a missing page. The longest
    /// number that any other address begins with, a GS1 key, has 18.
    private static let fewestSealDigits = 20

    /// Whether a path begins, after slashes that may be percent-encoded, with what may be a seal.
    private static func isMeantAsStamp(_ path: Substring.UTF8View) -> Bool {
        var rest = path
        while true {
            if rest.first == UInt8(ascii: "/") {
                rest = rest.dropFirst()
            } else if rest.starts(with: "%2F".utf8) || rest.starts(with: "%2f".utf8) {
                rest = rest.dropFirst(3)
            } else {
                return rest.prefix { 0x30...0x39 ~= $0 }.count >= fewestSealDigits
            }
        }
    }

    init(_ target: RequestTarget) {
        let path = target.path
        let isSeal = path.utf8.first == UInt8(ascii: "/") && Self.isMeantAsStamp(Substring(path).utf8)
        switch path {
        case _ where isSeal: self = .stamp(path: path)
        case "/": self = .home
        case "/healthz": self = .health
        case "/readyz": self = .readiness
        case "/check": self = .check
        case _ where ReportResponder.isAnswering(path): self = .report
        case _ where LinkResponder.isLink(path): self = .link
        case _ where path.utf8.starts(with: "/p/".utf8): self = OpenPage(path: path).map(Route.open) ?? .unknown
        case _ where path.utf8.starts(with: "/P/".utf8):
            self = OpenPage(path: OpenPage.root + path).map(Route.bare) ?? .unknown
        case _ where path.utf8.starts(with: LogFiles.root.utf8):
            self = .log(path: String(path.dropFirst(LogFiles.root.count)))
        case _ where path.utf8.starts(with: ProductPictures.root.utf8):
            self = ProductPictures.digest(path).map(Route.media) ?? .unknown
        default: self = .unknown
        }
    }

    /// Whether an answer counts a check.
    var isCounted: Bool {
        switch self {
        case .stamp, .open, .check: true
        case .home, .health, .readiness, .log, .media, .link, .bare, .report, .unknown: false
        }
    }

    /// What a visitor's request counts as; nil for what may be asked at any speed.
    func purpose(_ target: RequestTarget) -> VisitorRateLimiter.Purpose? {
        switch self {
        // A pasted stamp has its seal checked, as a scan has; nobody finds one by trying.
        case .check: TypedFields(target.query).map { $0.stamp.isEmpty } ?? false ? .typedCode : .scan
        case .open(let page): page.serial == nil ? .scan : .typedCode
        case .stamp, .bare, .link: .scan
        case .home, .health, .readiness, .log, .media, .report, .unknown: nil
        }
    }

    /// The name in the log, which tells no code.
    var name: String {
        switch self {
        case .home: "home"
        case .health: "health"
        case .readiness: "readiness"
        case .stamp: "stamp"
        case .log: "log"
        case .media: "media"
        case .link: "link"
        case .bare: "bare"
        case .open: "open"
        case .check: "check"
        case .report: "forms"
        case .unknown: "unknown"
        }
    }
}
