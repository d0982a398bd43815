package import Access
package import Encodings
package import Records
package import Time

/// The kinds of things that the interface for programs reads.
package enum ResourceKind: Sendable, Hashable {
    /// Records of the programme.
    case record(RecordKind)
    /// Stamps that were issued together.
    case batch
    /// Orders to print.
    case order
    /// Recalls of lots, in force or over; each by the identifier of its lot.
    case recall
    /// Access tokens, of which only digests are kept.
    case token

    /// Administrative units are left out: the State gives them, as one table, and that is imported as one.
    static let records = RecordKind.allCases.filter { $0 != .administrativeUnit }
    static let all = records.map(ResourceKind.record) + [.batch, .order, .recall, .token]
}

/// A thing of the register as it stands.
package struct RegisterResource: Sendable, Equatable {
    /// Unique among the things of its kind, for ever.
    package let id: String
    /// The ledger entry that gave it its present form.
    package let sequence: Int
    /// Its present form, as that entry carries it.
    package let json: JSONValue
    /// What rights to it depend on.
    package let subject: Subject

    /// Takes the parts as they are.
    package init(id: String, sequence: Int, json: JSONValue, subject: Subject) {
        self.id = id
        self.sequence = sequence
        self.json = json
        self.subject = subject
    }
}

/// What the interface for programs asks of a register when it reads.
package protocol ProgrammeReading: Sendable {
    /// The thing of this identifier; nil where there is none.
    func resource(_ kind: ResourceKind, id: String) async throws -> RegisterResource?

    /// Things of a kind in the order of their identifiers' octets, of those that lie within a scope.
    ///
    /// - Parameters:
    ///   - after: the identifier after which the list goes on; nil begins it.
    ///   - limit: how many at most.
    func resources(
        _ kind: ResourceKind, within scope: Scope, after id: String?, limit: Int
    ) async throws -> [RegisterResource]
}

/// What putting a record did.
package struct PutResource: Sendable, Equatable {
    /// The record as it stands now.
    package let resource: RegisterResource
    /// Whether there was none of that identifier before.
    package let isNew: Bool

    /// Takes the parts as they are.
    package init(resource: RegisterResource, isNew: Bool) {
        self.resource = resource
        self.isNew = isNew
    }
}

/// What the interface for programs asks of a register when it changes records.
package protocol ProgrammeWriting: Sendable {
    /// Puts a record in a new form; one that is the same as before writes no entry.
    ///
    /// Everything happens in one write transaction: what `permit` sees is what the record is put over. What it throws
    /// leaves the register as it was.
    ///
    /// - Parameter permit: called with the record as it stands, nil where there is none, and with what the new form is
    ///   about.
    /// - Throws: `DataProblems` where the record names one that is not there, with paths that begin with `$`; `Problems`
    ///   with every rule that recording it breaks; what `permit` throws.
    func put(
        _ record: any RegisterRecord, as stamp: EntryStamp,
        permit: @Sendable (_ present: RegisterResource?, _ subject: Subject) throws -> Void
    ) async throws -> PutResource
}

/// What stamps are for.
package enum StampSubject: Sendable, Equatable {
    /// A lot, by its identifier, or by its number where only one lot has it.
    case lot(String)
    /// A pre-printed roll of a product, by the product's identifier.
    case roll(product: String)
}

/// A batch of stamps that somebody asks for.
package struct BatchRequest: Sendable, Equatable {
    /// The lot or the product.
    package let subject: StampSubject
    /// How many stamps; at least 1.
    package let count: Int
    /// Whether the labels carry the mark.
    package let withMark: Bool
    /// Certificate types that the labels claim.
    package let claims: [CertificateType]
    /// Whether the lot number stands in the stamps themselves.
    package let lotInStamp: Bool
    /// Whether the packs carry a number under a scratch-off cover.
    package let withPIN: Bool
    /// What the asker calls the request, in at most 100 characters; nil where nothing is to be issued yet.
    ///
    /// The same one never makes a second batch.
    package let identifier: String?

    /// Takes the parts as they are.
    package init(
        _ subject: StampSubject, count: Int, withMark: Bool, claims: [CertificateType], lotInStamp: Bool,
        withPIN: Bool, identifier: String?
    ) {
        self.subject = subject
        self.count = count
        self.withMark = withMark
        self.claims = claims
        self.lotInStamp = lotInStamp
        self.withPIN = withPIN
        self.identifier = identifier
    }
}

/// What the interface for programs asks of an issuer of stamps.
package protocol StampIssuing: Sendable {
    /// Issues a batch, or gives the one that a request of the same identifier made before.
    ///
    /// - Parameter permit: called with what the stamps are about, before anything is written.
    /// - Throws: `Problem` `lotUnknown`, `productUnknown`, `requestConflict` where the identifier made another batch; `Problems` with
    ///   every rule that is broken; what `permit` throws.
    func issue(
        _ request: BatchRequest, on today: CivilDate, as stamp: EntryStamp,
        permit: @Sendable (Subject) throws -> Void
    ) async throws -> RegisterResource
}

/// What the interface for programs asks of a register about access tokens.
package protocol TokenRegister: Sendable {
    /// The token of this digest in its present state, revoked or not; nil where nobody has it.
    func token(_ digest: TokenDigest) async throws -> TokenRecord?
}
