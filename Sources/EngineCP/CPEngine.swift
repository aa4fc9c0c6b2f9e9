import Modeling
import OptCore

/// Our constraint-programming engine: lazy clause generation over bounded whole numbers, intervals and resources.
///
/// It takes models whose variables are whole and have finite domains within ±2^53, or continuous ones that lose nothing by being whole.
/// With one thread and a conflict limit instead of a time limit, a run repeats exactly.
public struct CPEngine: Engine {
  /// The engine; it holds no state.
  public init() {}

  /// What it is and what it can do.
  public var identity: EngineIdentity {
    EngineIdentity(
      id: "cp", name: "optsolve CP", version: "1", usesThreads: true, separatesLazyRows: false)
  }

  /// The settings are those of `CPSettings`: `Documentation/cp-engine.md` lists them.
  public func check(settings: [String]) throws(EngineError) { _ = try CPSettings(settings) }

  /// Solves a model; `nodeLimit` counts conflicts, as does `nodes` of the result.
  public func solve(
    _ model: Model, options: EngineOptions, observer: EngineObserver
  ) throws(EngineError) -> ModelResult {
    let begin = MonotonicClock.now
    let settings = try CPSettings(options.settings)
    let request = settings.proof.map { ProofRequest(path: $0) }
    try model.requireSound()
    try model.requireSensible(options)
    var result = ModelResult(termination: .infeasible, engineStatus: "infeasible at the root")
    if let row = model.contradictoryRow, request == nil {
      if options.wantsCore { result.core = [model.rowName(row)] }
      result.time = MonotonicClock.now - begin
      return result
    }
    // A model that is refused leaves no file.
    if request != nil { _ = try ModelCompiler(model, wholeIsEnough: options.wholeIsEnough) }
    let proof: ProofLog? = if let request { try request.log(model, options) } else { nil }
    let compiled = try ModelCompiler(model, wholeIsEnough: options.wholeIsEnough, proof: proof)
    let run = CPRun(
      model, options, settings,
      RunLimits(options, compiled.objective, model, observer, begin: begin))
    run.search(compiled, start: options.start)
    proof?.end(run.claim)
    if let fault = proof?.fault { throw .failed("the proof is not complete: \(fault)") }
    result = try run.result(start: options.start)
    if result.termination == .infeasible, options.wantsCore {
      var search = CoreSearch(
        model,
        CoreEffort(options, observer.cancellation, runBegin: begin, used: result.nodes),
        wholeIsEnough: options.wholeIsEnough, conflicts: result.nodes)
      result.core = search.run()?.map(model.name(of:))
    }
    result.time = MonotonicClock.now - begin
    return result
  }
}
