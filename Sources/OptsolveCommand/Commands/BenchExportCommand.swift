import ArgumentParser
import Experiments
import OptCore

/// `optsolve bench export`: the runs of a store as a table or, without loss, as JSON Lines.
struct BenchExportCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "export",
      abstract: "Write the runs of a store as .csv or .jsonl.",
      discussion: """
        A .jsonl file holds everything, result documents and trajectories too. A .csv
        file has one row per run; --columns names its columns, or one of these sets:
        standard (all but trajectory and document), all, deterministic (what a
        deterministic method with a work limit gives each time: no times, no memory,
        no machine; two such files can be compared byte for byte).

        Examples:
          optsolve bench export study.sqlite -o runs.jsonl
          optsolve bench export study.sqlite -o runs.csv --columns instance,seed,time
        """)
  }

  @Argument(help: "Result store.", completion: .file()) var store: String
  @Option(
    name: [.short, .long], help: "Output file, .csv or .jsonl; - is CSV on standard output.",
    completion: .file())
  var output: String
  @Option(help: "Columns of a .csv file, joined by commas, or a set of them.")
  var columns: String?

  func run() throws {
    try refuseOverwriting([store], by: [output])
    let format = try ExchangeFormat(of: output, standardOutput: .csv)
    if columns != nil, format != .csv {
      throw Failure(.usage, "--columns: \(output) always holds everything; choose a .csv file")
    }
    do {
      let chosen = try ResultColumn.named(columns ?? "standard")
      let content = try ResultStore.open(store, for: .reading).content()
      try writeFile(
        format == .csv ? content.csv(columns: chosen) : content.jsonLines(), to: output)
    } catch let error as SolveError {
      throw Failure(.usage, "--columns: \(error)")
    } catch let error as StoreError {
      throw Failure(error)
    }
  }
}

/// Formats in which runs leave and enter stores.
enum ExchangeFormat {
  case csv
  case jsonLines

  /// The format that a path's extension names.
  init(of path: String, standardOutput: ExchangeFormat? = nil) throws {
    if path == "-", let standardOutput {
      self = standardOutput
      return
    }
    switch SourceText(file: path, bytes: []).fileExtension {
    case "csv": self = .csv
    case "jsonl": self = .jsonLines
    default:
      throw Failure(.usage, "\(path): unknown format; known extensions: .csv .jsonl")
    }
  }
}
