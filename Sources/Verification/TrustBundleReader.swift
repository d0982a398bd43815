internal import CanonicalJSON
internal import CivilTime
public import JOSE
public import Stamps
public import Traceability

/// Why a file is no trust bundle that can be relied on.
public enum TrustBundleError: Error, Equatable, Sendable {
    /// It is no JSON Web Signature.
    case form(JWSError)
    /// It is one of another type.
    case type(String)
    /// The root key did not sign it.
    case signature
    /// The root key signed it, and it is not right all the same.
    case content(DataProblems)
}

extension TrustBundle {
    /// Reads a bundle and verifies the root's signature over it, before anything else is believed.
    ///
    /// - Parameters:
    ///   - text: the compact form, as octets.
    ///   - root: the root's public key, which the reader has from elsewhere.
    public init(reading text: [UInt8], root: StampPublicKey) throws(TrustBundleError) {
        let jws: CompactJWS
        do throws(JWSError) {
            jws = try CompactJWS(parsing: text)
        } catch {
            throw .form(error)
        }
        guard jws.header["typ"]?.string == Self.mediaType else { throw .type(jws.header["typ"]?.string ?? "") }
        guard root.isValid(signature: jws.signature, for: jws.signingInput) else { throw .signature }
        do throws(DataProblems) {
            try self.init(claims: jws.payload)
        } catch {
            throw .content(error)
        }
    }

    /// Reads the claims that a root has signed.
    init(claims octets: [UInt8]) throws(DataProblems) {
        let claims: JSONValue
        do throws(JSONSyntaxError) {
            claims = try JSONValue(parsing: octets)
        } catch {
            let place = "\(error.line):\(error.column)"
            let text = Bilingual(vi: "không phải JSON ở \(place)", en: "is not JSON at \(place)")
            throw DataProblems([DataProblem(path: "$", text: text)])
        }
        var reader = ClaimsReader(claims)
        guard let bundle = reader.bundle(), reader.problems.isEmpty else { throw DataProblems(reader.problems) }
        self = bundle
    }
}

/// Turns the claims of a bundle into values; members that it does not know are read past, so that newer bundles serve
/// older readers.
private struct ClaimsReader {
    private(set) var problems: [DataProblem] = []
    private let claims: JSONValue

    init(_ claims: JSONValue) {
        self.claims = claims
    }

    private mutating func wrong(_ path: String) {
        problems.append(
            DataProblem(path: path, text: Bilingual(vi: "thiếu hoặc sai dạng", en: "is missing or of the wrong form")))
    }

    /// A value that must be there; nil and a problem where it is not.
    private mutating func need<T>(_ value: T?, _ path: String) -> T? {
        if value == nil { wrong(path) }
        return value
    }

    mutating func bundle() -> TrustBundle? {
        let signer = need(claims["iss"]?.string, "$.iss")
        let issuedAt = need(claims["iat"]?.integer, "$.iat")
        let expiresAt = need(claims["exp"]?.integer, "$.exp")
        let sequence = need(claims["seq"]?.integer, "$.seq")
        let list = need(claims["issuers"]?.array, "$.issuers") ?? []
        let issuers = list.enumerated().compactMap { issuer($1, "$.issuers[\($0)]") }
        if Set(issuers.map(\.issuer.host)).count != list.count, problems.isEmpty { wrong("$.issuers") }
        guard let signer, let issuedAt, let expiresAt, let sequence else { return nil }
        return TrustBundle(
            age: BundleAge(sequence: sequence, issuedAt: Int64(issuedAt), expiresAt: Int64(expiresAt)), signer: signer,
            issuers: issuers)
    }

    private mutating func issuer(_ value: JSONValue, _ path: String) -> TrustedIssuer? {
        let host = need(value["host"]?.string.flatMap { try? IssuerHost($0) }, "\(path).host")
        let name = need(value["name"]?["vi"]?.string, "\(path).name.vi")
        let position = need(value["position"]?.integer, "\(path).position")
        let keys = (need(value["keys"]?.array, "\(path).keys") ?? []).enumerated().compactMap {
            need(Self.key($1), "\(path).keys[\($0)]")
        }
        let products = (need(value["products"]?.array, "\(path).products") ?? []).enumerated().compactMap {
            product($1, "\(path).products[\($0)]")
        }
        let rows = (need(value["batches"]?.array, "\(path).batches") ?? []).enumerated().compactMap {
            need(Self.row($1, products: products.count), "\(path).batches[\($0)]")
        }
        let voids = (value["void"]?.array ?? []).enumerated().compactMap {
            need(Self.void($1), "\(path).void[\($0)]")
        }
        let recalls = (value["recalls"]?.array ?? []).enumerated().compactMap {
            need(Self.recall($1), "\(path).recalls[\($0)]")
        }
        guard let batches = need(BatchTable(rows), "\(path).batches"), let host, let name, let position else {
            return nil
        }
        return TrustedIssuer(
            issuer: Issuer(host: host, name: name), nameEn: value["name"]?["en"]?.string, keys: keys,
            position: position, products: products, batches: batches, voids: voids, recalls: recalls)
    }

    private static func key(_ value: JSONValue) -> RegisteredKey? {
        guard let pair = try? OctetKeyPair(reading: value), let key = try? StampPublicKey(octets: pair.publicKey),
            let id = value["kid"]?.integer.flatMap(UInt16.init(exactly:)), let from = value["from"]?.integer
        else { return nil }
        let standing: SigningKeyRecord.Standing? =
            switch value["status"]?.string {
            case "active": .published
            case "retired": .retired
            case "compromised": .compromised
            default: nil
            }
        guard let standing else { return nil }
        return RegisteredKey(
            record: SigningKeyRecord(keyID: KeyID(rawValue: id), publicKey: key, standing: standing), sequence: from)
    }

    private mutating func product(_ value: JSONValue, _ path: String) -> TrustedProduct? {
        guard case .object(var members) = value, let owner = members["producer"], let id = members["id"] else {
            wrong(path)
            return nil
        }
        let recognitions = members.removeValue(forKey: "recognitions")?.array ?? []
        members["producer"] = owner["id"]
        let product = take(Product.read(.object(members), path: path))
        let producer = take(Producer.read(owner, path: "\(path).producer"))
        let read = recognitions.enumerated().compactMap { index, recognition -> Recognition? in
            guard case .object(var members) = recognition else { return nil }
            members["product"] = id
            return take(Recognition.read(.object(members), path: "\(path).recognitions[\(index)]"))
        }
        guard let product, let producer else { return nil }
        return TrustedProduct(product: product, producer: producer, recognitions: read)
    }

    private mutating func take<T>(_ result: Result<T, DataProblems>) -> T? {
        switch result {
        case .success(let value): return value
        case .failure(let error):
            problems += error.problems
            return nil
        }
    }

    private static func row(_ value: JSONValue, products: Int) -> BatchTable.Row? {
        guard let cells = value.array, cells.count >= 10, let position = cells[0].integer,
            let product = cells[1].integer, 0..<products ~= product, let numbers = numbers(cells[2], cells[3]),
            let key = cells[4].integer.flatMap(UInt16.init(exactly:)),
            let lot = cells[5].string.flatMap({ try? LotNumber($0) }), let packedOn = day(cells[6]),
            let lotIsInStamp = cells[9].integer
        else { return nil }
        let expiresOn = day(cells[7])
        guard expiresOn != nil || cells[7] == .null else { return nil }
        return BatchTable.Row(
            position: position, product: product, numbers: numbers, keyID: KeyID(rawValue: key), lotNumber: lot,
            packedOn: packedOn, expiresOn: expiresOn, recognition: cells[8].string, lotIsInStamp: lotIsInStamp == 1)
    }

    private static func numbers(_ first: JSONValue?, _ count: JSONValue?) -> SerialRange? {
        guard let first = first?.integer.flatMap(UInt64.init(exactly:)).flatMap(SerialNumber.init(rawValue:)),
            let count = count?.integer
        else { return nil }
        return try? SerialRange(first: first, count: count)
    }

    private static func day(_ value: JSONValue?) -> CivilDate? { value?.string.flatMap { CivilDate($0) } }

    private static func void(_ value: JSONValue) -> TrustedVoid? {
        guard let product = value["product"]?.integer, let numbers = numbers(value["first"], value["count"]),
            let on = day(value["on"]), let reason = value["reason"]?.string
        else { return nil }
        return TrustedVoid(product: product, numbers: numbers, facts: VoidFacts(on: on, reason: reason))
    }

    private static func recall(_ value: JSONValue) -> TrustedRecall? {
        guard let product = value["product"]?.integer, let lot = value["lot"]?.string.flatMap({ try? LotNumber($0) }),
            let on = day(value["on"]), let reason = value["reason"]?.string
        else { return nil }
        return TrustedRecall(
            product: product, lotNumber: lot,
            facts: RecallFacts(
                on: on, reason: reason, authority: value["authority"]?.string,
                instructions: value["instructions"]?.string))
    }
}
