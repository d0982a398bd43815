import Oracles
import Foundation
import Testing

/// Whether a command can be run without any network, as an inspector in a valley would.
private let canUnshare: Bool = {
    guard let terminal = try? Terminal(), let finished = try? terminal.execute(["unshare", "-rn", "true"]) else {
        return false
    }
    return finished.status == 0
}()

@Suite(.waitsForPrograms) struct TrustTests {
    /// A terminal with the sample, a root key, and the paths of a bundle and of the root's public key.
    private struct Inspection {
        let terminal: Terminal
        var bundle: String { "\(terminal.folder)/bundle.jwt" }
        var root: String { "\(terminal.folder)/root.jwk" }
        private var rootKey: String { "\(terminal.folder)/root.pem" }

        init() throws {
            terminal = try Terminal.withSample()
            try terminal.make("key", "new", "--out", rootKey, "--no-passphrase", "--insecure")
            let jwk = try terminal.make("key", "export-public", "--file", rootKey, "--format", "jwk").out
            try Data(jwk.utf8).write(to: URL(fileURLWithPath: root))
        }

        func export(_ options: String...) throws {
            let command = [Terminal.temgoc, "trust", "export", "--root-key", rootKey, "--out", bundle] + options
            let finished = try terminal.execute(command)
            try #require(finished.status == 0, "\(finished.err)")
        }

        /// What an inspector without a home gets.
        func verdict(_ stamp: String, today: String? = nil) throws -> (verdict: String, status: Int32) {
            let finished = try terminal.execute(
                [
                    "env", "TEMGOC_HOME=/nonexistent", Terminal.temgoc, "verify", "--offline", "--trust", bundle,
                    "--root",
                    root, "--json",
                ] + (today.map { ["--today", $0] } ?? []) + [stamp])
            return (try #require(try finished.json()["verdict"] as? String), finished.status)
        }

        func stamp() throws -> String {
            try #require(try terminal.stamps(terminal.issue("--lot", "L-TQ-2609", "--count", "1")).first)
        }
    }

    @Test func `rotation and theft are told offline as online`() throws {
        let inspection = try Inspection()
        let old = try inspection.stamp()
        try inspection.terminal.make("key", "new", "--no-passphrase", "--insecure")
        try inspection.terminal.make("key", "publish", "2")
        try inspection.terminal.make("key", "retire", "1")
        let new = try inspection.stamp()
        try inspection.export()
        #expect(try inspection.verdict(old) == ("valid", 0))
        #expect(try inspection.verdict(new) == ("valid", 0))
        try inspection.terminal.make("key", "compromise", "2", "--from", "34")
        try inspection.export()
        #expect(try inspection.verdict(old) == ("valid", 0))
        #expect(try inspection.verdict(new) == ("keyCompromised", 3))
    }

    @Test func `what the bundle does not know yet is signatureOnly, what is forged is forged`() throws {
        let inspection = try Inspection()
        try inspection.export()
        let later = try inspection.stamp()
        #expect(try inspection.verdict(later) == ("signatureOnly", 3))
        #expect(try inspection.verdict(later.replacing("/21/0000001", with: "/21/0000002")) == ("signatureInvalid", 1))
        #expect(try inspection.verdict(later.replacing("TG.EXAMPLE", with: "TG.OTHER")) == ("unknownIssuer", 3))
    }

    @Test func `a register that has taken another issuer's bundle answers for that issuer's stamps`() throws {
        let inspection = try Inspection()
        let stamp = try inspection.stamp()
        try inspection.export()
        let other = try Terminal()
        try other.make(
            "init", "--demo", "--day", Terminal.today, "--host", "KHAC.EXAMPLE", "--name", "Đơn vị khác",
            "--no-passphrase", "--insecure")
        #expect(try other.verdict(stamp) == ("unknownIssuer", 3))
        try other.make("trust", "import", inspection.bundle, "--root", inspection.root)
        #expect(try other.verdict(stamp) == ("valid", 0))
        let report = try other.run("verify", "--json", "--today", Terminal.today, stamp).json()
        #expect((report["issuer"] as? [String: Any])?["host"] as? String == "TG.EXAMPLE")
        #expect(report["history"] == nil && report["deviceDay"] == nil)
        #expect(try other.verdict(stamp.replacing("/21/0000001", with: "/21/0000002")) == ("signatureInvalid", 1))
        #expect(try other.verdict(stamp.replacing("TG.EXAMPLE", with: "TG.OTHER")) == ("unknownIssuer", 3))
    }

    @Test func `a text that is no stamp is refused, and the stamp that a service would make of it is told`() throws {
        let inspection = try Inspection()
        let stamp = try inspection.stamp()
        let refused = try inspection.terminal.run("verify", "--lang", "vi", stamp.lowercased() + "/")
        #expect(refused.status == 1 && refused.out.contains("→ Có lẽ mã là: \(stamp)"))
        let data = try inspection.terminal.run("verify", "--json", stamp + ".")
        #expect(try data.json()["verdict"] as? String == "malformed")
        #expect(data.err.contains("perhaps the stamp is: \(stamp)"))
    }

    @Test func `a bundle past its end cannot decide, and an old one warns`() throws {
        let inspection = try Inspection()
        let stamp = try inspection.stamp()
        try inspection.export("--days", "7")
        #expect(try inspection.verdict(stamp).verdict == "valid")
        #expect(try inspection.verdict(stamp, today: "2030-01-01") == ("signatureOnly", 3))
        let warned = try inspection.terminal.run(
            "verify", "--offline", "--trust", inspection.bundle, "--root", inspection.root, "--today", "2030-01-01",
            stamp)
        #expect(warned.err.hasPrefix("warning: "))
    }

    @Test(.enabled(if: canUnshare, "unshare -rn is not allowed here"))
    func `it opens no socket and no register`() throws {
        let inspection = try Inspection()
        let stamp = try inspection.stamp()
        try inspection.export()
        try FileManager.default.removeItem(atPath: inspection.terminal.home)
        let alone = try inspection.terminal.execute([
            "unshare", "-rn", "env", "-u", "TEMGOC_HOME", "HOME=/nonexistent", Terminal.temgoc, "verify", "--offline",
            "--trust",
            inspection.bundle, "--root", inspection.root, stamp,
        ])
        #expect(alone.status == 0, "\(alone.err)")
        #expect(alone.out.hasPrefix("*** THỬ NGHIỆM – ") && alone.out.contains("***\n✓ Mã hợp lệ  [valid]\n"))
    }

    @Test func `a bundle of another root, a damaged one and an older one are refused`() throws {
        let inspection = try Inspection()
        let stranger = try Inspection()
        try inspection.export("--seq", "10")
        try stranger.export("--seq", "11")
        let terminal = inspection.terminal
        try terminal.make("trust", "import", inspection.bundle, "--root", inspection.root)
        let foreign = try terminal.run("trust", "import", stranger.bundle)
        #expect(foreign.status == 65 && foreign.err.contains("bundle-invalid"))
        let repinned = try terminal.run("trust", "import", stranger.bundle, "--root", stranger.root)
        #expect(repinned.status == 65 && repinned.err.contains("bundle-invalid"))
        try inspection.export("--seq", "9")
        let older = try terminal.run("trust", "import", inspection.bundle)
        #expect(older.status == 65 && older.err.contains("bundle-too-old"))
        try inspection.export("--seq", "12")
        try terminal.make("trust", "import", inspection.bundle)
        #expect(try terminal.run("verify", "--offline", try inspection.stamp()).status == 3)
        var text = try String(contentsOfFile: inspection.bundle, encoding: .utf8)
        text.replaceSubrange(
            text.index(text.startIndex, offsetBy: 200)...text.index(text.startIndex, offsetBy: 200), with: "A")
        try Data(text.utf8).write(to: URL(fileURLWithPath: inspection.bundle))
        #expect(try terminal.run("trust", "show", "--trust", inspection.bundle, "--root", inspection.root).status == 65)
    }

    @Test func `a bundle has no secret`() throws {
        let inspection = try Inspection()
        _ = try inspection.stamp()
        try inspection.export()
        let parts = try String(contentsOfFile: inspection.bundle, encoding: .utf8).split(separator: ".")
        let digits = parts[1].replacing("-", with: "+").replacing("_", with: "/")
        let padded = digits + String(repeating: "=", count: (4 - digits.count % 4) % 4)
        let claims = String(decoding: try #require(Data(base64Encoded: String(padded))), as: UTF8.self)
        for word in ["sealedSecret", "taxCode", "quota", "outputKg", "\"d\"", "request"] {
            #expect(!claims.contains(word), "\(word)")
        }
        #expect(claims.contains("Chè Shan tuyết Khau Vạc"))
    }

    @Test func `two issuers stand in one bundle, each for its own stamps`() throws {
        let inspection = try Inspection()
        let other = try Terminal()
        try other.make(
            "init", "--demo", "--day", Terminal.today, "--host", "TXNG.EXAMPLE", "--name", "Tỉnh khác",
            "--no-passphrase",
            "--insecure")
        try other.make("import", Terminal.samplePath)
        let theirs = try #require(try other.stamps(other.issue("--lot", "L-TQ-2609", "--count", "1")).first)
        let ours = try inspection.stamp()
        try inspection.export("--add-home", other.home)
        #expect(try inspection.verdict(ours) == ("valid", 0))
        #expect(try inspection.verdict(theirs) == ("valid", 0))
        let moved = theirs.replacing("TXNG.EXAMPLE", with: "TG.EXAMPLE")
        #expect(try inspection.verdict(moved) == ("signatureInvalid", 1))
    }

    @Test func `a typed serial is folded, and the answer says that the seal was not checked`() throws {
        let terminal = try Terminal.withSample()
        let stamp = try #require(try terminal.stamps(terminal.issue("--lot", "L-TQ-2609", "--count", "1")).first)
        let serial = String(stamp.suffix(11))
        let typed =
            serial.prefix(4).replacing("0", with: "O") + " " + serial.dropFirst(4).prefix(3) + "-"
            + serial.suffix(4).lowercased()
        let finished = try terminal.run(
            "verify", "--json", "--today", Terminal.today, "--product", "9520000000011", "--serial", String(typed))
        #expect(finished.status == 0, "\(finished.err)")
        #expect(try finished.json()["verdict"] as? String == "valid")
        #expect(try finished.json()["sealChecked"] as? Bool == false)
        let wrong = serial.dropLast() + (serial.hasSuffix("Z") ? "Y" : "Z")
        #expect(
            try terminal.run(
                "verify", "--today", Terminal.today, "--product", "9520000000011", "--serial", String(wrong)
            ).status == 1)
        #expect(try terminal.run("verify", "--product", "9520000000012", "--serial", serial).status == 64)
        #expect(try terminal.run("verify", "--product", "9520000000011", "--serial", "U").status == 64)
    }
}
