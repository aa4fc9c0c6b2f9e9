import ArgumentParser
import Modeling
import OptCore

/// `optsolve model`: plain mixed-integer solving of a file.
struct ModelCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "model",
      abstract: "Solve a mixed-integer linear model (.lp, .mps).",
      discussion: """
        Outputs: .json (the result document), .sol (one `name value` line per
        variable), .lp, .mps, .fzn (FlatZinc; models of whole numbers only). With
        .lp, .mps and .fzn outputs alone the model is converted and not solved.
        Ctrl-C keeps the best solution found so far.

        Examples:
          optsolve model problem.lp
          optsolve model problem.mps --engine glpk -t 60 -o problem.sol
          optsolve model problem.lp --warm-start problem.sol
          optsolve model problem.lp -e cp -P memory=512 -P search=alternate
          optsolve model problem.lp -o problem.mps -o problem.fzn
        """)
  }

  @Argument(
    help: "Model file, .lp or .mps; - reads LP text from standard input.", completion: .file())
  var file: String
  @OptionGroup var options: ModelOptions

  func run() throws {
    let outputs = distinct(options.output)
    try refuseSharedInput(file, options.warmStart)
    try refuseOverwriting([file, options.warmStart], by: outputs)
    let text = try readFile(file)
    let model = try read(text)
    let start = try readStart(for: model)
    for path in outputs { try checkOutput(path) }
    let conversions = outputs.filter { ModelFormat(of: $0)?.isModel == true }
    if !conversions.isEmpty {
      var delivery = Delivery()
      for path in conversions {
        delivery.attempt { () throws(Failure) in try write(model, to: path) }
      }
      try delivery.finish()
      if conversions.count == outputs.count { return }
    }
    let run = ModelRun(
      model: model, digest: InstanceDigest(of: text.bytes), start: start, file: file,
      options: options, outputs: outputs)
    try run.run()
  }

  private func read(_ text: SourceText) throws(Failure) -> Model {
    do throws(InstanceError) {
      switch text.fileExtension {
      case "mps": return try Model(mps: text)
      case "lp": return try Model(lp: text)
      default:
        if file == "-" { return try Model(lp: text) }
      }
    } catch {
      throw Failure(error)
    }
    throw Failure(.usage, "\(file): unknown model format; known extensions: .lp .mps")
  }

  private func readStart(for model: Model) throws(Failure) -> [Double]? {
    guard let path = options.warmStart, path != "none" else { return nil }
    let text = try readFile(path)
    do throws(InstanceError) {
      return try ModelStart.read(text, for: model)
    } catch {
      throw Failure(error)
    }
  }

  private func write(_ model: Model, to path: String) throws(Failure) {
    let text: String
    do throws(ModelError) {
      text = try model.text(as: ModelFormat(of: path)?.rawValue ?? "mps")
    } catch {
      throw Failure(.badData, "\(file): \(path) cannot be written: \(error)")
    }
    try writeFile(Array(text.utf8), to: path)
  }
}

/// What `optsolve model` writes, by extension.
enum ModelFormat: String, CaseIterable {
  case json, sol, lp, mps, fzn

  /// The format of an output; nil for an unknown extension. `-` is the result document.
  init?(of path: String) {
    let name = path == "-" ? "json" : SourceText(file: path, bytes: []).fileExtension
    self.init(rawValue: name)
  }

  /// Whether it holds the model instead of an answer.
  var isModel: Bool { self == .lp || self == .mps || self == .fzn }
}

/// Options of `optsolve model`.
struct ModelOptions: ParsableArguments {
  @Option(
    name: [.short, .long], help: "The engine: \(EngineSet.inProcess.alternatives).",
    completion: Completions.engines)
  var engine: String?
  @Option(
    name: [.customShort("t"), .long], parsing: .unconditional,
    help: "Wall time: 90 (seconds), 10s, 500ms, 1.5m, 1h30m.", transform: Duration.parse)
  var timeLimit: Duration?
  @Option(parsing: .unconditional, help: "Branch-and-bound nodes.") var nodeLimit: Int?
  @Option(
    parsing: .unconditional, help: "Stop at this relative gap, such as 0.01 or 1%.",
    transform: Gap.parse)
  var gap: Double = 0
  @Option(parsing: .unconditional, help: "Stop at this objective.") var target: Double?
  @Option(
    name: [.short, .long], parsing: .unconditional, help: "Seed of the engine's random choices.")
  var seed: UInt64 = 1
  @Option(name: [.customShort("p"), .long], parsing: .unconditional, help: "Threads; 0 = all.")
  var threads: Int = 1
  @Option(parsing: .unconditional, help: "Mebibytes of memory for the engine's process.")
  var memoryLimit: Int?
  @Option(
    name: [.customShort("P"), .long],
    help: "Setting of the engine in its own words, key=value; repeatable.")
  var parameter: [String] = []
  @Option(help: "Start from a .sol file or a result document, or none.", completion: .file())
  var warmStart: String?
  @Option(
    name: [.short, .long],
    help: "Output file (.json .sol .lp .mps .fzn), - for the document; repeatable.",
    completion: .file())
  var output: [String] = []
  @Flag(help: "Print the result document instead of the answer block.") var json = false
  @Option(help: "Progress on standard error.") var progress: ProgressStyle = .auto
  @Flag(name: [.short, .long], help: "No progress, no remarks.") var quiet = false
  @Flag(name: [.short, .long], help: "The engine's own log as well.") var verbose = false

  func validate() throws {
    try OptionRules.check(
      threads: threads, target: target, seed: seed, memoryLimit: memoryLimit)
    if let nodeLimit, nodeLimit < 0 {
      throw ValidationError("--node-limit: found \(nodeLimit), expected 0 or more")
    }
    var keys: Set<Substring> = []
    for text in parameter {
      guard let key = text.split(separator: "=", maxSplits: 1).first, text.contains("="),
        keys.insert(key).inserted
      else { throw ValidationError("-P \(text): expected key=value, each key once") }
    }
    for path in output where ModelFormat(of: path) == nil {
      let known = ModelFormat.allCases.map { "." + $0.rawValue }.joined(separator: " ")
      throw ValidationError("\(path): unknown output format; known: \(known)")
    }
  }
}
