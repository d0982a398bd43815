public import Stamps
internal import Time
internal import Wording

// iCalendar (RFC 5545): what calendar programs subscribe to.

extension ProgrammeCalendar {
    /// The entries as all-day events, in Vietnamese with the English below.
    ///
    /// An event keeps its identifier as long as its record, kind and day stay, so that a program which reads the
    /// calendar again replaces its events.
    ///
    /// - Parameter host: whose calendar it is; the right part of the identifiers.
    public func iCalendar(host: IssuerHost) -> [UInt8] {
        var lines = ICalendarLines()
        lines.append("BEGIN:VCALENDAR")
        lines.append("VERSION:2.0")
        lines.append("PRODID:-//temgoc//calendar//VI")
        lines.append("CALSCALE:GREGORIAN")
        for entry in entries {
            lines.append("BEGIN:VEVENT")
            lines.append("UID", "\(entry.kind.rawValue)-\(entry.record)-\(entry.day.iso)@\(host.text)")
            // The calendar is made of what is known on the day `today`, and reads no clock.
            lines.append("DTSTAMP:\(today.basic)T000000Z")
            lines.append("DTSTART;VALUE=DATE:\(entry.day.basic)")
            lines.append("SUMMARY;LANGUAGE=vi", "\(entry.kind.title.vi) – \(entry.text.vi)")
            lines.append("DESCRIPTION", "\(entry.text.vi)\n\(entry.text.en)")
            lines.append("CATEGORIES", "OCOP")
            lines.append("TRANSP:TRANSPARENT")
            lines.append("END:VEVENT")
        }
        lines.append("END:VCALENDAR")
        return lines.bytes
    }
}

/// Content lines, folded so that none is longer than 75 bytes (RFC 5545 §3.1).
private struct ICalendarLines {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ name: String, _ text: String) {
        append("\(name):\(Self.escaped(text))")
    }

    mutating func append(_ line: String) {
        var length = 0
        for scalar in line.unicodeScalars {
            let encoded = UTF8.encode(scalar).map(Array.init) ?? []
            if length + encoded.count > 75 {
                bytes += "\r\n ".utf8
                // The space that marks the fold is part of the new line.
                length = 1
            }
            bytes += encoded
            length += encoded.count
        }
        bytes += "\r\n".utf8
    }

    /// RFC 5545 §3.3.11.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",":
                escaped += "\\"
                escaped.unicodeScalars.append(scalar)
            case "\n": escaped += "\\n"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

extension CivilDate {
    /// `yyyyMMdd`, as RFC 5545 §3.3.4 has it.
    fileprivate var basic: String { iso.filter { $0 != "-" } }
}
