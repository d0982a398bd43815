import GRDB
import Testing
@testable import Store

@Suite struct WALIndexTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `the header moves with every commit of another connection, and only then`() throws {
        let path = "\(folder.path)/a.sqlite"
        let other = try DatabasePool(path: path)
        try other.write { try $0.execute(sql: "CREATE TABLE t (x)") }
        let reader = PointReader(path: path, sql: "SELECT count(*) FROM t")
        #expect(reader.walIndex() == nil, "not before it has read")
        try reader.forEachRow { _ in }
        let index = try #require(reader.walIndex())
        var last = try #require(index.header())
        #expect(index.header() == last)
        for step in 0..<4 {
            try reader.forEachRow { #expect($0.integer(0) == step) }
            #expect(index.header() == last, "reading is no change")
            // After a checkpoint the log begins anew.
            if step == 2 { try other.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) } }
            try other.write { try $0.execute(sql: "INSERT INTO t VALUES (1)") }
            let now = try #require(index.header())
            #expect(now != last)
            last = now
        }
        try other.close()
    }

    @Test func `a file without a write-ahead log has no such header`() throws {
        let path = "\(folder.path)/b.sqlite"
        let other = try DatabaseQueue(path: path)
        try other.write { try $0.execute(sql: "CREATE TABLE t (x)") }
        let reader = PointReader(path: path, sql: "SELECT count(*) FROM t")
        try reader.forEachRow { _ in }
        #expect(reader.walIndex() == nil)
        try other.close()
    }
}
