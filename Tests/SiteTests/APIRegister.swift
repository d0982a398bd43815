import Access
import Encodings
import Records
import ProgrammeAPI
import Synchronization
import Time
import Wording

/// A register in memory that does what the ports of the interface for programs ask for.
final class APIRegister: ProgrammeReading, ProgrammeWriting, StampIssuing, TokenRegister {
    struct Name: Hashable {
        let kind: ResourceKind
        let id: String
    }

    struct State {
        var sequence = 0
        var resources: [Name: RegisterResource] = [:]
        var requests: [String: BatchRequest] = [:]
        var batches: [String: String] = [:]
        var actors: [String] = []
        var acts: [ProgrammeAct] = []
    }

    let state = Mutex(State())
    private let tokens: [TokenRecord]
    /// Thrown by every port, where there is one.
    let failure: (any Error)?

    init(_ records: [any RegisterRecord], tokens: [TokenRecord], failing failure: (any Error)? = nil) {
        self.tokens = tokens
        self.failure = failure
        state.withLock { state in
            for record in records { _ = Self.put(record, &state) }
        }
    }

    /// Who wrote, entry by entry.
    var actors: [String] { state.withLock(\.actors) }
    var sequence: Int { state.withLock(\.sequence) }

    func token(_ digest: TokenDigest) async throws -> TokenRecord? {
        if let failure { throw failure }
        return tokens.first { $0.digest == digest }
    }

    func resource(_ kind: ResourceKind, id: String) async throws -> RegisterResource? {
        if let failure { throw failure }
        return state.withLock { $0.resources[Name(kind: kind, id: id)] }
    }

    func resources(
        _ kind: ResourceKind, within scope: Scope, after id: String?, limit: Int
    ) async throws -> [RegisterResource] {
        if let failure { throw failure }
        let all = state.withLock { state in state.resources.filter { $0.key.kind == kind }.values.map(\.self) }
        let rest = all.filter { one in scope.contains(one.subject) && (id.map { one.id > $0 } ?? true) }
        return Array(rest.sorted { $0.id < $1.id }.prefix(limit))
    }

    func put(
        _ record: any RegisterRecord, as stamp: EntryStamp,
        permit: @Sendable (RegisterResource?, Subject) throws -> Void
    ) async throws -> PutResource {
        try state.withLock { state in
            let present = state.resources[Name(kind: .record(type(of: record).kind), id: record.id)]
            try permit(present, Self.subject(of: record, state))
            let missing = record.references.filter {
                state.resources[Name(kind: .record($0.kind), id: $0.id)] == nil
            }
            if !missing.isEmpty {
                throw DataProblems(
                    missing.map {
                        DataProblem(path: "$.\($0.member)", text: Bilingual(vi: "chưa có", en: "is unknown"))
                    })
            }
            if let present, present.json == record.json { return PutResource(resource: present, isNew: false) }
            state.actors.append(stamp.actor)
            return PutResource(resource: Self.put(record, &state), isNew: present == nil)
        }
    }

    func issue(
        _ request: BatchRequest, on today: CivilDate, as stamp: EntryStamp,
        permit: @Sendable (Subject) throws -> Void
    ) async throws -> RegisterResource {
        try state.withLock { state in
            let lot = try Self.subject(of: request, state)
            try permit(lot.subject)
            guard let identifier = request.identifier else { throw FakeRegister.Broken() }
            if let batch = state.batches[identifier] {
                guard state.requests[identifier] == request,
                    let known = state.resources[Name(kind: .batch, id: batch)]
                else { throw Problem(.requestConflict, vi: "Khác.", en: "Another.") }
                return known
            }
            guard request.count <= lot.json["unitsMax"]?.integer ?? .max else {
                throw Problems([
                    Problem(.lotUnitsExceeded, vi: "Quá số gói.", en: "Too many."),
                    Problem(.lotOutputExceeded, vi: "Quá sản lượng.", en: "Too heavy."),
                ])
            }
            state.sequence += 1
            let id = Batch.id(sequence: state.sequence)
            let batch = RegisterResource(
                id: id, sequence: state.sequence,
                json: .record([
                    "id": .string(id), "request": .string(identifier), "product": "PR-TQ-1", "firstNumber": 1,
                    "count": .integer(request.count), "lot": lot.json["lotNumber"] == nil ? nil : .string(lot.id),
                    "keyId": 1, "issuedOn": "2026-11-21", "gtin": "9520000000011", "sealedSecret": "sealed",
                ]), subject: lot.subject)
            state.resources[Name(kind: .batch, id: id)] = batch
            state.batches[identifier] = id
            state.requests[identifier] = request
            state.actors.append(stamp.actor)
            return batch
        }
    }

    /// The lot or the product that stamps are asked for.
    static func subject(of request: BatchRequest, _ state: State) throws -> RegisterResource {
        switch request.subject {
        case .lot(let id):
            if let lot = state.resources[Name(kind: .record(.lot), id: id)] { return lot }
            throw Problem(.lotUnknown, vi: "Không có lô.", en: "There is no such lot.")
        case .roll(let id):
            if let product = state.resources[Name(kind: .record(.product), id: id)] { return product }
            throw Problem(.productUnknown, vi: "Không có sản phẩm.", en: "There is no such product.")
        }
    }

    private static func put(_ record: any RegisterRecord, _ state: inout State) -> RegisterResource {
        let kind = ResourceKind.record(type(of: record).kind)
        state.sequence += 1
        let resource = RegisterResource(
            id: record.id, sequence: state.sequence, json: record.json, subject: subject(of: record, state))
        state.resources[Name(kind: kind, id: record.id)] = resource
        return resource
    }

    private static func subject(of record: any RegisterRecord, _ state: State) -> Subject {
        Subject(of: record) { kind, id in
            state.resources[Name(kind: .record(kind), id: id)].flatMap { read(kind.recordType, $0.json) }
        }
    }
}

private func read<Record: RegisterRecord>(_: Record.Type, _ json: JSONValue) -> (any RegisterRecord)? {
    try? Record.read(json, path: "$").get()
}
