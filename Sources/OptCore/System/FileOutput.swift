import Glibc
import Synchronization

/// Writes files so that a reader sees the old content or the whole new content, never a part.
public enum FileOutput {
  /// Files begun by this process, so that two threads never share a temporary name.
  private static let count = Atomic<Int>(0)

  /// Writes `bytes` to `path` atomically: temporary name in the same folder, fsync, rename. `-` is standard output.
  ///
  /// - Throws: `FileError`; the temporary file is removed then.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    if path == "-" {
      try write(bytes, descriptor: 1, path: "<stdout>")
      return
    }
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      try writeInPlace(bytes, path: path, isFolder: status.st_mode & S_IFMT == S_IFDIR)
      return
    }
    let serial = count.wrappingAdd(1, ordering: .relaxed).newValue
    let temporary = "\(path).\(getpid()).\(serial).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(path: path, purpose: .creation) }
    do throws(FileError) {
      defer { close(descriptor) }
      try write(bytes, descriptor: descriptor, path: path)
      guard fsync(descriptor) == 0 else { throw FileError(path: path, purpose: .writing) }
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, path) == 0 else {
      let error = FileError(path: path, purpose: .creation)
      unlink(temporary)
      throw error
    }
  }

  /// Devices and pipes cannot be renamed over.
  private static func writeInPlace(
    _ bytes: [UInt8], path: String, isFolder: Bool
  ) throws(FileError) {
    if isFolder { throw FileError(path: path, purpose: .creation, reason: "is a folder") }
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
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
