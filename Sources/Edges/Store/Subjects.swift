public import Access
internal import GRDB
internal import Records

/// Says whether somebody may do what is asked to this subject; asked in the transaction that does it, before it does.
///
/// Throws where they may not; the register then stays as it was.
public typealias Permit = (Subject) throws -> Void

// What things of the register are about, as far as rights depend on it.

extension Database {
    /// What a record is about; of a certificate, with the stars of its producers' products.
    func subject(of record: any RegisterRecord) throws -> Subject {
        var subject = try Subject(of: record) { kind, id in try present(kind.recordType, id: id) }
        if record is Certificate {
            for producer in subject.producers.sorted() {
                for product in try records(Product.self, of: producer) {
                    subject.stars.formUnion(try records(Recognition.self, of: product.id).map(\.stars))
                }
            }
        }
        return subject
    }

    /// What belongs to a product is about its producer; nobody's where there is no such product.
    func subject(ofProduct id: String) throws -> Subject {
        try record(Product.self, id: id).map { try subject(of: $0) } ?? Subject()
    }

    /// What a lot is about; nobody's where there is no such lot.
    func subject(ofLot id: String) throws -> Subject {
        try record(Lot.self, id: id).map { try subject(of: $0) } ?? Subject()
    }

    /// A record of a kind that is known at run time only.
    func present<Record: RegisterRecord>(_: Record.Type, id: String) throws -> (any RegisterRecord)? {
        try record(Record.self, id: id)
    }
}
