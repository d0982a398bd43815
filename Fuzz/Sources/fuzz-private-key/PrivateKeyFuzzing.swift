import CLibFuzzer
import Glibc
@testable import Keyring

@main
enum PrivateKeyFuzzing {
    static func main() {
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        exit(LLVMFuzzerRunDriver(&count, &arguments) { readPrivateKey($0, $1) })
    }
}

/// Reads bytes as a key file, as each structure in one, and as what a passphrase decrypts to.
private func readPrivateKey(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let block = try? PEM(parsing: bytes) {
        guard block.text == bytes.filter({ $0 != UInt8(ascii: "\r") }) else { fatalError("a second text of a block") }
        readStructures(block.bytes)
    }
    readStructures(bytes)
    _ = try? EncryptedPrivateKey.key(inPadded: bytes)
    return 0
}

private func readStructures(_ der: [UInt8]) {
    if let key = try? OneAsymmetricKey(der: der) {
        guard let written = try? key.der(), let again = try? OneAsymmetricKey(der: written),
            again.algorithm == key.algorithm, again.bytes == key.bytes
        else { fatalError("a key that was read is not read again") }
    }
    if let encrypted = try? EncryptedPrivateKey(der: der) {
        guard PBES2.allowedRounds ~= encrypted.scheme.rounds, let written = try? encrypted.der(),
            (try? EncryptedPrivateKey(der: written)) == encrypted
        else { fatalError("an encrypted key that was read is not read again") }
    }
}
