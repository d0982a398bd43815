import CLibFuzzer
import Glibc
import Stamps

@main
enum StampFuzzing {
    static func main() {
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        exit(LLVMFuzzerRunDriver(&count, &arguments) { readStamp($0, $1) })
    }
}

/// Reads bytes as a stamp; what is read must be read the same from what it signs.
private func readStamp(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    guard let stamp = try? UnverifiedStamp(parsing: bytes.span) else { return 0 }
    guard count <= UnverifiedStamp.maximumInputLength, stamp.bareURI.hasPrefix("HTTPS://\(stamp.host.text)/") else {
        fatalError("a stamp that its grammar does not allow")
    }
    // The stamp as it is printed: the seal's digits stand between host and path, whatever followed it is dropped.
    let head = "HTTPS://\(stamp.host.text)/".utf8.count
    let seal = bytes.dropFirst(head).prefix(Seal.digitCount)
    let printed = stamp.bareURI.utf8.prefix(head) + Array(seal) + stamp.bareURI.utf8.dropFirst(head - 1)
    guard let again = try? UnverifiedStamp(parsing: Array(printed).span), again == stamp else {
        fatalError("a stamp that was read is not read again")
    }
    return 0
}
