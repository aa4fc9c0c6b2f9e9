import ArgumentParser
import Experiments
import Glibc
import Modeling
import OptCore

/// The command line tool as a function: testable without a process.
public enum Tool {
  /// The version of optsolve.
  public static let version = "0.1.0"

  /// Runs one command.
  ///
  /// - Parameters:
  ///   - arguments: the words after the program's name.
  ///   - console: where output goes and what the process offers.
  /// - Returns: the exit status of specs: 0, 3, 4, 5, 6, 64, 65, 66, 69, 70, 73, 74, 130 or 143.
  public static func run(_ arguments: [String], console: Console) -> Int32 {
    Console.$current.withValue(console) {
      do {
        if let failure = UnknownCommand.failure(arguments) { throw failure }
        var command = try Optsolve.parseAsRoot(arguments)
        try command.run()
        return 0
      } catch let failure as Failure {
        if let message = failure.message { console.error("optsolve: \(message)") }
        return failure.status.rawValue
      } catch {
        return report(error, arguments, console)
      }
    }
  }

  /// The entry point of the executable.
  public static func main() -> Int32 {
    signal(SIGPIPE, SIG_IGN)
    Interruption.unblock()
    let arguments = Array(CommandLine.arguments.dropFirst())
    return run(arguments, console: .process())
  }

  /// Help requests, completion scripts and errors of the argument parser.
  private static func report(
    _ error: any Error, _ arguments: [String], _ console: Console
  ) -> Int32 {
    if Optsolve.exitCode(for: error) == .success {
      do {
        try console.output(Optsolve.fullMessage(for: error) + "\n")
        return 0
      } catch {
        return ExitStatus.ioError.rawValue
      }
    }
    let text = sentence(Optsolve.message(for: error))
    console.error("optsolve: \(text); see '\(UnknownCommand.path(arguments)) --help'")
    return ExitStatus.usage.rawValue
  }

  /// A message of the argument parser as one line like all others: a plain first word with a small letter, no full stop.
  private static func sentence(_ message: String) -> String {
    let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    let end = line.hasSuffix(".") ? line.dropLast() : line[...]
    // What begins with a path or an option stays as it is.
    guard end.prefix(while: { $0 != " " }).allSatisfy(\.isLetter) else { return String(end) }
    return end.prefix(1).lowercased() + end.dropFirst()
  }
}

/// Exit statuses of the command line.
public enum ExitStatus: Int32, Sendable {
  case success = 0
  case infeasible = 3
  case noSolution = 4
  case failedRuns = 5
  case incorrect = 6
  case usage = 64
  case badData = 65
  case noInput = 66
  case engine = 69
  case internalError = 70
  case cannotCreate = 73
  case ioError = 74
  case interrupted = 130
  case terminated = 143
}

/// A command that ends with a status other than success.
struct Failure: Error {
  let status: ExitStatus
  let message: String?

  init(_ status: ExitStatus, _ message: String? = nil) {
    self.status = status
    self.message = message
  }

  init(_ error: InstanceError) {
    let status: ExitStatus =
      switch error.kind {
      case .malformed: .badData
      case .infeasible: .infeasible
      case .unreadable: .noInput
      }
    self.init(status, error.description)
  }

  init(_ error: FileError) {
    let status: ExitStatus =
      switch error.purpose {
      case .input: .noInput
      case .creation: .cannotCreate
      case .writing: .ioError
      }
    self.init(status, error.description)
  }

  init(_ error: StudyError) {
    switch error {
    case .malformed(let error): self.init(.badData, error.description)
    case .file(let error): self.init(error)
    case .badRequest(let text): self.init(.usage, text)
    }
  }

  init(_ error: StoreError) {
    let status: ExitStatus =
      switch error.kind {
      case .missing: .noInput
      case .notAStore, .newerFormat, .damaged: .badData
      case .inUse, .cannotCreate: .cannotCreate
      case .writing: .ioError
      case .misuse: .internalError
      }
    self.init(status, error.description)
  }

  init(_ error: SolveError) {
    switch error {
    case .badRequest, .unsupported: self.init(.usage, error.description)
    case .file(let error): self.init(error)
    case .data(let error): self.init(error)
    case .engine: self.init(.engine, error.description)
    case .incorrectSolution, .internalError: self.init(.internalError, error.description)
    }
  }
}
