import Registrar
import Accountability
import Encodings
import Files
import GS1
import Records
import Stamps
import TransparencyLog
import Wording

/// A proof that the batch of a stamp stands in an issuer's log, checked without a network.
struct BatchProof {
    /// The leaf of the batch.
    let leaf: LogLeaf
    /// The leaf's place in the log, and how many leaves the log had.
    let index: UInt64
    let checkpoint: TrustedCheckpoint

    /// Reads a proof and verifies it under a policy.
    ///
    /// - Throws: `Problem` `logInconsistent` where it proves nothing.
    init(path: String, policy: TrustPolicy) throws {
        do {
            let proof = try LogProof(bytes: WholeFile.read(path, limit: LogProof.maximumLength))
            guard let entry = proof.extra else { throw inconsistent("\(path) lacks the leaf") }
            checkpoint = try proof.verify(entry: entry, policy: policy)
            leaf = try LogLeaf(bytes: entry)
            index = proof.index
        } catch let error as LogProofError {
            throw Self.refused(path, "\(error)")
        } catch let error as LeafError {
            throw Self.refused(path, "\(error)")
        }
    }

    /// Demands that the leaf is the batch of a stamp: its product, its number, its key.
    func demand(_ stamp: String) throws {
        let stamp = try UnverifiedStamp(parsing: stamp)
        let body = leaf.body
        let first = body["firstNumber"]?.integer.flatMap(UInt64.init(exactly:)).flatMap(SerialNumber.init(rawValue:))
        let numbers = try first.map { try SerialRange(first: $0, count: body["count"]?.integer ?? 0) }
        let key =
            switch stamp.key {
            case .gtin(let gtin): body["gtin"]?.string == gtin.text
            case .code(let code): body["productCode"]?.string == code.text
            }
        let number = stamp.serial?.number
        guard leaf.kind == .batch, key, let number, numbers?.contains(number) == true,
            body["keyId"]?.integer == Int(stamp.seal.keyID.rawValue)
        else {
            throw Problem(
                .logInconsistent, vi: "Bằng chứng thuộc đợt tem khác, không phải đợt của mã này.",
                en: "The proof is of another batch, not of this stamp's.")
        }
    }

    /// What was proved, in a line.
    var text: Bilingual {
        let witnesses = checkpoint.cosignatures.map { String(decoding: $0.witness.name, as: UTF8.self) }
        let batch = leaf.body["id"]?.string ?? ""
        let size = checkpoint.checkpoint.size
        return Bilingual(
            vi: "✓ Đợt \(batch) có trong nhật ký minh bạch \(checkpoint.checkpoint.origin) (mục \(index) / \(size)); "
                + (witnesses.isEmpty ? "không có nhân chứng." : "nhân chứng: \(witnesses.joined(separator: ", "))."),
            en: "✓ Batch \(batch) is in the log \(checkpoint.checkpoint.origin) (leaf \(index) of \(size)); "
                + (witnesses.isEmpty ? "no witness." : "witnesses: \(witnesses.joined(separator: ", "))."))
    }

    private static func refused(_ path: String, _ reason: String) -> Problem {
        Problem(
            .logInconsistent, vi: "Bằng chứng \(path) không đúng: \(reason).",
            en: "The proof \(path) does not hold: \(reason).",
            hint: Bilingual(
                vi: "Kiểm tra tệp chính sách có đúng khóa của nhật ký và nhân chứng không.",
                en: "See whether the policy has the right keys of the log and its witnesses."))
    }
}
