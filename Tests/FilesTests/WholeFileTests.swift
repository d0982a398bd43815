import Files
import FoundationEssentials
import Glibc
import Testing

struct WholeFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func error(_ work: () throws(FileError) -> Void) -> FileError? {
        do throws(FileError) {
            try work()
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 200_000], [true, false])
    func `what was written is read back, and nothing else is in the folder`(size: Int, durably: Bool) throws {
        let content = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try WholeFile.write(content, to: folder.file("a"), durably: durably)
        #expect(try WholeFile.read(folder.file("a"), limit: size) == content)
        #expect(try folder.names() == ["a"])
    }

    @Test func `writing again replaces the content whole`() throws {
        try WholeFile.write([1, 2, 3], to: folder.file("a"))
        try WholeFile.write([4], to: folder.file("a"))
        #expect(try folder.bytes(of: "a") == [4])
        #expect(try folder.names() == ["a"])
    }

    @Test func `a reader who has the old file open keeps the old content`() throws {
        try WholeFile.write([1, 2, 3], to: folder.file("a"))
        let old = open(folder.file("a"), O_RDONLY)
        defer { close(old) }
        try WholeFile.write([9, 9, 9, 9], to: folder.file("a"))
        var bytes = [UInt8](repeating: 0, count: 8)
        let count = read(old, &bytes, bytes.count)
        #expect(count == 3 && bytes.prefix(3) == [1, 2, 3])
    }

    @Test func `without overwriting an existing file stays, and no part is left`() throws {
        try folder.write([1], to: "a")
        let refusal = error { () throws(FileError) in
            try WholeFile.write([2], to: folder.file("a"), overwriting: false)
        }
        #expect(refusal?.isExisting == true)
        #expect(try folder.bytes(of: "a") == [1])
        #expect(try folder.names() == ["a"])
        try WholeFile.write([3], to: folder.file("b"), overwriting: false)
        #expect(try folder.bytes(of: "b") == [3])
        #expect(try folder.names() == ["a", "b"])
    }

    @Test func `a name that a folder has takes no file, and no part is left`() throws {
        try Folder.create(folder.file("taken"))
        let refusal = error { () throws(FileError) in try WholeFile.write([1], to: folder.file("taken")) }
        #expect(refusal?.operation == .rename)
        #expect(try folder.names() == ["taken"])
    }

    @Test func `a folder that is missing is not made`() {
        let refusal = error { () throws(FileError) in try WholeFile.write([1], to: folder.file("none/a")) }
        #expect(refusal?.isMissing == true && refusal?.operation == .open)
    }

    @Test func `an owner's file is readable by its owner alone`() throws {
        try WholeFile.write([1], to: folder.file("a"), access: .owner)
        #expect(try folder.mode(of: "a") == 0o600)
    }

    @Test func `the part of a writer before this one is written over`() throws {
        try folder.write([7, 7, 7, 7], to: "a.part-\(getpid())-\(pthread_self())")
        try WholeFile.write([1], to: folder.file("a"))
        #expect(try folder.bytes(of: "a") == [1])
        #expect(try folder.names() == ["a"])
    }

    @Test func `many writers at once leave the whole of what one of them wrote`() async throws {
        let contents = (0..<8).map { [UInt8](repeating: UInt8($0), count: 300_000 + Int($0)) }
        let path = folder.file("a")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for content in contents {
                group.addTask { for _ in 0..<20 { try WholeFile.write(content, to: path, durably: false) } }
            }
            try await group.waitForAll()
        }
        #expect(try contents.contains(folder.bytes(of: "a")))
        #expect(try folder.names() == ["a"])
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 99_999])
    func `a file larger than the limit is refused`(limit: Int) throws {
        try folder.write([UInt8](repeating: 0, count: 100_000), to: "a")
        let refusal = error { () throws(FileError) in _ = try WholeFile.read(folder.file("a"), limit: limit) }
        #expect(refusal?.operation == .read && refusal?.number == EFBIG)
    }

    @Test func `a file without an end is refused at the limit`() {
        let refusal = error { () throws(FileError) in _ = try WholeFile.read("/dev/zero", limit: 1_000_000) }
        #expect(refusal?.number == EFBIG)
    }

    @Test func `a missing file and a folder are not read`() {
        let missing = error { () throws(FileError) in _ = try WholeFile.read(folder.file("a"), limit: 10) }
        #expect(missing?.isMissing == true)
        let directory = error { () throws(FileError) in _ = try WholeFile.read(folder.path, limit: 10) }
        #expect(directory?.number == EISDIR)
    }

    @Test(arguments: [(mode_t(0o600), true), (0o400, true), (0o640, false), (0o604, false), (0o601, false)])
    func `a private file is read only where nobody else may use it`(mode: mode_t, isRead: Bool) throws {
        try folder.write([1], to: "a")
        #expect(chmod(folder.file("a"), mode) == 0)
        let refusal = error { () throws(FileError) in
            _ = try WholeFile.read(folder.file("a"), limit: 10, accessibleOnlyByOwner: true)
        }
        #expect((refusal == nil) == isRead && (refusal?.isForbiddenAccess ?? true))
    }

    @Test func `a full disk is an error of the write, and leaves no part`() {
        // /dev/full answers every write with ENOSPC.
        let file = open("/dev/full", O_WRONLY)
        defer { close(file) }
        let refusal = error { () throws(FileError) in try WholeFile.writeAll([1, 2], to: file, "/dev/full") }
        #expect(refusal?.isFull == true && refusal?.operation == .write)
    }

    // Process 1 always lives; no process has a number above 2^22 (proc(5), pid_max).
    @Test func `only what a dead writer left behind is removed`() throws {
        let kept = ["a", "a.part-1", "b.part-1-1", "a.part-x", "a.part--5", "a.part-0", "part-3.txt", "b.parts"]
        for name in kept + ["a.part-2000000000", "b.c.part-1999999999-7", "a.part-\(getpid())-1"] {
            try folder.write([1], to: name)
        }
        WholeFile.removeAbandonedParts(in: folder.path)
        #expect(try folder.names() == kept.sorted())
    }

    @Test func `removing from a folder that is missing does nothing`() {
        WholeFile.removeAbandonedParts(in: folder.file("none"))
        #expect(!Folder.exists(folder.file("none")))
    }
}
