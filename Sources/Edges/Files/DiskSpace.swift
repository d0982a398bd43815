internal import Glibc

/// Room on the file system that a path lies on.
public enum DiskSpace {
    /// Bytes that this process may still write there; nil where the system does not say.
    public static func free(at path: String) -> UInt64? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        return UInt64(status.f_bavail) * UInt64(status.f_frsize)
    }
}
