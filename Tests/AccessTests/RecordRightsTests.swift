import Access
import Encodings
import Records
import Testing

private func read<Record: RegisterRecord>(_: Record.Type, _ json: JSONValue) throws -> Record {
    try Record.read(json, path: "$").get()
}

private enum Sample {
    static let producer: JSONValue = [
        "id": "P-1", "legalNameVi": "Hợp tác xã Khau Vạc", "legalForm": "cooperative",
        "address": [
            "lineVi": "Thôn Khuổi Slam",
            "asRecorded": [
                "commune": ["code": "02254", "nameVi": "Xã cũ"], "province": ["code": "02", "nameVi": "Tỉnh cũ"],
            ],
            "current": [
                "commune": ["code": "02260", "nameVi": "Xã Hồng Thái"],
                "province": ["code": "08", "nameVi": "Tỉnh Tuyên Quang"],
            ],
        ],
    ]
    static let product: JSONValue = [
        "id": "PR-1", "producer": "P-1", "nameVi": "Chè", "setNumber": 11, "netContent": ["value": 100, "unit": "g"],
    ]
    static let zone: JSONValue = [
        "id": "Z-1", "nameVi": "Vùng chè", "crop": "Chè", "producers": ["P-1", "P-2"], "communeCode": "02263",
        "provinceCode": "08",
    ]
    static func recognition(_ more: [String: JSONValue] = [:]) -> JSONValue {
        let members: [String: JSONValue] = [
            "id": "R-1", "product": "PR-1", "stars": 4, "legalBasis": "148/QĐ-TTg", "decisionNumber": "1/QĐ-UBND",
            "issuedBy": "UBND tỉnh", "issuedOn": "2024-11-25", "validThrough": "2027-11-25",
        ]
        return .object(members.merging(more) { $1 })
    }
    static func certificate(_ more: [String: JSONValue] = [:]) -> JSONValue {
        let members: [String: JSONValue] = [
            "id": "C-1", "type": "organic", "standard": "TCVN 11041", "number": "1", "issuer": "A",
            "scope": ["zone": "Z-1"], "validFrom": "2025-03-01", "validThrough": "2027-02-28",
        ]
        return .object(members.merging(more) { $1 })
    }
    static func authorisation(_ more: [String: JSONValue] = [:]) -> JSONValue {
        let members: [String: JSONValue] = [
            "id": "M-1", "recognition": "R-1", "mark": "OCOP-VN", "stars": 4, "validThrough": "2027-11-25",
        ]
        return .object(members.merging(more) { $1 })
    }
}

@Suite struct RecordRightsTests {
    @Test func `what an office decides about a record takes another right than the record`() throws {
        let suspended: [String: JSONValue] = ["status": "suspended"]
        let withdrawn: [String: JSONValue] = [
            "withdrawal": ["ground": "đ", "decisionNumber": "2/QĐ-UBND", "on": "2026-01-02"]
        ]
        let certificate = Sample.certificate()
        #expect(RecordKind.certificate.rights(toPut: certificate, over: nil) == [.writeCertificate])
        #expect(
            RecordKind.certificate.rights(toPut: Sample.certificate(suspended), over: nil) == [
                .writeCertificate, .verifyCertificate,
            ])
        #expect(
            RecordKind.certificate.rights(toPut: certificate, over: Sample.certificate(suspended)) == [
                .verifyCertificate
            ]
        )
        #expect(
            RecordKind.recognition.rights(toPut: Sample.recognition(withdrawn), over: Sample.recognition()) == [
                .withdrawRecognition
            ])
        #expect(
            RecordKind.recognition.rights(toPut: Sample.recognition(["stars": 3]), over: Sample.recognition()) == [
                .recordRecognition
            ])
        #expect(
            RecordKind.markAuthorisation.rights(
                toPut: Sample.authorisation(["status": "suspended", "quota": 5]), over: Sample.authorisation())
                == [.grantAuthorisation, .suspendAuthorisation])
    }

    @Test func `a status that says what was so before decides nothing`() throws {
        let certificate = try read(Certificate.self, Sample.certificate()).json
        #expect(certificate["status"] == "valid")
        #expect(RecordKind.certificate.rights(toPut: certificate, over: nil) == [.writeCertificate])
        #expect(RecordKind.certificate.rights(toPut: certificate, over: certificate) == [])
    }

    @Test(arguments: RecordKind.allCases)
    func `a changed record takes a right that changes records of its kind`(kind: RecordKind) {
        let rights = kind.rights(toPut: ["id": "X", "nameVi": "b"], over: ["id": "X", "nameVi": "a"])
        #expect(rights == Array(kind.writing.prefix(1)))
        #expect(kind.rights(toPut: ["id": "X"], over: ["id": "X"]).isEmpty)
    }
}

@Suite struct SubjectTests {
    private struct NothingNamed: Error {}

    private func subject(of record: any RegisterRecord, without missing: RecordKind? = nil) throws -> Subject {
        try Subject(of: record) { kind, id throws(any Error) in
            if kind == missing { return nil }
            switch (kind, id) {
            case (.producer, "P-1"): return try read(Producer.self, Sample.producer)
            case (.product, "PR-1"): return try read(Product.self, Sample.product)
            case (.zone, "Z-1"): return try read(MaterialZone.self, Sample.zone)
            case (.recognition, "R-1"): return try read(Recognition.self, Sample.recognition())
            default: throw NothingNamed()
            }
        }
    }

    @Test func `a record is about its producer where that is registered now`() throws {
        let own = Subject(producers: ["P-1"], communes: ["02260"], provinces: ["08"])
        let four = Subject(producers: ["P-1"], communes: ["02260"], provinces: ["08"], stars: [4])
        let lot = try read(
            Lot.self,
            [
                "id": "L-1", "product": "PR-1", "lotNumber": "L1", "packedOn": "2026-01-01", "outputKg": 1,
                "unitsMax": 1,
            ])
        #expect(try subject(of: read(Producer.self, Sample.producer)) == own)
        #expect(try subject(of: read(Product.self, Sample.product)) == own)
        #expect(try subject(of: lot) == own)
        #expect(try subject(of: read(Recognition.self, Sample.recognition())) == four)
        #expect(try subject(of: read(MarkAuthorisation.self, Sample.authorisation())) == four)
        let facility = Sample.certificate(["scope": ["facility": "P-1/F1"]])
        #expect(try subject(of: read(Certificate.self, facility)) == own)
    }

    @Test func `a zone, and its certificate, belong to all whom it supplies, and lie where the zone lies`() throws {
        let zone = Subject(producers: ["P-1", "P-2"], communes: ["02263"], provinces: ["08"])
        #expect(try subject(of: read(MaterialZone.self, Sample.zone)) == zone)
        #expect(try subject(of: read(Certificate.self, Sample.certificate())) == zone)
    }

    @Test func `a record that names one that is not there is in nobody's own scope`() throws {
        let about = try subject(of: read(Product.self, Sample.product), without: .producer)
        #expect(about == Subject())
        #expect(!Scope.producer("P-1").contains(about) && !Scope.province("08").contains(about))
        #expect(Scope.everything.contains(about))
    }
}
