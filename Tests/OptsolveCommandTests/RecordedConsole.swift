import OptCore
import OptsolveCommand
import Synchronization

/// Runs commands in this process and keeps what they print.
final class RecordedConsole: Sendable {
  private let text = Mutex<(output: [UInt8], errors: [UInt8])>(([], []))

  /// The exit status of a command.
  func run(_ arguments: String...) -> Int32 { run(arguments) }

  /// The exit status of a command.
  func run(_ arguments: [String]) -> Int32 {
    let console = Console(
      write: { (bytes) throws(FileError) in self.text.withLock { $0.output += bytes } },
      writeError: { bytes in self.text.withLock { $0.errors += bytes } })
    return Tool.run(arguments, console: console)
  }

  var output: String { text.withLock { String(decoding: $0.output, as: UTF8.self) } }
  var errors: String { text.withLock { String(decoding: $0.errors, as: UTF8.self) } }
}
