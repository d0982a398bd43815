/// The bytes that a seal signs (STAMP-V1 §2).
enum SignedMessage {
    static let origin = "HTTPS://"

    /// The length of what precedes the bare URI: label, LF, 4 hexadecimal digits, LF.
    static let headLength = 21

    /// Label, key id, origin and host: all that the stamps of one key and host share.
    static func prefix(keyID: KeyID, host: IssuerHost, reserving capacity: Int) -> [UInt8] {
        var message: [UInt8] = []
        message.reserveCapacity(headLength + origin.utf8.count + host.text.utf8.count + capacity)
        message.append(contentsOf: "temgoc-stamp-v1\n".utf8)
        keyID.append(to: &message)
        message.append(0x0A)
        message.append(contentsOf: origin.utf8)
        message.append(contentsOf: host.text.utf8)
        return message
    }
}
