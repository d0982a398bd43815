public import Records

/// What is acted on, as far as rights depend on it.
public struct Subject: Sendable, Equatable {
    /// Whose it is; a material zone may serve several producers.
    public var producers: Set<String>
    /// The present code of the commune where it lies.
    public var communes: Set<String>
    /// The present code of the province where it lies.
    public var provinces: Set<String>
    /// The stars of the recognition that it is about; of a certificate, those of the products that rest on it.
    public var stars: Set<Int>

    /// Takes the parts as they are.
    public init(
        producers: Set<String> = [], communes: Set<String> = [], provinces: Set<String> = [], stars: Set<Int> = []
    ) {
        self.producers = producers
        self.communes = communes
        self.provinces = provinces
        self.stars = stars
    }
}

extension Subject {
    /// What a record is about, following the records that it names up to its producer.
    ///
    /// A record that names one that is not there is about less, and so in nobody's own scope. The stars of a
    /// certificate stand in no record that it names; who reads the register adds them.
    ///
    /// - Parameter named: finds a record of the register; nil where there is none.
    public init<Failure>(
        of record: any RegisterRecord, named: (RecordKind, String) throws(Failure) -> (any RegisterRecord)?
    ) throws(Failure) {
        switch record {
        case let producer as Producer:
            let units = producer.address.current
            self.init(
                producers: [producer.id], communes: [units.commune.code], provinces: [units.province.code])
        case let zone as MaterialZone:
            self.init(
                producers: Set(zone.producers), communes: [zone.communeCode], provinces: [zone.provinceCode])
        case let recognition as Recognition:
            try self.init(following: (.product, recognition.product), named: named)
            stars = [recognition.stars]
        case let certificate as Certificate:
            switch certificate.scope {
            case .zone(let id, _, _, _): try self.init(following: (.zone, id), named: named)
            case .facility(let id, _): try self.init(following: (.producer, id), named: named)
            }
        case let product as Product: try self.init(following: (.producer, product.producer), named: named)
        case let authorisation as MarkAuthorisation:
            try self.init(following: (.recognition, authorisation.recognition), named: named)
        case let lot as Lot: try self.init(following: (.product, lot.product), named: named)
        default: self.init()
        }
    }

    private init<Failure>(
        following name: (kind: RecordKind, id: String),
        named: (RecordKind, String) throws(Failure) -> (any RegisterRecord)?
    ) throws(Failure) {
        guard let record = try named(name.kind, name.id), type(of: record).kind == name.kind else {
            self.init()
            return
        }
        try self.init(of: record, named: named)
    }
}
