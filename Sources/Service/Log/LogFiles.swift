internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Traceability

/// The files of the transparency log as the service shows them below `/log/` (C2SP tlog-tiles).
public struct LogFiles: Sendable {
    /// The octets of a file by its path below `/log/`; nil where there is none.
    let read: @Sendable (_ path: String) throws -> [UInt8]?

    /// The proof that a ledger entry's leaf is in the log, as c2sp.org/tlog-proof; nil where it is not.
    let proof: @Sendable (_ sequence: Int) throws -> [UInt8]?

    /// Files that `read` fetches, and proofs that `proof` makes.
    public init(
        read: @escaping @Sendable (_ path: String) throws -> [UInt8]?,
        proof: @escaping @Sendable (_ sequence: Int) throws -> [UInt8]?
    ) {
        self.read = read
        self.proof = proof
    }

    /// What the paths of the log begin with.
    static let root = "/log/"

    /// The answer to a request for a file.
    ///
    /// - Throws: `Failure.notFound`; what reading throws.
    func response(to path: String) throws -> Response {
        guard let octets = try read(path) else { throw Failure.notFound }
        // A checkpoint changes all the time; every other file never does.
        let isCheckpoint = path == "checkpoint"
        let headers: HTTPFields = [
            .contentType: isCheckpoint ? "text/plain; charset=utf-8" : "application/octet-stream",
            .cacheControl: isCheckpoint ? "no-store" : "public, max-age=31536000, immutable",
            .xContentTypeOptions: "nosniff", .accessControlAllowOrigin: "*",
        ]
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: octets)))
    }
}
