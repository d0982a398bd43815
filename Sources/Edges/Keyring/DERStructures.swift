internal import SwiftASN1

/// The name of an algorithm and what it is used with (RFC 5280 §4.1.1.2), as it was read.
struct AlgorithmIdentifier: DERParseable {
    let algorithm: ASN1ObjectIdentifier
    let parameters: ASN1Node?

    init(derEncoded node: ASN1Node) throws {
        (algorithm, parameters) = try DER.sequence(node, identifier: .sequence) { nodes in
            (try ASN1ObjectIdentifier(derEncoded: &nodes), nodes.next())
        }
    }

    /// The parameters of an algorithm that cannot do without.
    func requiredParameters() throws(KeyFormatError) -> ASN1Node {
        guard let parameters else { throw .damaged(.notDER) }
        return parameters
    }
}

extension ASN1NodeCollection.Iterator {
    /// The next node, which must be there.
    mutating func required() throws(KeyFormatError) -> ASN1Node {
        guard let node = next() else { throw .damaged(.notDER) }
        return node
    }
}

extension DER.Serializer {
    /// Writes an `AlgorithmIdentifier` whose parameters the closure writes.
    mutating func appendAlgorithm(
        _ algorithm: ASN1ObjectIdentifier, parameters: (inout DER.Serializer) throws -> Void = { _ in }
    ) throws {
        try appendConstructedNode(identifier: .sequence) { coder in
            try coder.serialize(algorithm)
            try parameters(&coder)
        }
    }
}

/// Reads one DER structure with nothing after it; what the parser refuses is damage, what the closure refuses is its own.
func parseDER<Result>(
    _ bytes: some Collection<UInt8>, _ parse: (ASN1Node) throws -> Result
) throws(KeyFormatError) -> Result {
    do {
        return try parse(DER.parse(Array(bytes)))
    } catch let error as KeyFormatError {
        throw error
    } catch {
        throw .damaged(.notDER)
    }
}

/// The bytes of a DER structure.
func writeDER(_ write: (inout DER.Serializer) throws -> Void) throws(KeyFormatError) -> [UInt8] {
    var coder = DER.Serializer()
    do {
        try write(&coder)
    } catch {
        throw .encryptionFailed
    }
    return coder.serializedBytes
}
