package import Access
package import HTTPServer
internal import Hummingbird
internal import Registrar
internal import Time

extension APIBackend {
    /// Who shows the token of a request (RFC 6750 §2.1).
    ///
    /// - Throws: `Failure` `tokenMissing`, `tokenInvalid`, `tokenExpired`; what the register throws.
    func holder(of fields: HTTPFields, on today: CivilDate) async throws -> Principal {
        let token = try token(try Self.credentials(fields[.authorization]))
        let digest = token.digest
        guard let record = try await registrar.token(digest), record.digest == digest else {
            throw Failure.tokenUnknown
        }
        return try record.holder(on: today)
    }

    /// A token by its text.
    ///
    /// - Throws: `Failure` `tokenInvalid`.
    package func token(_ text: String) throws(Failure) -> AccessToken {
        do {
            return try AccessToken(text)
        } catch .mistyped {
            throw .tokenMistyped
        } catch {
            throw .tokenUnknown
        }
    }

    /// What stands after `Bearer`; the scheme's name is read in any case (RFC 9110 §11.1).
    private static func credentials(_ field: String?) throws(Failure) -> String {
        guard let field else { throw .tokenMissing }
        let parts = field.utf8.split(separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: true)
        guard parts.count == 2, let scheme = parts.first, let rest = parts.last,
            String(decoding: scheme, as: UTF8.self).lowercased() == "bearer"
        else { throw .tokenMissing }
        return String(decoding: rest.drop { $0 == UInt8(ascii: " ") }, as: UTF8.self)
    }
}
