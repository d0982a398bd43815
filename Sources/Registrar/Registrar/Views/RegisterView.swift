public import Records
public import Stamps
internal import Synchronization
internal import Time
public import Verification

/// A register as a verifier of stamps sees it: it reads, and remembers what it read until the register changes.
public final class RegisterView: VerificationRegister {
    private let store: any RegisterStore
    private let cache = Mutex<ScanCache?>(nil)
    /// How many facts were read for scans; numbers them.
    private let revisions = Atomic<Int>(0)

    /// - Parameter store: the register.
    public init(_ store: any RegisterStore) {
        self.store = store
    }

    /// Who issues from this register; held in memory until the register changes.
    public func issuer() async throws -> Issuer { try await known().issuer }

    /// The day in Vietnam on which the newest entry was written; held in memory until the register changes.
    func newestDay() async throws -> CivilDate? { try await known().newestDay }

    /// The issuer's keys, in any standing; held in memory until the register changes.
    public func signingKeys() async throws -> [RegisteredKey] { try await known().keys }

    /// What is known of a stamp; see `VerificationRegister`.
    public func facts(of key: ProductKey, number: SerialNumber?) async throws -> StampFacts? {
        try await facts(of: key, number: number, as: known())
    }

    /// All that a scan asks, as of one look at whether the register has changed.
    public func present() async throws -> RegisterPresent {
        let known = try await known()
        return RegisterPresent(issuer: known.issuer, keys: known.keys, trusted: known.trusted) { key, number in
            try await self.facts(of: key, number: number, as: known)
        }
    }

    /// What is known of a product and, where one is named, of a lot of it, without any stamp; nil where there is none.
    public func facts(of key: ProductKey, lot number: LotNumber?) async throws -> StampFacts? {
        let issuer = try await issuer()
        return try await store.read { try $0.facts(of: key, lot: number, issuer) }
    }

    /// Whether a batch of the product has the number; its guard is not checked here.
    public func isIssued(_ number: SerialNumber, of key: ProductKey) async throws -> Bool {
        try await store.read { try $0.batch(of: key, holding: number) != nil }
    }

    /// What is remembered of a stamp, or what one snapshot says.
    private func facts(of key: ProductKey, number: SerialNumber?, as known: ScanCache) async throws -> StampFacts? {
        let remembered = cache.withLock { cache in
            cache?.generation == known.generation ? cache?.facts(of: key, number) : nil
        }
        if let remembered { return remembered }
        let revision = revisions.add(1, ordering: .relaxed).newValue
        let found = try await store.read { try $0.facts(of: key, number, known.issuer, revision: revision) }
        guard let found else { return nil }
        if found.numbers != nil || number == nil {
            cache.withLock { cache in
                // What was read is of this generation or a later one; either may stand in it until it is forgotten.
                if cache?.generation == known.generation { cache?.keep(found.facts, of: key, found.numbers) }
            }
        }
        return found.facts
    }

    /// Issuer and keys, and what else is remembered; read again only when the register has changed.
    private func known() async throws -> ScanCache {
        let generation = try await store.generation()
        if let known = cache.withLock({ $0 }), known.generation == generation { return known }
        let fresh = try await store.read { register in
            ScanCache(
                generation: generation, issuer: try register.issuer(), keys: try register.signingKeys(),
                newestDay: try register.newestTime()?.day)
        }
        cache.withLock { if $0.map({ $0.generation < generation }) ?? true { $0 = fresh } }
        return fresh
    }
}
