import Glibc
import Synchronization

/// Writes files so that a reader sees the old content or the whole new content, never a part.
public enum FileOutput {
  /// Files begun by this process, so that two threads never share a temporary name.
  private static let count = Atomic<Int>(0)

  /// Writes `bytes` to `path` atomically: temporary name in the same folder, fsync, rename. `-` is standard output.
  ///
  /// A symbolic link is followed: the file it leads to is replaced, the link stays. A file that is replaced keeps its
  /// permissions and, where the system allows it, its owner. Devices, pipes and open descriptors are written in place.
  ///
  /// - Throws: `FileError`; the temporary file is removed then.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    if path == "-" {
      try write(bytes, descriptor: 1, path: "<stdout>")
      return
    }
    switch try OutputPlace.find(path) {
    case .inPlace: try writeInPlace(bytes, path: path)
    case .file(let destination, let old):
      try replace(destination, with: bytes, old: old, path: path)
    }
  }

  /// Makes a folder; one that is there already is fine.
  ///
  /// - Throws: `FileError` when it cannot be made.
  public static func makeFolder(_ path: String) throws(FileError) {
    if mkdir(path, 0o777) == 0 { return }
    let error = FileError(path: path, purpose: .creation)
    guard isFolder(path) else { throw error }
  }

  /// Whether a path leads to a folder.
  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether two paths lead to one regular file; devices and pipes may be read and written at once.
  public static func isSameFile(_ path: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    return stat(path, &first) == 0 && stat(other, &second) == 0
      && first.st_mode & S_IFMT == S_IFREG
      && first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }

  /// Finds out, without writing anything, whether `path` can be written; for runs that take long before they do.
  ///
  /// - Throws: `FileError` for a folder, a missing or forbidden folder around the file, and a write-protected file.
  public static func check(_ path: String) throws(FileError) {
    if path == "-" { return }
    switch try OutputPlace.find(path) {
    case .inPlace:
      guard access(path, W_OK) == 0 else { throw FileError(path: path, purpose: .creation) }
    case .file(let destination, _):
      let folder = OutputPlace.folder(of: destination)
      guard access(folder, W_OK | X_OK) == 0 else {
        throw FileError(path: path, purpose: .creation)
      }
    }
  }

  private static func replace(
    _ destination: String, with bytes: [UInt8], old: stat?, path: String
  ) throws(FileError) {
    let (temporary, descriptor) = try create(beside: destination, path: path, old: old)
    do throws(FileError) {
      defer { close(descriptor) }
      try write(bytes, descriptor: descriptor, path: path)
      if let old {
        // Changing the owner takes rights that most users lack, and takes permissions away: it goes first.
        _ = fchown(descriptor, old.st_uid, old.st_gid)
        guard fchmod(descriptor, old.st_mode & 0o7777) == 0 else {
          throw FileError(path: path, purpose: .writing)
        }
      }
      guard fsync(descriptor) == 0 else { throw FileError(path: path, purpose: .writing) }
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, destination) == 0 else {
      let error = FileError(path: path, purpose: .creation)
      unlink(temporary)
      throw error
    }
  }

  /// A new file under a name of its own in the folder of `destination`; a name left by a killed process is passed over.
  private static func create(
    beside destination: String, path: String, old: stat?
  ) throws(FileError) -> (name: String, descriptor: Int32) {
    let folder = OutputPlace.folder(of: destination)
    for _ in 0..<100 {
      let serial = count.wrappingAdd(1, ordering: .relaxed).newValue
      let name = "\(folder)/.optsolve-\(getpid())-\(serial).tmp"
      let mode: mode_t = old == nil ? 0o666 : 0o600
      let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
      if descriptor >= 0 { return (name, descriptor) }
      if errno != EEXIST { break }
    }
    throw FileError(path: path, purpose: .creation)
  }

  private static func writeInPlace(_ bytes: [UInt8], path: String) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: path, purpose: .creation) }
    defer { close(descriptor) }
    try write(bytes, descriptor: descriptor, path: path)
  }

  /// Writes all bytes to an open descriptor.
  ///
  /// - Throws: `FileError` with the system's reason (full disk, closed pipe, ...).
  public static func write(
    _ bytes: [UInt8], descriptor: Int32, path: String
  ) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError(path: path, purpose: .writing)
      }
      done += count
    }
  }
}
