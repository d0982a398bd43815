public import Stamps

/// What a stamp's text and a trust bundle tell by themselves: steps 1 to 5 of STAMP-V1 §4.
///
/// A bad stamp is a result like any other. `signatureGood` is not a verdict: whether the key was compromised, the
/// pack recalled or the mark not authorised is for the register to say.
public enum SealCheck: Hashable, Sendable {
    /// Step 1: the text is no stamp; the error is never `.unsupportedVersion`.
    case malformed(StampError)
    /// Step 2: the text is a stamp of this other version.
    case unsupportedVersion(UInt8)
    /// Step 3: no key of the host is trusted.
    case unknownIssuer(IssuerHost)
    /// Step 4: the host is trusted, but has no key of this id.
    case unknownKey(IssuerHost, KeyID)
    /// Step 5: the host has the key, and it did not sign this text.
    case signatureInvalid(IssuerHost, KeyID)
    /// All five steps passed: the holder of the host's key signed every part of the stamp.
    case signatureGood(UnverifiedStamp)
}

/// Carries out steps 1 to 5 of STAMP-V1 §4 on a scanned text, in that order; the first that fails is the result.
///
/// Pure; costs one Ed25519 verification when steps 1 to 4 pass, and about a microsecond when they do not.
public func checkSeal(of text: String, trusting keys: TrustedKeys) -> SealCheck {
    checkSeal(of: text.utf8Span.span, trusting: keys)
}

/// Carries out steps 1 to 5 of STAMP-V1 §4 on scanned UTF-8 bytes.
public func checkSeal(of text: Span<UInt8>, trusting keys: TrustedKeys) -> SealCheck {
    let stamp: UnverifiedStamp
    do {
        stamp = try UnverifiedStamp(parsing: text)
    } catch .unsupportedVersion(let version) {
        return .unsupportedVersion(version)
    } catch {
        return .malformed(error)
    }
    guard keys.knows(stamp.host) else { return .unknownIssuer(stamp.host) }
    guard let key = keys[stamp.host, stamp.seal.keyID] else { return .unknownKey(stamp.host, stamp.seal.keyID) }
    guard stamp.isSigned(by: key) else { return .signatureInvalid(stamp.host, stamp.seal.keyID) }
    return .signatureGood(stamp)
}

/// The public keys that a verifier trusts, by host and key id.
public struct TrustedKeys: Hashable, Sendable {
    private var keysOfHost: [IssuerHost: [KeyID: StampPublicKey]]

    /// Takes the keys of a trust bundle; a host without keys is known all the same.
    public init(_ keysOfHost: [IssuerHost: [KeyID: StampPublicKey]] = [:]) {
        self.keysOfHost = keysOfHost
    }

    /// The hosts, in no order.
    public var hosts: some Collection<IssuerHost> { keysOfHost.keys }

    /// Whether the host is in the bundle.
    public func knows(_ host: IssuerHost) -> Bool { keysOfHost[host] != nil }

    /// The key of this id that the host has; setting it makes the host known.
    public subscript(host: IssuerHost, id: KeyID) -> StampPublicKey? {
        get { keysOfHost[host]?[id] }
        set { keysOfHost[host, default: [:]][id] = newValue }
    }
}
