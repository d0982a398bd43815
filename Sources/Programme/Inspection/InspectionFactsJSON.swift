public import Encodings
public import Records
internal import Stamps
internal import Time
internal import Verification
public import Wording

extension InspectionFacts {
    /// The facts as data: what `temgoc inspect --json` and the service answer (docs/inspection.md).
    public var json: JSONValue {
        .record([
            "verification": report.json,
            "key": key.map { key in
                .record([
                    "keyId": .integer(Int(key.record.keyID.rawValue)),
                    "publicKey": .string(hexadecimal(key.record.publicKey.bytes)),
                    "status": .string(key.record.standing.rawValue), "since": .integer(key.sequence),
                    "vouches": keyVouches.map(JSONValue.bool),
                ])
            },
            "batch": batch?.json, "authorisation": right?.json,
            "template": template.map { name in
                .record([
                    "name": .string(name), "digest": designs.last.map { .string($0.sha256) },
                    "digestNow": templateDigest.map(JSONValue.string),
                    "hasChanged": templateHasChanged.map(JSONValue.bool),
                    "designs": .array(designs.map(\.json)),
                ])
            },
            "drawings": .array(drawings.map(\.shownToInspectors)),
            "lot": lot?.json, "certificates": .array(certificates.map(\.json)), "cases": .array(cases.map(\.json)),
            "scans": scans?.json ?? .null,
        ])
    }
}

extension InspectionFacts.RecordedBatch {
    fileprivate var json: JSONValue {
        .record([
            "id": .string(batch.id), "issuedOn": .string(batch.issuedOn.iso),
            "firstNumber": .integer(Int(batch.numbers.first.rawValue)), "count": .integer(batch.numbers.count),
            "lot": batch.lot.map(JSONValue.string), "markStars": batch.mark.map { .integer($0.stars) },
            "requestedBy": batch.requestedBy.map(JSONValue.string), "order": order?.json, "balance": balance.json,
        ])
    }
}

extension InspectionFacts.MarkRight {
    fileprivate var json: JSONValue {
        .record([
            "right": authorisation.json, "balance": balance.json, "left": left.map(JSONValue.integer),
        ])
    }
}

extension InspectionFacts.LotWeights {
    fileprivate var json: JSONValue {
        .record([
            "id": .string(lot.id), "lotNumber": .string(lot.lotNumber.text), "packedOn": .string(lot.packedOn.iso),
            "inputs": .array(
                lot.inputs.map { input in
                    .record([
                        "material": .string(input.material), "kg": .decimal(input.kilograms),
                        "zone": input.zone.map(JSONValue.string),
                    ])
                }),
            "inputKg": .decimal(inputKilograms), "processRatio": lot.processRatio.map(JSONValue.decimal),
            "largestOutputKg": largestOutputKilograms.map(JSONValue.decimal),
            "outputKg": .decimal(lot.outputKilograms), "unitsMax": .integer(lot.unitsMax),
            "stampsInUse": .integer(stampsInUse),
        ])
    }
}

extension LabelDrawing {
    /// When it was drawn, how often, and why again.
    fileprivate var shownToInspectors: JSONValue {
        .record([
            "on": .string(on.iso), "nth": .integer(nth), "copies": .integer(copies), "format": .string(format),
            "code": code.map { .string($0.rawValue) }, "reason": reason.map(JSONValue.string),
        ])
    }

    /// When it was drawn, how often, and why again, in a line.
    public var line: Bilingual {
        let many = copies > 1 ? Bilingual(vi: ", \(copies) bản", en: ", \(copies) copies") : Bilingual(vi: "", en: "")
        let why = reason.map { ": \($0)" } ?? ""
        return Bilingual(
            vi: "lần \(nth), ngày \(on.vietnamese)\(many.vi)\(why)", en: "time \(nth), on \(on.iso)\(many.en)\(why)")
    }
}
