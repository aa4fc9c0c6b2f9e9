import ArgumentParser
import Modeling
import OptCore
import Synchronization

/// `optsolve model`: plain mixed-integer solving of a file.
struct ModelCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "model",
      abstract: "Solve a mixed-integer linear model in an .lp or .mps file.",
      discussion: """
        Outputs: .json (the result document), .sol (one `name value` line per variable), .lp, .mps.

        Examples:
          optsolve model problem.lp
          optsolve model problem.mps --engine glpk -t 60 -o problem.sol
        """)
  }

  @Argument(help: "Model file, .lp or .mps; - reads LP text from standard input.") var file: String
  @OptionGroup var options: ModelOptions

  func run() throws {
    let interruption = Interruption.listen()
    let model = try readModel()
    if let convert = options.output.first(where: { $0.hasSuffix(".lp") || $0.hasSuffix(".mps") }) {
      try writeModel(model, to: convert)
      if options.output.count == 1 { return }
    }
    try ModelRun(model: model, file: file, options: options, interruption: interruption).run()
  }

  private func readModel() throws -> Model {
    let text = try readFile(file)
    do {
      switch text.fileExtension {
      case "mps": return try Model(mps: text)
      case "lp": return try Model(lp: text)
      default:
        if file == "-" { return try Model(lp: text) }
        throw Failure(.usage, "\(file): unknown model format; known extensions: .lp .mps")
      }
    } catch let error as InstanceError {
      throw Failure(error)
    }
  }

  private func writeModel(_ model: Model, to path: String) throws {
    let text = path.hasSuffix(".lp") ? try model.lpText() : try model.mpsText()
    try writeFile(Array(text.utf8), to: path)
  }
}

/// Options of `optsolve model`.
struct ModelOptions: ParsableArguments {
  @Option(name: [.short, .long], help: "The engine: cbc or glpk.") var engine: String?
  @Option(name: [.customShort("t"), .long], help: "Wall time, as 90, 1.5m or 2h.")
  var timeLimit: Duration?
  @Option(help: "Branch-and-bound nodes.") var nodeLimit: Int?
  @Option(help: "Stop at this relative gap.") var gap: Double = 0
  @Option(name: [.customShort("p"), .long], help: "Threads.") var threads: Int = 1
  @Option(help: "Mebibytes of memory for the engine's process.") var memoryLimit: Int?
  @Option(name: [.short, .long], help: "Output file; repeatable.") var output: [String] = []
  @Flag(help: "Print the result document instead of the answer block.") var json = false
  @Option(help: "Progress on standard error.") var progress: ProgressStyle = .auto
  @Flag(name: [.short, .long], help: "No progress, no remarks.") var quiet = false
  @Flag(name: [.short, .long], help: "The engine's own log as well.") var verbose = false

  func validate() throws {
    if threads < 1 { throw ValidationError("--threads: found \(threads), expected 1 or more") }
    if !(gap >= 0) { throw ValidationError("--gap: found \(gap), expected 0 or more") }
    for path in output where ![".json", ".sol", ".lp", ".mps"].contains(where: path.hasSuffix) {
      throw ValidationError("\(path): unknown output format; known: .json .sol .lp .mps")
    }
  }
}
