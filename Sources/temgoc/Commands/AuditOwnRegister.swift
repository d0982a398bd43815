import Registrar
import TransparencyLog
import Wording

/// A home's own register, held against the log that outsiders have seen of it.
///
/// Whoever rewrites entries, their hashes and the leaves that follow from them is content with `fsck`; the log that was
/// published before tells.
struct AuditOwnRegister {
    let home: Home

    /// What is not so: in the register itself, then the first leaf that is another than the published one.
    func differences(from published: [TreeHash]) async throws -> [Bilingual] {
        let store = try await home.registrar().store
        let own = try await store.audit { _ in }.differences
        return own + (try await onWaitingThread { try Self.firstOther(store.log, than: published) })
    }

    private static func firstOther(_ log: any RegisterLog, than published: [TreeHash]) throws -> [Bilingual] {
        var next = 0
        while next < published.count {
            let leaves = try log.entries(UInt64(next)..<UInt64(min(next + 1_024, published.count)))
            for leaf in leaves {
                if TreeHash(leaf: leaf) != published[next] {
                    return [
                        Bilingual(
                            vi: "mục \(next) của nhật ký đã công bố khác với sổ: sổ đã bị sửa sau khi công bố",
                            en: "leaf \(next) of the published log is another than the register's: the register was "
                                + "changed after it was published")
                    ]
                }
                next += 1
            }
            if leaves.isEmpty {
                return [
                    Bilingual(
                        vi: "sổ chỉ còn \(next) trong \(published.count) mục của nhật ký đã công bố",
                        en: "the register has \(next) of the \(published.count) published leaves")
                ]
            }
        }
        return []
    }
}
