import Access
import CanonicalJSON
import Service
import Synchronization
import Traceability

/// A register in memory that does what the ports of the interface for programs ask for.
final class APIRegister: ProgrammeReading, ProgrammeWriting, StampIssuing, TokenRegister {
    private struct Name: Hashable {
        let kind: ResourceKind
        let id: String
    }

    private struct State {
        var sequence = 0
        var resources: [Name: RegisterResource] = [:]
        var requests: [String: BatchRequest] = [:]
        var batches: [String: String] = [:]
        var actors: [String] = []
    }

    private let state = Mutex(State())
    private let tokens: [TokenRecord]
    /// Thrown by every port, where there is one.
    private let failure: (any Error)?

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
        _ request: BatchRequest, as stamp: EntryStamp, permit: @Sendable (Subject) throws -> Void
    ) async throws -> RegisterResource {
        try state.withLock { state in
            guard let lot = state.resources[Name(kind: .record(.lot), id: request.lot)] else {
                throw Problem(.lotUnknown, vi: "Không có lô.", en: "There is no such lot.")
            }
            try permit(lot.subject)
            if let batch = state.batches[request.identifier] {
                guard state.requests[request.identifier] == request,
                    let known = state.resources[Name(kind: .batch, id: batch)]
                else { throw Problem(.requestConflict, vi: "Khác.", en: "Another.") }
                return known
            }
            guard request.count <= lot.json["unitsMax"]?.integer ?? 0 else {
                throw Problems([
                    Problem(.lotUnitsExceeded, vi: "Quá số gói.", en: "Too many."),
                    Problem(.lotOutputExceeded, vi: "Quá sản lượng.", en: "Too heavy."),
                ])
            }
            state.sequence += 1
            let id = Batch.id(sequence: state.sequence)
            let batch = RegisterResource(
                id: id, sequence: state.sequence,
                json: [
                    "id": .string(id), "request": .string(request.identifier), "product": "PR-TQ-1", "firstNumber": 1,
                    "count": .integer(request.count), "lot": .string(request.lot), "keyId": 1,
                    "issuedOn": "2026-11-21", "gtin": "9520000000011", "sealedSecret": "sealed",
                ], subject: lot.subject)
            state.resources[Name(kind: .batch, id: id)] = batch
            state.batches[request.identifier] = id
            state.requests[request.identifier] = request
            state.actors.append(stamp.actor)
            return batch
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
