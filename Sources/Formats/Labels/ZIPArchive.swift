internal import Raster

/// An archive of stored files that is written front to back (PKWARE APPNOTE 6.3).
///
/// Keeps a file's name, checksum and length; all dates are the first that ZIP has, 1980-01-01.
struct ZIPArchive {
    private var position: Int
    private var count = 0
    /// For each file the length of its name, the name, its length, and its CRC-32.
    private var entries = ByteStore()
    private var state = State.files

    private enum State {
        case files
        case directory(start: Int, ByteStore.Cursor, offset: Int)
        case done
    }

    private let start: Int

    /// An archive that begins at this byte of its file.
    init(at start: Int = 0) {
        self.start = start
        position = start
    }

    /// The bytes of one file of under 4 GiB; its name is ASCII of under 128 bytes.
    mutating func add(_ file: [UInt8], name: String) -> [UInt8] {
        let crc = Checksum.crc32(file)
        entries.append(number: name.utf8.count)
        entries.append(Array(name.utf8))
        entries.append(number: file.count)
        entries.append(Self.little(crc))
        count += 1
        var bytes = Self.little(0x0403_4B50 as UInt32)
        bytes += Self.common(crc: crc, size: file.count, name: name.utf8.count)
        bytes += Self.little(0 as UInt16)
        bytes.append(name)
        bytes += file
        position += bytes.count
        return bytes
    }

    /// The next piece of the directory and its end; nil when the archive is whole.
    mutating func end() -> [UInt8]? {
        switch state {
        case .done: return nil
        case .files:
            state = .directory(start: position, ByteStore.Cursor(), offset: start)
            return end()
        case .directory(let directory, var cursor, var offset):
            var bytes: [UInt8] = []
            while bytes.count < 65_536, let name = entries.nextNumber(&cursor) {
                bytes += entry(name: name, &cursor, &offset)
            }
            position += bytes.count
            if offset < directory {
                state = .directory(start: directory, cursor, offset: offset)
            } else {
                bytes += trailer(directory: directory, size: position - directory)
                state = .done
            }
            return bytes
        }
    }

    /// A file in the directory (§4.3.12).
    private func entry(name: Int, _ cursor: inout ByteStore.Cursor, _ offset: inout Int) -> [UInt8] {
        let text = entries.next(&cursor, count: name)
        let size = entries.nextNumber(&cursor) ?? 0
        let crc = entries.next(&cursor, count: 4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let isFar = offset >= 0xFFFF_FFFF
        // Made on Unix, whose modes readers then believe.
        var bytes = Self.little(0x0201_4B50 as UInt32) + Self.little(3 << 8 | (isFar ? 45 : 20) as UInt16)
        bytes += Self.common(crc: crc, size: size, name: name, isFar: isFar)
        bytes += Self.little(isFar ? 12 : 0 as UInt16) + Self.little(0 as UInt16) + Self.little(0 as UInt32)
        bytes += Self.little(0o100_644 << 16 as UInt32)
        bytes += Self.little(UInt32(clamping: offset))
        bytes += text
        if isFar { bytes += Self.little(1 as UInt16) + Self.little(8 as UInt16) + Self.little(UInt64(offset)) }
        offset += 30 + name + size
        return bytes
    }

    /// The end of the directory, in its 64-bit form before the old one when that is too small (§4.3.14…16).
    private func trailer(directory: Int, size: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        if count >= 0xFFFF || directory >= 0xFFFF_FFFF || size >= 0xFFFF_FFFF {
            bytes += Self.little(0x0606_4B50 as UInt32) + Self.little(44 as UInt64)
            bytes += Self.little(3 << 8 | 45 as UInt16) + Self.little(45 as UInt16)
            bytes += Self.little(0 as UInt64)
            for number in [count, count, size, directory] { bytes += Self.little(UInt64(number)) }
            bytes += Self.little(0x0706_4B50 as UInt32) + Self.little(0 as UInt32)
            bytes += Self.little(UInt64(directory + size)) + Self.little(1 as UInt32)
        }
        let files = Self.little(UInt16(clamping: count))
        bytes += Self.little(0x0605_4B50 as UInt32) + Self.little(0 as UInt32) + files + files
        bytes += Self.little(UInt32(clamping: size)) + Self.little(UInt32(clamping: directory))
        return bytes + Self.little(0 as UInt16)
    }

    /// What the file's own header and the directory have in common, but for their signatures.
    private static func common(crc: UInt32, size: Int, name: Int, isFar: Bool = false) -> [UInt8] {
        var bytes = little(isFar ? 45 : 20 as UInt16)
        // No flags, stored; midnight, 1980-01-01.
        for field in [0, 0, 0, 0x21] as [UInt16] { bytes += little(field) }
        let length = little(UInt32(clamping: size))
        return bytes + little(crc) + length + length + little(UInt16(clamping: name))
    }

    private static func little<Integer: FixedWidthInteger>(_ number: Integer) -> [UInt8] {
        stride(from: 0, to: Integer.bitWidth, by: 8).map { UInt8(truncatingIfNeeded: number >> Integer($0)) }
    }
}
