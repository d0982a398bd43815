import Oracles
import Foundation
import Testing

@Suite(.waitsForPrograms) struct InitTests {
    @Test func `a new home holds a register and private keys that only the owner can read`() throws {
        let terminal = try Terminal()
        let answer = try terminal.make(
            "init", "--json", "--host", "tg.example", "--name", "HTX Khau Vạc", "--no-passphrase", "--insecure"
        ).json()
        #expect(answer["host"] as? String == "TG.EXAMPLE")
        for name in ["signing-1.pem", "batch-secrets.key"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(terminal.home)/keys/\(name)")
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: terminal.folder).contains("home.new") == false)
        #expect(try terminal.make("fsck").status == 0)
    }

    @Test func `an existing home is never overwritten`() throws {
        let terminal = try Terminal.withSample()
        let ledger = try terminal.make("ledger").out
        let finished = try terminal.run("init", "--host", "TG.EXAMPLE", "--name", "Khác")
        #expect(finished.status == 73)
        #expect(finished.err.contains("home-exists"))
        #expect(try terminal.make("ledger").out == ledger)
    }

    @Test func `a host that would push stamps past QR version 7 is refused`() throws {
        let terminal = try Terminal()
        let long = try terminal.run("init", "--host", "TRUYXUATNGUONGOC.TINHTUYENQUANG.EXAMPLE", "--name", "Thử")
        #expect(long.status == 65)
        #expect(long.err.contains("host-too-long") && long.err.contains("7-M"))
        let wrong = try terminal.run("init", "--host", "tem gốc", "--name", "Thử")
        #expect(wrong.status == 64)
        #expect(FileManager.default.fileExists(atPath: terminal.home) == false)
    }

    @Test func `a key file that others can read is refused with the command that closes it`() throws {
        let terminal = try Terminal.withSample()
        let batch = try terminal.issue("--lot", "L-TQ-2609", "--count", "1")
        let key = "\(terminal.home)/keys/signing-1.pem"
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key)
        let finished = try terminal.run("stamps", "--batch", try #require(batch["id"] as? String))
        #expect(finished.status == 77)
        #expect(finished.err.contains("key-exposed") && finished.err.contains("chmod 600 \(key)"))
    }

    @Test func `the key file of another issuer is not used`() throws {
        let terminal = try Terminal.withSample()
        let other = try Terminal.withSampleOfItsOwn()
        let batch = try terminal.issue("--lot", "L-TQ-2609", "--count", "1")
        let key = "keys/signing-1.pem"
        try FileManager.default.removeItem(atPath: "\(terminal.home)/\(key)")
        try FileManager.default.copyItem(atPath: "\(other.home)/\(key)", toPath: "\(terminal.home)/\(key)")
        let finished = try terminal.run("stamps", "--batch", try #require(batch["id"] as? String))
        #expect(finished.status == 65)
        #expect(finished.err.contains("key-damaged"))
    }
}
