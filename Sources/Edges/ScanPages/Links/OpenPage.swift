internal import GS1
package import Stamps

/// A page that is asked for without a seal: a product, a lot of it, or one pack by its serial.
///
/// It lies outside the resolver's root, so that a Digital Link may lead to it: `/p/01/09520000000011/10/KV260918`.
package struct OpenPage: Equatable {
    /// Where the pages begin.
    static let root = "/p"

    package let key: ProductKey
    package let lot: LotNumber?
    package let serial: Serial?

    package init(_ key: ProductKey, lot: LotNumber? = nil, serial: Serial? = nil) {
        self.key = key
        self.lot = lot
        self.serial = serial
    }

    /// Reads a path, which is a stamp's without host and seal behind the root; nil where it has another form.
    package init?(path: String) {
        var segments = path.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 8, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }[...]
        guard segments.popFirst() == "", "/" + (segments.popFirst() ?? "") == Self.root,
            let kind = segments.popFirst(), let name = segments.popFirst(), let key = Self.key(kind, name)
        else { return nil }
        self.key = key
        var lot: LotNumber?
        var serial: Serial?
        if segments.first == "10" {
            lot = segments.dropFirst().first.flatMap { try? LotNumber($0) }
            guard lot != nil else { return nil }
            segments = segments.dropFirst(2)
        }
        if segments.first == "21" {
            serial = segments.dropFirst().first.flatMap { try? Serial($0) }
            guard serial != nil else { return nil }
            segments = segments.dropFirst(2)
        }
        guard segments.isEmpty else { return nil }
        self.lot = lot
        self.serial = serial
    }

    private static func key(_ kind: String, _ name: String) -> ProductKey? {
        switch kind {
        case "01": name.utf8.count == 14 ? (try? GTIN(name)).map(ProductKey.gtin) : nil
        case "P": (try? ProductCode(name)).map(ProductKey.code)
        default: nil
        }
    }

    /// The path that leads to it.
    package var path: String {
        Self.root + key.path + (lot.map { "/10/" + $0.text } ?? "") + (serial.map { "/21/" + $0.text } ?? "")
    }
}
