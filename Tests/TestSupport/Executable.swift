import Foundation

/// An executable file made by a test.
///
/// The file is written by another process. A descriptor open for writing in the tests' own process could be inherited
/// by a child that another test starts at that moment, and the kernel refuses to execute a file while anybody has it
/// open for writing ("Text file busy").
public enum Executable {
  /// Writes `contents` to `path` with the permissions 755.
  ///
  /// - Throws: `Failure` when the file could not be written; what Foundation throws when nothing can be started.
  public static func write(_ contents: Data, to path: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "cat > \"$1\" && chmod 755 \"$1\"", "sh", path]
    let input = Pipe()
    process.standardInput = input
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: contents)
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(path: path) }
  }

  /// A shell script at `path`.
  ///
  /// - Throws: as `write(_:to:)`.
  public static func script(_ body: String, at path: String) throws {
    try write(Data("#!/bin/sh\n\(body)".utf8), to: path)
  }

  /// A file that could not be written.
  public struct Failure: Error, CustomStringConvertible {
    /// The file.
    public let path: String
    /// What went wrong, in words.
    public var description: String { "cannot write \(path)" }
  }
}
