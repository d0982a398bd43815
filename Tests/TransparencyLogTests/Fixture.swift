import Foundation
@testable import TransparencyLog

/// A log, two witnesses and a policy that wants both, all from fixed seeds.
struct Fixture {
    let signer: NoteSigner
    let witnesses: [Cosigner]
    let policy: TrustPolicy

    init() throws {
        signer = try NoteSigner(name: KeyName("tg.example/log"), seed: [UInt8](repeating: 1, count: 32))
        witnesses = try [2, 3].map { number in
            try Cosigner(name: KeyName("witness.example/w\(number)"), seed: [UInt8](repeating: number, count: 32))
        }
        policy = try Self.policy("group both all A B\nquorum both\n", log: signer, witnesses: witnesses)
    }

    /// A policy of these keys; the witnesses are named A, B and C.
    static func policy(_ quorum: String, log: NoteSigner, witnesses: [Cosigner]) throws -> TrustPolicy {
        let lines = zip(["A", "B", "C"], witnesses).map { "witness \($0) \($1.verifier.text)\n" }
        let text = "log \(log.verifier.text)\n" + lines.joined() + quorum
        return try TrustPolicy(parsing: Array(text.utf8))
    }

    func unwitnessed() throws -> TrustPolicy {
        try Self.policy("quorum none\n", log: signer, witnesses: [])
    }

    /// A log of that many entries, integrated in steps of several sizes.
    func log(of count: Int, entry: (Int) -> [UInt8] = Fixture.entry) throws -> MemoryTreeStore {
        var store = MemoryTreeStore()
        for number in 0..<count {
            store.append(entry(number))
            if number % 97 == 5 { _ = try LogIntegration(signer: signer).run(on: &store) }
        }
        _ = try LogIntegration(signer: signer).run(on: &store)
        return store
    }

    static func entry(_ number: Int) -> [UInt8] {
        Array("entry \(number) ".utf8) + [UInt8](repeating: UInt8(number & 0xFF), count: number % 40)
    }
}

/// The files of a store's log in a dictionary, for tests that damage them.
func files(of store: MemoryTreeStore) throws -> [String: [UInt8]] {
    let files = try PublicFiles(of: store)
    var all: [String: [UInt8]] = [:]
    for path in files.new(after: 0) { all[path] = try files.file(at: path) }
    return all
}

/// The root and the proofs as RFC 6962 §2.1 defines them, word by word and slowly.
struct NaiveTree {
    let leaves: [TreeHash]
    private var known: [Range<Int>: TreeHash] = [:]

    init(leaves: [TreeHash]) { self.leaves = leaves }

    private static func split(_ count: Int) -> Int {
        var power = 1
        while power * 2 < count { power *= 2 }
        return power
    }

    mutating func root(_ range: Range<Int>) -> TreeHash {
        if range.isEmpty { return .emptyTree }
        if range.count == 1 { return leaves[range.lowerBound] }
        if let root = known[range] { return root }
        let middle = range.lowerBound + Self.split(range.count)
        let root = TreeHash(left: root(range.lowerBound..<middle), right: root(middle..<range.upperBound))
        known[range] = root
        return root
    }

    mutating func path(_ index: Int, _ range: Range<Int>) -> [TreeHash] {
        if range.count == 1 { return [] }
        let middle = range.lowerBound + Self.split(range.count)
        if index < middle {
            return path(index, range.lowerBound..<middle) + [root(middle..<range.upperBound)]
        }
        return path(index, middle..<range.upperBound) + [root(range.lowerBound..<middle)]
    }

    mutating func subproof(_ size: Int, _ range: Range<Int>, whole: Bool) -> [TreeHash] {
        if size == range.upperBound { return whole ? [] : [root(range)] }
        let middle = range.lowerBound + Self.split(range.count)
        if size <= middle {
            return subproof(size, range.lowerBound..<middle, whole: whole) + [root(middle..<range.upperBound)]
        }
        return subproof(size, middle..<range.upperBound, whole: false) + [root(range.lowerBound..<middle)]
    }
}

/// The official vectors beside the checkout; nil where there are none.
enum Vectors {
    static let folder: URL? = {
        let here = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        let checkout = here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let folder = checkout.deletingLastPathComponent().appending(path: "shared/vectors/transparency")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    static var areThere: Bool { folder != nil }

    /// The vectors of all JSON files below a folder of these, each with its path.
    static func all<Vector: Decodable>(_ type: Vector.Type, below path: String) throws -> [(String, Vector)] {
        guard let root = folder?.appending(path: path) else { return [] }
        let names = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".json") }
        return try names.sorted().map { name in
            (name, try JSONDecoder().decode(type, from: Data(contentsOf: root.appending(path: name))))
        }
    }
}
