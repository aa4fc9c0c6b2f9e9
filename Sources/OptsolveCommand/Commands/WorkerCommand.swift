import ArgumentParser
import Modeling

/// The hidden command behind engines that run in a process of their own.
struct WorkerCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "__worker", abstract: "Solve one model for a parent process.",
      shouldDisplay: false)
  }

  func run() throws {
    let status = runEngineWorker(engines: .inProcess, input: 0, output: 1)
    if status != 0 { throw Failure(.engine) }
  }
}
