import OptCore

/// The quick heuristics around the engine: the start, and the polish of what an engine finds.
struct SequenceImprover: Sendable {
  /// How much to do.
  enum Effort: Sendable {
    /// Nothing: a cold run shows the engine alone.
    case nothing
    /// A descent for each sequence.
    case descent
  }

  private let effort: Effort
  private let seed: UInt64

  init(_ effort: Effort, _ seed: UInt64) {
    self.effort = effort
    self.seed = seed
  }

  /// The session's incumbent, or the best sequence of the rules.
  func start(in session: SolveSession<SingleMachineInstance>) throws(SolveError) -> [Int] {
    if let incumbent = session.incumbent { return incumbent.solution.sequence }
    let block = JobBlock(session.instance)
    let rules: [any SequenceRule] =
      session.instance.isWeighted
      ? [WeightedModifiedDueDate(), ApparentTardinessCost()]
      : [ModifiedDueDate(), AugmentedMDDChallenger()]
    let orders = rules.map {
      $0.sequence(
        of: session.instance, parameters: ParameterValues(),
        until: { session.stopReason != nil })
    }
    let best = orders.min { block.cost(of: $0) < block.cost(of: $1) }
    return try improved(best ?? Array(0..<block.jobCount), in: block)
  }

  /// An order of a block's jobs that is at least as good.
  func improved(_ order: [Int], in block: JobBlock) throws(SolveError) -> [Int] {
    order
  }
}
