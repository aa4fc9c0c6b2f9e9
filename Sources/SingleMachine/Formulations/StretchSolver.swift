import Modeling
import OptCore

/// Solves stretches one after the other: dominance, splitting, cost fixing, and an engine for what is left.
struct StretchSolver {
  let ledger: StretchLedger
  let session: SolveSession<SingleMachineInstance>
  let formulation: any TardinessFormulation
  let parameters: MIPParameters
  let improver: SequenceImprover
  let engineRun: EngineRun
  /// What happened, for the statistics.
  private(set) var log = StretchLog()

  init(
    _ ledger: StretchLedger, _ session: SolveSession<SingleMachineInstance>,
    _ formulation: any TardinessFormulation, _ parameters: MIPParameters,
    _ improver: SequenceImprover, _ engineRun: EngineRun
  ) {
    self.ledger = ledger
    self.session = session
    self.formulation = formulation
    self.parameters = parameters
    self.improver = improver
    self.engineRun = engineRun
  }

  /// Works on a stretch until it is proven or the session says stop.
  mutating func solve(_ stretch: Int) throws(SolveError) {
    let block = ledger.block(of: stretch)
    if block.jobCount <= 1 {
      let order = Array(0..<block.jobCount)
      try ledger.improve(stretch, with: order)
      ledger.prove(stretch)
      return
    }
    if ledger.isProven(stretch) || session.stopReason != nil { return }
    guard parameters.usesFixings else {
      try run(stretch, WantedSequences(everyOrderOf: block), isCostFixed: false)
      return
    }
    let session = session
    var wanted = WantedSequences(
      tightening: block, shouldStop: { session.stopReason != nil })
    if session.stopReason != nil { return }
    if try solveParts(of: stretch, wanted) { return }
    if parameters.usesCostFixing, let best = ledger.best(of: stretch) {
      guard let fixing = fix(stretch, &wanted, below: best.cost) else { return }
      if try solveParts(of: stretch, wanted) { return }
      if let fixing, halve(stretch, fixing) { return }
      try run(stretch, wanted, isCostFixed: true)
    } else {
      try run(stretch, wanted, isCostFixed: false)
    }
  }

  /// Splits where no job crosses and solves the parts; false when there is nothing to split.
  private mutating func solveParts(
    of stretch: Int, _ wanted: WantedSequences
  ) throws(SolveError) -> Bool {
    let parts = wanted.stretches()
    guard parts.count > 1 else { return false }
    let numbers = ledger.split(stretch, into: parts)
    if let best = ledger.best(of: stretch) {
      for (part, jobs) in zip(numbers, parts) {
        var local = [Int](repeating: -1, count: wanted.jobCount)
        for (number, j) in jobs.enumerated() { local[j] = number }
        let order = best.order.compactMap { local[$0] >= 0 ? local[$0] : nil }
        let better = try improver.improved(order, in: ledger.block(of: part), .brief)
        try ledger.improve(part, with: better)
      }
    }
    for part in numbers { try solve(part) }
    return true
  }

  /// Cost fixing.
  ///
  /// - Returns: nil when the stretch needs no more work; the inner nil when its network is too large.
  private mutating func fix(
    _ stretch: Int, _ wanted: inout WantedSequences, below cost: Int
  ) -> LagrangianFixing?? {
    let session = session
    guard
      var fixing = LagrangianFixing(wanted, shouldStop: { session.stopReason != nil })
    else { return session.stopReason == nil ? .some(nil) : nil }
    let isOpen = fixing.run(cutoff: cost, listener(stretch, wanted.block))
    log.steps += fixing.steps
    guard isOpen else {
      ledger.prove(stretch)
      return nil
    }
    if let best = ledger.best(of: stretch) { ledger.limit(stretch, to: best.cost) }
    wanted.windows = fixing.windows
    return session.stopReason == nil && !ledger.isProven(stretch) ? fixing : nil
  }

  /// Halving what prices leave open; true when the stretch needs no more work.
  private mutating func halve(_ stretch: Int, _ fixing: LagrangianFixing) -> Bool {
    let ledger = ledger
    var search = PieceSearch(ledger.block(of: stretch))
    let isDone = search.run(
      fixing, cutoff: { ledger.best(of: stretch)?.cost ?? .max },
      listener(stretch, ledger.block(of: stretch)))
    log.steps += search.steps
    log.pieces += search.pieces
    if isDone { ledger.prove(stretch) }
    return isDone || session.stopReason != nil
  }

  /// Passes on bounds on a whole stretch and orders worth a look.
  private func listener(_ stretch: Int, _ block: JobBlock) -> LagrangianFixing.Listener {
    let (ledger, session, improver) = (ledger, session, improver)
    return LagrangianFixing.Listener(
      progress: { bound in
        ledger.raise(stretch, to: bound)
        return session.stopReason != nil
      },
      candidate: { order in
        // A fault of an offered sequence is kept by the session and thrown at its end.
        let better = (try? improver.improved(order, in: block, .brief)) ?? order
        try? ledger.improve(stretch, with: better)
        return ledger.best(of: stretch)?.cost ?? .max
      })
  }

  private mutating func run(
    _ stretch: Int, _ wanted: WantedSequences, isCostFixed: Bool
  ) throws(SolveError) {
    if session.stopReason != nil { return }
    if let obstacle = formulation.obstacle(on: wanted) {
      // What was found so far is an answer; without it the method has none to give.
      guard session.incumbent != nil else { throw .unsupported(method: "mip", reason: obstacle) }
      log.refuse(obstacle)
      session.say(obstacle, from: "mip")
      return
    }
    let session = session
    var wanted = wanted
    wanted.shouldStop = { session.stopReason != nil }
    let built = formulation.build(wanted, parameters.formulation)
    if session.stopReason != nil { return }
    let best = ledger.best(of: stretch)
    let start = isCostFixed ? nil : best.flatMap { wanted.admits($0.order) ? $0.order : nil }
    if start == nil, let best { ledger.limit(stretch, to: best.cost) }
    let result = try engineRun.solve(
      built, stretch, start: start, cutoff: start == nil ? best?.cost : nil, log.nodes)
    log.add(built.model, result, cutoff: start == nil ? best?.cost : nil)
  }
}

/// What happened in a run, for the statistics.
struct StretchLog {
  /// Price steps of cost fixing.
  var steps = 0
  /// Pieces of halved stretches.
  var pieces = 0
  /// Models given to the engine.
  private(set) var models = 0
  /// Sizes of the largest of them.
  private(set) var rows = 0
  private(set) var columns = 0
  private(set) var nonzeros = 0
  /// Branch-and-bound nodes of all of them.
  private(set) var nodes = 0
  /// What the engine tells about its work on all of them.
  private(set) var statistics: [EngineStatistic] = []
  /// The engine's words for the last one.
  private(set) var engineStatus: String?
  /// What became of the starts.
  private(set) var start: String?
  /// The worst end of all runs.
  private(set) var termination: EngineTermination?
  /// Why the formulation did not fit a stretch, which so stayed without an engine.
  private(set) var obstacle: String?

  /// Takes a stretch that the formulation does not fit.
  mutating func refuse(_ reason: String) { obstacle = obstacle ?? reason }

  /// Takes one more engine run.
  mutating func add(_ model: Model, _ result: ModelResult, cutoff: Int?) {
    models += 1
    if model.termCount >= nonzeros {
      (rows, columns, nonzeros) = (model.rowCount, model.columnCount, model.termCount)
    }
    nodes += result.nodes
    if models == 1 { statistics = result.statistics } else { statistics.add(result.statistics) }
    engineStatus = result.engineStatus
    switch result.start {
    case .accepted: start = "accepted"
    case .rejected(let reason): start = "rejected: \(reason)"
    case .notGiven: start = cutoff == nil ? (start ?? "none") : "used as cutoff"
    }
    switch result.termination {
    case .optimal, .infeasible, .unbounded, .cutoff: break
    default: termination = termination ?? result.termination
    }
  }
}
