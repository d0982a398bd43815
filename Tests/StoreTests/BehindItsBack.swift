import GRDB
import RegisterFixtures

extension RegisterFixture {
    /// Changes the file without the register's knowledge.
    func behindItsBack(_ sql: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }
}
