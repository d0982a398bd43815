internal import Encodings
public import Stamps
public import Verification

/// Signs trust bundles with the root key, which stays offline.
public struct TrustBundleSigner: Sendable {
    private let root: StampSigningKey

    /// Takes the root key.
    public init(root: StampSigningKey) {
        self.root = root
    }

    /// The compact form of a bundle: a JSON Web Signature with EdDSA (RFC 7515, RFC 8037).
    public func sign(_ bundle: TrustBundle) throws(StampKeyError) -> [UInt8] {
        let input = CompactJWS.signingInput(
            header: ["alg": "EdDSA", "typ": .string(TrustBundle.mediaType)], payload: bundle.claims.canonicalBytes)
        return CompactJWS.text(signingInput: input, signature: try root.signature(of: input))
    }
}
