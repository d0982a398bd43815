public import Access
public import Encodings
public import Records

/// Something that may be done to a register: what is asked, as a value.
///
/// A command says which rights it asks for, finds what it is about, and decides and records, all in one transaction of
/// the register. The command line, the interface for programs and every page perform the same ones.
public protocol RegisterCommand: Sendable {
    /// What it finds before it decides.
    associatedtype Found
    /// What it gives.
    associatedtype Answer: Sendable

    /// What it is called in entries of requests, such as `placeOrder`.
    static var name: String { get }

    /// What is asked, as data: the same request again must say the same.
    var content: JSONValue { get }

    /// The rights, of which the author needs one on the subject; nobody needs any where there is none.
    static var rights: [Action] { get }

    /// The rights that this very command asks for, where they depend on what is asked; those of its type elsewhere.
    var rights: [Action] { get }

    /// Whether it mends a clock that is behind the newest entry, and dates its entries itself.
    static var mendsClock: Bool { get }

    /// Looks up what it is about; nothing of it is told to anybody without the right.
    ///
    /// - Throws: `Problem` where something that is named is not there.
    func find(in register: any RegisterSnapshot) throws -> (found: Found, subject: Subject)

    /// Decides and records.
    ///
    /// - Throws: `Problem` and `Problems` with every rule that is broken; the register then stays as it was.
    func perform(on found: Found, in register: any RegisterTransaction, by author: Authorship) throws -> Answer

    /// What the same request does that was performed before, and wrote these entries, at least one: nothing but to give the
    /// first answer, where a command does not say otherwise.
    func performAgain(
        _ entries: [LedgerEntry], on found: Found, in register: any RegisterTransaction, by author: Authorship
    ) throws -> Answer

    /// The answer that the same request got before, out of the entries that it wrote, at least one.
    func answer(again entries: [LedgerEntry], in register: any RegisterSnapshot) throws -> Answer
}

extension RegisterCommand {
    /// The rights, of which one is enough.
    public var rights: [Action] { Self.rights }
    /// Its entries have the author's time, or the newest entry's.
    public static var mendsClock: Bool { false }

    /// The first answer, and nothing more.
    public func performAgain(
        _ entries: [LedgerEntry], on found: Found, in register: any RegisterTransaction, by author: Authorship
    ) throws -> Answer { try answer(again: entries, in: register) }
}

extension RegisterCommand where Answer: LedgerBody {
    /// What the last entry says.
    public func answer(again entries: [LedgerEntry], in register: any RegisterSnapshot) throws -> Answer {
        guard let last = entries.last, case .success(let body) = Answer.read(last.body, path: "$") else {
            throw damaged("ledger[\(entries.last?.sequence ?? 0)]")
        }
        return body
    }
}
