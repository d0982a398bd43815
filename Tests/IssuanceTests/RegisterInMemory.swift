import Encodings
import GS1
import Law
import Logging
import Records
import Registrar
import Stamps
import Synchronization
import Testing
import Time

/// A register of one rice paper with 10 marks left and one lot of 500 packs; it keeps what is recorded in memory.
final class RegisterInMemory: IssuanceRegister {
    private let state: Mutex<State>

    private struct State {
        var batches: [Batch] = []
        var head = 12
        var publishedKeys: Set<KeyID>
        var nextNumber: UInt64
    }

    init(publishedKeys: Set<KeyID> = [KeyID(rawValue: 1)], nextNumber: UInt64 = 1) {
        state = Mutex(State(publishedKeys: publishedKeys, nextNumber: nextNumber))
    }

    var batches: [Batch] { state.withLock { $0.batches } }

    func recordBatch(
        for request: IssuanceRequest, as stamp: EntryStamp, repeats: (Batch) throws -> Void,
        decide: (IssuanceCase, BatchSlot) throws -> Batch
    ) async throws -> IssuedBatch {
        try state.withLock { state in
            if let name = request.identifier, let earlier = state.batches.first(where: { $0.request == name }) {
                try repeats(earlier)
                return IssuedBatch(batch: earlier, isNew: false)
            }
            let slot = BatchSlot(
                sequence: state.head + 1, firstNumber: try SerialNumber(state.nextNumber),
                publishedKeys: state.publishedKeys)
            let batch = try decide(Self.situation(of: request, after: state.batches), slot)
            state.batches.append(batch)
            state.head += 1
            state.nextNumber += UInt64(batch.numbers.count)
            return IssuedBatch(batch: batch, isNew: true)
        }
    }

    private static func situation(of request: IssuanceRequest, after batches: [Batch]) throws -> IssuanceCase {
        let issued = batches.reduce(0) { $0 + $1.numbers.count }
        let marked = batches.reduce(0) { $0 + ($1.mark == nil ? 0 : $1.numbers.count) }
        return IssuanceCase(
            lot: try record(Records.lot), product: try record(Records.product), producer: try record(Records.producer),
            recognitions: [try record(Records.recognition)],
            authorisations: [MarkAccount(authorisation: try record(Records.right), issued: marked)],
            certificates: [try record(Records.certificate)], issuedForLot: issued, count: request.count,
            withMark: request.withMark, claims: request.claims, today: request.today,
            zones: [try record(Records.zone)])
    }
}

/// The records of the register as data.
enum Records {
    static let product: JSONValue = [
        "id": "PR-QN-1", "producer": "P-QN-001", "nameVi": "Bánh tráng mè", "setNumber": 6,
        "netContent": ["value": 300, "unit": "g"], "gtin": "9520000000028",
    ]
    static let producer: JSONValue = [
        "id": "P-QN-001", "legalNameVi": "Hộ kinh doanh Sáu Thôi", "legalForm": "household_business",
        "address": [
            "lineVi": "Khu Nghĩa Trung",
            "current": [
                "commune": ["code": "20500", "nameVi": "Xã Đại Lộc"],
                "province": ["code": "48", "nameVi": "Thành phố Đà Nẵng"],
            ],
        ],
    ]
    static let recognition: JSONValue = [
        "id": "R-3", "product": "PR-QN-1", "stars": 3, "legalBasis": "148/QĐ-TTg", "decisionNumber": "0003/QĐ-UBND",
        "issuedBy": "UBND huyện Đại Lộc", "issuedOn": "2024-07-15", "validThrough": "2027-07-15",
    ]
    static let right: JSONValue = [
        "id": "M-3", "recognition": "R-3", "mark": "OCOP-VN", "stars": 3, "quota": 30_000, "printed": 29_990,
        "validThrough": "2027-07-15",
    ]
    static let certificate: JSONValue = [
        "id": "C-3", "type": "vietgap", "standard": "TCVN 11892", "number": "VG-33", "issuer": "Tổ chức B",
        "scope": ["zone": "Z-1"], "validFrom": "2024-05-10", "validThrough": "2027-05-09",
    ]
    static let zone: JSONValue = [
        "id": "Z-1", "nameVi": "Cánh đồng lúa Nghĩa Trung", "crop": "Lúa", "producers": ["P-QN-001"],
        "communeCode": "20500", "provinceCode": "48",
    ]
    static let lot: JSONValue = [
        "id": "L-QN-2611", "product": "PR-QN-1", "lotNumber": "ST261116", "packedOn": "2026-11-16", "outputKg": 150,
        "unitsMax": 500,
        "inputs": [
            [
                "zone": "Z-1", "material": "Gạo", "kg": 90, "harvestedFrom": "2026-04-20", "harvestedTo": "2026-05-05",
                "certificate": "C-3",
            ]
        ],
    ]
}

func record<Record: RegisterRecord>(_ json: JSONValue) throws -> Record { try Record.read(json, path: "$").get() }

/// The day of every test.
func today() throws -> CivilDate { try #require(CivilDate("2026-11-21")) }
