import ArgumentParser

/// Where a server listens.
struct ListenOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Địa chỉ và cổng; cổng 0 để hệ thống chọn / address and port; port 0 lets the system choose.",
            valueName: "host:port"))
    var listen = "127.0.0.1:8080"

    var host: String { address?.host ?? "" }
    var port: Int { address?.port ?? 0 }

    func validate() throws {
        guard address != nil else {
            throw ValidationError("--listen: «\(listen)»; cần dạng / it should be 127.0.0.1:8080, [::1]:8080")
        }
    }

    private var address: (host: String, port: Int)? { Self.address(listen) }

    /// Host and port; an IPv6 address stands in brackets.
    static func address(_ text: String) -> (host: String, port: Int)? {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            return nil
        }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        return host.isEmpty ? nil : (String(host), Int(port))
    }
}
