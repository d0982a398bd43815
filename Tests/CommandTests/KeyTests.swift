import Oracles
import Foundation
import Testing

@Suite(.waitsForPrograms) struct KeyTests {
    private func batch(_ terminal: Terminal) throws -> (id: String, stamp: String) {
        let batch = try terminal.issue("--lot", "L-TQ-2609", "--count", "1")
        return (try #require(batch["id"] as? String), try #require(try terminal.stamps(batch).first))
    }

    @Test func `after a rotation old labels stay good, and new ones are signed with the new key`() throws {
        let terminal = try Terminal.withSample()
        let old = try batch(terminal)
        try terminal.make("key", "new", "--no-passphrase", "--insecure")
        // Until a key is published nothing is signed with it.
        #expect(try terminal.issue("--lot", "L-TQ-2609", "--count", "1")["keyId"] as? Int == 1)
        try terminal.make("key", "publish", "2")
        try terminal.make("key", "retire", "1")
        let new = try terminal.issue("--lot", "L-TQ-2609", "--count", "1")
        #expect(new["keyId"] as? Int == 2)
        #expect(try terminal.verdict(old.stamp) == ("valid", 0))
        #expect(try terminal.verdict(try #require(try terminal.stamps(new).first)) == ("valid", 0))
        #expect(try terminal.run("fsck").status == 0)
    }

    @Test func `after a theft labels recorded before it stay good, and later ones are not confirmed`() throws {
        let terminal = try Terminal.withSample()
        let before = try batch(terminal)
        let after = try batch(terminal)
        let entry = try #require(Int(after.id.dropFirst(2)))
        try terminal.make("key", "compromise", "1", "--from", "\(entry)")
        #expect(try terminal.verdict(before.stamp) == ("valid", 0))
        #expect(try terminal.verdict(after.stamp) == ("keyCompromised", 3))
        let refused = try terminal.run("issue", "--lot", "L-TQ-2609", "--count", "1")
        #expect(refused.status == 78 && refused.err.contains("key-not-published"))
        #expect(try terminal.run("key", "publish", "1").status == 65)
    }

    @Test func `a key that is retired or stolen never comes back, and its number is never used again`() throws {
        let terminal = try Terminal.withSample()
        try terminal.make("key", "retire", "1")
        let back = try terminal.run("key", "publish", "1")
        #expect(back.status == 65 && back.err.contains("key-state-conflict"))
        let future = try terminal.run("key", "compromise", "1", "--from", "9999")
        #expect(future.status == 65)
        try FileManager.default.removeItem(atPath: "\(terminal.home)/keys/signing-1.pem")
        let new = try terminal.make("key", "new", "--no-passphrase", "--insecure", "--json").json()
        #expect(new["keyId"] as? Int == 2)
        #expect(try terminal.make("key", "list").lines.count == 2)
    }

    @Test func `a passphrase comes from a file or a descriptor, and nothing is signed without it`() throws {
        let terminal = try Terminal()
        let file = "\(terminal.folder)/passphrase"
        func passphrase(_ text: String, mode: Int = 0o600) throws {
            try Data("\(text)\n".utf8).write(to: URL(fileURLWithPath: file))
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        }
        try passphrase("chè Shan tuyết")
        try terminal.make("init", "--host", "TG.EXAMPLE", "--name", "Thử", "--passphrase-file", file)
        try terminal.make("import", Terminal.samplePath)
        let id = try #require(try terminal.issue("--lot", "L-TQ-2609", "--count", "1")["id"] as? String)
        let stamp = try terminal.make("stamps", "--batch", id, "--passphrase-file", file).out
        let piped = try terminal.execute(
            ["sh", "-c", "'\(Terminal.temgoc)' stamps --batch \(id) --passphrase-fd 3 3<'\(file)'"])
        #expect(piped.out == stamp)
        // Who only checks needs no passphrase.
        #expect(try terminal.verdict(stamp.trimmingCharacters(in: .newlines)) == ("valid", 0))
        try passphrase("chè khác hẳn")
        let wrong = try terminal.run("stamps", "--batch", id, "--passphrase-file", file)
        #expect(wrong.status == 77 && wrong.err.contains("passphrase-wrong"))
        try passphrase("chè Shan tuyết", mode: 0o644)
        let open = try terminal.run("stamps", "--batch", id, "--passphrase-file", file)
        #expect(open.status == 77 && open.err.contains("key-exposed"))
        let none = try terminal.execute(["setsid", "-w", Terminal.temgoc, "stamps", "--batch", id])
        #expect(none.status == 77 && none.err.contains("passphrase-unusable") && none.err.contains("--passphrase-file"))
    }

    @Test func `a changed passphrase opens the same key`() throws {
        let terminal = try Terminal()
        for (name, text) in [("old", "mật khẩu cũ"), ("new", "mật khẩu mới")] {
            try Data("\(text)\n".utf8).write(to: URL(fileURLWithPath: "\(terminal.folder)/\(name)"))
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: "\(terminal.folder)/\(name)")
        }
        let old = "\(terminal.folder)/old"
        let new = "\(terminal.folder)/new"
        let key = "\(terminal.folder)/root.pem"
        try terminal.make("key", "new", "--out", key, "--passphrase-file", old)
        let before = try terminal.make("key", "export-public", "--file", key, "--format", "hex").out
        try terminal.make("key", "passwd", "--file", key, "--passphrase-file", old, "--new-passphrase-file", new)
        #expect(
            try terminal.run("key", "passwd", "--file", key, "--passphrase-file", old, "--new-passphrase-file", new)
                .status == 77)
        #expect(try terminal.make("key", "export-public", "--file", key, "--format", "hex").out == before)
        let openssl = try terminal.execute(["openssl", "pkey", "-in", key, "-passin", "file:\(new)", "-pubout"])
        #expect(openssl.out == (try terminal.make("key", "export-public", "--file", key).out))
    }

    @Test func `a key without a passphrase is made only by saying so twice`() throws {
        let terminal = try Terminal()
        #expect(try terminal.run("init", "--host", "TG.EXAMPLE", "--name", "Thử", "--no-passphrase").status == 64)
        #expect(try terminal.run("init", "--host", "TG.EXAMPLE", "--name", "Thử", "--insecure").status == 64)
        #expect(FileManager.default.fileExists(atPath: terminal.home) == false)
    }

    @Test func `a key's days and owners stay when it is retired or reported stolen`() throws {
        let terminal = try Terminal.withSample()
        try terminal.make("key", "new", "--no-passphrase", "--insecure")
        try terminal.make(
            "key", "publish", "2", "--valid-from", "2026-01-01", "--valid-through", "2027-12-31", "--producer",
            "P-QT-001")
        // The newest key signs, and it is not for this producer.
        let foreign = try terminal.run("issue", "--lot", "L-TQ-2609", "--count", "1")
        #expect(foreign.status == 2 && foreign.err.contains("INV-18"))
        _ = try terminal.issue("--lot", "L-QT-2610", "--count", "1")
        try terminal.make("key", "publish", "2")
        #expect(try terminal.run("key", "publish", "2", "--producer", "P-TQ-001").status == 65)
        try terminal.make("key", "retire", "2")
        try terminal.make("key", "compromise", "2")
        let states = try terminal.make("ledger", "--kind", "signingKey").lines.suffix(3)
        for state in states {
            #expect(state.contains("\"validFrom\":\"2026-01-01\"") && state.contains("\"validThrough\":\"2027-12-31\""))
            #expect(state.contains("\"producers\":[\"P-QT-001\"]"))
        }
        #expect(states.last?.contains("\"status\":\"compromised\"") == true)
    }
}
