internal import Records
internal import Stamps
internal import Verification

// What the register knows of a stamp, a product or a lot, for any caller.

extension RegisterSnapshot {
    /// What is known of a stamp, and of which numbers the same is known; nil where there is no such product.
    func facts(
        of key: ProductKey, _ number: SerialNumber?, _ issuer: Issuer, revision: Int
    ) throws -> (facts: StampFacts, numbers: ClosedRange<UInt64>?)? {
        // A stamp is of the product that its batch was issued for, whoever has the key now.
        let recorded = try number.flatMap { try batch(of: key, holding: $0) }
        guard let owner = try recorded?.batch.product ?? owners(of: [key])[key] else { return nil }
        let around = try number.map { try surroundings(of: $0, key) } ?? NumberSurroundings()
        let given = number.flatMap { around.activation?.numbers.contains($0) == true ? around.activation : nil }
        let lotID = recorded.flatMap { $0.batch.lot ?? given?.lot }
        // From then on the stamp says what it says; a roll's says the rest when it is given to a lot.
        let sealedAt = recorded.map { $0.batch.lot == nil ? max($0.sequence, given?.sequence ?? 0) : $0.sequence }
        let void = number.flatMap { around.void?.numbers.contains($0) == true ? around.void : nil }
        let known = try origin(
            ofProduct: owner, lot: lotID.map { try sealed(Lot.self, id: $0, at: sealedAt) },
            sealedAt: sealedAt)
        let facts = StampFacts(
            issuer: issuer, product: known.product, producer: known.producer, recognitions: known.recognitions,
            batch: try recorded.map {
                BatchFacts($0.batch, sequence: $0.sequence, isLogged: try isLogged($0.sequence))
            }, lot: known.lot.map(LotFacts.init), zones: known.zones, certificates: known.certificates,
            recall: known.recall, void: void.map { VoidFacts(on: $0.on, reason: $0.reason) },
            plaques: number == nil
                ? try plaques(ofProduct: owner).map { PlaqueFacts($0.plaque, sequence: $0.sequence) } : [],
            corrections: try corrections(of: known, mark: recorded?.batch.mark, after: sealedAt),
            confirmations: known.confirmations, revision: revision)
        return (facts, recorded.flatMap { found in number.map { around.run(around: $0, in: found.batch) } })
    }

    /// What is known of a product and a lot of it without a stamp; nil where there is none.
    func facts(of key: ProductKey, lot number: LotNumber?, _ issuer: Issuer) throws -> StampFacts? {
        guard let owner = try owners(of: [key])[key] else { return nil }
        // Of several lots with the number the one recorded last.
        let lot: Lot? = try number.flatMap { try lots(numbered: $0.text, ofProduct: owner).first?.value() }
        guard number == nil || lot != nil else { return nil }
        let known = try origin(ofProduct: owner, lot: lot, sealedAt: nil)
        return StampFacts(
            issuer: issuer, product: known.product, producer: known.producer, recognitions: known.recognitions,
            batch: nil, lot: lot.map(LotFacts.init), zones: known.zones, certificates: known.certificates,
            recall: known.recall, confirmations: known.confirmations)
    }

    /// A batch with its lot, product and producer: what its labels say.
    func facts(of found: StoredBatch, _ issuer: Issuer) throws -> StampFacts {
        let product = try sealed(Product.self, id: found.batch.product, at: found.sequence)
        return StampFacts(
            issuer: issuer, product: product,
            producer: try sealed(Producer.self, id: product.producer, at: found.sequence),
            recognitions: try records(Recognition.self, of: [product.id]),
            batch: BatchFacts(found.batch, sequence: found.sequence),
            lot: try found.batch.lot.map { LotFacts(try sealed(Lot.self, id: $0, at: found.sequence)) }, zones: [],
            certificates: [])
    }

    /// What was corrected since a stamp was issued, of the records that it speaks of.
    private func corrections(of known: Origin, mark: BatchMark?, after sequence: Int?) throws -> [CorrectionFacts] {
        guard let sequence else { return [] }
        let spoken: [(RecordKind, String?)] = [
            (.lot, known.lot?.id), (.product, known.product.id), (.recognition, mark?.recognition),
        ]
        return try corrections(of: spoken.compactMap { kind, id in id.map { (kind, $0) } }, after: sequence)
            .compactMap(CorrectionFacts.init)
    }

    /// Whether a signed checkpoint covers the leaf of an entry.
    func isLogged(_ sequence: Int) throws -> Bool {
        try leafIndices(ofEntries: [sequence])[sequence].map { $0 < (try checkpointSize()) } ?? false
    }

    /// - Parameter sequence: the entry that sealed what a stamp says of it; nil for the present.
    private func origin(ofProduct id: String, lot: Lot?, sealedAt sequence: Int?) throws -> Origin {
        let zoneIDs = Set(lot?.inputs.compactMap(\.zone) ?? []).sorted()
        let certificateIDs = Set(lot?.inputs.compactMap(\.certificate) ?? []).sorted()
        let found = try items([
            .ids(.record(.product), [id]), .children(.record(.recognition), of: [id]),
            .ids(.record(.zone), zoneIDs), .ids(.record(.certificate), certificateIDs),
            .children(.record(.certificate), of: zoneIDs), .ids(.recall, [lot?.id].compactMap(\.self)),
        ])
        guard let product: Product = try found[0].first.map({ try sealed($0, at: sequence).value() }) else {
            throw damaged("product/\(id)")
        }
        let owned = try items(
            [.ids(.record(.producer), [product.producer])]
                + (lot == nil ? [] : [.children(.record(.certificate), of: [product.producer])]))
        guard let producer: Producer = try owned[0].first.map({ try sealed($0, at: sequence).value() }) else {
            throw damaged("producer/\(product.producer)")
        }
        let named = found[3]
        let others = (found[4] + (owned.count > 1 ? owned[1] : [])).filter { other in
            !named.contains { $0.id == other.id }
        }
        let recall: Recall? = try found[5].first?.value()
        let zones = try found[2].map { try sealed($0, at: sequence) }
        let certificates = try (named + others).map { try sealed($0, at: sequence) }
        return Origin(
            product: product, producer: producer,
            recognitions: try found[1].map { try $0.value() },
            lot: lot,
            zones: try zones.map { try $0.value() }, certificates: try certificates.map { try $0.value() },
            confirmations: lot == nil ? [:] : try confirmations(of: zones + certificates),
            recall: recall.flatMap { $0.isInForce ? RecallFacts($0) : nil })
    }
}

/// Where goods come from.
private struct Origin {
    let product: Product
    let producer: Producer
    let recognitions: [Recognition]
    let lot: Lot?
    let zones: [MaterialZone]
    let certificates: [Certificate]
    let confirmations: [String: Confirmation]
    let recall: RecallFacts?
}

extension NumberSurroundings {
    /// The numbers of a batch around one of them, up to where the next cancellation or activation begins or ends.
    fileprivate func run(around number: SerialNumber, in batch: Batch) -> ClosedRange<UInt64> {
        var (first, last) = (batch.numbers.first.rawValue, batch.numbers.last.rawValue)
        for range in [void?.numbers, activation?.numbers].compactMap(\.self) {
            if range.contains(number) {
                (first, last) = (max(first, range.first.rawValue), min(last, range.last.rawValue))
            } else {
                first = max(first, range.last.rawValue + 1)
            }
        }
        if let next { last = min(last, next - 1) }
        return first...last
    }
}
