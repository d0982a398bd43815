import ScanPages
public import Store

// Store knows nothing of HTTP, and Service nothing of SQLite: they meet here.
extension SQLiteRegister: OriginRegister {}

extension ScanCounts: ScanCounting {}
