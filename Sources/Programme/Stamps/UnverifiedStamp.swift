import GS1

/// A text that is a stamp by its grammar; nothing it says is proved yet (STAMP-V1 §1).
public struct UnverifiedStamp: Hashable, Sendable {
    /// Who claims to have issued the stamp.
    public let host: IssuerHost
    /// Version 1, the key id and the signature.
    public let seal: Seal
    /// The product.
    public let key: ProductKey
    /// The lot, when the stamp carries one.
    public let lot: LotNumber?
    /// The serial, when the stamp is of one pack.
    public let serial: Serial?
    /// The bytes that the seal must sign: the path as it was received, the host in capitals.
    public let signedMessage: [UInt8]

    /// Reads a stamp as it was scanned.
    ///
    /// Scheme and host may be in any case; a query and a fragment are dropped unread; nothing else is folded.
    ///
    /// - Throws: `StampError`: what is wrong with the layout, else with the first part from the left, else
    ///   `.unsupportedVersion`.
    public init(parsing text: String) throws(StampError) {
        try self.init(parsing: text.utf8Span.span)
    }

    /// Reads a stamp from UTF-8 bytes; what it allocates is bounded by the longest stamp.
    ///
    /// - Throws: `StampError`: what is wrong with the layout, else with the first part from the left, else
    ///   `.unsupportedVersion`.
    public init(parsing text: Span<UInt8>) throws(StampError) {
        let layout = try StampLayout(of: text)
        host = try IssuerHost(utf8: text.extracting(layout.host))
        seal = try Seal(digits: text.extracting(layout.seal))
        key = try Self.productKey(text.extracting(layout.key), isGTIN: layout.keyIsGTIN)
        lot = if let lot = layout.lot { try LotNumber(utf8: text.extracting(lot)) } else { nil }
        serial = if let serial = layout.serial { try Serial(utf8: text.extracting(serial)) } else { nil }
        guard seal.version == Seal.currentVersion else { throw .unsupportedVersion(seal.version) }

        var message = SignedMessage.prefix(keyID: seal.keyID, host: host, reserving: layout.barePath.count)
        text.extracting(layout.barePath).withUnsafeBufferPointer { message.append(contentsOf: $0) }
        signedMessage = message
    }

    /// The most bytes that are read: the longest stamp, 283, and 2,048 for a query and a fragment.
    ///
    /// It is also what the largest QR code of level M holds (2,331 bytes, ISO/IEC 18004), so no scanner of
    /// stamps has more to give; phones and messengers add well below 1,000 bytes of query.
    public static let maximumInputLength = 283 + 2048

    /// What the stamp is put on, told by which parts it has (STAMP-V1 §1).
    public var kind: StampKind {
        switch (lot, serial) {
        case (_, .some): .item
        case (.some, .none): .lot
        case (.none, .none): .product
        }
    }

    /// The stamp without its seal, a GS1 Digital Link: `HTTPS://TG.EXAMPLE/01/08931234567897`.
    public var bareURI: String {
        String(decoding: signedMessage.dropFirst(SignedMessage.headLength), as: UTF8.self)
    }

    /// Whether the seal's signature is one of this stamp under the key.
    ///
    /// That the key is the one of `host` and `seal.keyID` is the caller's to see to. Costs one Ed25519 verification.
    public func isSigned(by key: StampPublicKey) -> Bool {
        key.isValid(signature: seal.signature, for: signedMessage)
    }

    private static func productKey(_ text: Span<UInt8>, isGTIN: Bool) throws(StampError) -> ProductKey {
        guard isGTIN else { return .code(try ProductCode(utf8: text)) }
        // GTIN reads shorter forms too; a stamp has the 14 digits.
        guard text.count == 14 else { throw .gtin(.length(given: text.count, allowed: [14])) }
        do {
            return .gtin(try GTIN(utf8: text))
        } catch {
            throw .gtin(error)
        }
    }
}

/// What a stamp is put on, and so what it can say.
public enum StampKind: String, Hashable, Sendable, CaseIterable {
    /// One pack.
    case item
    /// Every pack of a lot, the same on each.
    case lot
    /// A plaque or a listing badge; it never says that a pack is authentic.
    case product
}
