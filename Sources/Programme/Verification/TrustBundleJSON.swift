public import Encodings
internal import Records
internal import Stamps
internal import Time

extension TrustBundle {
    /// The value of `typ` in the header of a bundle.
    public static let mediaType = "temgoc-trust+jwt"

    /// The claims of the bundle: the payload that its root key signs.
    public var claims: JSONValue {
        [
            "iss": .string(signer), "iat": .integer(Int(age.issuedAt)), "exp": .integer(Int(age.expiresAt)),
            "seq": .integer(age.sequence),
            "issuers": .array(
                issuers.values.sorted { $0.issuer.host < $1.issuer.host }.map(\.claims)),
        ]
    }
}

extension TrustedIssuer {
    fileprivate var claims: JSONValue {
        .record([
            "host": .string(issuer.host.text), "demo": issuer.isDemo ? true : nil,
            "clockOffset": issuer.demoClockOffset.map { .integer(Int($0)) },
            "name": .record(["vi": .string(issuer.name), "en": nameEn.map(JSONValue.string)]),
            "position": .integer(position), "keys": .array(keys.map(\.claims)),
            "products": .array(products.map(\.claims)), "batches": .array(batches.rows.map(\.claims)),
            "void": .array(voids.map(\.claims)), "recalls": .array(recalls.map(\.claims)),
            "sealed": sealed.isEmpty ? nil : .array(sealed.map(\.claims)),
            "corrections": corrections.isEmpty ? nil : .array(corrections.map(\.claims)),
        ])
    }
}

extension RegisteredKey {
    fileprivate var claims: JSONValue {
        guard case .object(var members) = OctetKeyPair(publicKey: record.publicKey.bytes).json else { return .null }
        members["kid"] = .integer(Int(record.keyID.rawValue))
        switch record.standing {
        case .published: members["status"] = "active"
        case .retired: members["status"] = "retired"
        case .compromised: members["status"] = "compromised"
        }
        members["from"] = .integer(record.from ?? sequence)
        return .object(members)
    }
}

extension TrustedProduct {
    fileprivate var claims: JSONValue {
        guard case .object(var members) = SealedProduct(product: product, producer: producer).claims else {
            return .null
        }
        members["recognitions"] = .array(
            recognitions.map { recognition in
                guard case .object(var members) = recognition.json else { return .null }
                for name in ["score", "product", "productCodeAsIssued", "revocableBy"] { members[name] = nil }
                return .object(members)
            })
        return .object(members)
    }
}

extension SealedProduct {
    /// The product without its story and its producer's tax code: a phone fetches the bundle.
    fileprivate var claims: JSONValue {
        guard case .object(var members) = product.json, case .object(var owner) = producer.json else { return .null }
        members["storyVi"] = nil
        members["storyEn"] = nil
        owner["taxCode"] = nil
        members["producer"] = .object(owner)
        return .object(members)
    }
}

extension TrustedCorrection {
    fileprivate var claims: JSONValue {
        .record([
            "product": .integer(product), "lot": lotNumber.map { .string($0.text) }, "position": .integer(position),
            "kind": .string(facts.kind.rawValue), "member": .string(facts.member), "from": facts.from, "to": facts.to,
            "on": .string(facts.on.iso), "reason": .string(facts.reason), "byProducer": facts.byProducer ? true : nil,
        ])
    }
}

extension BatchTable.Row {
    fileprivate var claims: JSONValue {
        let cells: [JSONValue] = [
            .integer(position), .integer(product), .integer(Int(numbers.first.rawValue)), .integer(numbers.count),
            .integer(Int(keyID.rawValue)), lotNumber.map { .string($0.text) } ?? .null,
            packedOn.map { .string($0.iso) } ?? .null,
            expiresOn.map { .string($0.iso) } ?? .null, recognition.map(JSONValue.string) ?? .null,
            lotIsInStamp ? 1 : 0,
        ]
        return .array(sealed.map { cells + [.integer($0)] } ?? cells)
    }
}

extension TrustedVoid {
    fileprivate var claims: JSONValue {
        [
            "product": .integer(product), "first": .integer(Int(numbers.first.rawValue)),
            "count": .integer(numbers.count), "on": .string(facts.on.iso), "reason": .string(facts.reason),
        ]
    }
}

extension TrustedRecall {
    fileprivate var claims: JSONValue {
        .record([
            "product": .integer(product), "lot": .string(lotNumber.text), "on": .string(facts.on.iso),
            "reason": .string(facts.reason), "authority": facts.authority.map(JSONValue.string),
            "instructions": facts.instructions.map(JSONValue.string),
        ])
    }
}
