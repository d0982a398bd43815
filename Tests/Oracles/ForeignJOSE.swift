/// joserfc, a JSON Web Signature reader in Python that is not ours (RFC 7515, RFC 8037).
public enum ForeignJOSE {
    /// The Python of the tests, when it can import joserfc.
    public static let python = Decoders.python(importing: "joserfc")

    /// Verifies a compact signature under a public key and gives what was signed.
    ///
    /// - Parameter key: the public key as a JSON Web Key.
    /// - Returns: the header's `typ`, and the payload as text.
    /// - Throws: `ChildProcess.Failed` where the signature is not the key's.
    public static func verify(_ text: [UInt8], under key: [UInt8]) throws -> (type: String, payload: String) {
        // Its own limit on payloads is lifted: a province's bundle is some megabytes.
        let script = """
            import json, sys
            from joserfc import jws
            from joserfc.jwk import OKPKey
            registry = jws.JWSRegistry(algorithms=["EdDSA"])
            registry.max_payload_length = 1 << 30
            key = OKPKey.import_key(json.load(open(sys.argv[2])))
            read = jws.deserialize_compact(open(sys.argv[1], "rb").read(), key, registry=registry)
            sys.stdout.buffer.write(read.headers()["typ"].encode() + b"\\n" + read.payload)
            """
        let output = try Decoders.withFile(text) { text in
            try Decoders.withFile(key) { key in try Decoders.printed(by: script, text, key) }
        }
        let lines = output.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        return (lines.first.map(String.init) ?? "", lines.last.map(String.init) ?? "")
    }
}
