public import Encodings
internal import GS1
internal import Records
internal import ScanHistory
internal import Stamps
internal import Time
internal import Wording

extension VerificationReport {
    /// The report as data: what `temgoc verify --json` and the service answer (docs/spec/verification.md).
    public var json: JSONValue { .record(lastingMembers.merging(scanMembers) { $1 }) }

    /// The members that differ from scan to scan, even where the reports have the same basis.
    public var scanMembers: [String: JSONValue?] {
        [
            "detail": detail.map { .string($0.description) },
            "stamp": stamp.map(Self.json) ?? typed.map(Self.json),
            "sealChecked": typed == nil ? nil : false,
        ]
    }

    /// The members that follow from the report's basis alone, where it has one.
    public var lastingMembers: [String: JSONValue?] {
        let sentences = sentences
        return [
            "verdict": .string(outcome),
            "notes": .array(notes.map { .string($0.rawValue) }),
            "message": .object(
                Dictionary(
                    uniqueKeysWithValues: Language.allCases.map { language in
                        (
                            language.rawValue,
                            .record([
                                "headline": .string(sentences.headline[language]),
                                "body": .string(sentences.body[language]),
                                "advice": sentences.advice.map { .string($0[language]) },
                            ])
                        )
                    })),
            "answers": answers.json,
            "checkedOn": .string(today.iso),
            "deviceDay": deviceDay.map { .string($0.iso) },
            "issuer": issuer?.json,
            "bundle": bundle?.json,
            "product": facts.map { Self.json($0.product) },
            "producer": facts.map(producerJSON),
            "batch": facts?.batch.map(Self.json),
            "plaque": plaque?.json,
            "lot": facts?.lot.map { lot in
                .record([
                    "lotNumber": .string(lot.lotNumber.text), "packedOn": .string(lot.packedOn.iso),
                    "expiresOn": lot.expiresOn.map { .string($0.iso) },
                ])
            },
            "origins": facts.map { _ in .array(origins.map(\.json)) },
            "facilityCertificates": facts.map { _ in .array(facilityEvidence.map(\.json)) },
            "history": history?.json,
            "corrections": facts.flatMap { $0.corrections.isEmpty ? nil : .array($0.corrections.map(\.json)) },
            "recognition": facts.map { _ in
                .record([
                    "atPacking": recognitionAtPacking.map(json), "today": recognitionToday.map(json),
                    "ended": endedRecognition.map(json),
                ])
            },
        ]
    }

    private static func json(_ stamp: UnverifiedStamp) -> JSONValue {
        .record([
            "host": .string(stamp.host.text), "keyId": .integer(Int(stamp.seal.keyID.rawValue)),
            "lot": stamp.lot.map { .string($0.text) }, "serial": stamp.serial.map { .string($0.text) },
            "kind": .string(stamp.kind.rawValue), "gtin": gtin(stamp.key), "productCode": code(stamp.key),
        ])
    }

    private static func json(_ typed: TypedCode) -> JSONValue {
        .record([
            "serial": .string(typed.serial.text), "kind": .string(StampKind.item.rawValue), "gtin": gtin(typed.key),
            "productCode": code(typed.key),
        ])
    }

    private static func gtin(_ key: ProductKey) -> JSONValue? {
        if case .gtin(let gtin) = key { .string(gtin.text) } else { nil }
    }

    private static func code(_ key: ProductKey) -> JSONValue? {
        if case .code(let code) = key { .string(code.text) } else { nil }
    }

    private static func json(_ product: Product) -> JSONValue {
        .record([
            "id": .string(product.id),
            "name": .record(["vi": .string(product.name), "en": product.nameEn.map(JSONValue.string)]),
            "netContent": [
                "value": .decimal(product.netContent.value), "unit": .string(product.netContent.unit.rawValue),
            ],
            "gtin": product.gtin.map { .string($0.text) },
            "images": product.images.isEmpty ? nil : .array(product.images.map(\.json)),
            "story": product.story.map { story in
                .record(["vi": .string(story), "en": product.storyEn.map(JSONValue.string)])
            },
        ])
    }

    private func producerJSON(_ facts: StampFacts) -> JSONValue {
        .record([
            "id": .string(facts.producer.id), "name": .string(facts.producer.legalName),
            "shortName": facts.producer.shortName.map(JSONValue.string),
            "address": .string(facts.producer.address.text(on: facts.lot?.packedOn ?? today)),
            "status": facts.producer.standing == .active ? nil : .string(facts.producer.standing.rawValue),
            "statusOn": facts.producer.standingSince.map { .string($0.iso) },
        ])
    }

    private static func json(_ batch: BatchFacts) -> JSONValue {
        .record([
            "id": .string(batch.id), "issuedOn": batch.issuedOn.map { .string($0.iso) },
            "markStars": batch.mark.map { .integer($0.stars) },
            "claims": batch.claims.isEmpty ? nil : .array(batch.claims.map { .string($0.rawValue) }),
        ])
    }

    /// A recognition as it stands today: a withdrawal that is still to come is not told.
    private func json(_ recognition: Recognition) -> JSONValue {
        .record([
            "stars": .integer(recognition.stars), "decisionNumber": .string(recognition.decisionNumber),
            "issuedBy": .string(recognition.issuedBy), "issuedOn": .string(recognition.issuedOn.iso),
            "validThrough": .string(recognition.lastDay.iso),
            "extension": recognition.extension.map {
                ["until": .string($0.until.iso), "evidence": .string($0.evidence)]
            },
            "withdrawal": recognition.withdrawal(by: today).map {
                .record([
                    "decisionNumber": .string($0.decisionNumber), "on": .string($0.on.iso),
                    "by": $0.by.map(JSONValue.string),
                ])
            },
        ])
    }
}

extension ThreeAnswers {
    fileprivate var json: JSONValue { ["code": code.json, "mark": mark.json, "history": history.json] }
}

extension PartialAnswer {
    fileprivate var json: JSONValue {
        ["standing": .string(standing.rawValue), "vi": .string(text.vi), "en": .string(text.en)]
    }
}

extension Origin {
    fileprivate var json: JSONValue {
        .record([
            "material": .string(input.material), "sharePercent": .decimal(sharePercent),
            "harvestedFrom": input.harvestedFrom.map { .string($0.iso) },
            "harvestedTo": input.harvestedTo.map { .string($0.iso) },
            "originProvince": input.originProvince.map(JSONValue.string),
            "zone": zone.map { zone in
                .record(
                    [
                        "id": .string(zone.id), "name": .string(zone.name), "crop": .string(zone.crop),
                        "areaHa": zone.areaHectares.map(JSONValue.decimal),
                        "households": zone.households.map(JSONValue.integer),
                        "plantingAreaCode": zone.plantingAreaCode.map(JSONValue.string),
                    ].merging(Confirmation.members(zoneConfirmation)) { $1 })
            },
            "certificate": certificate?.json,
        ])
    }
}

extension Evidence {
    fileprivate var json: JSONValue {
        let members: [String: JSONValue?] = [
            "type": .string(certificate.type.rawValue), "standard": .string(certificate.standard),
            "number": .string(certificate.number), "issuer": .string(certificate.issuer),
            "validFrom": .string(certificate.validFrom.iso), "validThrough": .string(certificate.validThrough.iso),
            "covers": .bool(isCovering),
            "suspensions": certificate.suspensions.isEmpty ? nil : .array(certificate.suspensions.map(\.json)),
            "withdrawnOn": certificate.withdrawnOn.map { .string($0.iso) },
        ]
        return .record(members.merging(Confirmation.members(confirmation)) { $1 })
    }
}

extension Confirmation {
    /// What reports say of a fact that an office confirmed, or did not.
    fileprivate static func members(_ confirmation: Confirmation?) -> [String: JSONValue?] {
        [
            "confirmed": .bool(confirmation != nil), "confirmedBy": confirmation.map { .string($0.name) },
            "confirmedOn": confirmation.map { .string($0.on.iso) },
            "confirmationTakenOver": confirmation?.isTakenOver == true ? true : nil,
        ]
    }
}

extension BundleAge {
    fileprivate var json: JSONValue {
        ["seq": .integer(sequence), "iat": .integer(Int(issuedAt)), "exp": .integer(Int(expiresAt))]
    }
}

extension CheckedHistory {
    /// Nothing but what `count` and `suspicion` tell: reports in which these are the same are answered alike.
    var json: JSONValue {
        let count = count
        return .record([
            "checks": .integer(count.checks), "firstOn": count.first.map { .string($0.iso) },
            "lastOn": count.last.map { .string($0.iso) },
            "suspicion": suspicion.map(\.json), "notice": notice.map(\.json),
        ])
    }
}

extension CopyRule {
    /// The rule with its name, and in words.
    fileprivate var json: JSONValue {
        let text = explanation
        return ["rule": .string(name), "explanation": ["vi": .string(text.vi), "en": .string(text.en)]]
    }
}
