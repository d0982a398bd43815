import Access
import Encodings
import Issuance
import Keyring
import Law
import Logging
import Records
import ProgrammeAPI
import Stamps
import Store
import Time
import Wording

/// The register as the interface for programs asks for it.
struct ProgrammeDesk {
    let home: Home
    let register: SQLiteRegister
    let secrets: BatchSecretBox
}

extension ProgrammeDesk: ProgrammeReading, ProgrammeWriting, TokenRegister {
    func resource(_ kind: ResourceKind, id: String) async throws -> RegisterResource? {
        try register.thing(kind.entryKind, id: id).map(RegisterResource.init)
    }

    func resources(
        _ kind: ResourceKind, within scope: Scope, after id: String?, limit: Int
    ) async throws -> [RegisterResource] {
        try register.things(kind.entryKind, within: scope, after: id, limit: limit).map(RegisterResource.init)
    }

    func put(
        _ record: any RegisterRecord, as stamp: EntryStamp,
        permit: @Sendable (RegisterResource?, Subject) throws -> Void
    ) async throws -> PutResource {
        let done = try register.put(record, as: stamp) { try permit($0.map(RegisterResource.init), $1) }
        return PutResource(resource: RegisterResource(done.thing), isNew: done.isNew)
    }

    func token(_ digest: TokenDigest) async throws -> TokenRecord? {
        try register.token(digest)
    }
}

extension ProgrammeDesk: StampIssuing {
    func issue(
        _ request: BatchRequest, on today: CivilDate, as stamp: EntryStamp,
        permit: @Sendable (Subject) throws -> Void
    ) async throws -> RegisterResource {
        let batch = try await issue(IssuanceRequest(request, today: today), as: stamp, permit: permit)
        return RegisterResource(try thing(.batch, batch.id))
    }

    /// Asked twice: first for whoever repeats a request, then in the transaction that records the batch.
    private func issue(
        _ request: IssuanceRequest, as stamp: EntryStamp, permit: @Sendable (Subject) throws -> Void
    ) async throws -> Batch {
        _ = try register.check(request, permit: permit)
        return try await withoutActuallyEscaping(permit) { permit in
            let issuance = StampIssuance(
                register: PermittedRegister(register: register, permit: permit),
                keyID: try await home.currentKey(of: register).keyID,
                newSealedSecret: { [secrets] in try secrets.newSealedSecret(of: $0) },
                logger: Logger(label: "temgoc.issuance"))
            return try await issuance.issue(request, as: stamp).batch
        }
    }

    private func thing(_ kind: EntryKind, _ id: String) throws -> StoredThing {
        if let thing = try register.thing(kind, id: id) { return thing }
        _ = try register.order(id)
        throw Problem(
            .recordUnknown, vi: "Sổ đăng ký không có «\(id)».", en: "The register has no \"\(id)\".")
    }
}

extension ProgrammeDesk: ProgrammeActing {
    func perform(
        _ act: ProgrammeAct, on today: CivilDate, as stamp: EntryStamp, permit: @Sendable (Subject) throws -> Void
    ) async throws -> JSONValue {
        switch act {
        case .ask(let request, let template):
            let asked = try IssuanceRequest(request, today: today, requestedBy: stamp.actor)
            return try register.ask(for: asked, template: template, as: stamp, permit: permit).json
        case .approve(let id):
            let order = try order(id, permit: permit)
            _ = try await issue(IssuanceRequest(order, today: today), as: stamp, permit: permit)
            return try register.order(id).json
        case .cancel(let id, let reason):
            return try register.change(order: id, as: stamp, permit: permit) { try $0.cancelled(because: reason) }.json
        case .deliver(let id, let place):
            return try register.change(order: id, as: stamp, permit: permit) {
                try $0.rendered().delivered(to: place)
            }.json
        case .close(let id, let outcome):
            let order = try order(id, permit: permit)
            guard let batch = order.batch else { return try order.closed().json }
            return try register.close(
                batch: batch, outcome, on: today, as: stamp, permit: permit
            ).json
        case .void(let batch, let numbers, let cause, let reason):
            let void = StampVoid(batch: batch, numbers: numbers, cause: cause, reason: reason, on: today)
            return try register.void(void, as: stamp, permit: permit).json
        case .recall(let lot, let reason, let authority, let instructions):
            return try register.recall(
                lot: lot, from: today, reason: reason, authority: authority, instructions: instructions, as: stamp,
                permit: permit
            ).json
        case .liftRecall(let lot): return try register.liftRecall(lot: lot, as: stamp, permit: permit).json
        case .activate(let numbers, let lot):
            return try register.activate(numbers, forLot: lot, on: today, as: stamp, permit: permit).json
        case .change(let id, let standing, let reason):
            return try register.change(
                authorisation: id, to: standing, because: reason, as: stamp, permit: permit
            ).json
        case .giveToken(let digest, let wish):
            return try register.giveToken(
                digest, role: wish.role, scope: wish.scope, name: wish.name, on: today, expiresOn: wish.expiresOn,
                as: stamp, permit: permit
            ).json
        case .revokeToken(let id): return try register.revokeToken(id, on: today, as: stamp, permit: permit).json
        }
    }

    private func order(_ id: String, permit: (Subject) throws -> Void) throws -> PrintOrder {
        let order = try register.order(id)
        try permit(thing(.printOrder, id).subject)
        return order
    }
}

extension ProgrammeDesk: ProgrammeAccounts {
    func findings(
        _ request: BatchRequest, on today: CivilDate, permit: @Sendable (Subject) throws -> Void
    ) async throws -> [Finding] {
        try register.check(IssuanceRequest(request, today: today), permit: permit).findings()
    }

    func book(within scope: Scope, producer: String?) async throws -> [BookEntry] {
        try register.book(producer: producer, within: scope).map { line in
            BookEntry(
                batch: line.batch.id, issuedOn: line.batch.issuedOn, producer: line.product.producer,
                product: line.product.id, lotNumber: line.lotNumber, balance: line.balance)
        }
    }
}

/// A register that records a batch for whoever has the right to it only, asked in the same transaction.
private struct PermittedRegister: IssuanceRegister {
    let register: SQLiteRegister
    let permit: @Sendable (Subject) throws -> Void

    func recordBatch(
        for request: IssuanceRequest, as stamp: EntryStamp, repeats: (Batch) throws -> Void,
        decide: (IssuanceCase, BatchSlot) throws -> Batch
    ) async throws -> IssuedBatch {
        try await register.recordBatch(for: request, as: stamp, repeats: repeats) { situation, slot in
            try permit(Subject(of: situation.producer) { _, _ in nil })
            return try decide(situation, slot)
        }
    }
}

extension ResourceKind {
    /// The kind of the ledger entries of such things.
    fileprivate var entryKind: EntryKind {
        switch self {
        case .record(let kind): .record(kind)
        case .batch: .batch
        case .order: .printOrder
        case .recall: .recall
        case .token: .accessToken
        }
    }
}

extension RegisterResource {
    fileprivate init(_ thing: StoredThing) {
        self.init(id: thing.id, sequence: thing.sequence, json: thing.json, subject: thing.subject)
    }
}

extension IssuanceRequest {
    fileprivate init(_ request: BatchRequest, today: CivilDate, requestedBy: String? = nil) throws(Problem) {
        let subject: IssuanceSubject =
            switch request.subject {
            case .lot(let lot): .lot(lot)
            case .roll(let product): .roll(product: product)
            }
        try self.init(
            subject, count: request.count, withMark: request.withMark, claims: request.claims,
            lotInStamp: request.lotInStamp, identifier: request.identifier, today: today, requestedBy: requestedBy,
            withPIN: request.withPIN)
    }
}
