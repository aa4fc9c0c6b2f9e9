import OptCore
import Synchronization

/// The quick heuristics around the engine: the start, and the polish of what prices and engines find.
struct SequenceImprover: Sendable {
  /// Kicks of the iterated local search after its first descent.
  enum Effort: Int, Sendable {
    /// A descent only: points come often.
    case polish = 0
    /// A short search, for orders that prices suggest and for parts of an order.
    case brief = 200
    /// The start of a run.
    case thorough = 5000
  }

  private let session: SolveSession<SingleMachineInstance>
  private let isOn: Bool
  private let seed: UInt64

  /// - Parameter isOn: false makes every improvement the order itself: a cold run shows the engine alone.
  init(_ session: SolveSession<SingleMachineInstance>, isOn: Bool, seed: UInt64) {
    self.session = session
    self.isOn = isOn
    self.seed = seed
  }

  /// The session's incumbent or else the best sequence of the rules, improved by local search.
  func start() throws(SolveError) -> [Int] {
    let instance = session.instance
    let block = JobBlock(instance)
    if let incumbent = session.incumbent {
      return try improved(incumbent.solution.sequence, in: block, .thorough)
    }
    let rules: [any SequenceRule] =
      instance.isWeighted
      ? [WeightedModifiedDueDate(), ApparentTardinessCost()]
      : [ModifiedDueDate(), AugmentedMDDChallenger()]
    let orders = rules.map {
      $0.sequence(
        of: instance, parameters: ParameterValues(), until: { session.stopReason != nil })
    }
    let best = orders.min { block.cost(of: $0) < block.cost(of: $1) }
    return try improved(best ?? Array(0..<block.jobCount), in: block, .thorough)
  }

  /// An order of a block's jobs that is at least as good.
  func improved(
    _ order: [Int], in block: JobBlock, _ effort: Effort
  ) throws(SolveError) -> [Int] {
    guard isOn, block.jobCount > 1, let instance = block.instance else { return order }
    let best = Mutex((cost: block.cost(of: order), order: order))
    let task = IteratedLocalSearchTask(seed: seed, kickLimit: effort.rawValue)
    _ = try task.search(
      instance, from: order, while: { session.stopReason == nil },
      improved: { cost, sequence in
        best.withLock { if cost < $0.cost { $0 = (cost, sequence) } }
      })
    return best.withLock { $0.order }
  }
}

extension JobBlock {
  /// The block as an instance of its own; nil when its due dates reach beyond the limits of instances.
  var instance: SingleMachineInstance? {
    try? SingleMachineInstance(
      name: "stretch", processingTimes: processingTimes, dueDates: dueDates, weights: weights)
  }
}
