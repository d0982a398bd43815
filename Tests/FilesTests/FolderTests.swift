import Files
import Testing

struct FolderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `a folder is made with those above it, and again is no error`() throws {
        try Folder.create(folder.file("a/b/c"))
        try Folder.create(folder.file("a/b/c"))
        #expect(Folder.isFolder(folder.file("a/b/c")))
    }

    @Test func `a file is no folder and is not replaced by one`() throws {
        try folder.write([1], to: "a")
        #expect(throws: FileError.self) { try Folder.create(folder.file("a")) }
        #expect(throws: FileError.self) { try Folder.create(folder.file("a/b")) }
        #expect(!Folder.isFolder(folder.file("a")) && Folder.exists(folder.file("a")))
    }

    @Test func `names are sorted, without the folder itself and the one above`() throws {
        for name in ["b", ".hidden", "a", "tem gốc"] { try folder.write([], to: name) }
        #expect(try Folder.names(in: folder.path) == [".hidden", "a", "b", "tem gốc"])
        #expect(throws: FileError.self) { try Folder.names(in: folder.file("none")) }
    }

    @Test func `a folder moves to a free name, and not over what is there`() throws {
        try Folder.create(folder.file("draft/keys"))
        try Folder.create(folder.file("full/x"))
        #expect(throws: FileError.self) { try Folder.move(folder.file("draft"), to: folder.file("full")) }
        #expect(Folder.isFolder(folder.file("draft/keys")))
        try Folder.move(folder.file("draft"), to: folder.file("home"))
        #expect(try folder.names() == ["full", "home"])
        #expect(Folder.isFolder(folder.file("home/keys")))
    }

    @Test func `removing takes a folder with all that is in it`() throws {
        try Folder.create(folder.file("a/b"))
        try folder.write([1], to: "a/b/c")
        Folder.remove(folder.file("a"))
        #expect(try folder.names().isEmpty)
    }

    @Test(arguments: [
        ("/a/b", "/a"), ("/a/b/", "/a"), ("/a", "/"), ("/", "/"), ("a", "."), ("a/b", "a"), ("a//", "."), ("", "."),
    ])
    func `the folder above is told from the path alone`(path: String, parent: String) {
        #expect(Folder.parent(of: path) == parent)
    }
}
