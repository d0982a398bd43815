internal import Files

/// The file of one private key: mode 0600, never overwritten by a new key, replaced as a whole when its passphrase changes.
struct KeyFile {
    let path: String
    let algorithm: KeyAlgorithm
    /// Rounds of what is written; tests, which have nothing to protect, take fewer.
    var rounds = PBES2.newRounds

    /// No key file is larger; ours have below 600 bytes.
    static let maximumLength = 4_096

    /// Writes the key to a new file.
    func create(_ bytes: [UInt8], under protection: NewKeyProtection) throws(KeyFileError) {
        let text = try text(of: bytes, under: protection)
        do throws(FileError) {
            try WholeFile.write(text, to: path, access: .owner, overwriting: false)
        } catch {
            throw error.isExisting ? .alreadyExists(path: path) : .file(error)
        }
    }

    /// The key, and the public key that the file states, if any.
    func read(under protection: KeyProtection) throws(KeyFileError) -> OneAsymmetricKey {
        let text = try content()
        do throws(KeyFormatError) {
            return try PrivateKeyText.read(text, algorithm: algorithm, under: protection)
        } catch {
            throw error.at(path)
        }
    }

    /// Puts a file with the same key in this one's place; whenever the process is killed, one of them is there, whole.
    func replace(_ bytes: [UInt8], under protection: NewKeyProtection) throws(KeyFileError) {
        let text = try text(of: bytes, under: protection)
        do throws(FileError) {
            try WholeFile.write(text, to: path, access: .owner)
        } catch {
            throw .file(error)
        }
    }

    func isEncrypted() throws(KeyFileError) -> Bool {
        let text = try content()
        do throws(KeyFormatError) {
            return try PrivateKeyText.isEncrypted(PEM(parsing: text))
        } catch {
            throw error.at(path)
        }
    }

    private func text(of bytes: [UInt8], under protection: NewKeyProtection) throws(KeyFileError) -> [UInt8] {
        do throws(KeyFormatError) {
            let key = try OneAsymmetricKey(algorithm, bytes: bytes)
            return try PrivateKeyText.write(key, under: protection, rounds: rounds)
        } catch {
            throw error.at(path)
        }
    }

    private func content() throws(KeyFileError) -> [UInt8] {
        do throws(FileError) {
            return try WholeFile.read(path, limit: Self.maximumLength, accessibleOnlyByOwner: true)
        } catch {
            // Refused at opening means that this process may not read it; that is no fault of the mode.
            throw error.operation == .read && error.isForbiddenAccess ? .exposed(path: path) : .file(error)
        }
    }
}
