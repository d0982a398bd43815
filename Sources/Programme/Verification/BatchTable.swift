public import Stamps
public import Time

/// The batches of a bundle: found by product and number in time that grows with the logarithm of their number.
public struct BatchTable: Sendable {
    /// A batch as a bundle knows it.
    public struct Row: Sendable, Equatable {
        /// The number of its ledger entry.
        public let position: Int
        /// The product's place in the bundle's list.
        public let product: Int
        /// The serial numbers that it has.
        public let numbers: SerialRange
        /// The key that its stamps are signed with.
        public let keyID: KeyID
        /// The number on the packs; nil for stamps of a roll that are given to no lot yet.
        public let lotNumber: LotNumber?
        /// Ngày đóng gói; nil where there is no lot.
        public let packedOn: CivilDate?
        /// Hạn sử dụng; nil where none is declared.
        public let expiresOn: CivilDate?
        /// The recognition that its mark was printed under; nil without a mark.
        public let recognition: String?
        /// Whether the stamps carry the lot number.
        public let lotIsInStamp: Bool
        /// The place of what its packs say in the bundle's list, where product or producer have changed since; else nil.
        public let sealed: Int?

        /// Takes the parts as they are.
        public init(
            position: Int, product: Int, numbers: SerialRange, keyID: KeyID, lotNumber: LotNumber?,
            packedOn: CivilDate?, expiresOn: CivilDate?, recognition: String?, lotIsInStamp: Bool, sealed: Int? = nil
        ) {
            self.position = position
            self.product = product
            self.numbers = numbers
            self.keyID = keyID
            self.lotNumber = lotNumber
            self.packedOn = packedOn
            self.expiresOn = expiresOn
            self.recognition = recognition
            self.lotIsInStamp = lotIsInStamp
            self.sealed = sealed
        }
    }

    /// The rows by product and first number.
    public let rows: [Row]

    /// Takes rows in any order.
    ///
    /// - Returns: nil where two batches of a product share a number.
    public init?(_ rows: [Row]) {
        let isSorted = zip(rows, rows.dropFirst()).allSatisfy { Self.order($0) < Self.order($1) }
        let sorted = isSorted ? rows : rows.sorted { Self.order($0) < Self.order($1) }
        for (row, next) in zip(sorted, sorted.dropFirst()) where row.product == next.product {
            guard row.numbers.last < next.numbers.first else { return nil }
        }
        self.rows = sorted
    }

    private static func order(_ row: Row) -> (Int, UInt64) { (row.product, row.numbers.first.rawValue) }

    /// The batch of a product that has this number.
    public func row(of product: Int, holding number: SerialNumber) -> Row? {
        // Binary search for the last row that begins at or before the number.
        var low = 0
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if Self.order(rows[middle]) <= (product, number.rawValue) { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let row = rows[low - 1]
        return row.product == product && row.numbers.contains(number) ? row : nil
    }
}
