import Access
import Encodings
import Records
import Foundation
import Testing
import Time
import Wording

@Suite struct AccessTokenTests {
    private let secret = (0..<32).map { UInt8($0 * 7 + 1) }

    // Computed with Python: base64.b32encode(secret + hashlib.sha256(secret).digest()[:3]).lower()
    private let text = "temgoc_aeea6fq5eqvteokai5hfkxddnjyxq74grwkjxivjwc335rom2pniy4y4"

    @Test func `a token's text is what base 32 and SHA-256 of another make of its bytes`() throws {
        #expect(try AccessToken(secret: secret).text == text)
        #expect(
            try AccessToken(text).digest.description
                == "8a35208d361fb67d2295222c0723dce5fcf7149cb959a27eb5193f2d006fae15")
    }

    @Test func `every text with one character changed is mistyped or no token, never another token`() throws {
        let characters = Array(text)
        for index in characters.indices {
            for other in "a7zA1- " where other != characters[index] {
                var changed = characters
                changed[index] = other
                let error = #expect(throws: AccessTokenError.self) { try AccessToken(String(changed)) }
                let isForm = index >= 7 && "a7z".contains(other)
                #expect(error == (isForm ? .mistyped : .notAToken))
            }
        }
    }

    @Test func `texts that are too short, too long or of another kind are no tokens`() {
        for other in [
            "", "temgoc_", String(text.dropLast()), text + "a", text + text.suffix(8), "github_" + text.suffix(56),
        ] {
            #expect(throws: AccessTokenError.notAToken) { try AccessToken(other) }
        }
    }

    @Test(arguments: [0, 16, 31, 33]) func `a secret has 32 bytes`(count: Int) {
        #expect(throws: AccessTokenError.secretLength(bytes: count, needed: 32)) {
            try AccessToken(secret: Array(repeating: 1, count: count))
        }
    }

    @Test func `a token does not show itself in a description, a debugger or a dump`() throws {
        let token = try AccessToken(text)
        var dumped = ""
        dump(token, to: &dumped)
        for shown in ["\(token)", String(reflecting: token), dumped, "\([token])", "\(Optional(token) as Any)"] {
            #expect(!shown.contains(text.suffix(56)))
        }
    }

    @Test func `digests are equal where all bytes are`() throws {
        let digest = try AccessToken(text).digest
        #expect(TokenDigest(hexadecimal: digest.description) == digest)
        for index in [0, 31, 63] {
            var digits = Array(digest.description)
            digits[index] = digits[index] == "0" ? "1" : "0"
            #expect(try #require(TokenDigest(hexadecimal: String(digits))) != digest)
        }
        #expect(TokenDigest(hexadecimal: String(digest.description.dropLast(2))) == nil)
    }
}

@Suite struct TokenRecordTests {
    private func record(
        role: Role = .producer, scope: Scope = .producer("P-1"), name: String = "Máy in của HTX",
        expires: String = "2027-11-22"
    ) throws -> TokenRecord {
        try TokenRecord(
            id: "T-000012", digest: try AccessToken(secret: Array(repeating: 3, count: 32)).digest, role: role,
            scope: scope, name: name, createdOn: day("2026-11-22"), expiresOn: day(expires))
    }

    private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    @Test func `a record is read back from its entry as it was`() throws {
        let fresh = try record()
        let revoked = fresh.revoked(on: try day("2026-12-01"))
        for token in [fresh, revoked] {
            #expect(try TokenRecord.read(token.json, path: "$").get() == token)
        }
        #expect(revoked.json["revokedOn"] == "2026-12-01")
        #expect(revoked.revoked(on: try day("2026-12-05")) == revoked)
        #expect(TokenRecord.id(sequence: 12) == fresh.id)
    }

    @Test func `a record holds the digest of the token and not the token`() throws {
        let token = try AccessToken(secret: Array(repeating: 3, count: 32))
        let text = try record().json.canonicalText
        #expect(text.contains(token.digest.description) && !text.contains(token.text))
    }

    @Test func `a token is good through its last day`() throws {
        let token = try record()
        #expect(try token.holder(on: day("2027-11-22")).name == "T-000012")
        let expired = #expect(throws: Problem.self) { try token.holder(on: day("2027-11-23")) }
        #expect(expired?.code == .tokenExpired)
        #expect(expired?.text.vi == "Mã truy cập T-000012 hết hạn ngày 22/11/2027; hôm nay là 23/11/2027.")
    }

    @Test func `a revoked token is good on no day`() throws {
        let token = try record().revoked(on: day("2026-12-01"))
        for text in ["2026-11-30", "2026-12-01", "2028-01-01"] {
            let problem = #expect(throws: Problem.self) { try token.holder(on: day(text)) }
            #expect(problem?.code == .tokenInvalid)
        }
    }

    @Test func `a token lives 24 months at the most`() throws {
        #expect(try record(expires: "2028-11-22").expiresOn == day("2028-11-22"))
        #expect(throws: Problem.self) { try record(expires: "2028-11-23") }
        #expect(throws: Problem.self) { try record(expires: "2026-11-21") }
    }

    @Test func `a name that says nothing is refused`() {
        for name in ["", "   ", "a\nb", String(repeating: "x", count: 101)] {
            #expect(throws: Problem.self) { try record(name: name) }
        }
    }

    @Test func `what is wrong with an entry is told with its place`() throws {
        guard case .object(var members) = try record().json else { return }
        members["role"] = "king"
        members["scope"] = "district:1"
        members["digest"] = nil
        members["more"] = 1
        guard case .failure(let found) = TokenRecord.read(.object(members), path: "$") else {
            Issue.record("an entry with four mistakes was read")
            return
        }
        #expect(Set(found.problems.map(\.path)) == ["$.role", "$.scope", "$.digest", "$.more"])
        members = try #require(try record(role: .auditor, scope: .everything).json.members)
        members["scope"] = "province:08"
        #expect(throws: DataProblems.self) { try TokenRecord.read(.object(members), path: "$").get() }
    }
}

extension JSONValue {
    fileprivate var members: [String: JSONValue]? {
        guard case .object(let members) = self else { return nil }
        return members
    }
}

@Suite struct RoleDocumentTests {
    @Test func `docs roles.md ends with the table of the code`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/roles.md"), encoding: .utf8)
        #expect(text.hasSuffix(Role.table))
    }
}
