internal import Glibc
public import Logging
internal import Time

/// Log lines of names and values, as log collectors read them ("logfmt"), the time first:
/// `time=2026-11-22T08:15:54.123Z level=info label=temgoc.service message=answered route=stamp status=200`.
///
/// A value with anything but visible ASCII characters is quoted and escaped, so one event is one line, whatever is in it.
public struct LogLines: LogHandler {
    /// Events below it are not written.
    public var logLevel = Logger.Level.info
    /// Stands in every line; what an event itself says goes before.
    public var metadata = Logger.Metadata()

    private let label: String
    private let output: LogOutput

    /// Lines of one part of a program, of which `label` is the name.
    public init(label: String, output: LogOutput) {
        self.label = label
        self.output = output
    }

    /// What stands in every line under a name.
    public subscript(metadataKey name: String) -> Logger.Metadata.Value? {
        get { metadata[name] }
        set { metadata[name] = newValue }
    }

    /// Hands the line of an event over; from `warning` on it is written before this returns.
    public func log(event: LogEvent) {
        var line: [UInt8] = []
        line.reserveCapacity(192)
        line.append(contentsOf: "time=".utf8)
        Self.appendTime(to: &line)
        for (name, value) in [("level", event.level.rawValue), ("label", label), ("message", "\(event.message)")] {
            Self.append(name, value, to: &line)
        }
        var facts = event.metadata ?? [:]
        if !metadata.isEmpty { facts.merge(metadata) { own, _ in own } }
        if let error = event.error { facts["error"] = "\(error)" }
        for (name, value) in facts.sorted(by: { $0.key < $1.key }) { Self.append(name, "\(value)", to: &line) }
        line.append(UInt8(ascii: "\n"))
        output.add(line, isUrgent: event.level >= .warning)
    }

    private static func append(_ name: String, _ value: String, to line: inout [UInt8]) {
        line.append(UInt8(ascii: " "))
        line.append(contentsOf: name.utf8)
        line.append(UInt8(ascii: "="))
        let isPlain = value.utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "=") }
        if isPlain, !value.isEmpty {
            line.append(contentsOf: value.utf8)
            return
        }
        line.append(UInt8(ascii: "\""))
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): line += [UInt8(ascii: "\\"), byte]
            case 0x0A: line += Array("\\n".utf8)
            case 0x00...0x1F, 0x7F: line += Array("\\u00".utf8) + [hex(byte >> 4), hex(byte & 15)]
            default: line.append(byte)
            }
        }
        line.append(UInt8(ascii: "\""))
    }

    private static func hex(_ digit: UInt8) -> UInt8 { digit + (digit < 10 ? 0x30 : 0x57) }

    /// Now in UTC to the millisecond (RFC 3339).
    private static func appendTime(to line: inout [UInt8]) {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        UTCTime.append(secondsSince1970: Int64(now.tv_sec), milliseconds: now.tv_nsec / 1_000_000, to: &line)
    }
}
