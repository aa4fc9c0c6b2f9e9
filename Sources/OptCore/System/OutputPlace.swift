import Glibc

/// Where the bytes for a path go.
enum OutputPlace {
  /// Into what is there already: devices and pipes cannot be renamed over, open descriptors must not.
  case inPlace
  /// To a regular file, which exists already where `old` says so.
  case file(destination: String, old: stat?)

  /// Follows symbolic links and looks at what is there.
  ///
  /// - Throws: `FileError` for a folder, a file that is write-protected, and links that lead in a circle.
  static func find(_ path: String) throws(FileError) -> OutputPlace {
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists {
      let kind = status.st_mode & S_IFMT
      if kind == S_IFDIR {
        throw FileError(path: path, purpose: .creation, reason: "is a folder")
      }
      if kind != S_IFREG { return .inPlace }
      guard access(path, W_OK) == 0 else { throw FileError(path: path, purpose: .creation) }
    }
    guard let destination = try end(ofLinksFrom: path) else { return .inPlace }
    return .file(destination: destination, old: exists ? status : nil)
  }

  /// The folder that holds a file, without a trailing slash except for the root's own.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/." : String(path[..<slash])
  }

  /// The path at the end of a chain of symbolic links; nil when it leads to an open descriptor (`/dev/stdout`).
  private static func end(ofLinksFrom path: String) throws(FileError) -> String? {
    var path = path
    let first = path
    for _ in 0..<40 {
      if path.hasPrefix("/proc/") || path.hasPrefix("/dev/fd/") { return nil }
      guard let target = target(ofLink: path) else { return path }
      path = target.hasPrefix("/") ? target : folder(of: path) + "/" + target
    }
    throw FileError(path: first, purpose: .creation, reason: String(cString: strerror(ELOOP)))
  }

  /// What a symbolic link says; nil when there is none at this path.
  private static func target(ofLink path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
