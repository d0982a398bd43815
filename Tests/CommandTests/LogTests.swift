import Foundation
import Oracles
import Testing

/// A server of the built command on a free port; it ends with the value.
final class RunningServer {
    private let process: ChildProcess
    /// What it printed when it listened: its address and, of a witness, its key.
    let words: [String]

    init(_ terminal: Terminal, _ arguments: [String]) throws {
        process = try terminal.start([Terminal.temgoc] + arguments, out: .pipe)
        words = process.readLine().split(separator: " ").map(String.init)
    }

    deinit { stop() }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }
}

/// The transparency log as a user and an outsider meet it.
@Suite(.waitsForPrograms) struct LogTests {
    private func key(_ terminal: Terminal) throws -> String {
        try #require(try terminal.make("log", "show").lines.first)
    }

    private func policy(_ terminal: Terminal, _ more: String = "quorum none\n") throws -> String {
        let path = "\(terminal.folder)/policy-\(UUID().uuidString)"
        try "log \(key(terminal))\n\(more)".write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    /// Audits what the home's log shows, keeping what was seen in a mirror of the terminal.
    private func audit(_ terminal: Terminal, policy: String, mirror: String = "mirror") throws -> Finished {
        let out = "\(terminal.folder)/published-\(UUID().uuidString)"
        let published = try terminal.run("log", "publish", "--out", out)
        guard published.status == 0 else { return published }
        return try terminal.run(
            "audit", "--json", "--mirror", "\(terminal.folder)/\(mirror)", "--log", out, "--policy", policy)
    }

    /// Changes the register's file without the command's knowledge.
    private func behindItsBack(_ terminal: Terminal, _ sql: String) throws {
        let script = "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.executescript(sys.argv[2]); c.commit()"
        let done = try terminal.execute(["python3", "-c", script, "\(terminal.home)/register.sqlite", sql])
        try #require(done.status == 0, "\(done.err)")
    }

    @Test func `an outsider adds up what was issued, spoiled and returned`() throws {
        let terminal = try Terminal.withSample()
        let batch = try terminal.issue("--lot", "L-TQ-2609", "--count", "100")
        let id = try #require(batch["id"] as? String)
        try terminal.make("stamps", "--batch", id, "--for-press", "--to", "90", "--out", "\(terminal.folder)/tem.txt")
        try terminal.make("order", "close", id, "--spoiled", "5,9", "--returned", "91-100")
        try terminal.make("recall", "--lot", "L-QN-2611", "--reason", "thử")
        let audit = try audit(terminal, policy: policy(terminal))
        #expect(audit.status == 0, "\(audit.err)")
        let result = try audit.json()
        #expect((result["findings"] as? [Any])?.isEmpty == true)
        let total = try #require(result["total"] as? [String: Int])
        #expect(
            total == [
                "allotted": 100, "drawn": 90, "printed": 88, "spoiled": 2, "returned": 10, "lost": 0, "open": 0,
            ])
        #expect(result["recalls"] as? [String] == ["L-QN-2611"])
        #expect(result["voided"] as? Int == 12)
    }

    @Test(arguments: [
        ("UPDATE leaf SET data = replace(data, '\"count\":24', '\"count\":25')", "changed"),
        ("DELETE FROM leaf WHERE leaf_index = 14", "removed"),
        (
            "UPDATE leaf SET leaf_index = leaf_index + 100 WHERE leaf_index >= 10;"
                + "UPDATE leaf SET leaf_index = leaf_index - 99 WHERE leaf_index >= 100;"
                + "INSERT INTO leaf SELECT 10, 10000, data FROM leaf WHERE leaf_index = 9", "added"
        ),
    ])
    func `a leaf changed, removed or added behind the log's back is found and named`(
        sql: String, word: String
    ) throws {
        let terminal = try Terminal.withSample()
        _ = try terminal.stamps(terminal.issue("--lot", "L-TQ-2609", "--count", "24"))
        let policy = try policy(terminal)
        let before = "\(terminal.folder)/before"
        try terminal.make("log", "publish", "--out", before)
        try terminal.make(
            "audit", "--mirror", "\(terminal.folder)/mirror", "--log", before, "--policy", policy)
        #expect(try terminal.run("fsck").status == 0)
        try behindItsBack(terminal, sql)
        let fsck = try terminal.run("fsck", "--lang", "en")
        #expect(fsck.status == 1 && fsck.out.contains("transparency log"), "\(fsck.out)")
        #expect(fsck.out.contains(word) || fsck.out.contains("missing") || fsck.out.contains("leaf"), "\(fsck.out)")
        // What is served now is no longer what was signed: a reader of the files sees it too.
        let server = try RunningServer(terminal, ["serve", "--listen", "127.0.0.1:0"])
        let address = try #require(server.words.first)
        let audit = try terminal.run(
            "audit", "--mirror", "\(terminal.folder)/mirror", "--log", "\(address)log/", "--policy", policy)
        #expect(audit.status == 70 && audit.err.contains("log-inconsistent"), "\(audit.out)\(audit.err)")
    }

    @Test func `a batch written behind the log's back gives stamps that no verifier accepts`() throws {
        let terminal = try Terminal.withSample()
        let batch = try terminal.issue("--lot", "L-TQ-2609", "--count", "24")
        let stamp = try terminal.stamps(batch)[2]
        #expect(try terminal.verdict(stamp).verdict == "valid")
        // An insider with the signing key takes the leaf away and keeps the batch: as if it had never been logged.
        let insider = try terminal.copy()
        try behindItsBack(insider, "DELETE FROM leaf WHERE leaf_index = (SELECT max(leaf_index) FROM leaf)")
        let verdict = try insider.verdict(stamp)
        #expect(verdict.verdict == "notIssued" && verdict.status == 1)
        #expect(try insider.run("fsck").status == 1)
        // He cannot make the log forget it either: its checkpoint was signed.
        let again = try insider.run("stamps", "--batch", try #require(batch["id"] as? String))
        #expect(again.status == 70 && again.err.contains("log-inconsistent"), "\(again.err)")
    }

    @Test func `two witnesses and a log, each a process: nothing is sealed before both have signed`() throws {
        let terminal = try Terminal.withSample()
        let key = try key(terminal)
        func witness(_ name: String) throws -> RunningServer {
            try RunningServer(
                terminal,
                [
                    "witness", "--dir", "\(terminal.folder)/\(name)", "--name", "\(name).example", "--log", key,
                    "--listen", "127.0.0.1:0",
                ])
        }
        let first = try witness("w1")
        let second = try witness("w2")
        let lines = zip(["w1", "w2"], [first, second]).map { "witness \($0) \($1.words[1]) \($1.words[0])\n" }
        let policy = try policy(terminal, lines.joined() + "group both 2 w1 w2\nquorum both\n")
        try FileManager.default.copyItem(atPath: policy, toPath: "\(terminal.home)/log-policy")
        let batch = try terminal.issue("--lot", "L-TQ-2609", "--count", "3")
        let id = try #require(batch["id"] as? String)
        let stamps = try terminal.stamps(batch)
        let proof = "\(terminal.folder)/proof"
        try terminal.make("log", "prove", "--batch", id, "--out", proof)
        let proved = try terminal.run(
            "verify", stamps[0], "--proof", proof, "--policy", policy, "--today", Terminal.today)
        #expect(proved.status == 0 && proved.out.contains("w1, w2"), "\(proved.out)\(proved.err)")
        #expect(try audit(terminal, policy: policy).status == 0)

        second.stop()
        let next = try terminal.issue("--lot", "L-TQ-2609", "--count", "2")
        let refused = try terminal.run("stamps", "--batch", try #require(next["id"] as? String))
        #expect(refused.status == 75 && refused.out.isEmpty && refused.err.contains("log-not-witnessed"))
        let third = try RunningServer(
            terminal,
            [
                "witness", "--dir", "\(terminal.folder)/w2", "--name", "w2.example", "--log", key, "--listen",
                String(second.words[0].dropFirst("http://".count).dropLast()),
            ])
        #expect(third.words[1] == second.words[1])
        #expect(try terminal.stamps(next).count == 2)
    }

    @Test func `a log that is set back is refused by its witness`() throws {
        let terminal = try Terminal.withSample()
        let key = try key(terminal)
        let witness = try RunningServer(
            terminal,
            [
                "witness", "--dir", "\(terminal.folder)/w", "--name", "w.example", "--log", key, "--listen",
                "127.0.0.1:0",
            ])
        let policy = try policy(terminal, "witness w \(witness.words[1]) \(witness.words[0])\nquorum w\n")
        try FileManager.default.copyItem(atPath: policy, toPath: "\(terminal.home)/log-policy")
        let other = try terminal.copy()
        _ = try terminal.stamps(terminal.issue("--lot", "L-TQ-2609", "--count", "3"))
        // The copy has the same key and another history of the same length: a split view.
        let batch = try other.issue("--lot", "L-QN-2611", "--count", "3")
        let refused = try other.run("stamps", "--batch", try #require(batch["id"] as? String))
        #expect(refused.status == 75 && refused.err.contains("log-not-witnessed"), "\(refused.err)")
    }

    @Test func `an entry that is no leaf, changed with all that follows from it, is found against the published log`()
        throws
    {
        let terminal = try Terminal.withSample()
        try terminal.make(
            "token", "new", "--role", "producer", "--scope", "producer:P-TQ-001", "--name", "kho",
            "--expires", "2027-11-21")
        _ = try terminal.stamps(terminal.issue("--lot", "L-TQ-2609", "--count", "3"))
        let (out, policy) = ("\(terminal.folder)/published", try policy(terminal))
        try terminal.make("log", "publish", "--out", out)
        func audit(_ home: String) throws -> Finished {
            try terminal.run(
                "audit", "--mirror", "\(terminal.folder)/m", "--log", out, "--policy", policy, "--home", home)
        }
        let sound = try audit(terminal.home)
        #expect(sound.status == 0 && sound.out.contains("✓ "), "\(sound.out)\(sound.err)")
        // The ledger is taken elsewhere with a wider token, where every table is made from it anew.
        let ledger = "\(terminal.folder)/ledger.jsonl"
        let script = """
            import hashlib,sys
            lines=open(sys.argv[1],'rb').read().splitlines(keepends=True)[:-1]
            lines=[l for l in lines if not l.startswith(b'{"checkpoint"')]
            lines[0]=__import__('re').sub(rb'"checkpoints":[0-9]+',b'"checkpoints":0',lines[0])
            lines=[l.replace(b'"role":"producer"',b'"role":"issuer"').replace(b'producer:P-TQ-001',b'everything')
                if b'"kind":"accessToken"' in l else l for l in lines]
            body=b''.join(lines)
            open(sys.argv[1],'wb').write(body+b'{"sha256":"'+hashlib.sha256(body).hexdigest().encode()+b'"}'+bytes([10]))
            """
        try terminal.make("ledger", "export", "--out", ledger)
        let forged = try terminal.execute(["python3", "-c", script, ledger])
        #expect(forged.status == 0, "\(forged.err)")
        let other = "\(terminal.folder)/other"
        let taken = try terminal.execute([Terminal.temgoc, "ledger", "import", ledger, "--home", other])
        #expect(taken.status == 0, "\(taken.out)\(taken.err)")
        let found = try audit(other)
        #expect(found.status == 1 && found.out.contains("khác với sổ"), "\(found.out)\(found.err)")
    }

    @Test(.enabled(if: testPython != nil, "needs the Python of the tests"))
    func `a reader in Python rebuilds the published log and finds the batch in it`() throws {
        let terminal = try Terminal.withSample()
        _ = try terminal.stamps(terminal.issue("--lot", "L-TQ-2609", "--count", "24"))
        let out = "\(terminal.folder)/published"
        try terminal.make("log", "publish", "--out", out)
        let reader = "\(Terminal.packageRoot)/Tests/TransparencyLogTests/independent_reader.py"
        // The batch is the last leaf.
        let size = try leaves(terminal)
        let read = try terminal.execute([try #require(testPython), reader, out, key(terminal), "\(size - 1)"])
        #expect(read.status == 0, "\(read.err)")
        #expect(read.lines.first?.hasPrefix("\(size) ") == true)
    }

    /// How many leaves the log has.
    private func leaves(_ terminal: Terminal) throws -> Int {
        try #require(try terminal.make("log", "show", "--json").json()["size"] as? Int)
    }

    @Test func `the openings of a batch are those that its leaf names`() throws {
        let terminal = try Terminal.withSample()
        let batch = try terminal.issue("--lot", "L-TQ-2609", "--count", "24")
        let opening = try terminal.make("log", "open", "--batch", try #require(batch["id"] as? String)).json()
        let out = "\(terminal.folder)/published"
        try terminal.make("log", "publish", "--out", out)
        let entries = try String(
            decoding: Data(contentsOf: URL(fileURLWithPath: "\(out)/tile/entries/000.p/\(leaves(terminal))")),
            as: UTF8.self)
        let records = try #require(opening["records"] as? [[String: Any]])
        #expect(Set(records.compactMap { $0["kind"] as? String }).isSuperset(of: ["lot", "product", "zone"]))
        for record in records { #expect(entries.contains(try #require(record["digest"] as? String))) }
        for secret in ["sealedSecret", "harvestedFrom", "\"kg\""] { #expect(!entries.contains(secret)) }
    }

    @Test func `an online answer carries the proof of its batch, which is checked without the register`() throws {
        let terminal = try Terminal.withSample()
        let stamp = try terminal.stamps(terminal.issue("--lot", "L-TQ-2609", "--count", "3"))[0]
        let server = try RunningServer(terminal, ["serve", "--listen", "127.0.0.1:0"])
        let path = stamp.dropFirst("HTTPS://TG.EXAMPLE/".count)
        let fetch = """
            import sys,json,urllib.request as u
            r=u.Request(sys.argv[1],headers={'Accept':'application/json'})
            sys.stdout.write(json.load(u.urlopen(r)).get('logProof',''))
            """
        let plain = try terminal.execute(["python3", "-c", fetch, "\(server.words[0])\(path)"])
        #expect(plain.status == 0 && plain.out.isEmpty, "\(plain.err)")
        let answer = try terminal.execute(["python3", "-c", fetch, "\(server.words[0])\(path)?proof=1"])
        let proof = "\(terminal.folder)/proof"
        try answer.out.write(toFile: proof, atomically: true, encoding: .utf8)
        let verified = try terminal.run(
            "verify", stamp, "--proof", proof, "--policy", policy(terminal), "--today", Terminal.today)
        #expect(verified.status == 0 && verified.out.contains("tg.example/log"), "\(verified.out)\(verified.err)")
        let last = try leaves(terminal) - 1
        #expect(answer.out.contains("index \(last)"))
        try answer.out.replacing("index \(last)", with: "index \(last - 1)").write(
            toFile: proof, atomically: true, encoding: .utf8)
        let refused = try terminal.run("verify", stamp, "--proof", proof, "--policy", policy(terminal))
        #expect(refused.status == 70 && refused.err.contains("log-inconsistent"), "\(refused.err)")
    }
}
