import Glibc
import OptCore
import Synchronization

/// What a command needs from the process around it: where text goes, and how it may be interrupted.
public struct Console: Sendable {
  /// The console of the running command.
  @TaskLocal public static var current = Console.process()

  /// Writes to standard output.
  let write: @Sendable ([UInt8]) throws(FileError) -> Void
  /// Writes to standard error; failures are ignored, for there is nobody left to tell.
  let writeError: @Sendable ([UInt8]) -> Void
  /// Whether standard error is a terminal that understands cursor control.
  let errorIsTerminal: Bool
  /// The executable to re-invoke for engine workers; nil = engines run in this process.
  let executable: String?
  /// Whether SIGINT and SIGTERM are turned into cancellations.
  let handlesSignals: Bool

  /// A console with the streams of a test.
  public init(
    write: @escaping @Sendable ([UInt8]) throws(FileError) -> Void,
    writeError: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.init(
      write: write, writeError: writeError, errorIsTerminal: false, executable: nil,
      handlesSignals: false)
  }

  private init(
    write: @escaping @Sendable ([UInt8]) throws(FileError) -> Void,
    writeError: @escaping @Sendable ([UInt8]) -> Void, errorIsTerminal: Bool, executable: String?,
    handlesSignals: Bool
  ) {
    self.write = write
    self.writeError = writeError
    self.errorIsTerminal = errorIsTerminal
    self.executable = executable
    self.handlesSignals = handlesSignals
  }

  /// The console of this process.
  static func process() -> Console {
    Console(
      write: { (bytes) throws(FileError) in
        try FileOutput.write(bytes, descriptor: 1, path: "<stdout>")
      },
      writeError: { bytes in try? FileOutput.write(bytes, descriptor: 2, path: "<stderr>") },
      errorIsTerminal: isatty(2) == 1 && getenv("TERM").map { String(cString: $0) } != "dumb",
      executable: "/proc/self/exe", handlesSignals: true)
  }

  /// Writes text to standard output.
  func output(_ text: String) throws(FileError) { try write(Array(text.utf8)) }

  /// Writes a line to standard error.
  func error(_ line: String) { writeError(Array((line + "\n").utf8)) }
}
