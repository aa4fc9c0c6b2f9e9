import OptCore
import Synchronization

/// The books of a run that is split into stretches: the best order and the proven bound of each, added up.
///
/// Stretches form a tree. A stretch's order is composed of its parts' orders, and its bound is the sum of their bounds,
/// but never more than its ceiling: the cutoff below which the split holds. What improves at the root goes to the
/// session. Safe to use from an engine's thread.
final class StretchLedger: Sendable {
  private struct Stretch: Sendable {
    let block: JobBlock
    /// Local numbers in the parent's block, by own local number.
    let origin: [Int]
    let parent: Int?
    var parts: [Int] = []
    /// Bounds beyond it prove nothing more: sequences of this cost were ruled out on purpose.
    var ceiling = Int.max
    /// Proven lower bound, in ticks times weights.
    var bound = 0
    /// The best order known, in local numbers, and its cost.
    var order: [Int]?
    var cost = Int.max
  }

  private let session: SolveSession<SingleMachineInstance>
  private let source: String
  private let stretches: Mutex<[Stretch]>

  /// The root is the whole instance.
  init(_ session: SolveSession<SingleMachineInstance>, source: String) {
    self.session = session
    self.source = source
    let block = JobBlock(session.instance)
    stretches = Mutex([Stretch(block: block, origin: block.jobs, parent: nil)])
  }

  /// Number of the root.
  var root: Int { 0 }

  /// The jobs of a stretch.
  func block(of stretch: Int) -> JobBlock { stretches.withLock { $0[stretch].block } }

  /// The best order of a stretch in local numbers, and its cost; nil when none is known.
  func best(of stretch: Int) -> (order: [Int], cost: Int)? {
    stretches.withLock { all in all[stretch].order.map { ($0, all[stretch].cost) } }
  }

  /// Whether nothing better can be found in a stretch.
  func isProven(_ stretch: Int) -> Bool {
    stretches.withLock { $0[stretch].bound >= $0[stretch].cost }
  }

  /// States that from now on only orders cheaper than `cost` are looked for in a stretch.
  func limit(_ stretch: Int, to cost: Int) {
    stretches.withLock { $0[stretch].ceiling = min($0[stretch].ceiling, cost) }
  }

  /// Splits a stretch into parts that follow each other.
  ///
  /// - Parameter jobs: the parts' jobs, in local numbers of the stretch.
  /// - Returns: the numbers of the parts.
  func split(_ stretch: Int, into jobs: [[Int]]) -> [Int] {
    stretches.withLock { all in
      var start = 0
      for part in jobs {
        let block = JobBlock(part, of: all[stretch].block, startingAt: start)
        start += block.horizon
        all[stretch].parts.append(all.count)
        all.append(Stretch(block: block, origin: part, parent: stretch))
      }
      return all[stretch].parts
    }
  }

  /// Offers an order of a stretch.
  func improve(_ stretch: Int, with order: [Int]) throws(SolveError) {
    let whole = stretches.withLock { all -> [Int]? in
      var place = stretch
      var order = order
      while true {
        let cost = all[place].block.cost(of: order)
        guard cost < all[place].cost else { return nil }
        all[place].order = order
        all[place].cost = cost
        guard let parent = all[place].parent else { return order }
        var composed: [Int] = []
        for part in all[parent].parts {
          guard let partOrder = all[part].order else { return nil }
          composed += partOrder.map { all[part].origin[$0] }
        }
        (place, order) = (parent, composed)
      }
    }
    if let whole { try session.offer(TardinessSchedule(sequence: whole), from: source) }
  }

  /// States a proven bound on the cost of every order of a stretch that its ceiling leaves.
  func raise(_ stretch: Int, to bound: Int) {
    let whole = stretches.withLock { all -> Int? in
      var place = stretch
      var bound = bound
      while true {
        bound = min(bound, all[place].ceiling)
        guard bound > all[place].bound else { return nil }
        all[place].bound = bound
        guard let parent = all[place].parent else { return bound }
        bound = all[parent].parts.reduce(0) { $0 + all[$1].bound }
        place = parent
      }
    }
    if let whole {
      session.raise(bound: session.instance.objectiveValue(ofTicks: whole), from: source)
    }
  }

  /// States that the best order of a stretch is optimal, or costs at most `slack` more than an optimal one.
  func prove(_ stretch: Int, within slack: Int = 0) {
    guard let best = best(of: stretch) else { return }
    raise(stretch, to: best.cost - slack)
  }
}
