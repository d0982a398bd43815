import Foundation
import Oracles
import Testing
@testable import Labels

@Suite(.enabled(if: Decoders.python != nil, "no Python with zxing-cpp: set TEMGOC_TEST_PYTHON"))
struct ZIPArchiveTests {
    static func archive(files: Int, at start: Int = 0) -> [UInt8] {
        var archive = ZIPArchive(at: start)
        var bytes: [UInt8] = []
        for file in 0..<files { bytes += archive.add(Array("\(file)".utf8), name: "\(file).txt") }
        while let rest = archive.end() { bytes += rest }
        return bytes
    }

    @Test(arguments: [0, 1, 65_534, 65_535, 70_000])
    func `Python reads any number of files, past what 16 bits count`(files: Int) throws {
        // Anyone who reads a file to its end has its checksum compared: `testzip` does no more.
        let script = """
            import sys, zipfile
            archive = zipfile.ZipFile(sys.argv[1])
            names = archive.namelist()
            assert all(archive.read(name) == name[:-4].encode() for name in names)
            print(len(names), end="")
            """
        #expect(try Decoders.python(script, Self.archive(files: files)) == Array("\(files)".utf8))
    }

    @Test func `Python reads files that lie past 4 GiB`() throws {
        // The archive is put behind a hole of 4 GiB and 1 byte; most file systems store nothing for it.
        let script = """
            import os, sys, tempfile, zipfile
            with tempfile.TemporaryFile() as file:
                file.seek(4294967297)
                file.write(open(sys.argv[1], "rb").read())
                archive = zipfile.ZipFile(file)
                assert archive.testzip() is None
                print(archive.read("2.txt").decode(), archive.getinfo("0.txt").header_offset, end="")
            """
        let bytes = Self.archive(files: 3, at: 4_294_967_297)
        #expect(try Decoders.python(script, bytes) == Array("2 4294967297".utf8))
    }
}
