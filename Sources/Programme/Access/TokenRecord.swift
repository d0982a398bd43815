public import Encodings
public import Records
public import Time
public import Wording

/// An access token as the register keeps it: whose it is and how long, but not the token itself.
public struct TokenRecord: LedgerBody {
    /// The kind of the ledger entry that records it.
    public static let entryKind = "accessToken"
    /// The longest that a token may be good for, in months.
    public static let longestLife = 24

    /// `T-` and the six-digit sequence number of the ledger entry that first recorded it.
    public let id: String
    /// What the token is known by.
    public let digest: TokenDigest
    /// Who shows it; the name is the token's identifier.
    public let principal: Principal
    /// The organisation of the register that it was given to, where it names one; else the scope does.
    public let organisation: String?
    /// What it is for, in words; of a program or an office, never of a person.
    public let name: String
    /// The day in Vietnam on which it was made.
    public let createdOn: CivilDate
    /// The last day on which it is good.
    public let expiresOn: CivilDate
    /// The day on which it was revoked; it is good at no time after that entry.
    public let revokedOn: CivilDate?

    /// A new token.
    ///
    /// - Throws: `Problem` `dataInvalid` where the role cannot have the scope, the name is empty or too long, or the
    ///   last day lies before the first or more than `longestLife` months after it.
    public init(
        id: String, digest: TokenDigest, role: Role, also furtherRoles: [Role] = [], scope: Scope,
        organisation: String? = nil, name: String, createdOn: CivilDate, expiresOn: CivilDate
    ) throws(Problem) {
        let limit = createdOn.adding(months: Self.longestLife)
        guard createdOn <= expiresOn, expiresOn <= limit else {
            throw Problem(
                .dataInvalid,
                vi: "Ngày hết hạn của mã truy cập là \(expiresOn.vietnamese); cần từ \(createdOn.vietnamese) đến "
                    + "\(limit.vietnamese).",
                en: "The access token would end on \(expiresOn.vietnamese); it should be \(createdOn.vietnamese) to "
                    + "\(limit.vietnamese).")
        }
        guard Self.isName(name) else {
            throw Problem(
                .dataInvalid, vi: "Tên của mã truy cập cần 1 đến 100 ký tự, không có ký tự điều khiển.",
                en: "The name of an access token has 1 to 100 characters and no control characters.")
        }
        let principal = try Principal(
            name: id, role: role, also: furtherRoles, scope: scope, organisation: organisation)
        self.init(id, digest, principal, organisation, name, createdOn, expiresOn, nil)
    }

    private init(
        _ id: String, _ digest: TokenDigest, _ principal: Principal, _ organisation: String?, _ name: String,
        _ createdOn: CivilDate, _ expiresOn: CivilDate, _ revokedOn: CivilDate?
    ) {
        self.organisation = organisation
        self.id = id
        self.digest = digest
        self.principal = principal
        self.name = name
        self.createdOn = createdOn
        self.expiresOn = expiresOn
        self.revokedOn = revokedOn
    }

    /// The identifier of the token that the ledger entry with this sequence number records first.
    public static func id(sequence: Int) -> String {
        let digits = String(sequence)
        return "T-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    /// The same token, of no more use; one that was revoked before keeps its day.
    public func revoked(on day: CivilDate) -> TokenRecord {
        TokenRecord(id, digest, principal, organisation, name, createdOn, expiresOn, revokedOn ?? day)
    }

    private static func isName(_ text: String) -> Bool {
        1...100 ~= text.count && !text.allSatisfy(\.isWhitespace)
            && !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}

extension TokenRecord {
    /// Who shows the token, where it is good on that day.
    ///
    /// - Throws: `Problem` `tokenInvalid` where it was revoked, `tokenExpired` where its last day has passed.
    public func holder(on today: CivilDate) throws(Problem) -> Principal {
        if let revokedOn {
            throw Problem(
                .tokenInvalid, vi: "Mã truy cập \(id) đã bị hủy ngày \(revokedOn.vietnamese).",
                en: "The access token \(id) was revoked on \(revokedOn.vietnamese).", hint: Self.newToken)
        }
        guard today <= expiresOn else {
            throw Problem(
                .tokenExpired,
                vi: "Mã truy cập \(id) hết hạn ngày \(expiresOn.vietnamese); hôm nay là \(today.vietnamese).",
                en: "The access token \(id) expired on \(expiresOn.vietnamese); today is \(today.vietnamese).",
                hint: Self.newToken)
        }
        return principal
    }

    /// What somebody without a good token may do.
    public static let newToken = Bilingual(
        vi: "Đề nghị đơn vị phát hành cấp mã truy cập mới.", en: "Ask the issuer for a new access token.")

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        .record([
            "id": .string(id), "digest": .string(digest.description), "role": .string(principal.role.rawValue),
            "furtherRoles": principal.furtherRoles.isEmpty
                ? nil : .array(principal.furtherRoles.map { .string($0.rawValue) }),
            "organisation": organisation.map(JSONValue.string), "scope": .string(principal.scope.description),
            "name": .string(name),
            "createdOn": .string(createdOn.iso), "expiresOn": .string(expiresOn.iso),
            "revokedOn": revokedOn.map { .string($0.iso) },
        ])
    }

    /// Reads a token out of its ledger entry.
    public init?(reading members: inout RecordReader) {
        let id = members.required("id", should: Bilingual(vi: "mã số", en: "an identifier"), \.string)
        let digestForm = Bilingual(vi: "64 chữ số thập lục phân", en: "64 hexadecimal digits")
        let digest = members.required("digest", should: digestForm) {
            $0.string.flatMap(TokenDigest.init(hexadecimal:))
        }
        let role = members.required("role", should: Bilingual(vi: "một vai trò", en: "a role")) {
            $0.string.flatMap(Role.init(rawValue:))
        }
        let further = members.optional("furtherRoles", should: Bilingual(vi: "các vai trò", en: "roles")) { value in
            value.array.flatMap { words in
                let roles = words.compactMap { $0.string.flatMap(Role.init(rawValue:)) }
                return roles.count == words.count ? roles : nil
            }
        }
        let organisation = members.optionalIdentifier("organisation")
        let scope = members.required("scope", should: Bilingual(vi: "một phạm vi", en: "a scope")) {
            $0.string.flatMap { Scope($0) }
        }
        let name = members.required("name", should: Bilingual(vi: "chữ", en: "text"), \.string)
        let dayForm = Bilingual(vi: "ngày dạng \"2026-11-21\"", en: "a day such as \"2026-11-21\"")
        let day = { (value: JSONValue) in value.string.flatMap { CivilDate($0) } }
        let createdOn = members.required("createdOn", should: dayForm, day)
        let expiresOn = members.required("expiresOn", should: dayForm, day)
        let revokedOn = members.optional("revokedOn", should: dayForm, day)
        guard let id, let digest, let role, let scope, let name, let createdOn, let expiresOn else { return nil }
        do {
            let new = try TokenRecord(
                id: id, digest: digest, role: role, also: further ?? [], scope: scope, organisation: organisation,
                name: name, createdOn: createdOn, expiresOn: expiresOn)
            self = revokedOn.map(new.revoked) ?? new
        } catch {
            members.problem(members.path, error.text)
            return nil
        }
    }
}
