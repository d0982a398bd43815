internal import Access
internal import Crypto
internal import Encodings
internal import Records
internal import Wording

/// The one room that decides what may be done to a register, by whom, in which order.
///
/// It knows no file, no network and no clock; the store and the author are given. Every command goes the same way, in
/// one write transaction: find what it is about, ask for the right, look whether the same request was answered before,
/// decide by the rules, append to the ledger.
public struct Registrar: Sendable {
    /// Where the register is kept.
    public let store: any RegisterStore

    /// - Parameter store: a register that is there already, or an empty one that `InitialiseRegister` is to fill.
    public init(_ store: any RegisterStore) {
        self.store = store
    }

    /// Performs a command.
    ///
    /// - Parameter dryRun: takes everything back at the end; the answer is of what would be recorded.
    /// - Returns: the answer; under a request's name that was used before, the first one.
    /// - Throws: `Problem` `rightMissing`, `requestConflict`; `recordUnknown` for an organisation that the register does not
    ///   know; what the command and the store throw.
    public func perform<Command: RegisterCommand>(
        _ command: Command, by author: Authorship, dryRun: Bool = false
    ) async throws -> Command.Answer {
        do {
            return try await attempt(command, by: author, dryRun: dryRun, binding: false)
        } catch is UnboundRegister {
            return try await attempt(command, by: author, dryRun: dryRun, binding: true)
        }
    }

    /// - Parameter binding: writes first that today's rules bind, in a register of before.
    /// - Throws: also `UnboundRegister` where the command wrote something and no rules bind it yet; nothing is written then.
    private func attempt<Command: RegisterCommand>(
        _ command: Command, by author: Authorship, dryRun: Bool, binding: Bool
    ) async throws -> Command.Answer {
        try await store.write(dryRun: dryRun) { register in
            var author = try register.known(author)
            let (found, subject) = try command.find(in: register)
            try author.principal.demand(anyOf: command.rights, on: subject)
            if let request = author.request {
                let key = command.key(of: request, by: author)
                let earlier = try register.entries(ofRequest: key.identifier, by: key.account)
                if let first = earlier.first {
                    guard first.request == key else { throw requestConflict(key, first) }
                    // A clock that is behind keeps nobody from the first answer.
                    guard let dated = try? command.dated(author.naming(key), in: register) else {
                        return try command.answer(again: earlier, in: register)
                    }
                    return try command.performAgain(earlier, on: found, in: register, by: dated)
                }
                author = author.naming(key)
            }
            author = try command.dated(author, in: register)
            if binding { try register.bindByPresentRules(at: author.time) }
            let head = try register.head()
            let answer = try command.perform(on: found, in: register, by: author)
            if head > 0, !binding, try register.head() > head, try register.rules() == nil { throw UnboundRegister() }
            return answer
        }
    }

    /// Whether a command would be performed: everything but the recording.
    ///
    /// - Throws: as `perform`.
    public func check<Command: RegisterCommand>(_ command: Command, by author: Authorship) async throws {
        _ = try await perform(command, by: author, dryRun: true)
    }
}

extension RegisterCommand {
    /// The author at the time of the entries to come, which is never before that of the newest one.
    ///
    /// - Throws: `Problem` `clockBehind`.
    func dated(_ author: Authorship, in register: any RegisterSnapshot) throws -> Authorship {
        Self.mendsClock ? author : author.at(try author.time.following(register.newestTime()))
    }

    /// What stands in the entries of a request for this.
    func key(of request: RequestIdentifier, by author: Authorship) -> RequestKey {
        let asked: JSONValue = ["command": .string(Self.name), "content": content]
        let digest = SHA256.hash(data: Array(asked.canonicalText.utf8))
        return RequestKey(
            account: author.principal.account, identifier: request.text, digest: hexadecimal(Array(digest)))
    }
}

/// The same name for something else.
private func requestConflict(_ key: RequestKey, _ first: LedgerEntry) -> Problem {
    let what = first.body["id"]?.string ?? first.kind.rawValue
    return Problem(
        .requestConflict,
        vi: "Mã yêu cầu «\(key.identifier)» đã dùng cho một yêu cầu khác (mục nhật ký \(first.sequence): \(what)).",
        en: "The request identifier \"\(key.identifier)\" was used for another request (ledger entry "
            + "\(first.sequence): \(what)).",
        hint: Bilingual(vi: "Dùng một mã yêu cầu khác.", en: "Use another request identifier."))
}
