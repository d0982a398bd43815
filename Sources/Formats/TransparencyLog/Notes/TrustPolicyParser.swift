extension TrustPolicy {
    /// The longest policy that is read, in bytes.
    public static let maximumLength = 1 << 18

    /// Reads a policy file.
    ///
    /// - Throws: `TrustPolicyError`, with the line, the first being 1.
    public init(parsing bytes: [UInt8]) throws(TrustPolicyError) {
        guard bytes.count <= Self.maximumLength else {
            throw .tooLong(bytes: bytes.count, limit: Self.maximumLength)
        }
        var parser = PolicyParser()
        var lines = LineReader(bytes[...])
        while let line = lines.line() {
            parser.line += 1
            try parser.read(line)
        }
        guard lines.rest.isEmpty else { throw .unterminated(line: parser.line + 1) }
        self = try parser.policy()
    }
}

/// Why bytes are not a policy.
public enum TrustPolicyError: Error, Hashable, Sendable {
    /// The file is longer than what is read.
    case tooLong(bytes: Int, limit: Int)
    /// The last line does not end.
    case unterminated(line: Int)
    /// A control character other than tab and newline.
    case controlCharacter(line: Int, UInt8)
    /// The line is none of log, witness, group and quorum with what belongs to it.
    case form(line: Int)
    /// The key cannot be read.
    case key(line: Int, NoteKeyError)
    /// The key was given before, under whatever name.
    case duplicateKey(line: Int)
    /// The name was defined before, or is `none`.
    case nameTaken(line: Int)
    /// The name is not defined on an earlier line.
    case nameUnknown(line: Int, name: String)
    /// The name is a member of a group already.
    case memberTwice(line: Int, name: String)
    /// A group of `members` cannot need that many of them.
    case threshold(line: Int, members: Int)
    /// There is a quorum line already.
    case quorumTwice(line: Int)
    /// There is no quorum line.
    case quorumMissing
}

private struct PolicyParser {
    var line = 0
    private var logs: [TrustPolicy.Log] = []
    private var witnesses: [TrustPolicy.Witness] = []
    private var groups: [Quorum.Group] = []
    private var quorum: [UInt8]?
    private var names: Set<[UInt8]> = []
    private var members: Set<[UInt8]> = []

    private static let none = Array("none".utf8)

    mutating func read(_ bytes: ArraySlice<UInt8>) throws(TrustPolicyError) {
        if let control = bytes.first(where: { ($0 < Ascii.space && $0 != Ascii.tab) || $0 == 0x7F }) {
            throw .controlCharacter(line: line, control)
        }
        let words = bytes.split { $0 == Ascii.space || $0 == Ascii.tab }.map { Array($0) }
        guard let keyword = words.first, keyword.first != UInt8(ascii: "#") else { return }
        switch String(decoding: keyword, as: UTF8.self) {
        case "log": try readLog(words)
        case "witness": try readWitness(words)
        case "group": try readGroup(words)
        case "quorum": try readQuorum(words)
        default: throw .form(line: line)
        }
    }

    private mutating func readLog(_ words: [[UInt8]]) throws(TrustPolicyError) {
        guard (2...3).contains(words.count) else { throw .form(line: line) }
        let key = try key(words[1])
        guard !logs.contains(where: { $0.key.publicKey == key.publicKey }) else { throw .duplicateKey(line: line) }
        logs.append(TrustPolicy.Log(key: key, url: url(words.dropFirst(2))))
    }

    private mutating func readWitness(_ words: [[UInt8]]) throws(TrustPolicyError) {
        guard (3...4).contains(words.count) else { throw .form(line: line) }
        let key = try key(words[2])
        guard key.algorithm == .cosignatureV1 else {
            throw .key(line: line, .algorithm(given: key.algorithm.rawValue))
        }
        guard !witnesses.contains(where: { $0.key.publicKey == key.publicKey }) else {
            throw .duplicateKey(line: line)
        }
        try define(words[1])
        witnesses.append(TrustPolicy.Witness(name: words[1], key: key, url: url(words.dropFirst(3))))
    }

    private mutating func readGroup(_ words: [[UInt8]]) throws(TrustPolicyError) {
        guard words.count >= 4 else { throw .form(line: line) }
        let listed = Array(words[3...])
        for member in listed {
            try checkKnown(member)
            guard members.insert(member).inserted else {
                throw .memberTwice(line: line, name: String(decoding: member, as: UTF8.self))
            }
        }
        let threshold: Int
        switch String(decoding: words[2], as: UTF8.self) {
        case "any": threshold = 1
        case "all": threshold = listed.count
        default:
            guard let number = Decimal.parse(words[2][...]) else { throw .form(line: line) }
            guard (1...UInt64(listed.count)).contains(number) else {
                throw .threshold(line: line, members: listed.count)
            }
            threshold = Int(number)
        }
        try define(words[1])
        groups.append(Quorum.Group(name: words[1], threshold: threshold, members: listed))
    }

    private mutating func readQuorum(_ words: [[UInt8]]) throws(TrustPolicyError) {
        guard words.count == 2 else { throw .form(line: line) }
        guard quorum == nil else { throw .quorumTwice(line: line) }
        if words[1] != Self.none { try checkKnown(words[1]) }
        quorum = words[1]
    }

    private mutating func define(_ name: [UInt8]) throws(TrustPolicyError) {
        guard name != Self.none, names.insert(name).inserted else { throw .nameTaken(line: line) }
    }

    private func checkKnown(_ name: [UInt8]) throws(TrustPolicyError) {
        guard names.contains(name) else {
            throw .nameUnknown(line: line, name: String(decoding: name, as: UTF8.self))
        }
    }

    private func key(_ word: [UInt8]) throws(TrustPolicyError) -> VerifierKey {
        guard let text = String(validating: word, as: UTF8.self) else { throw .key(line: line, .form) }
        do { return try VerifierKey(parsing: text) } catch { throw .key(line: line, error) }
    }

    private func url(_ words: ArraySlice<[UInt8]>) -> String? {
        words.first.map { String(decoding: $0, as: UTF8.self) }
    }

    func policy() throws(TrustPolicyError) -> TrustPolicy {
        guard let quorum else { throw .quorumMissing }
        let goal = quorum == Self.none ? nil : quorum
        return TrustPolicy(logs: logs, witnesses: witnesses, quorum: Quorum(groups: groups, goal: goal))
    }
}

extension TrustPolicyError: CustomStringConvertible {
    /// One English sentence: which line is wrong, and what it should be.
    public var description: String {
        switch self {
        case .tooLong(let bytes, let limit): "the policy has \(bytes) bytes; at most \(limit) are read"
        case .unterminated(let line): "line \(line) of the policy does not end with a newline"
        case .controlCharacter(let line, let byte): "line \(line) of the policy holds the control character \(byte)"
        case .form(let line):
            "line \(line) of the policy is not `log KEY [URL]`, `witness NAME KEY [URL]`, "
                + "`group NAME all|any|NUMBER NAME…` or `quorum NAME`"
        case .key(let line, let error): "the key on line \(line) of the policy cannot be used: \(error)"
        case .duplicateKey(let line): "the key on line \(line) of the policy was given before"
        case .nameTaken(let line): "the name on line \(line) of the policy is `none` or was given before"
        case .nameUnknown(let line, let name): "\(name) on line \(line) of the policy is not defined on a line above it"
        case .memberTwice(let line, let name): "\(name) on line \(line) of the policy is a member of a group already"
        case .threshold(let line, let members):
            "the group on line \(line) of the policy has \(members) members, and can need 1 to \(members) of them"
        case .quorumTwice(let line): "line \(line) of the policy is its second quorum"
        case .quorumMissing: "the policy has no quorum; `quorum none` asks for no witnesses"
        }
    }
}
