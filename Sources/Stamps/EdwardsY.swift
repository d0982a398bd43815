/// The y coordinate of an encoded Ed25519 point: 32 octets, little-endian, the top bit being the sign of x.
enum EdwardsY {
    /// Whether y is below p = 2^255 − 19, as RFC 8032 §5.1.3 step 1 demands of a decoder.
    ///
    /// Crypto's decoder accepts y + p as well, so one key would have two spellings.
    static func isCanonical(_ point: [UInt8]) -> Bool {
        guard point.count == 32, let lowest = point.first, let highest = point.last else { return false }
        let middleIsFull = point[1..<31].allSatisfy { $0 == 0xFF }
        return !(highest & 0x7F == 0x7F && middleIsFull && lowest >= 0xED)
    }

    /// Whether a canonical point has an order that divides 8.
    static func isOfSmallOrder(_ point: [UInt8]) -> Bool {
        guard let highest = point.last else { return false }
        var y = point
        y[y.count - 1] = highest & 0x7F
        return smallOrder.contains(y)
    }

    /// The five y of the eight points whose order divides 8; ± x share a y.
    ///
    /// Source: the torsion subgroup as listed in Chalkias, Garillot, Nikolaenko, "Taming the many EdDSAs"
    /// (2020), table 4, and in libsodium's `ge25519_has_small_order`. The test computes them anew.
    private static let smallOrder: Set<[UInt8]> = [
        littleEndian(0, 0, 0, 0),  // order 4: (±√−1, 0)
        littleEndian(0, 0, 0, 1),  // order 1: (0, 1)
        littleEndian(0x7FFF_FFFF_FFFF_FFFF, .max, .max, 0xFFFF_FFFF_FFFF_FFEC),  // order 2: (0, −1)
        littleEndian(0x05FC_536D_8802_38B1, 0x3933_C6D3_05AC_DFD5, 0xF098_EFF2_89F4_C345, 0xB027_B2C2_8F95_E826),
        littleEndian(0x7A03_AC92_77FD_C74E, 0xC6CC_392C_FA53_202A, 0x0F67_100D_760B_3CBA, 0x4FD8_4D3D_706A_17C7),
    ]

    /// The 32 octets of a number given by its 64-bit words, most significant first.
    private static func littleEndian(_ words: UInt64...) -> [UInt8] {
        words.reversed().flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) }
        }
    }
}
