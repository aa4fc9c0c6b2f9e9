import ArgumentParser

/// `optsolve bench`: studies and their stores.
struct BenchCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "bench", abstract: "Studies and their result stores.",
      subcommands: [BenchExportCommand.self, BenchImportCommand.self])
  }
}
