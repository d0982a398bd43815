import Encodings
import Testing

@Suite struct CompactJWSTests {
    // RFC 8037 Appendix A.4: the signature over "Example of Ed25519 signing".
    private static let example =
        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4"
        + "ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"

    private func error(_ text: String) -> JWSError? {
        do throws(JWSError) {
            _ = try CompactJWS(parsing: Array(text.utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test func `the example of RFC 8037 is read, and what is signed is kept as received`() throws {
        let jws = try CompactJWS(parsing: Array((Self.example + "\n").utf8))
        #expect(jws.payload == Array("Example of Ed25519 signing".utf8))
        #expect(
            jws.signingInput
                == Array(Self.example.utf8.prefix { _ in true }.split(separator: 0x2E)[0..<2].joined(separator: [0x2E]))
        )
        #expect(jws.signature.count == 64)
        #expect(CompactJWS.text(signingInput: jws.signingInput, signature: jws.signature) == Array(Self.example.utf8))
        #expect(CompactJWS.signingInput(header: jws.header, payload: jws.payload) == jws.signingInput)
    }

    @Test func `what is no EdDSA signature in compact form is refused with its reason`() {
        let parts = Self.example.split(separator: ".").map(String.init)
        func header(_ json: String) -> String {
            String(decoding: Base64.urlSafe.encode(Array(json.utf8)), as: UTF8.self)
        }
        func with(_ first: String) -> String { "\(first).\(parts[1]).\(parts[2])" }
        #expect(error("") == .parts(1))
        #expect(error("\(parts[0]).\(parts[1])") == .parts(2))
        #expect(error(Self.example + ".") == .parts(4))
        #expect(error(" " + Self.example) == .notBase64URL(part: 0))
        #expect(error("\(parts[0]).\(parts[1])=.\(parts[2])") == .notBase64URL(part: 1))
        #expect(error("\(parts[0]).\(parts[1]).\(parts[2].dropLast(2))") == .signatureLength(63))
        #expect(error(with(header("[]"))) == .header)
        #expect(error(with(header("{\"alg\":\"none\"}"))) == .algorithm("none"))
        #expect(error(with(header("{\"alg\":\"HS256\"}"))) == .algorithm("HS256"))
        #expect(error(with(header("{}"))) == .algorithm(""))
        #expect(error(with(header("{\"alg\":\"EdDSA\",\"crit\":[\"b64\"],\"b64\":false}"))) == .critical)
        #expect(error(with(header("{\"alg\":\"EdDSA\",\"alg\":\"none\"}"))) == .header)
    }
}

@Suite struct OctetKeyPairTests {
    private func key(_ json: String) throws -> OctetKeyPair {
        try OctetKeyPair(reading: JSONValue(parsing: Array(json.utf8)))
    }

    @Test func `the public key of RFC 8037 Appendix A_2 is read and written`() throws {
        let key = try key(#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"a"}"#)
        #expect(key.publicKey.prefix(4).elementsEqual([0xD7, 0x5A, 0x98, 0x01]))
        #expect(
            key.json.canonicalText
                == #"{"crv":"Ed25519","kty":"OKP","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#)
    }

    @Test func `a private key, another kind or a damaged key is refused`() {
        let x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
        #expect(throws: JWKError.containsPrivateKey) {
            try key("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"\(x)\",\"d\":\"\(x)\"}")
        }
        #expect(throws: JWKError.kind(keyType: "EC", curve: "P-256")) {
            try key("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"\(x)\"}")
        }
        #expect(throws: JWKError.kind(keyType: "OKP", curve: "X25519")) {
            try key("{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"\(x)\"}")
        }
        #expect(throws: JWKError.publicKey) { try key("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"\(x)=\"}") }
        #expect(throws: JWKError.publicKey) { try key("{\"kty\":\"OKP\",\"crv\":\"Ed25519\"}") }
        #expect(throws: JWKError.notAnObject) { try key("[]") }
    }
}
