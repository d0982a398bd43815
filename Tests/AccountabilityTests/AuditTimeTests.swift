import Accountability
import Encodings
import Records
import Testing
import Wording

/// Logs whose leaves say when they were written: what is dated back, and what comes back after its end.
@Suite struct AuditTimeTests {
    private static let certificate: JSONValue = [
        "id": "C-1", "type": "organic", "standard": "TCVN 11041", "number": "1", "issuer": "A", "status": "valid",
        "scope": ["zone": "Z-1"], "validFrom": "2026-01-01", "validThrough": "2028-01-01",
    ]
    private static let recognition: JSONValue = [
        "id": "R-1", "product": "PR-1", "stars": 4, "legalBasis": "148/QĐ-TTg", "decisionNumber": "1/QĐ-UBND",
        "issuedBy": "UBND tỉnh", "issuedOn": "2024-11-25", "validThrough": "2027-11-25",
    ]
    private static let right: JSONValue = [
        "id": "M-1", "recognition": "R-1", "mark": "OCOP-VN", "stars": 4, "quota": 100, "printed": 0, "voided": 0,
        "validThrough": "2027-11-25", "status": "active",
    ]
    private static let start: [(EntryKind, String, JSONValue)] = [
        (
            .signingKey, "2026-11-20T08:00:00Z",
            [
                "keyId": 1, "publicKey": "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                "status": "published",
            ]
        ),
        (.record(.certificate), "2026-11-20T08:00:00Z", certificate),
        (.record(.recognition), "2026-11-20T08:00:00Z", recognition),
        (.record(.markAuthorisation), "2026-11-20T08:00:00Z", right),
        (.batch, "2026-11-20T08:00:00Z", batch("2026-11-20", id: "B-000005", first: 1, total: 10)),
    ]

    private static func batch(_ day: String, id: String, first: Int, total: Int) -> JSONValue {
        [
            "id": .string(id), "product": "PR-1", "gtin": "09520000000011", "firstNumber": .integer(first), "count": 10,
            "keyId": 1, "issuedOn": .string(day), "producer": "P-1",
            "mark": [
                "authorisation": "M-1", "recognition": "R-1", "stars": 4, "authorisationLeaf": 3,
                "total": .integer(total),
            ],
        ]
    }

    private static func decision(_ act: String, _ kind: String, _ id: String) -> JSONValue {
        [
            "kind": .string(kind), "record": .string(id), "act": .string(act), "ground": "d", "number": "5/QĐ-UBND",
            "on": "2026-11-21",
        ]
    }

    private func audit(_ more: [(EntryKind, String, JSONValue)]) -> RightsAudit {
        var audit = RightsAudit()
        for (index, (kind, time, body)) in (Self.start + more).enumerated() {
            let value: JSONValue = [
                "v": 1, "type": .string(kind.rawValue), "seq": .integer(index + 1), "time": .string(time),
                "actor": "office", "body": body,
            ]
            audit.add(Array(value.canonicalText.utf8))
        }
        return audit
    }

    private func words(_ more: [(EntryKind, String, JSONValue)]) -> [String] { audit(more).findings.map(\.line.en) }

    @Test func `leaves in order of time have no findings, and two clocks may waver`() {
        #expect(words([]) == [])
        #expect(words([(.record(.certificate), "2026-11-20T07:56:00Z", Self.certificate)]) == [])
    }

    @Test func `a leaf before an earlier one is named, once and with its kind`() {
        let lines = words([
            (.record(.certificate), "2026-11-20T07:54:00Z", Self.certificate),
            (.record(.certificate), "2026-11-20T08:00:00Z", Self.certificate),
        ])
        #expect(lines.count == 1 && lines[0].hasPrefix("leaf 5 (certificate): it was written at 2026-11-20T07:54:00Z"))
        #expect(words([(.record(.certificate), "yesterday", Self.certificate)]).count == 1)
    }

    @Test func `a batch, an activation or a plaque of another day than its leaf is named`() {
        let back = Self.batch("2026-11-20", id: "B-000006", first: 11, total: 20)
        #expect(words([(.batch, "2026-11-21T08:00:00Z", back)]).first?.contains("it says 2026-11-20") == true)
        // One o'clock in the night of Vietnam is the day before in UTC.
        #expect(words([(.batch, "2026-11-20T18:00:00Z", back)]).count == 1)
        let next = Self.batch("2026-11-21", id: "B-000006", first: 11, total: 20)
        #expect(words([(.batch, "2026-11-20T18:00:00Z", next)]) == [])
        let activation: JSONValue = [
            "batch": "B-000005", "numbers": [["first": 1, "count": 2]], "lot": "L-1", "on": "2026-11-19",
        ]
        #expect(words([(.activation, "2026-11-20T08:00:00Z", activation)]).count == 1)
        let plaque: JSONValue = ["id": "PL-000006", "product": "PR-1", "keyId": 1, "issuedOn": "2026-11-19"]
        #expect(words([(.plaque, "2026-11-20T08:00:00Z", plaque)]).count == 1)
    }

    @Test(arguments: [
        ("ended", "markAuthorisation", "M-1", EntryKind.record(.markAuthorisation), right),
        ("withdrawn", "recognition", "R-1", .record(.recognition), recognition),
        ("withdrawn", "certificate", "C-1", .record(.certificate), certificate),
    ])
    func `what an act has ended comes back by no record`(
        act: String, kind: String, id: String, entry: EntryKind, record: JSONValue
    ) {
        let ended = (EntryKind.decision, "2026-11-21T08:00:00Z", Self.decision(act, kind, id))
        #expect(words([ended]) == [])
        let lines = words([ended, (entry, "2026-11-21T09:00:00Z", record)])
        #expect(lines.count == 1 && lines[0].hasPrefix("leaf 6 "), "\(lines)")
    }

    @Test(arguments: [
        ("suspended", "markAuthorisation", "M-1"), ("ended", "markAuthorisation", "M-1"),
        ("withdrawn", "recognition", "R-1"),
    ])
    func `nothing is issued, drawn or activated after a right or a recognition was stopped`(
        act: String, kind: String, id: String
    ) {
        let time = "2026-11-21T09:00:00Z"
        let uses: [(EntryKind, String, JSONValue)] = [
            (.batch, time, Self.batch("2026-11-21", id: "B-000006", first: 11, total: 20)),
            (.reprint, time, ["batch": "B-000005", "count": 2, "reason": "kẹt giấy", "on": "2026-11-21"]),
            (
                .activation, time,
                ["batch": "B-000005", "numbers": [["first": 1, "count": 2]], "lot": "L-1", "on": "2026-11-21"]
            ),
        ]
        for use in uses {
            #expect(words([use]) == [])
            let stopped = (EntryKind.decision, "2026-11-21T08:00:00Z", Self.decision(act, kind, id))
            let found = audit([stopped, use]).findings
            #expect(found.contains { $0.leaf == 6 && $0.kind == use.0 }, "\(act) \(use.0)")
        }
    }

    @Test func `a clock is set back by two persons alone`() {
        func correction(_ approver: String?) -> JSONValue {
            .record([
                "id": "CC-000007", "state": approver == nil ? "asked" : "approved", "reason": "x",
                "from": "2027-11-21T08:00:00Z", "to": "2026-11-21T08:00:00Z", "askedBy": "test",
                "approvedBy": approver.map(JSONValue.string),
            ])
        }
        func mended(by approver: String?) -> [String] {
            words([
                (.record(.certificate), "2027-11-21T08:00:00Z", Self.certificate),
                (.clockCorrection, "2026-11-21T08:00:00Z", correction(approver)),
                (.record(.certificate), "2026-11-21T09:00:00Z", Self.certificate),
            ])
        }
        #expect(mended(by: "office") == [])
        #expect(mended(by: "test").count == 2 && mended(by: nil).count == 2)
    }

    @Test func `a leaf that says it was written after witnesses saw it, or long before, is named`() {
        var audit = audit([(.record(.certificate), "2026-11-25T08:00:00Z", Self.certificate)])
        // 20 November, 08:30 and 25 November, 08:30, in UTC.
        audit.compare(with: [(5, 1_795_163_400), (6, 1_795_595_400)])
        #expect(audit.findings == [])
        audit.compare(with: [(5, 1_795_163_400), (6, 1_795_595_400 - 2 * 3_600)])
        #expect(audit.findings.map(\.leaf) == [5] && audit.findings[0].kind == .record(.certificate))
        audit.compare(with: [(5, 1_795_163_400), (6, 1_795_595_400 + 2 * 86_400)])
        #expect(audit.findings.map(\.leaf) == [5, 5])
    }
}
