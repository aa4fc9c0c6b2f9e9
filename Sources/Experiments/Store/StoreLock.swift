import Glibc

/// The right to write to a store, held by one process at a time.
///
/// A lock of the kernel on the file `<store>.lock`, which names its holder: it goes when the process ends, however it
/// ends, so there is no stale lock to remove by hand.
final class StoreLock: Sendable {
  private let file: String
  private let descriptor: Int32

  /// Takes the lock of the store at `path`.
  ///
  /// - Throws: `StoreError` of kind `inUse` with the holder's process and machine, or `cannotCreate`.
  init(path: String) throws(StoreError) {
    file = StoreLock.resolved(path) + ".lock"
    while true {
      let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { throw StoreError(path: path, .cannotCreate, systemReason()) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        let reason = errno
        let holder = StoreLock.content(descriptor)
        close(descriptor)
        throw StoreLock.refusal(path, code: reason, holder: holder)
      }
      // The holder before may have removed the name between our two calls; then the lock is worth nothing.
      guard StoreLock.isNamed(file, descriptor) else {
        close(descriptor)
        continue
      }
      self.descriptor = descriptor
      do throws(StoreError) {
        try StoreLock.sign(descriptor, path: path)
      } catch {
        close(descriptor)
        throw error
      }
      return
    }
  }

  deinit {
    unlink(file)
    close(descriptor)
  }

  private static func refusal(_ path: String, code: Int32, holder: String) -> StoreError {
    guard code == EWOULDBLOCK else {
      return StoreError(
        path: path, .cannotCreate, "cannot lock: \(String(cString: strerror(code)))")
    }
    let words = holder.split(separator: " ")
    let who =
      words.count == 2 ? "process \(words[0]) on \(words[1])" : "another process"
    return StoreError(
      path: path, .inUse, "in use: \(who) is writing to it; wait for it or choose another store")
  }

  /// Two names of one file share one lock.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func isNamed(_ file: String, _ descriptor: Int32) -> Bool {
    var named = stat()
    var held = stat()
    return stat(file, &named) == 0 && fstat(descriptor, &held) == 0
      && named.st_ino == held.st_ino && named.st_dev == held.st_dev
  }

  /// Writes who holds the lock.
  private static func sign(_ descriptor: Int32, path: String) throws(StoreError) {
    let text = Array("\(getpid()) \(hostName())\n".utf8)
    guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, text, text.count, 0) == text.count
    else { throw StoreError(path: path, .writing, systemReason()) }
  }

  private static func content(_ descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    let line = bytes.prefix(max(0, count)).prefix { $0 != 0x0A }
    return String(decoding: line, as: UTF8.self)
  }

  /// The name of this machine.
  static func hostName() -> String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "this-machine" }
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

/// The system's words for the current `errno`.
func systemReason() -> String {
  let code = errno
  return String(cString: strerror(code))
}
