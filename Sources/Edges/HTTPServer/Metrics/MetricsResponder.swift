internal import Glibc
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore

/// Answers `/metrics` on a port of its own, which the proxy in front does not show to the world.
struct MetricsResponder: HTTPResponder {
    typealias Context = ClientContext

    let metrics: ServiceMetrics
    /// What else is known besides the answers, such as the size of the log; asked for each page.
    let further: @Sendable () async -> [MetricFamily]

    func respond(to request: Request, context: ClientContext) async throws -> Response {
        guard RequestTarget(request.head.path ?? "").path == "/metrics" else {
            return Self.text(.notFound, "there is only /metrics\n")
        }
        guard request.method == .get || request.method == .head else {
            return Self.text(.methodNotAllowed, "GET only\n", [.allow: "GET, HEAD"])
        }
        let memory = MetricFamily(
            "process_resident_memory_bytes", .gauge, "Resident memory in bytes.", Self.residentMemory())
        let page = Self.text(.ok, MetricFamily.text(metrics.families() + [memory] + (await further())))
        return request.method == .head ? page.createHeadResponse() : page
    }

    private static func text(
        _ status: HTTPResponse.Status, _ text: String, _ fields: HTTPFields = [:]
    ) -> Response {
        var headers: HTTPFields = [
            .contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store",
            .xContentTypeOptions: "nosniff",
        ]
        for field in fields { headers[field.name] = field.value }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// The second number of `/proc/self/statm`, in pages; nil where there is no such file.
    private static func residentMemory() -> Double? {
        guard let file = fopen("/proc/self/statm", "r") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        guard fgets(&line, Int32(line.count), file) != nil else { return nil }
        let words = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).split(
            separator: " ")
        return words.dropFirst().first.flatMap { Double($0) }.map { $0 * Double(sysconf(Int32(_SC_PAGESIZE))) }
    }
}
