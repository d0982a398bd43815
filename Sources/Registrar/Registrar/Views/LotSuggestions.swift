public import Access
internal import Law
public import Records
internal import Stamps
public import Time

/// What the register knows before a lot is declared: what need not be typed again.
public struct LotSuggestion: Sendable {
    /// The product.
    public let product: Product
    /// The product's lot that was declared last; nil before the first.
    public let last: Lot?
    /// The producer's zones, and those that were named, by their identifiers.
    public let zones: [MaterialZone]
    /// The zones of the product's producer.
    public var own: [MaterialZone] { zones.filter { $0.producers.contains(product.producer) } }
    /// The next number for a lot of the day, as producers write it: the letters of the last one and the packing date
    /// (`KV260918`); a second lot of the day gets `-2`.
    public let nextNumber: String
}

extension Registrar {
    /// The products that a principal may declare lots of, by their identifiers, at most `limit`.
    public func products(limit: Int, for principal: Principal) async throws -> [Product] {
        guard let scope = principal.extent(of: .writeLot) else { throw principal.denial(of: .writeLot) }
        return try await store.read { register in
            try register.page(.record(.product), within: scope, after: nil, limit: limit).map { try $0.value() }
        }
    }

    /// What the register suggests for a new lot of a product.
    ///
    /// - Parameters:
    ///   - zones: identifiers of zones that the new lot may name, besides the producer's own.
    /// - Throws: `Problem` `productUnknown`, `rightMissing`.
    public func suggestion(
        forLotOf product: String, packedOn day: CivilDate, naming zones: [String] = [], for principal: Principal
    ) async throws -> LotSuggestion {
        try await store.read { register in
            let product = try register.product(product)
            try principal.demand(.writeLot, on: register.subject(of: product))
            let last: Lot? = try register.latest(.record(.lot), parent: product.id, status: nil, limit: 1).first?
                .value()
            let own = try register.page(
                .record(.zone), within: .producer(product.producer), after: nil, limit: 1_000)
            let named = try register.items([.ids(.record(.zone), zones)])[0].filter { other in
                !own.contains { $0.id == other.id }
            }
            return LotSuggestion(
                product: product, last: last,
                zones: try (own + named).map { try $0.value(MaterialZone.self) }.sorted { $0.id < $1.id },
                nextNumber: try register.nextNumber(after: last, on: day))
        }
    }

    /// For each input of a lot the certificate of its zone that covers its whole harvest; of several the one that lasts
    /// longest, nil where none does.
    public func certificates(
        covering lot: Lot, for principal: Principal
    ) async throws -> [(input: LotInput, certificate: Certificate?)] {
        try await store.read { register in
            try principal.demand(.writeLot, on: register.subject(of: lot))
            let zones = Set(lot.inputs.compactMap(\.zone)).sorted()
            let certificates = try register.records(Certificate.self, of: zones)
            return lot.inputs.map { input in
                let covering = certificates.filter { certificate in
                    guard case .zone = certificate.scope else { return false }
                    return certificate.covers(input, packedOn: lot.packedOn)
                }
                return (input, covering.max { ($0.validThrough, $0.id) < ($1.validThrough, $1.id) })
            }
        }
    }
}

extension RegisterSnapshot {
    fileprivate func nextNumber(after last: Lot?, on day: CivilDate) throws -> String {
        let letters = last.map { String($0.lotNumber.text.prefix { $0.isLetter }) } ?? "L"
        let plain = letters + String(day.iso.filter { $0 != "-" }.dropFirst(2))
        var (number, place) = (plain, 2)
        while try !lots(numbered: number, ofProduct: nil).isEmpty {
            number = "\(plain)-\(place)"
            place += 1
        }
        return number
    }
}
