import Accountability
import Encodings
import Records
import Testing
import Wording

/// Leaves as the register writes them, and logs in which one thing is wrong.
@Suite struct RightsAuditTests {
    private static let key: JSONValue = [
        "keyId": 1, "publicKey": "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "status": "published",
    ]
    private static let recognition: JSONValue = [
        "id": "R-1", "product": "PR-1", "stars": 4, "legalBasis": "148/QĐ-TTg", "decisionNumber": "1/QĐ-UBND",
        "issuedBy": "UBND tỉnh", "issuedOn": "2024-11-25", "validThrough": "2027-11-25",
    ]
    private static let right: JSONValue = [
        "id": "M-1", "recognition": "R-1", "mark": "OCOP-VN", "stars": 4, "quota": 100, "printed": 60, "voided": 0,
        "validThrough": "2027-11-25", "status": "active",
    ]

    private static func batch(
        _ id: String, first: Int, count: Int, total: Int, on day: String = "2026-11-21", leaf: Int = 2, key: Int = 1
    ) -> JSONValue {
        [
            "id": .string(id), "product": "PR-1", "gtin": "09520000000011", "firstNumber": .integer(first),
            "count": .integer(count), "keyId": .integer(key), "issuedOn": .string(day), "producer": "P-1",
            "mark": [
                "authorisation": "M-1", "recognition": "R-1", "stars": 4, "authorisationLeaf": .integer(leaf),
                "total": .integer(total),
            ],
        ]
    }

    /// The findings of a log with these leaves after key, recognition and right.
    private func audit(_ more: [(EntryKind, JSONValue)]) -> RightsAudit {
        let start: [(EntryKind, JSONValue)] = [
            (.signingKey, Self.key), (.record(.recognition), Self.recognition),
            (.record(.markAuthorisation), Self.right),
        ]
        var audit = RightsAudit()
        for (index, (kind, body)) in (start + more).enumerated() {
            let value: JSONValue = [
                "v": 1, "type": .string(kind.rawValue), "seq": .integer(index + 1), "time": "2026-11-21T08:00:00Z",
                "actor": "office", "body": body,
            ]
            audit.add(Array(value.canonicalText.utf8))
        }
        return audit
    }

    @Test func `a log in order has no findings, and its sums add up`() {
        let audit = audit([
            (.batch, Self.batch("B-000004", first: 1, count: 24, total: 24)),
            (
                .stampVoid,
                [
                    "batch": "B-000004", "numbers": [["first": 5, "count": 2]], "cause": "spoiled", "reason": "x",
                    "on": "2026-11-21",
                ]
            ),
            (.printReport, ["batch": "B-000004", "printed": 22, "on": "2026-11-21"]),
            (.batch, Self.batch("B-000007", first: 25, count: 16, total: 40)),
        ])
        #expect(audit.findings == [])
        #expect(audit.total == MarkBalance(allotted: 40, printed: 22, spoiled: 2))
        #expect(audit.accounts["M-1"]?.balance == audit.total && audit.producers["P-1"] == audit.total)
        #expect(audit.total.open == 16 && audit.voided == 2)
    }

    private static func void(_ first: Int, _ count: Int, _ cause: String) -> (EntryKind, JSONValue) {
        (
            .stampVoid,
            [
                "batch": "B-000004", "numbers": [["first": .integer(first), "count": .integer(count)]],
                "cause": .string(cause), "reason": "x", "on": "2026-11-21",
            ]
        )
    }

    @Test func `what is lost is printed no longer, whether it was reported as printed before, after or with it`() {
        let batch = (EntryKind.batch, Self.batch("B-000004", first: 1, count: 10, total: 10))
        let report: (EntryKind, JSONValue) = (
            .printReport, ["batch": "B-000004", "printed": 10, "on": "2026-11-21"]
        )
        let lost = Self.void(2, 3, "cancelled")
        for leaves in [[batch, lost, report], [batch, report, lost]] {
            let audit = audit(leaves)
            #expect(audit.findings == [])
            #expect(audit.total == MarkBalance(allotted: 10, printed: 7, lost: 3) && audit.total.open == 0)
        }
    }

    @Test func `drawings add up, and one again without a reason or of foreign labels is found`() {
        func drawing(_ first: Int, _ count: Int, _ nth: Int, _ code: String? = nil) -> (EntryKind, JSONValue) {
            (
                .labelDrawing,
                .record([
                    "batch": "B-000004", "numbers": [["first": .integer(first), "count": .integer(count)]],
                    "nth": .integer(nth), "code": code.map(JSONValue.string),
                ])
            )
        }
        let batch = (EntryKind.batch, Self.batch("B-000004", first: 1, count: 10, total: 10))
        let good = audit([batch, drawing(1, 6, 1), drawing(5, 3, 2, "jam"), drawing(1, 6, 1)])
        #expect(good.findings == [] && good.total.drawn == 7)
        #expect(audit([batch, drawing(1, 6, 1), drawing(1, 6, 2)]).findings.map(\.leaf) == [5])
        #expect(audit([batch, drawing(9, 3, 1)]).findings.map(\.leaf) == [4])
    }

    @Test(arguments: [
        ("quota", 41, 41, 1, "2026-11-21", 2, 1), ("running total", 24, 25, 1, "2026-11-21", 2, 1),
        ("not in force", 24, 24, 1, "2027-11-26", 2, 1), ("does not name the right", 24, 24, 1, "2026-11-21", 1, 1),
        ("key 2 was not in use", 24, 24, 1, "2026-11-21", 2, 2),
    ])
    func `a batch that was not allowed is found with its leaf`(
        word: String, count: Int, total: Int, first: Int, day: String, leaf: Int, key: Int
    ) {
        let batch = Self.batch("B-000004", first: first, count: count, total: total, on: day, leaf: leaf, key: key)
        let audit = audit([(.batch, batch)])
        #expect(audit.findings.contains { $0.leaf == 3 && $0.text.en.contains(word) }, "\(audit.findings)")
    }

    @Test func `numbers given out twice are found`() {
        let audit = audit([
            (.batch, Self.batch("B-000004", first: 1, count: 10, total: 10)),
            (.batch, Self.batch("B-000005", first: 10, count: 10, total: 20)),
        ])
        #expect(audit.findings.map(\.leaf) == [4])
    }

    @Test func `a report of more than was issued, a void of foreign numbers and an unknown batch are found`() {
        let audit = audit([
            (.batch, Self.batch("B-000004", first: 1, count: 10, total: 10)),
            (.printReport, ["batch": "B-000004", "printed": 11, "on": "2026-11-21"]),
            (
                .stampVoid,
                [
                    "batch": "B-000004", "numbers": [["first": 10, "count": 2]], "cause": "cancelled", "reason": "x",
                    "on": "2026-11-21",
                ]
            ),
            (.printReport, ["batch": "B-999999", "printed": 1, "on": "2026-11-21"]),
        ])
        #expect(Set(audit.findings.map(\.leaf)) == [4, 5, 6])
    }

    @Test func `stamps for a recalled lot are found, and not when the recall is over`() {
        func recall(_ lifted: Bool) -> JSONValue {
            .record([
                "lot": "L-1", "from": "2026-11-21", "reason": "x", "announcedBy": "a", "liftedBy": lifted ? "b" : nil,
            ])
        }
        guard case .object(var members) = Self.batch("B-000005", first: 1, count: 1, total: 1) else { return }
        members["lot"] = "L-1"
        let batch = JSONValue.object(members)
        #expect(audit([(.recall, recall(false)), (.batch, batch)]).findings.map(\.leaf) == [4])
        #expect(audit([(.recall, recall(false)), (.recall, recall(true)), (.batch, batch)]).findings == [])
    }

    @Test func `what is no leaf is a finding, not a trap`() {
        var audit = RightsAudit()
        for text in ["", "{}", "[]", "{\"v\":2}", "{\"v\":1,\"type\":\"batch\"}", " {}", "\u{0}"] {
            audit.add(Array(text.utf8))
        }
        #expect(audit.findings.count == 7 && audit.leaves == 7)
    }
}
