/// The y coordinate of an encoded Ed25519 point: 32 bytes, little-endian, the top bit being the sign of x.
public enum EdwardsY {
    /// Whether y is below p = 2^255 − 19, as RFC 8032 §5.1.3 step 1 demands of a decoder.
    ///
    /// Crypto's decoder accepts y + p as well, so one key would have two spellings.
    public static func isCanonical(_ point: [UInt8]) -> Bool {
        guard let words = words(point) else { return false }
        return !(words[1...2].allSatisfy { $0 == .max } && words[3] == .max >> 1 && words[0] >= .max - 18)
    }

    /// Whether a canonical point has an order that divides 8: a signature under it fits many messages.
    public static func isOfSmallOrder(_ point: [UInt8]) -> Bool {
        words(point).map(smallOrder.contains) ?? false
    }

    /// The number without the sign of x, as 64-bit words, least significant first; nil unless there are 32 bytes.
    private static func words(_ point: [UInt8]) -> [UInt64]? {
        guard point.count == 32, let top = point.last else { return nil }
        let y = point.dropLast() + [top & 0x7F]
        return (0..<4).map { word in
            y[(8 * word)..<(8 * word + 8)].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
    }

    /// The five y of the eight points whose order divides 8; ± x share a y.
    ///
    /// Source: the torsion subgroup as listed in Chalkias, Garillot, Nikolaenko, "Taming the many EdDSAs" (2020),
    /// table 4. The test computes them anew.
    private static let smallOrder: [[UInt64]] = [
        [0, 0, 0, 0],  // order 4: (±√−1, 0)
        [1, 0, 0, 0],  // order 1: (0, 1)
        [.max - 19, .max, .max, .max >> 1],  // order 2: (0, −1)
        [0xB027_B2C2_8F95_E826, 0xF098_EFF2_89F4_C345, 0x3933_C6D3_05AC_DFD5, 0x05FC_536D_8802_38B1],
        [0x4FD8_4D3D_706A_17C7, 0x0F67_100D_760B_3CBA, 0xC6CC_392C_FA53_202A, 0x7A03_AC92_77FD_C74E],
    ]
}
