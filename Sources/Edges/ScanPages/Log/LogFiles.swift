internal import Encodings
internal import HTTPServer
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Wording

/// Where a ledger entry stands in the transparency log, and who has witnessed it.
package struct LogStanding: Sendable, Equatable {
    /// Its leaf, the first being 0.
    package let leaf: UInt64
    /// How many leaves the last checkpoint covers.
    package let size: UInt64
    /// The witnesses whose cosignatures that checkpoint carries.
    package let witnesses: [String]

    /// Takes the parts as they are.
    package init(leaf: UInt64, size: UInt64, witnesses: [String]) {
        self.leaf = leaf
        self.size = size
        self.witnesses = witnesses
    }

    /// The standing in a line; without a witness the log is only the issuer's own word.
    var text: Bilingual {
        let names = witnesses.joined(separator: ", ")
        return Bilingual(
            vi: "Đợt tem có trong nhật ký minh bạch (mục \(leaf) trong \(size)); "
                + (witnesses.isEmpty ? "chưa có nhân chứng bên ngoài" : "nhân chứng: \(names)"),
            en: "The batch is in the transparency log (leaf \(leaf) of \(size)); "
                + (witnesses.isEmpty ? "no outside witness yet" : "witnesses: \(names)"))
    }
}

/// The files of the transparency log as the service shows them below `/log/` (C2SP tlog-tiles).
package struct LogFiles: Sendable {
    /// The bytes of a file by its path below `/log/`; nil where there is none.
    let read: @Sendable (_ path: String) async throws -> [UInt8]?

    /// The proof that a ledger entry's leaf is in the log, as c2sp.org/tlog-proof; nil where it is not.
    let proof: @Sendable (_ sequence: Int) async throws -> [UInt8]?

    /// Where a ledger entry stands in the log; nil where it does not.
    let standing: @Sendable (_ sequence: Int) async throws -> LogStanding?

    /// Files that `read` fetches, proofs that `proof` makes, and what is said of an entry in a line.
    package init(
        read: @escaping @Sendable (_ path: String) async throws -> [UInt8]?,
        proof: @escaping @Sendable (_ sequence: Int) async throws -> [UInt8]?,
        standing: @escaping @Sendable (_ sequence: Int) async throws -> LogStanding?
    ) {
        self.read = read
        self.proof = proof
        self.standing = standing
    }

    /// What the paths of the log begin with.
    static let root = "/log/"

    /// The answer to a request for a file.
    ///
    /// - Throws: `Failure.notFound`; what reading throws.
    func response(to path: String) async throws -> Response {
        guard let bytes = try await read(path) else { throw Failure.notFound }
        // A checkpoint changes all the time, the notes every hour; every other file never does.
        let isCheckpoint = path == "checkpoint" || path == "quorum-notes"
        let headers: HTTPFields = [
            .contentType: isCheckpoint ? "text/plain; charset=utf-8" : "application/octet-stream",
            .cacheControl: isCheckpoint ? "no-store" : "public, max-age=31536000, immutable",
            .xContentTypeOptions: "nosniff", .accessControlAllowOrigin: "*",
        ]
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
