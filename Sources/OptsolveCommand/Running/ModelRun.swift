import Modeling
import OptCore

/// One run of `optsolve model` from the model to the written results.
struct ModelRun {
  let model: Model
  /// Of the file's bytes.
  let digest: InstanceDigest
  /// One value a column, not-a-number where the engine may choose; nil = no start.
  let start: [Double]?
  let file: String
  let options: ModelOptions
  /// Where the answer goes, each place once.
  let outputs: [String]

  func run() throws {
    let engine: any Engine
    do throws(SolveError) {
      engine = try EngineSet.commandLine.engine(options.engine)
    } catch {
      throw Failure(error)
    }
    do throws(EngineError) {
      try engine.check(settings: options.parameter)
    } catch {
      throw Failure(.usage, "-P: \(error)")
    }
    remark(on: engine.identity)
    let interruption = Interruption.listen()
    let course = ModelCourse(source: engine.identity.id)
    let result = try solve(with: engine, course, interruption.cancellation)
    let answer = ModelAnswer(run: self, result: result, course: course, engine: engine.identity)
    try answer.deliver()
    if let status = interruption.status { throw Failure(status) }
    switch result.termination {
    case .infeasible, .unbounded:
      throw Failure(.infeasible, "\(file): \(result.termination.rawValue)")
    default:
      if result.point == nil { throw Failure(.noSolution, "\(file): no solution found") }
    }
  }

  /// What the user may not expect of this engine.
  private func remark(on engine: EngineIdentity) {
    guard !options.quiet else { return }
    if OptionRules.threadCount(options.threads) > 1, !engine.usesThreads {
      Console.current.error("optsolve: engine \(engine.id) uses one thread")
    }
    if options.verbose, model.sense == .maximize {
      Console.current.error(
        "optsolve: engines minimise: their logs show the negated objective of this maximisation")
    }
  }

  private func solve(
    with engine: any Engine, _ course: ModelCourse, _ cancellation: Cancellation
  ) throws(Failure) -> ModelResult {
    let display = ProgressDisplay(
      options.quiet ? .none : options.progress, verbose: options.verbose, console: Console.current)
    defer { display.finish() }
    do throws(EngineError) {
      return try engine.solve(
        model, options: engineOptions,
        observer: course.observer(
          cancellation, sink: display.sink,
          wantsLog: !options.quiet && (options.verbose || options.progress == .json)))
    } catch {
      switch error {
      case .model(let fault): throw Failure(.badData, "\(file): \(fault)")
      case .option(let text): throw Failure(.usage, text)
      default: throw Failure(.engine, "engine \(engine.identity.id): \(error)")
      }
    }
  }

  private var engineOptions: EngineOptions {
    EngineOptions(
      timeLimit: options.timeLimit?.seconds, nodeLimit: options.nodeLimit, gap: options.gap,
      threads: OptionRules.threadCount(options.threads), target: options.target, start: start,
      seed: Int(truncatingIfNeeded: options.seed & 0x3FFF_FFFF),
      memoryLimit: options.memoryLimit, settings: options.parameter)
  }
}
