import Modeling
import OptCore

/// One run of the engine: its workers, and what became of them.
final class CPRun: Sendable {
  private let model: Model
  private let options: EngineOptions
  private let settings: CPSettings
  private let limits: RunLimits
  private let shared = SharedState()
  private let work = WorkerLock(WorkStatistics())

  init(_ model: Model, _ options: EngineOptions, _ settings: CPSettings, _ limits: RunLimits) {
    self.model = model
    self.options = options
    self.settings = settings
    self.limits = limits
  }

  /// Runs the workers to their end: the first on this thread, the others on threads of their own.
  ///
  /// - Parameter compiled: the model, with the log of a proof if there is to be one; the first worker takes it, the others compile their own.
  func search(_ compiled: consuming ModelCompiler, start: [Double]?) {
    let threads = (1..<max(1, options.threads)).compactMap { number in
      SystemThread { [self] in
        // The model compiled before, so it compiles now.
        if let own = try? ModelCompiler(model, wholeIsEnough: options.wholeIsEnough) {
          work(own, number, start: nil)
        }
      }
    }
    work(compiled, 0, start: start)
    shared.finish()
    for thread in threads { thread.join() }
  }

  private func work(_ compiled: consuming ModelCompiler, _ number: Int, start: [Double]?) {
    var worker = SearchWorker(
      compiled, role: number % 2 == 1 ? .bound : .improve, seed: UInt64(max(0, options.seed)),
      worker: number, shared: shared, limits: limits, settings: settings)
    worker.kernel.mostCells = settings.clauseCells(
      ofProcess: options.memoryLimit, workers: options.threads)
    if options.threads > 1 { worker.kernel.sharesShort = true }
    worker.run(start: start)
    let statistics = worker.statistics
    work.withLock { $0.add(statistics) }
  }

  /// What a proof claims in its last line.
  var claim: String {
    let facts = shared.snapshot
    if facts.fault != nil { return "nothing" }
    if facts.isExhausted { return facts.point == nil ? "infeasible" : "optimal" }
    return facts.bound.map { "bound \($0)" } ?? "nothing"
  }

  /// The answer after the search.
  func result(start: [Double]?) throws(EngineError) -> ModelResult {
    let facts = shared.snapshot
    if let fault = facts.fault { throw .failed(fault) }
    let statistics = work.withLock { $0 }
    var result = ModelResult(
      termination: termination(facts, statistics), point: facts.point,
      objective: facts.point.map { model.objectiveValue(at: $0) },
      engineStatus: statistics.kernel.words,
      nodes: statistics.kernel.conflicts,
      statistics: statistics.told(solutions: facts.solutions))
    if let objective = limits.objective {
      if facts.isExhausted, let best = facts.best {
        result.bound = objective.value(best)
      } else if let bound = facts.bound, !(facts.isExhausted && facts.point == nil) {
        result.bound = objective.value(bound)
      }
    } else if facts.isExhausted, facts.point != nil {
      result.bound = model.objective.constant
    }
    if result.termination == .cutoff { result.bound = options.cutoff }
    if start != nil {
      result.start = facts.startFault.map { .rejected(reason: $0) } ?? .accepted
    }
    return result
  }

  private func termination(_ facts: SharedState.Facts, _ work: WorkStatistics)
    -> EngineTermination
  {
    if facts.isExhausted {
      if facts.point != nil { return .optimal }
      return limits.mostSteps == nil ? .infeasible : .cutoff
    }
    if let best = facts.best {
      if limits.hasReachedTarget(best) { return .target }
      if limits.hasReachedGap(best, facts.bound) { return .gap }
    }
    if limits.observer.cancellation.isCancelled { return .interrupted }
    if facts.isFull { return .memoryLimit }
    // The first worker ends the others when it has had its share.
    if let limit = options.nodeLimit, work.kernel.conflicts >= limit || !limits.isTimeUp {
      return .nodeLimit
    }
    return .timeLimit
  }
}
