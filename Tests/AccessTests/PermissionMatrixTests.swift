import Access
import Testing

// The matrix of OCOP.md §4.4 as it stands there (the consumer, who needs no token, left out), and what each of its
// words lets somebody do; a word without a right has no operation yet, and so no right. Written without regard to the table in the code.
private let matrix: [(row: String, words: [String: String])] = [
    (
        "producer, product, zone data | write own | – | read, confirm zone | confirm | read | read | read",
        [
            "write own": "readProducers writeProducer readProducts writeProduct readZones writeZone",
            "read": "readProducers readProducts readZones", "confirm zone": "confirmZone",
            "confirm": "readProducers confirmProducer attestProducer readProducts confirmProduct readZones confirmZone",
        ]
    ),
    (
        "certificates | upload own | – | – | verify | verify 5★ | read | read",
        [
            "upload own": "readCertificates writeCertificate", "verify": "readCertificates verifyCertificate",
            "verify 5★": "readCertificates verifyCertificate@5", "read": "readCertificates",
        ]
    ),
    (
        "recognition | – | – | – | record 3-4★ | record 5★ | read | read",
        [
            "record 3-4★": "readRecognitions recordRecognition@34", "record 5★": "readRecognitions recordRecognition@5",
            "read": "readRecognitions",
        ]
    ),
    (
        "withdraw recognition | – | – | attest \"ceased\" | 3-4★ | 5★ | propose | read",
        [
            "attest \"ceased\"": "readRecognitions attestProducer", "3-4★": "withdrawRecognition@34",
            "5★": "withdrawRecognition@5", "propose": "", "read": "readRecognitions",
        ]
    ),
    (
        "mark authorisation, quota | ask | – | – | grant, suspend | grant, suspend all | propose | read",
        [
            "ask": "readAuthorisations", "grant": "readAuthorisations grantAuthorisation",
            "suspend": "suspendAuthorisation", "suspend all": "suspendAuthorisation",
            "propose": "readAuthorisations", "read": "readAuthorisations",
        ]
    ),
    (
        "lots, inputs, events | write own | add packing | read | read | read | read | read",
        [
            "write own": "readLots writeLot activateStamps",
            "add packing": "readLots activateStamps", "read": "readLots",
        ]
    ),
    (
        "print order | ask | render, report spoilage | – | approve (mark) | – | read | read",
        [
            "ask": "readOrders askOrder", "render": "readOrders renderOrder", "report spoilage": "reportSpoilage",
            "approve (mark)": "readOrders approveOrder", "read": "readOrders",
        ]
    ),
    (
        "revoke code, recall lot | own | – | – | any in province | any | propose, urgent hold | read",
        [
            "own": "readRecalls voidStamps recallLot", "any in province": "readRecalls voidStamps recallLot",
            "any": "readRecalls voidStamps recallLot", "propose": "readRecalls",
            "urgent hold": "", "read": "readRecalls",
        ]
    ),
    (
        "keys | own key ceremony | – | – | issuer root of province | root | – | read",
        [
            "own key ceremony": "manageKeys", "issuer root of province": "manageKeys",
            "root": "manageKeys", "read": "",
        ]
    ),
    (
        "scans, cases | own counts | – | own area | province | all | write cases | read",
        [
            "own counts": "", "own area": "readCases", "province": "readCases",
            "all": "readCases", "write cases": "readCases writeCase",
            "read": "readCases",
        ]
    ),
    (
        "audit log | own | – | – | province | all | – | read all, verify chain",
        [
            "own": "readLedger", "province": "readLedger", "all": "readLedger", "read all": "readLedger",
            "verify chain": "",
        ]
    ),
    // Not in §4.4, but in integrity's: who asks for a correction of what stamps say, and who approves it.
    (
        "corrections | ask own | – | – | ask, approve | ask all, approve all | – | –",
        [
            "ask own": "askCorrection", "ask": "askCorrection", "approve": "approveCorrection",
            "ask all": "askCorrection", "approve all": "approveCorrection",
        ]
    ),
    // Not in §4.4: recognitions are on the page that everybody may see; tokens are the issuer's business.
    ("public | see own | – | – | – | – | – | –", ["see own": "readRecognitions"]),
    (
        "organisations | see all | see all | see all | see all | see all | see all | see all",
        ["see all": "readOrganisations"]
    ),
    ("tokens | – | – | – | – | – | – | read", ["read": "readTokens"]),
]

private let columns: [Role] = [.producer, .packer, .commune, .provinceOffice, .markOwner, .inspector, .auditor]

/// The rights that the text above gives to a role, as `action` or `action@stars`.
private func granted(to role: Role) throws -> Set<String> {
    guard let column = columns.firstIndex(of: role) else { return Set(Action.allCases.map(\.rawValue)) }
    var all: Set<String> = []
    for (row, words) in matrix {
        let cells = row.split(separator: "|").map { $0.trimmed }
        try #require(cells.count == 8)
        for word in cells[column + 1].split(separator: ",").map(\.trimmed) where word != "–" {
            all.formUnion(try #require(words[word], "\(word)").split(separator: " ").map(String.init))
        }
    }
    return all
}

extension Substring {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

/// Whose things are looked at: one's own, those of another in the same province, those of somebody far away.
private enum Place: CaseIterable {
    case own
    case neighbour
    case faraway

    func subject(stars: Int) -> Subject {
        switch self {
        case .own: Subject(producers: ["P-1"], communes: ["02260"], provinces: ["08"], stars: [stars])
        case .neighbour: Subject(producers: ["P-2"], communes: ["02254"], provinces: ["08"], stars: [stars])
        case .faraway: Subject(producers: ["P-3"], communes: ["20194"], provinces: ["48"], stars: [stars])
        }
    }
}

private let people: [(role: Role, scope: Scope, sees: [Place])] = [
    (.producer, .producer("P-1"), [.own]), (.packer, .producer("P-1"), [.own]), (.commune, .commune("02260"), [.own]),
    (.provinceOffice, .province("08"), [.own, .neighbour]), (.inspector, .province("08"), [.own, .neighbour]),
    (.inspector, .everything, Place.allCases), (.markOwner, .everything, Place.allCases),
    (.auditor, .everything, Place.allCases), (.issuer, .everything, Place.allCases),
]

@Suite struct PermissionMatrixTests {
    @Test(arguments: people.indices)
    func `everyone may do what the programme's table says, and nothing else`(index: Int) throws {
        let (role, scope, sees) = people[index]
        let principal = try Principal(name: "T-000001", role: role, scope: scope)
        let rights = try granted(to: role)
        for action in Action.allCases {
            for place in Place.allCases {
                for stars in 3...5 {
                    let isGranted =
                        rights.contains(action.rawValue) || stars == 5 && rights.contains("\(action.rawValue)@5")
                        || stars < 5 && rights.contains("\(action.rawValue)@34")
                    #expect(
                        principal.permits(action, on: place.subject(stars: stars))
                            == (isGranted && (sees.contains(place) || action == .readOrganisations)),
                        "\(role) \(action) \(place) \(stars)")
                }
            }
        }
    }

    @Test func `the walk above has every role and every right of the code`() throws {
        #expect(Set(people.map(\.role)) == Set(Role.allCases))
        let words = matrix.flatMap { $0.words.values.joined(separator: " ").split(separator: " ") }
        let named = Set(words.map { word in String(word.prefix { $0 != "@" }) })
        let unnamed = Action.allCases.map(\.rawValue).filter { !named.contains($0) }
        #expect(
            unnamed == ["issueStamps", "writeOrganisation", "manageTokens", "importProgramme"],
            "rights of the issuer alone")
    }

    @Test func `a right of one's own is held only by roles that answer for a producer`() {
        for role in Role.allCases {
            for action in Action.allCases where action.reach(of: role).place == .own {
                #expect(role.scopes == [.producer])
            }
        }
    }
}
