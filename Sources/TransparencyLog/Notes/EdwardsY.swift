/// The y coordinate of an encoded Ed25519 point: 32 octets, little-endian, the top bit being the sign of x.
enum EdwardsY {
    /// Whether y is below p = 2^255 − 19 and the point has an order that does not divide 8.
    ///
    /// Crypto's decoder accepts both otherwise: y + p would be a second spelling of a key, and a point of small order
    /// one for which a signature fits many messages (RFC 8032 §5.1.3).
    static func isTrustworthy(_ point: [UInt8]) -> Bool {
        guard point.count == 32, let top = point.last else { return false }
        var y = point
        y[31] = top & 0x7F
        let words = (0..<4).map { word in
            y[(8 * word)..<(8 * word + 8)].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        let isCanonical = !(words[1...2].allSatisfy { $0 == .max } && words[3] == .max >> 1 && words[0] >= .max - 18)
        return isCanonical && !smallOrder.contains(words)
    }

    /// The five y of the eight points whose order divides 8, as words, least significant first; ± x share a y.
    ///
    /// Source: Chalkias, Garillot, Nikolaenko, "Taming the many EdDSAs" (2020), table 4. The test computes them anew.
    private static let smallOrder: [[UInt64]] = [
        [0, 0, 0, 0],
        [1, 0, 0, 0],
        [.max - 19, .max, .max, .max >> 1],
        [0xB027_B2C2_8F95_E826, 0xF098_EFF2_89F4_C345, 0x3933_C6D3_05AC_DFD5, 0x05FC_536D_8802_38B1],
        [0x4FD8_4D3D_706A_17C7, 0x0F67_100D_760B_3CBA, 0xC6CC_392C_FA53_202A, 0x7A03_AC92_77FD_C74E],
    ]
}
