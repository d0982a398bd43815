import Oracles
import Foundation
import Testing

/// A command as it describes itself, with those below it.
struct DescribedCommand: Decodable, Sendable, CustomTestStringConvertible {
    struct Argument: Decodable {
        struct Name: Decodable { let name: String }
        let names: [Name]?
        let abstract: String?
        let shouldDisplay: Bool
    }

    private struct Tree: Decodable { let command: DescribedCommand }

    let commandName: String
    let superCommands: [String]?
    let abstract: String?
    let arguments: [Argument]?
    let subcommands: [DescribedCommand]?

    /// The words that call it, without the program's name.
    var words: [String] { ((superCommands ?? []) + [commandName]).dropFirst().map { $0 } }
    var testDescription: String { words.joined(separator: " ") }
    /// Those below it, without the `help` that the argument parser adds.
    var children: [DescribedCommand] { (subcommands ?? []).filter { $0.commandName != "help" } }
    var isLeaf: Bool { children.isEmpty }

    /// Every command of the program, the program itself left out; empty where it does not describe itself.
    static let all: [DescribedCommand] = {
        guard let described = try? Terminal().run("--experimental-dump-help"),
            let tree = try? JSONDecoder().decode(Tree.self, from: Data(described.out.utf8))
        else { return [] }
        func below(_ command: DescribedCommand) -> [DescribedCommand] { command.children.flatMap { [$0] + below($0) } }
        return below(tree.command)
    }()
    static let leaves = all.filter(\.isLeaf)
}

/// What README.md promises of every command, held against the list of all commands: a new one is held to it unasked.
@Suite(.waitsForPrograms) struct CommandPromiseTests {
    private let terminal: Terminal

    init() throws { terminal = try Terminal() }

    /// Whether a text says its thing in Vietnamese and, after ` / `, in English.
    private static func isBilingual(_ text: String) -> Bool {
        let parts = text.split(separator: " / ", maxSplits: 1)
        guard parts.count == 2 else { return false }
        let vietnamese = parts.map { $0.contains { $0.isLetter && !$0.isASCII } }
        return vietnamese[0] && !vietnamese[1] && parts[1].contains(where: \.isLetter)
    }

    @Test func `the commands are those that README and documents know of`() {
        #expect(DescribedCommand.leaves.count > 60)
        let names = Set(DescribedCommand.all.map { $0.words.joined(separator: " ") })
        #expect(names.isSuperset(of: ["init", "issue", "label", "verify", "serve", "ledger", "template calibrate"]))
    }

    @Test(arguments: DescribedCommand.all)
    func `a command has help in both languages, with every option in it`(command: DescribedCommand) throws {
        let help = try terminal.run(arguments: command.words + ["--help"])
        #expect(help.status == 0 && help.err.isEmpty, "\(help.err)")
        let abstract = try #require(command.abstract)
        #expect(Self.isBilingual(abstract), "\(abstract)")
        for argument in command.arguments ?? [] where argument.shouldDisplay {
            for name in argument.names ?? [] {
                #expect(help.out.contains(name.name.count == 1 ? "-\(name.name)" : "--\(name.name)"))
            }
            let text = argument.abstract ?? ""
            // What the argument parser adds, and lists of names that are the same in both languages.
            let isExempt = text.hasPrefix("Show ") || text.hasPrefix("pem, ") || text.hasPrefix("png, ")
            #expect(isExempt || Self.isBilingual(text), "\(text)")
        }
    }

    @Test(arguments: DescribedCommand.leaves)
    func `a command answers in JSON where it is asked to`(command: DescribedCommand) {
        let names = (command.arguments ?? []).flatMap { $0.names ?? [] }.map(\.name)
        #expect(names.contains("json"))
    }

    @Test(arguments: DescribedCommand.leaves)
    func `a command that is used wrongly says so in both languages and ends with 64`(command: DescribedCommand) throws {
        let refused = try terminal.run(arguments: command.words + ["--no-such-option", "--json"])
        #expect(refused.status == 64)
        // What is missing besides may be told first.
        let lines = refused.err.split(separator: "\n").map(String.init)
        let vietnamese = try #require(lines.first), english = try #require(lines.dropFirst().first)
        #expect(vietnamese.hasPrefix("error: usage: Dùng lệnh chưa đúng: "), "\(vietnamese)")
        #expect(english.hasPrefix("       Wrong usage: ") && english.allSatisfy(\.isASCII), "\(english)")
        #expect(refused.err.contains("Usage: temgoc \(command.testDescription) "), "\(refused.err)")
        let problem = try #require((try refused.json()["problems"] as? [[String: Any]])?.first)
        #expect(problem["code"] as? String == "usage")
        #expect(vietnamese.hasSuffix(try #require(problem["vi"] as? String)))
        #expect(english.hasSuffix(try #require(problem["en"] as? String)))
    }

    @Test(arguments: [
        (["verify", "--product", "1"], "--product và --serial đi cùng nhau.", "--product --serial go together."),
        (["qr", "x"], "thiếu '--out <out>'.", "Missing expected argument '--out <out>'."),
        (["qr", "x", "--out"], "thiếu giá trị của '--out <out>'.", "Missing value for '--out <out>'."),
        (["qr", "x", "y", "--out", "z"], "thừa 'y'.", "Unexpected argument 'y'."),
        (["qr", "x", "--out", "z", "--dots", "101"], "--dots: 1…100.", "--dots: 1…100."),
        (
            ["qr", "x", "--out", "z", "--dots", "and"], "giá trị không dùng được: 'and' cho '--dots <dots>'.",
            "The value 'and' is invalid for '--dots <dots>'."
        ),
        (
            ["check", "--lot", "L", "--today", "mai"],
            "giá trị không dùng được: 'mai' cho '--today <date>': «mai» không phải ngày dạng 2026-11-21.",
            "The value 'mai' is invalid for '--today <date>': «mai» is no day such as 2026-11-21."
        ),
        (
            ["issue", "--lot", "L", "--today", "2026-11-21"], "không có tùy chọn '--today'.",
            "Unknown option '--today'."
        ),
        (["nothing"], "thừa 'nothing'.", "Unexpected argument 'nothing'."),
    ])
    func `a mistake is named in both languages`(arguments: [String], vi: String, en: String) throws {
        let refused = try terminal.run(arguments: arguments)
        #expect(refused.status == 64 && refused.out.isEmpty)
        let said = "error: usage: Dùng lệnh chưa đúng: \(vi)\n       Wrong usage: \(en)\n"
        #expect(refused.err.hasPrefix(said), "\(refused.err)")
    }

    @Test func `help, version and a status that is an answer are no mistakes`() throws {
        for arguments in [["--help"], ["--version"], ["help", "issue"]] {
            let finished = try terminal.run(arguments: arguments)
            #expect(finished.status == 0 && finished.err.isEmpty && !finished.out.isEmpty)
        }
    }
}
