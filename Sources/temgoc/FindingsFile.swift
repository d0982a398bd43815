import Store
import Encodings
import Files
import Inspection
import Records
import Wording

/// Findings made without a network, until they are sent: JSON lines that are only ever added to.
///
/// A line is `{"finding":{…}}`, or `{"mark":{…}}` with what a server said of one. Evidence lies beside the file, in the
/// folder of its name with `.evidence`. A line that was cut off while it was written counts as not written.
struct FindingsFile {
    let path: String

    private static let largest = 64 << 20

    /// The usual file: of the user's data folder where there is one, else in the folder that the command runs in.
    static var usual: String {
        environment("XDG_DATA_HOME").map { "\($0)/temgoc/findings.jsonl" } ?? "./findings.jsonl"
    }

    var evidence: FolderBlobStore {
        FolderBlobStore("\(path).evidence", isPrivate: true, largest: EvidenceItem.largest)
    }

    /// What a server said of a finding.
    struct Mark: LedgerBody {
        enum Status: String, Sendable, CaseIterable {
            case accepted
            case refused
        }

        let id: String
        let server: String
        let at: String
        let status: Status
        /// The case that it belongs to, or why it was refused.
        let detail: String?

        init(id: String, server: String, at: String, status: Status, detail: String?) {
            self.id = id
            self.server = server
            self.at = at
            self.status = status
            self.detail = detail
        }

        init?(reading members: inout RecordReader) {
            let id = members.text("id", limit: 40)
            let server = members.text("server")
            let at = members.text("at", limit: 40)
            let status: Status? = members.word("status")
            let detail = members.optionalText("detail", limit: 1_000)
            guard let id, let server, let at, let status else { return nil }
            self.init(id: id, server: server, at: at, status: status, detail: detail)
        }

        var json: JSONValue {
            .record([
                "id": .string(id), "server": .string(server), "at": .string(at), "status": .string(status.rawValue),
                "detail": detail.map(JSONValue.string),
            ])
        }
    }

    /// Adds a finding; it is on disk when this returns.
    func add(_ draft: FindingDraft) throws { try add(["finding": draft.json]) }

    /// Adds what a server said.
    func add(_ mark: Mark) throws { try add(["mark": mark.json]) }

    private func add(_ line: JSONValue) throws {
        try Folder.create(Folder.parent(of: path))
        try WholeFile.append(line: line.canonicalBytes, to: path)
    }

    /// The findings in their order, each identifier once, and the marks.
    ///
    /// - Throws: `Problem` `jsonSyntax`, `Problems` `dataInvalid` with the line.
    func read() throws -> (findings: [FindingDraft], marks: [Mark]) {
        var lines = try WholeFile.read(path, limit: Self.largest)
            .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        // What stands after the last line end was cut off; a file that ends well has nothing there.
        lines.removeLast()
        var findings: [FindingDraft] = []
        var marks: [Mark] = []
        var seen: Set<String> = []
        for (index, line) in lines.enumerated() where !line.isEmpty {
            let place = "\(path):\(index + 1)"
            // A line that was cut off and then added to is no JSON: its finding was never reported as written.
            guard let value = try? JSONValue(parsing: Array(line)) else {
                Console.remark("warning: \(place): dòng dở dang, bỏ qua / an unfinished line, passed over")
                continue
            }
            if let mark = value["mark"] {
                marks.append(try Self.get(Mark.read(mark, path: "$.mark"), place))
            } else {
                let draft = try Self.get(FindingDraft.read(value["finding"] ?? .null, path: "$.finding"), place)
                if seen.insert(draft.id).inserted { findings.append(draft) }
            }
        }
        return (findings, marks)
    }

    private static func get<Value>(_ read: Result<Value, DataProblems>, _ place: String) throws -> Value {
        switch read {
        case .success(let value): return value
        case .failure(let problems): throw JSONFile.problems(problems, place)
        }
    }
}
