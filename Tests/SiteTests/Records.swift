import Encodings

/// The sample programme's tea (docs: OCOP.md §4.7), as the register would hold it.
enum Records {
    static func product(_ options: FakeRegister.Options) -> JSONValue {
        .record([
            "id": "PR-TQ-1", "producer": "P-TQ-001", "nameVi": .string(options.productName),
            "nameEn": options.hasMark ? "Khau Vac Shan Tuyet tea, one bud two leaves" : nil, "setNumber": 11,
            "netContent": ["value": 100, "unit": "g"], "gtin": "9520000000011", "shelfLifeMonths": 24,
            "storyVi": options.story.map(JSONValue.string),
            "links": .array(options.links.map { ["kind": .string($0.kind), "url": .string($0.url)] }),
        ])
    }

    static let producer: JSONValue = [
        "id": "P-TQ-001", "legalNameVi": "Hợp tác xã Nông nghiệp Khau Vạc", "legalForm": "cooperative",
        "address": [
            "lineVi": "Thôn Khuổi Slam",
            "current": [
                "validFrom": "2025-07-01", "commune": ["code": "02260", "nameVi": "Xã Hồng Thái"],
                "province": ["code": "08", "nameVi": "Tỉnh Tuyên Quang"],
            ],
        ],
    ]

    static func recognition(_ options: FakeRegister.Options) -> JSONValue {
        [
            "id": "R-1", "product": "PR-TQ-1", "stars": 4, "legalBasis": "148/QĐ-TTg",
            "decisionNumber": "0001/QĐ-UBND", "issuedBy": "UBND tỉnh Tuyên Quang", "issuedOn": "2024-11-25",
            "validThrough": .string(options.recognitionThrough),
        ]
    }

    static func lot(_ options: FakeRegister.Options) -> JSONValue {
        .record([
            "id": "L-TQ-2609", "product": "PR-TQ-1", "lotNumber": "KV260918", "packedOn": "2026-09-18",
            "expiresOn": options.expiresOn.map(JSONValue.string),
            "events": options.hasEvents
                ? [
                    ["stage": "harvest", "at": "2026-09-15", "place": "Khau Vạc"],
                    ["stage": "packing", "at": "2026-09-18", "note": "Đóng túi 100 g"],
                ] : nil, "outputKg": 240, "unitsMax": 2400,
            "inputs": [
                [
                    "zone": "Z-TQ-01", "material": "Chè búp tươi", "kg": .number(1234.5), "harvestedFrom": "2026-09-10",
                    "harvestedTo": "2026-09-15", "certificate": "C-01",
                ],
                ["material": "Hoa sen khô", "kg": 100, "originProvince": "Tỉnh Đồng Tháp"],
            ],
        ])
    }

    static func zone(_ options: FakeRegister.Options) -> JSONValue {
        .record([
            "id": "Z-TQ-01", "nameVi": "Vùng chè Shan cổ thụ Khau Vạc", "crop": "Chè Shan tuyết",
            "producers": ["P-TQ-001"], "areaHa": .number(1042.5),
            "households": 37, "communeCode": "02260", "provinceCode": "08",
            "publicPoint": options.hasPoint ? ["lat": .number(22.5678), "lon": .number(105.4321)] : nil,
        ])
    }

    static func organic(_ options: FakeRegister.Options) -> JSONValue {
        [
            "id": "C-01", "type": "organic", "standard": "TCVN 11041-6:2018", "number": "HC-TEST-0001",
            "issuer": "Tổ chức chứng nhận Thử nghiệm A", "scope": ["zone": "Z-TQ-01"], "validFrom": "2025-03-01",
            "validThrough": .string(options.certificateThrough),
        ]
    }

    static let foodSafety: JSONValue = [
        "id": "C-02", "type": "food_safety_facility", "standard": "Giấy chứng nhận cơ sở đủ điều kiện ATTP",
        "number": "0001/2025/ATTP-TEST", "issuer": "Chi cục thử nghiệm Tuyên Quang",
        "scope": ["facility": "P-TQ-001/F1"], "validFrom": "2025-05-12", "validThrough": "2028-05-11",
    ]
}
