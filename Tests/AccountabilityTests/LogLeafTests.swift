import Accountability
import Encodings
import Records
import Testing

@Suite struct LogLeafTests {
    private func entry(_ kind: EntryKind, _ body: JSONValue) -> LedgerEntry {
        LedgerEntry(sequence: 31, time: "2026-11-21T08:00:00Z", actor: "office", kind: kind, body: body)
    }

    @Test func `a leaf is canonical JSON and is read back as it was`() throws {
        let leaf = try #require(
            LogLeaf(entry(.batch, ["id": "B-000031", "count": 24]), context: LeafContext(producer: "P-1")))
        #expect(
            String(decoding: leaf.bytes, as: UTF8.self)
                == #"{"actor":"office","body":{"count":24,"id":"B-000031","producer":"P-1"},"seq":31,"#
                + #""time":"2026-11-21T08:00:00Z","type":"batch","v":1}"#)
        #expect(try LogLeaf(bytes: leaf.bytes) == leaf)
    }

    @Test func `secrets and what askers call their requests are left out`() throws {
        let body: JSONValue = ["id": "B-000031", "sealedSecret": "00ff", "request": "đơn của bà Sáu"]
        let leaf = try #require(LogLeaf(entry(.batch, body), context: LeafContext()))
        #expect(leaf.body == ["id": "B-000031"])
    }

    @Test func `what gives or uses a right is a leaf; other records, orders and tokens are none`() {
        let leaves: [EntryKind] = [
            .signingKey, .record(.recognition), .record(.certificate), .record(.markAuthorisation), .batch,
            .activation, .printReport, .stampVoid, .reprint, .labelDrawing, .plaque, .recall, .issuer,
        ]
        let others: [EntryKind] = [
            .record(.producer), .record(.zone), .record(.product), .record(.lot), .printOrder, .accessToken,
        ]
        #expect(leaves.allSatisfy(LogLeaf.isLeaf))
        #expect(!others.contains(where: LogLeaf.isLeaf))
        for kind in others { #expect(LogLeaf(entry(kind, [:]), context: LeafContext()) == nil) }
    }

    @Test(arguments: [
        #"{"v": 1}"#, #"{"actor":"a","body":{},"seq":0,"time":"t","type":"batch","v":1}"#,
        #"{"actor":"a","body":{},"seq":1,"time":"t","type":"nothing","v":1}"#,
        #"{"actor":"a","body":{},"seq":1,"time":"t","type":"batch","v":2}"#, "{",
    ])
    func `a leaf that is not right is refused`(text: String) {
        #expect(throws: LeafError.self) { try LogLeaf(bytes: Array(text.utf8)) }
    }

    private func lot(_ kilograms: JSONValue) throws -> Lot {
        try Lot.read(
            [
                "id": "L-1", "product": "PR-1", "lotNumber": "KV1", "packedOn": "2026-09-18", "outputKg": kilograms,
                "unitsMax": 10,
            ], path: "lot"
        ).get()
    }

    @Test func `an opening binds the lot: another lot, secret or entry has another digest`() throws {
        let opening = LotOpening(lot: try lot(240), sealedSecret: "00ff", sequence: 31)
        #expect(opening == LotOpening(lot: try lot(240), sealedSecret: "00ff", sequence: 31))
        for other in [
            LotOpening(lot: try lot(241), sealedSecret: "00ff", sequence: 31),
            LotOpening(lot: try lot(240), sealedSecret: "00fe", sequence: 31),
            LotOpening(lot: try lot(240), sealedSecret: "00ff", sequence: 32),
        ] { #expect(other.digest != opening.digest) }
        #expect(LotOpening(opening.json) == opening)
        guard case .object(var members) = opening.json else { return }
        members["lot"] = try lot(999).json
        #expect(LotOpening(.object(members)) == nil)
    }
}
