import Keyring
import Records
import Stamps
import Verification
import Wording

/// Stamps of a batch as people name them: `5,9,12-20` by their places in the batch, or a serial off a label.
struct SerialSelection {
    let batch: Batch
    /// Checks the letters behind the hyphen of a serial, where the secret of the batch is at hand.
    let vouches: (Serial) throws -> Bool

    /// The numbers that a text names.
    ///
    /// - Throws: `Problem` `usage` for what is neither, `numbersUnknown` for what the batch does not have.
    func ranges(_ text: String) throws -> [SerialRange] {
        if text.isEmpty { return [] }
        var numbers: [SerialRange] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            numbers.append(try range(String(part).trimmed))
        }
        let sorted = numbers.sorted { $0.first < $1.first }
        if zip(sorted, sorted.dropFirst()).contains(where: { $0.last >= $1.first }) {
            throw Problem(
                .usage, vi: "Trong «\(text)» có số được nêu hai lần.", en: "\"\(text)\" names a number twice.")
        }
        return sorted
    }

    private func range(_ part: String) throws -> SerialRange {
        // A hyphen also stands within a serial, so a whole serial is tried first.
        if let serial = try serial(part) { return try SerialRange(first: serial, count: 1) }
        let ends = part.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false).map { String($0).trimmed }
        guard let first = ends.first.flatMap({ Int($0) }), let last = ends.last.flatMap({ Int($0) }), first <= last
        else { throw notUnderstood(part) }
        guard 1...batch.numbers.count ~= first, last <= batch.numbers.count else {
            throw Problem(
                .numbersUnknown,
                vi: "Đợt \(batch.id) có nhãn 1 đến \(batch.numbers.count); không có «\(part)».",
                en: "Batch \(batch.id) has labels 1 to \(batch.numbers.count); not \"\(part)\".")
        }
        return try SerialRange(first: batch.numbers[first - 1], count: last - first + 1)
    }

    private func serial(_ text: String) throws -> SerialNumber? {
        guard text.count >= 11, let serial = try? Serial(typed: text) else { return nil }
        guard batch.numbers.contains(serial.number), try vouches(serial) else {
            throw Problem(
                .numbersUnknown, vi: "Mã tem «\(text)» không thuộc đợt \(batch.id).",
                en: "Serial \"\(text)\" is not of batch \(batch.id).",
                hint: Bilingual(vi: "Xem lại từng ký tự trên nhãn.", en: "Check each character on the label."))
        }
        return serial.number
    }

    private func notUnderstood(_ part: String) -> Problem {
        Problem(
            .usage, vi: "«\(part)» không phải số thứ tự nhãn trong đợt, dải số như 12-20, hay mã tem.",
            en: "\"\(part)\" is no place in the batch, no range such as 12-20 and no serial.",
            hint: Bilingual(
                vi: "Ví dụ: --spoiled 5,9,12-20, hoặc mã tem in trên nhãn như 0000 012-7Q2M.",
                en: "For example --spoiled 5,9,12-20, or a serial off the label such as 0000 012-7Q2M."))
    }
}

extension Home {
    /// How stamps of a batch are named on the command line.
    func selection(of batch: Batch, _ passphrase: PassphraseOptions) throws -> SerialSelection {
        let secret = try openBatchSecrets(passphrase).secret(of: batch.id, sealed: batch.sealedSecret)
        return SerialSelection(batch: batch) { secret.vouches(for: $0, of: batch.productKey) }
    }
}
