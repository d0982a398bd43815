/// Signs stamps in the name of one host with one key (STAMP-V1 §2).
public struct StampSealer: Sendable {
    /// The issuer that the stamps name.
    public let host: IssuerHost
    /// The id that the host's bundle gives the key.
    public let keyID: KeyID

    private let signingKey: StampSigningKey

    /// Joins a host, one of its keys, and that key's id.
    public init(host: IssuerHost, keyID: KeyID, signingKey: StampSigningKey) {
        self.host = host
        self.keyID = keyID
        self.signingKey = signingKey
    }

    /// The text of one stamp, as it goes into a QR code.
    ///
    /// The same parts always give the same text. Costs one Ed25519 signature.
    ///
    /// - Throws: `StampKeyError.signingFailed`.
    public func seal(
        _ key: ProductKey, lot: LotNumber? = nil, serial: Serial? = nil
    ) throws(StampKeyError) -> String {
        var message = prefix(key, lot: lot)
        if let serial { message.appendSerial(serial) }
        return try stamp(signing: message)
    }

    /// A run of item stamps of one batch, whose common work is done here once.
    public func run(of key: ProductKey, lot: LotNumber? = nil, secret: BatchSecret) -> BatchStamps {
        BatchStamps(
            sealer: self, prefix: prefix(key, lot: lot), guards: secret.guards(of: key), pins: secret.pins(of: key))
    }

    private func prefix(_ key: ProductKey, lot: LotNumber?) -> [UInt8] {
        var message = SignedMessage.prefix(keyID: keyID, host: host, reserving: 80)
        message.append(contentsOf: key.path.utf8)
        if let lot {
            message.append(contentsOf: "/10/".utf8)
            message.append(contentsOf: lot.text.utf8)
        }
        return message
    }

    /// Signs the message and sets the seal between the host and the path that it signed.
    fileprivate func stamp(signing message: [UInt8]) throws(StampKeyError) -> String {
        let seal = try Seal(keyID: keyID, signature: try signingKey.signature(of: message))
        let hostEnd = SignedMessage.headLength + SignedMessage.origin.utf8.count + host.text.utf8.count
        var text: [UInt8] = []
        text.reserveCapacity(message.count + Seal.digitCount)
        text.append(contentsOf: message[SignedMessage.headLength..<hostEnd])
        text.append(0x2F)
        seal.appendDigits(to: &text)
        text.append(contentsOf: message[hostEnd...])
        return String(decoding: text, as: UTF8.self)
    }
}

/// The item stamps of one batch, made from their numbers in any order and as often as wanted.
public struct BatchStamps: Sendable {
    fileprivate let sealer: StampSealer
    fileprivate let prefix: [UInt8]
    fileprivate let guards: SerialGuards
    fileprivate let pins: CoveredPINs

    /// The text of the stamp of this number; the same number always gives the same text.
    ///
    /// Costs one Ed25519 signature and one HMAC.
    ///
    /// - Throws: `StampKeyError.signingFailed`.
    public func stamp(_ number: SerialNumber) throws(StampKeyError) -> String {
        var message = prefix
        message.appendSerial(serial(number))
        return try sealer.stamp(signing: message)
    }

    /// The serial of this number, as it is printed beside the code.
    public func serial(_ number: SerialNumber) -> Serial {
        Serial(number: number, guard: guards.guard(of: number))
    }

    /// The number under the cover of this pack, for batches that have one.
    public func pin(_ number: SerialNumber) -> CoveredPIN { pins.pin(of: number) }
}

extension [UInt8] {
    fileprivate mutating func appendSerial(_ serial: Serial) {
        append(contentsOf: "/21/".utf8)
        Crockford.append(serial.number.rawValue, digits: 7, to: &self)
        Crockford.append(UInt64(serial.guard.rawValue), digits: 4, to: &self)
    }
}
