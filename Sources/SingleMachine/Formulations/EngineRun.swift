import Modeling
import OptCore

/// One engine at work on the model of a stretch: limits in, incumbents and bounds out, whole numbers kept whole.
struct EngineRun {
  let engine: any Engine
  let ledger: StretchLedger
  let session: SolveSession<SingleMachineInstance>
  let improver: SequenceImprover
  let threads: Int
  let seed: Int
  let settings: [String]

  /// Runs the engine.
  ///
  /// - Parameters:
  ///   - built: the model.
  ///   - stretch: whose model it is.
  ///   - start: the order to start from; nil = none.
  ///   - cutoff: only cheaper orders are wanted; nil = any.
  ///   - nodesUsed: nodes that earlier stretches took from the work limit.
  func solve(
    _ built: any BuiltFormulation, _ stretch: Int, start: [Int]?, cutoff: Int?, _ nodesUsed: Int
  ) throws(SolveError) -> ModelResult {
    var options = EngineOptions(
      timeLimit: session.remaining, nodeLimit: session.limits.work.map { max(0, $0 - nodesUsed) },
      threads: threads, memoryLimit: session.limits.memory, wantsCore: false, settings: settings)
    options.seed = seed
    if built.scale.isUnit {
      options.objectiveStep = 1
      // Times of orders are sums of whole lengths, and every wanted order is such a point.
      options.wholeIsEnough = true
    }
    options.cutoff = cutoff.map { Double($0) / built.scale.cost }
    options.start = start.map(built.encode)
    let result: ModelResult
    do {
      result = try engine.solve(built.model, options: options, observer: observer(built, stretch))
    } catch {
      throw SolveError(error, of: engine)
    }
    try take(result, built, stretch)
    return result
  }

  private func observer(_ built: any BuiltFormulation, _ stretch: Int) -> EngineObserver {
    let (ledger, improver) = (ledger, improver)
    let slack = EngineRun.slack(of: ledger.block(of: stretch), built.scale)
    return EngineObserver(
      engine, for: session,
      incumbent: { point in
        // A fault of an offered sequence is kept by the session and thrown at its end.
        let order = built.decode(point)
        let better =
          (try? improver.improved(order, in: ledger.block(of: stretch), .polish)) ?? order
        try? ledger.improve(stretch, with: better)
      },
      bound: { ledger.raise(stretch, to: EngineRun.ticks($0, built.scale) - slack) })
  }

  private func take(
    _ result: ModelResult, _ built: any BuiltFormulation, _ stretch: Int
  ) throws(SolveError) {
    if let point = result.point {
      let order = built.decode(point)
      try ledger.improve(
        stretch, with: improver.improved(order, in: ledger.block(of: stretch), .polish))
    }
    let slack = EngineRun.slack(of: ledger.block(of: stretch), built.scale)
    if let bound = result.bound {
      ledger.raise(stretch, to: EngineRun.ticks(bound, built.scale) - slack)
    }
    switch result.termination {
    case .optimal, .cutoff: ledger.prove(stretch, within: slack)
    case .infeasible:
      guard ledger.best(of: stretch) != nil else {
        throw .internalError(
          "\(engine.identity.name) calls the model \(built.model.name) infeasible")
      }
      ledger.prove(stretch, within: slack)
    case .unbounded:
      throw .internalError("\(engine.identity.name) calls the model \(built.model.name) unbounded")
    default: break
    }
  }

  /// What an engine's proof may be off by, in ticks times weights.
  ///
  /// Engines take a number within 1e-5 of a whole one for it. A completion, which is a sum of binaries times ticks, may
  /// so be off by 1e-5 times the horizon, and as much again in a big-M row. As long as that is less than a tick, and the
  /// model holds the integers themselves, a proof is taken at its word.
  static func slack(of block: JobBlock, _ scale: ModelScale) -> Int {
    let shift = 1e-5 * Double(block.horizon)
    if scale.isUnit, shift < 1 { return 0 }
    let total = block.weights.reduce(0.0) { $0 + Double($1) }
    return Int(exactly: (2 * shift * total + 1).rounded(.up)) ?? .max
  }

  /// An engine's bound in ticks times weights, rounded up where costs are whole, with the engine's tolerance off.
  static func ticks(_ bound: Double, _ scale: ModelScale) -> Int {
    guard bound.isFinite else { return 0 }
    let safe = bound - 1e-6 * max(1, abs(bound))
    let ticks = scale.isUnit ? safe.rounded(.up) : (safe * scale.cost).rounded(.down)
    return ticks < 0 ? 0 : Int(exactly: ticks) ?? 0
  }
}
