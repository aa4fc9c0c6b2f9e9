import Glibc

/// Why a file could not be read or written.
public struct FileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What the file was wanted for; decides the exit code of the command line.
  public enum Purpose: Sendable, Hashable {
    /// Reading input (exit 66).
    case input
    /// Creating an output file (exit 73).
    case creation
    /// Writing to an open file (exit 74).
    case writing
  }

  /// The path as the user gave it.
  public let path: String
  /// What the file was wanted for.
  public let purpose: Purpose
  /// The reason in the system's words, or ours.
  public let reason: String

  /// States a failure.
  public init(path: String, purpose: Purpose, reason: String) {
    self.path = path
    self.purpose = purpose
    self.reason = reason
  }

  /// States a failure with the system's words for the current `errno`.
  public init(path: String, purpose: Purpose) {
    let code = errno
    self.init(path: path, purpose: purpose, reason: String(cString: strerror(code)))
  }

  /// One line: which file, what for, why not.
  public var description: String {
    switch purpose {
    case .input: "\(path): cannot read: \(reason)"
    case .creation: "\(path): cannot create: \(reason)"
    case .writing: "\(path): cannot write: \(reason)"
    }
  }
}

extension SourceText {
  /// The largest input that is read: 1 GiB.
  public static let largestFile = 1 << 30

  /// Reads a whole file, or standard input for `-`.
  ///
  /// - Throws: `FileError` when it is missing, a folder, unreadable or larger than `largestFile`.
  public static func read(path: String) throws(FileError) -> SourceText {
    if path == "-" {
      return SourceText(file: "<stdin>", bytes: try readAll(0, path: "<stdin>", sizeHint: 0))
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: path, purpose: .input) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(path: path, purpose: .input) }
    if status.st_mode & S_IFMT == S_IFDIR {
      throw FileError(path: path, purpose: .input, reason: "is a folder")
    }
    return SourceText(
      file: path, bytes: try readAll(descriptor, path: path, sizeHint: Int(status.st_size)))
  }

  private static func readAll(
    _ descriptor: Int32, path: String, sizeHint: Int
  ) throws(FileError) -> [UInt8] {
    if sizeHint > largestFile { throw tooLarge(path) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(sizeHint + 1)
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError(path: path, purpose: .input)
      }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[0..<count])
      if bytes.count > largestFile { throw tooLarge(path) }
    }
  }

  private static func tooLarge(_ path: String) -> FileError {
    FileError(path: path, purpose: .input, reason: "larger than 1 GiB")
  }
}
