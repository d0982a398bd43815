internal import Glibc

/// Folders: making, listing and moving them.
public enum Folder {
    /// Makes the folder and those above it where they are missing.
    ///
    /// - Parameter mode: permissions of the folders that are made, before the process's mask.
    public static func create(_ path: String, mode: UInt32 = 0o777) throws(FileError) {
        if mkdir(path, mode) == 0 { return }
        switch errno {
        case EEXIST:
            guard isFolder(path) else { throw FileError(.createFolder, path, EEXIST) }
        case ENOENT:
            let above = parent(of: path)
            guard above != path else { throw FileError(.createFolder, path, ENOENT) }
            try create(above)
            guard mkdir(path, mode) == 0 || errno == EEXIST else { throw FileError(.createFolder, path) }
        default: throw FileError(.createFolder, path)
        }
    }

    /// Whether there is a folder of that name.
    public static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether there is anything of that name.
    public static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    /// The names of what is in the folder, sorted; `.` and `..` left out.
    public static func names(in path: String) throws(FileError) -> [String] {
        guard let folder = opendir(path) else { throw FileError(.list, path) }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Moves a folder to a name that is free, or taken by an empty folder.
    public static func move(_ path: String, to target: String) throws(FileError) {
        guard rename(path, target) == 0 else { throw FileError(.rename, target) }
        try sync(parent(of: target))
    }

    /// Removes a folder and what is in it; what cannot be removed stays.
    public static func remove(_ path: String) {
        for name in (try? names(in: path)) ?? [] {
            let inner = "\(path)/\(name)"
            if isFolder(inner) { remove(inner) } else { unlink(inner) }
        }
        rmdir(path)
    }

    /// The folder that a path lies in.
    public static func parent(of path: String) -> String {
        var trimmed = Substring(path)
        while trimmed.count > 1, trimmed.last == "/" { trimmed.removeLast() }
        guard let slash = trimmed.lastIndex(of: "/") else { return "." }
        return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
    }

    /// Returns when the names in the folder are on disk.
    static func sync(_ path: String) throws(FileError) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw FileError(.sync, path) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw FileError(.sync, path) }
    }
}
