internal import CQREncode

/// A text as a square of dark and light modules (ISO/IEC 18004, model 2), without its quiet zone.
public struct QRCode: Sendable, Equatable {
    /// The size class, 1…40.
    public let version: Int
    /// How much of the symbol may be lost and still be read.
    public let errorCorrection: ErrorCorrection
    /// The symbol as rows of ``side`` bits, each padded to whole bytes, first module highest; a set bit is dark.
    public let packed: [UInt8]

    /// Modules along one side: 21 for version 1, four more for each version.
    public var side: Int { Self.side(version: version) }

    /// Light modules that must surround the symbol on every side (ISO/IEC 18004 §5.3.8).
    public static let quietZone = 4

    /// The smallest symbol that holds `text`, as UTF-8.
    ///
    /// Throws ``QRCodeError`` when the text is empty, has a NUL, or is over what version 40 holds.
    public init(_ text: String, errorCorrection: ErrorCorrection = .medium) throws(QRCodeError) {
        try self.init(QRText(text), errorCorrection: errorCorrection)
    }

    /// The smallest symbol that holds a text already cut into segments.
    ///
    /// At version 6 libqrencode takes some 300 µs, the native encoder a tenth of it; their symbols are the same.
    public init(
        _ text: QRText, errorCorrection: ErrorCorrection = .medium, encoder: QREncoder = .native
    ) throws(QRCodeError) {
        let version = try text.version(at: errorCorrection)
        switch encoder {
        case .native where Blocks.versions ~= version:
            packed = NativeEncoder.encode(text, version: version, errorCorrection)
        case .native, .libqrencode:
            packed = try Self.encode(text, version: version, errorCorrection)
        }
        self.version = version
        self.errorCorrection = errorCorrection
    }

    /// Whether the module is dark; everything outside the square is light, as the quiet zone is.
    public subscript(row row: Int, column column: Int) -> Bool {
        guard 0..<side ~= row, 0..<side ~= column else { return false }
        return packed[row * ((side + 7) / 8) + column >> 3] & 0x80 >> UInt8(column & 7) != 0
    }

    /// Modules along one side of a version: 17 + 4 × version.
    static func side(version: Int) -> Int { 17 + 4 * version }
}

/// Share of codewords that can be restored: about 7, 15, 25 and 30 per cent.
public enum ErrorCorrection: Int, Sendable, Comparable, CaseIterable {
    case low, medium, quartile, high

    /// Weaker corrections come first.
    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// Who makes a symbol of its codewords.
public enum QREncoder: Sendable, CaseIterable {
    /// Versions 1…11 by this module, larger ones by libqrencode.
    case native
    /// The reference, for all versions.
    case libqrencode
}

/// Why a text has no QR code.
public enum QRCodeError: Error, Equatable {
    /// There is nothing to encode.
    case empty
    /// The text has U+0000 at this UTF-8 offset: readers written in C would stop there.
    case nul(offset: Int)
    /// Over what any symbol holds, whatever its characters.
    case tooLong(bytes: Int, limit: Int)
    /// Over what version 40 holds at this error correction.
    case overCapacity(bits: Int, limit: Int, ErrorCorrection)
    /// The encoder had no memory, or refused what ISO/IEC 18004 allows.
    case encoderFailed(version: Int)
}

extension QRCode {
    /// The one place that calls libqrencode.
    ///
    /// Its functions share no state, so any number of threads may be here at once.
    private static func encode(
        _ text: QRText, version: Int, _ errorCorrection: ErrorCorrection
    ) throws(QRCodeError) -> [UInt8] {
        let level: QRecLevel =
            switch errorCorrection {
            case .low: QR_ECLEVEL_L
            case .medium: QR_ECLEVEL_M
            case .quartile: QR_ECLEVEL_Q
            case .high: QR_ECLEVEL_H
            }
        guard let input = QRinput_new2(Int32(version), level) else { throw .encoderFailed(version: version) }
        defer { QRinput_free(input) }
        for segment in text.segments(version: version) {
            let mode: QRencodeMode =
                switch segment.mode {
                case .numeric: QR_MODE_NUM
                case .alphanumeric: QR_MODE_AN
                case .byte: QR_MODE_8
                }
            let status = text.bytes[segment.range].withUnsafeBufferPointer {
                QRinput_append(input, mode, Int32($0.count), $0.baseAddress)
            }
            guard status == 0 else { throw .encoderFailed(version: version) }
        }
        guard let code = QRcode_encodeInput(input) else { throw .encoderFailed(version: version) }
        defer { QRcode_free(code) }
        guard Int(code.pointee.version) == version, let modules = code.pointee.data else {
            throw .encoderFailed(version: version)
        }
        let side = side(version: version)
        return packed(UnsafeBufferPointer(start: modules, count: side * side), side: side)
    }

    /// libqrencode's byte a module: only its lowest bit is colour, the others say what the module is for.
    private static func packed(_ modules: UnsafeBufferPointer<UInt8>, side: Int) -> [UInt8] {
        var packed: [UInt8] = []
        packed.reserveCapacity((side + 7) / 8 * side)
        for row in stride(from: 0, to: side * side, by: side) {
            for first in stride(from: 0, to: side, by: 8) {
                let count = min(8, side - first)
                var byte: UInt8 = 0
                for module in 0..<count { byte = byte << 1 | modules[row + first + module] & 1 }
                packed.append(byte << UInt8(8 - count))
            }
        }
        return packed
    }
}
