internal import WebSyntax

/// A path with parameters, such as `/v1/lots/{id}`; a parameter is one whole segment.
struct PathTemplate: Sendable, Equatable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    private enum Segment: Equatable {
        case literal(String)
        case parameter(String)
    }

    let text: String
    private let segments: [Segment]

    init(stringLiteral text: String) {
        self.text = text
        segments = text.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map {
            let isParameter = $0.first == UInt8(ascii: "{") && $0.last == UInt8(ascii: "}")
            let name = String(decoding: isParameter ? $0.dropFirst().dropLast() : $0, as: UTF8.self)
            return isParameter ? .parameter(name) : .literal(name)
        }
    }

    var parameterNames: [String] {
        segments.compactMap { if case .parameter(let name) = $0 { name } else { nil } }
    }

    /// The parameters of a path as it came; nil where it is no path of this form.
    ///
    /// The path is split first and decoded then, so that an encoded slash is part of a parameter.
    func parameters(of path: String) -> [String: String]? {
        guard path.utf8.first == UInt8(ascii: "/") else { return nil }
        let given = path.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard given.count == segments.count else { return nil }
        var parameters: [String: String] = [:]
        for (segment, bytes) in zip(segments, given) {
            switch segment {
            case .literal(let name):
                guard bytes.elementsEqual(name.utf8) else { return nil }
            case .parameter(let name):
                guard let value = percentDecoded(bytes) else { return nil }
                parameters[name] = value
            }
        }
        return parameters
    }
}
