package import Encodings

extension SampleProgramme {
    /// A programme in which every member of every record stands at least once, and some records with the least.
    package static let withEveryMember: JSONValue = [
        "producers": [producer], "zones": [zone], "certificates": [zoneCertificate, facilityCertificate],
        "products": [product, leastProduct], "recognitions": [recognition],
        "markAuthorisations": [markAuthorisation, leastMarkAuthorisation], "lots": [lot, leastLot],
        "administrativeUnits": [commune, province], "organisations": [office, ministry],
    ]

    private static let office: JSONValue = [
        "id": "office-tq", "nameVi": "UBND tỉnh Tuyên Quang", "kind": "province", "scope": "08",
    ]

    private static let ministry: JSONValue = ["id": "office-hn", "nameVi": "Bộ", "kind": "ministry"]

    private static let producer: JSONValue = [
        "id": "P1", "legalNameVi": "HTX Khau Vạc", "shortName": "Khau Vạc", "legalForm": "farm",
        "taxCode": "0100109106", "status": "ceased", "statusOn": "2026-10-01", "statusReason": "Nghỉ",
        "address": [
            "lineVi": "Thôn A",
            "current": [
                "validFrom": "2025-07-01", "validTo": "2026-07-01",
                "commune": ["code": "02260", "nameVi": "Xã Hồng Thái"],
                "district": ["code": "072", "nameVi": "Huyện Na Hang"],
                "province": ["code": "08", "nameVi": "Tỉnh Tuyên Quang"],
            ],
            "asRecorded": [
                "validFrom": "2004-07-01", "validTo": "2025-06-30",
                "commune": ["code": "02254", "nameVi": "Xã Hồng Thái"],
                "district": ["code": "072", "nameVi": "Huyện Na Hang"],
                "province": ["code": "08", "nameVi": "Tỉnh Tuyên Quang"],
            ],
        ],
    ]

    private static let zone: JSONValue = [
        "id": "Z1", "nameVi": "Vùng chè", "crop": "Chè", "producers": ["P1", "P2"], "areaHa": .number(4.5), "hives": 3,
        "households": 5, "communeCode": "02260", "provinceCode": "08", "yieldKgPerHaYear": 5, "yieldKgPerHiveYear": 6,
        "publicPoint": ["lat": .number(22.6), "lon": .number(105.4)], "plantingAreaCode": "PUC-1",
    ]

    private static let zoneCertificate: JSONValue = [
        "id": "C1", "type": "organic", "standard": "TCVN 11041", "number": "1", "issuer": "A",
        "scope": ["zone": "Z1", "crop": "Chè", "areaHa": 4, "maxOutputKgYear": 100], "validFrom": "2025-01-01",
        "validThrough": "2027-01-01", "status": "withdrawn",
        "suspensions": [["from": "2025-06-01", "through": "2025-07-15"]], "withdrawnOn": "2026-01-01",
        "file": ["sha256": .string(digest), "mediaType": "application/pdf"],
    ]

    private static let facilityCertificate: JSONValue = [
        "id": "C2", "type": "haccp", "standard": "HACCP", "number": "2", "issuer": "B", "scope": ["facility": "P1/F1"],
        "validFrom": "2025-01-01", "validThrough": "2027-01-01", "status": "valid",
    ]

    private static let product: JSONValue = [
        "id": "PR1", "producer": "P1", "nameVi": "Chè", "nameEn": "Tea", "setNumber": 11,
        "netContent": ["value": .number(1.5), "unit": "kg"], "gtin": "09520000000011", "shelfLifeMonths": 12,
        "storyVi": "Chuyện", "storyEn": "Story", "brand": "KV",
        "images": [["sha256": .string(digest), "mediaType": "image/png", "caption": "Gói"]], "ingredients": "Chè",
        "instructions": "Pha", "instructionsEn": "Brew", "storage": "Khô",
        "storageEn": "Dry", "ingredientsEn": "Tea", "warnings": "Nóng", "warningsEn": "Hot", "origin": "Việt Nam",
        "standards": ["TCVN 1", "ISO 2"],
        "links": [["kind": "shop", "url": "https://shop.example/a"]],
    ]

    private static let leastProduct: JSONValue = [
        "id": "PR2", "producer": "P1", "nameVi": "Mật ong", "setNumber": 4,
        "netContent": ["value": 2, "unit": "piece"],
        "productCode": "MAT-ONG",
    ]

    private static let recognition: JSONValue = [
        "id": "R1", "product": "PR1", "stars": 4, "score": 75, "legalBasis": "148/QĐ-TTg",
        "decisionNumber": "1/QĐ-UBND",
        "issuedBy": "UBND", "issuedOn": "2024-01-01", "validThrough": "2027-01-01", "productCodeAsIssued": "08-1",
        "revocableBy": "UBND tỉnh", "extension": ["until": "2027-05-01", "evidence": "Công văn 1"],
        "withdrawal": ["ground": "ngừng sản xuất", "decisionNumber": "2/QĐ", "on": "2026-01-01", "by": "UBND"],
        "potentialFiveStar": true,
    ]

    private static let markAuthorisation: JSONValue = [
        "id": "M1", "recognition": "R1", "mark": "OCOP-VN", "stars": 4, "quota": 1_000, "printed": 10, "voided": 2,
        "validFrom": "2024-01-01", "validThrough": "2027-01-01", "status": "suspended", "statusReason": "kiểm tra",
        "templates": [.string(digest)], "printer": "Nhà in",
    ]

    private static let leastMarkAuthorisation: JSONValue = [
        "id": "M2", "recognition": "R1", "mark": "OCOP-VN", "stars": 3, "printed": 0, "voided": 0,
        "validThrough": "2027-01-01", "status": "active",
    ]

    private static let lot: JSONValue = [
        "id": "L1", "product": "PR1", "lotNumber": "A1", "packedOn": "2026-09-18", "producedOn": "2026-09-17",
        "facility": "P1/F1", "expiresOn": "2027-09-18", "outputKg": 240, "unitsMax": 2_400, "processRatio": 5,
        "inProvinceSharePercent": 80,
        "inputs": [
            [
                "zone": "Z1", "material": "Chè búp", "kg": 1_200, "harvestedFrom": "2026-09-10",
                "harvestedTo": "2026-09-15", "certificate": "C1",
            ],
            ["material": "Hoa", "kg": .number(3.5), "originProvince": "Đồng Tháp"],
            ["material": "Đường", "kg": 3, "originUnknown": true],
        ],
        "events": [["stage": "packing", "at": "2026-09-18", "place": "F1", "note": "ca sáng"]],
    ]

    private static let leastLot: JSONValue = [
        "id": "L2", "product": "PR1", "lotNumber": "A2", "packedOn": "2026-09-18", "outputKg": 240, "unitsMax": 2_400,
        "inputs": [],
    ]

    private static let commune: JSONValue = [
        "level": "commune", "code": "02254", "nameVi": "Xã Hồng Thái", "nameEn": "Hong Thai", "parentCode": "072",
        "validFrom": "2004-01-01", "validTo": "2025-06-30", "successors": ["02260"], "legalDocument": "1684/NQ",
    ]

    private static let province: JSONValue = ["level": "province", "code": "08", "nameVi": "Tỉnh Tuyên Quang"]

    private static let digest = String(repeating: "0f", count: 32)
}
