public import Encodings
internal import Records
public import Stamps
internal import Time
public import Wording

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
    ///   - text: the compact form, as bytes.
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
    init(claims bytes: [UInt8]) throws(DataProblems) {
        let claims: JSONValue
        do throws(JSONSyntaxError) {
            claims = try JSONValue(parsing: bytes)
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
    private mutating func need<T>(_ value: T?, _ path: @autoclosure () -> String) -> T? {
        if value == nil { wrong(path()) }
        return value
    }

    /// The elements of a list that must be there; nil and a problem in the place of each that is not right.
    private mutating func list<T>(
        _ name: String, of value: JSONValue, _ path: String, _ read: (JSONValue) -> T?
    ) -> [T?] {
        (need(value[name]?.array, "\(path).\(name)") ?? []).enumerated().map {
            need(read($1), "\(path).\(name)[\($0)]")
        }
    }

    mutating func bundle() -> TrustBundle? {
        let signer = need(claims["iss"]?.string, "$.iss")
        let issuedAt = need(claims["iat"]?.integer, "$.iat")
        let expiresAt = need(claims["exp"]?.integer, "$.exp")
        let sequence = need(claims["seq"]?.integer.flatMap { $0 < 0 ? nil : $0 }, "$.seq")
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
        let position = need(Self.count(value["position"]), "\(path).position")
        let offset = value["demo"]?.bool == true ? Self.clockOffset(value["clockOffset"]) : nil
        let keys = keys(of: value, path)
        let products = (need(value["products"]?.array, "\(path).products") ?? []).enumerated().map {
            product($1, "\(path).products[\($0)]")
        }
        // Bundles of before have neither.
        let sealed = (value["sealed"]?.array ?? []).enumerated().compactMap {
            sealedProduct($1, "\(path).sealed[\($0)]")
        }
        let corrections =
            value["corrections"] == nil
            ? [] : list("corrections", of: value, path) { Self.correction($0, products: products.indices) }
        let rows = list("batches", of: value, path) { Self.row($0, products: products, sealed: sealed.count) }
        let voids = list("void", of: value, path) { Self.void($0, products: products.indices) }
        let recalls = list("recalls", of: value, path) { Self.recall($0, products: products.indices) }
        guard let batches = need(BatchTable(rows.compactMap(\.self)), "\(path).batches"), let host, let name,
            let position
        else { return nil }
        return TrustedIssuer(
            issuer: Issuer(host: host, name: name, demoClockOffset: offset), nameEn: value["name"]?["en"]?.string,
            keys: keys,
            position: position, products: products.compactMap(\.self), batches: batches,
            voids: voids.compactMap(\.self), recalls: recalls.compactMap(\.self), sealed: sealed,
            corrections: corrections.compactMap(\.self))
    }

    /// How far the clock of a register for trials is ahead; one that cannot be is none.
    private static func clockOffset(_ value: JSONValue?) -> Int64 {
        let seconds = value?.integer ?? 0
        return seconds.magnitude <= UInt(Issuer.largestClockOffset) ? Int64(seconds) : 0
    }

    /// The keys, no two with one id: which of them had signed would be a matter of chance.
    private mutating func keys(of value: JSONValue, _ path: String) -> [RegisteredKey] {
        var seen: Set<KeyID> = []
        return list("keys", of: value, path) { value in
            Self.key(value).flatMap { seen.insert($0.record.keyID).inserted ? $0 : nil }
        }.compactMap(\.self)
    }

    private static func key(_ value: JSONValue) -> RegisteredKey? {
        guard let pair = try? OctetKeyPair(reading: value), let key = try? StampPublicKey(bytes: pair.publicKey),
            let id = value["kid"]?.integer.flatMap(UInt16.init(exactly:)), let from = count(value["from"]),
            from > 0
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
        guard case .object(var members) = value else {
            wrong(path)
            return nil
        }
        let owner = members["producer"] ?? .null
        let list = need(members.removeValue(forKey: "recognitions")?.array, "\(path).recognitions")
        members["producer"] = owner["id"]
        let product: Product? = record(.object(members), "\(path)")
        let producer: Producer? = record(owner, "\(path).producer")
        let recognitions = list?.enumerated().compactMap { index, recognition -> Recognition? in
            guard case .object(var inner) = recognition else {
                wrong("\(path).recognitions[\(index)]")
                return nil
            }
            inner["product"] = members["id"]
            return record(.object(inner), "\(path).recognitions[\(index)]")
        }
        guard let product, let producer, let recognitions, recognitions.count == list?.count else { return nil }
        return TrustedProduct(product: product, producer: producer, recognitions: recognitions)
    }

    private mutating func sealedProduct(_ value: JSONValue, _ path: String) -> SealedProduct? {
        guard case .object(var members) = value, let owner = members["producer"] else {
            wrong(path)
            return nil
        }
        members["producer"] = owner["id"]
        let product: Product? = record(.object(members), path)
        let producer: Producer? = record(owner, "\(path).producer")
        guard let product, let producer else { return nil }
        return SealedProduct(product: product, producer: producer)
    }

    private static func correction(_ value: JSONValue, products: Range<Int>) -> TrustedCorrection? {
        guard let product = value["product"]?.integer, products.contains(product),
            let position = count(value["position"]),
            let kind = value["kind"]?.string.flatMap(RecordKind.init(rawValue:)), let member = value["member"]?.string,
            let on = day(value["on"]), let reason = value["reason"]?.string
        else { return nil }
        let lot = value["lot"]?.string.flatMap { try? LotNumber($0) }
        guard lot != nil || value["lot"] == nil else { return nil }
        return TrustedCorrection(
            product: product, lotNumber: lot, position: position,
            facts: CorrectionFacts(
                kind: kind, member: member, from: value["from"], to: value["to"], on: on, reason: reason,
                byProducer: value["byProducer"]?.bool ?? false))
    }

    private mutating func record<Record: RegisterRecord>(_ value: JSONValue, _ path: String) -> Record? {
        switch Record.read(value, path: path, ignoringUnknown: true) {
        case .success(let record): return record
        case .failure(let error):
            problems += error.problems
            return nil
        }
    }

    private static func row(_ value: JSONValue, products: [TrustedProduct?], sealed: Int) -> BatchTable.Row? {
        guard let cells = value.array, cells.count >= 10, let position = count(cells[0]),
            let product = cells[1].integer, products.indices.contains(product),
            let numbers = numbers(cells[2], cells[3]), let key = cells[4].integer.flatMap(UInt16.init(exactly:)),
            let lotIsInStamp = cells[9].integer, 0...1 ~= lotIsInStamp
        else { return nil }
        // Of a bundle without the list, what stands there is a later version's.
        let said = sealed > 0 && cells.count > 10 ? cells[10].integer : nil
        guard said.map({ 0..<sealed ~= $0 }) ?? true else { return nil }
        let lot = cells[5].string.flatMap { try? LotNumber($0) }
        let (packedOn, expiresOn, recognition) = (day(cells[6]), day(cells[7]), cells[8].string)
        guard lot != nil || cells[5] == .null, packedOn != nil || cells[6] == .null,
            (lot == nil) == (packedOn == nil), lot != nil || lotIsInStamp == 0,
            expiresOn != nil || cells[7] == .null, recognition != nil || cells[8] == .null
        else { return nil }
        // A mark under a recognition that is not there would be read as no mark. Of a product that could not be read,
        // that is the problem.
        if let recognition, let known = products[product]?.recognitions {
            guard known.contains(where: { $0.id == recognition }) else { return nil }
        }
        return BatchTable.Row(
            position: position, product: product, numbers: numbers, keyID: KeyID(rawValue: key), lotNumber: lot,
            packedOn: packedOn, expiresOn: expiresOn, recognition: recognition, lotIsInStamp: lotIsInStamp == 1,
            sealed: said)
    }

    /// A whole number that is not below 0.
    private static func count(_ value: JSONValue?) -> Int? { value?.integer.flatMap { $0 >= 0 ? $0 : nil } }

    private static func numbers(_ first: JSONValue?, _ count: JSONValue?) -> SerialRange? {
        guard let first = first?.integer.flatMap(UInt64.init(exactly:)).flatMap(SerialNumber.init(rawValue:)),
            let count = count?.integer
        else { return nil }
        return try? SerialRange(first: first, count: count)
    }

    private static func day(_ value: JSONValue?) -> CivilDate? { value?.string.flatMap { CivilDate($0) } }

    private static func void(_ value: JSONValue, products: Range<Int>) -> TrustedVoid? {
        guard let product = value["product"]?.integer, products.contains(product),
            let numbers = numbers(value["first"], value["count"]),
            let on = day(value["on"]), let reason = value["reason"]?.string
        else { return nil }
        return TrustedVoid(product: product, numbers: numbers, facts: VoidFacts(on: on, reason: reason))
    }

    private static func recall(_ value: JSONValue, products: Range<Int>) -> TrustedRecall? {
        guard let product = value["product"]?.integer, products.contains(product),
            let lot = value["lot"]?.string.flatMap({ try? LotNumber($0) }),
            let on = day(value["on"]), let reason = value["reason"]?.string
        else { return nil }
        return TrustedRecall(
            product: product, lotNumber: lot,
            facts: RecallFacts(
                on: on, reason: reason, authority: value["authority"]?.string,
                instructions: value["instructions"]?.string))
    }
}
