import Modeling
import OptCore

/// Looks for few rules of an infeasible model that no point satisfies together.
///
/// Rows and constraints come first, beside all bounds; then the bounds of the columns they speak of. Rules are left out only
/// where the engine has refuted what is left, so that whatever the limits the answer is infeasible on its own; where no limit
/// interfered, each of its rules is needed. A bound counts as needed too where the engine would have no finite domain without it.
///
/// Source: Junker, "QuickXplain: preferred explanations and relaxations for over-constrained problems" (2004).
package struct CoreSearch {
  private let model: Model
  private var effort: CoreEffort
  /// Whether a limit left a question open.
  private var isUnsure = false

  /// - Parameter model: one that has been proven infeasible.
  package init(_ model: Model, _ effort: CoreEffort) {
    self.model = model
    self.effort = effort
  }

  /// The rules, in the order of `Model.rules`; nil where the effort allowed was spent before anything could be left out.
  package mutating func run() -> [ModelRule]? {
    if let row = model.contradictoryRow { return [.row(row)] }
    if let column = (0..<model.columnCount).first(where: hasNoValue) {
      return model.bounds.filter { model.columns(of: $0) == [Int32(truncatingIfNeeded: column)] }
    }
    let bounds = model.bounds
    let all = Array(model.rules.dropLast(bounds.count))
    effort.share = 0.75
    let kept = reduce(all, beside: bounds, isRefuted: true)
    if kept.count == all.count, isUnsure { return nil }
    effort.share = 1
    let columns = Set(kept.flatMap(model.columns(of:)))
    let own = bounds.filter { columns.isSuperset(of: model.columns(of: $0)) }
    return kept + reduce(own, beside: kept, isRefuted: false)
  }

  private func hasNoValue(_ column: Int) -> Bool {
    model.columnKinds[column] == .integer
      && (model.columnLower[column] - 1e-6).rounded(.up)
        > (model.columnUpper[column] + 1e-6).rounded(.down)
  }

  // MARK: Leaving out

  /// Those of some rules that are needed beside others, which are not questioned.
  ///
  /// - Parameter isRefuted: whether the others are known not to be enough.
  private mutating func reduce(
    _ rules: [ModelRule], beside given: [ModelRule], isRefuted isKnown: Bool
  ) -> [ModelRule] {
    isUnsure = false
    var kept = needed(rules[...], beside: given, isOpen: !isKnown)
    if !isUnsure { return kept }
    // What was too hard among many may be easy among few.
    for rule in kept.reversed() where !effort.isSpent {
      let rest = kept.filter { $0 != rule }
      if refutes(given + rest) { kept = rest }
    }
    return kept
  }

  /// QuickXplain: `rules` and `given` together are infeasible.
  ///
  /// - Parameter isOpen: whether `given` alone may be.
  private mutating func needed(
    _ rules: ArraySlice<ModelRule>, beside given: [ModelRule], isOpen: Bool
  ) -> [ModelRule] {
    if rules.isEmpty || isOpen && refutes(given) { return [] }
    if rules.count == 1 { return Array(rules) }
    let middle = rules.startIndex + rules.count / 2
    let (first, second) = (rules[..<middle], rules[middle...])
    let ofSecond = needed(second, beside: given + first, isOpen: true)
    let ofFirst = needed(first, beside: given + ofSecond, isOpen: !ofSecond.isEmpty)
    return ofFirst + ofSecond
  }

  // MARK: Proofs

  /// Whether the engine proves, within what is left of the effort, that no point satisfies some rules.
  private mutating func refutes(_ rules: [ModelRule]) -> Bool {
    if effort.isSpent {
      isUnsure = true
      return false
    }
    let part = part(rules)
    effort.work += part.columnCount + part.termCount
    guard let compiled = try? ModelCompiler(part) else { return false }
    if compiled.isRefuted { return true }
    var kernel = compiled.takeKernel()
    let most = effort.conflicts + max(50, effort.conflictsLeft / 4)
    let (before, work) = (effort.conflicts, effort.work)
    while !effort.isSpent, effort.conflicts < most {
      let effort = effort
      let outcome = kernel.search(
        conflictLimit: min(kernel.statistics.conflicts + 200, most - before),
        shouldStop: { effort.isTimeUp })
      self.effort.conflicts = before + kernel.statistics.conflicts
      self.effort.work = work + kernel.statistics.pushes
      switch outcome {
      case .refuted, .refutedAssumptions: return true
      case .satisfied: return false
      case .limit, .stopped: continue
      }
    }
    isUnsure = true
    return false
  }

  /// The model of some rules; columns get a finite domain where that takes no solution from a model that has one.
  private func part(_ rules: [ModelRule]) -> Model {
    var part = model.part(keeping: rules)
    var isFree = [Bool](repeating: true, count: model.columnCount)
    for rule in rules {
      switch rule {
      case .row, .constraint: for column in model.columns(of: rule) { isFree[Int(column)] = false }
      case .lowerBound, .upperBound: continue
      }
    }
    for column in isFree.indices where isFree[column] {
      let (low, high) = (part.columnLower[column], part.columnUpper[column])
      let value = low.isFinite ? low.rounded(.up) : min(0, high.rounded(.down))
      if low.isInfinite { part.restrict(Variable(index: column), lower: value) }
      if high.isInfinite { part.restrict(Variable(index: column), upper: value) }
    }
    guard let reach = SolutionReach.of(part) else { return part }
    for column in isFree.indices {
      let (low, high) = (part.columnLower[column], part.columnUpper[column])
      if low.isInfinite { part.restrict(Variable(index: column), lower: -reach) }
      if high.isInfinite { part.restrict(Variable(index: column), upper: reach) }
    }
    return part
  }
}

/// What a search for a core may cost.
///
/// A run with a conflict limit and no time limit repeats exactly, so that its core is not timed either: then a count of the work is
/// the limit. All others end after some seconds.
package struct CoreEffort {
  /// Seconds, conflicts, and bounds pushed plus terms compiled, about as many as 5 s take.
  private static let most = (seconds: 5.0, conflicts: 20_000, work: 30_000_000)

  private let begin = MonotonicClock.now
  /// nil = no clock.
  private let seconds: Double?
  private let conflictLimit: Int
  private let cancellation: Cancellation
  var conflicts = 0
  var work = 0
  /// Part of all limits that may be spent now.
  var share = 1.0

  /// - Parameters:
  ///   - runBegin: when the run began on the monotonic clock: its time limit counts from there.
  ///   - used: conflicts of the run, which its limit includes.
  package init(
    _ options: EngineOptions, _ cancellation: Cancellation, runBegin: Double, used: Int
  ) {
    self.cancellation = cancellation
    conflictLimit = min(Self.most.conflicts, max(0, (options.nodeLimit ?? .max) - used))
    if let limit = options.timeLimit {
      seconds = max(0, min(Self.most.seconds, runBegin + limit - MonotonicClock.now))
    } else {
      seconds = options.nodeLimit == nil ? Self.most.seconds : nil
    }
  }

  var conflictsLeft: Int { max(0, Int(share * Double(conflictLimit)) - conflicts) }

  var isTimeUp: Bool {
    cancellation.isCancelled || seconds.map { MonotonicClock.now >= begin + share * $0 } ?? false
  }

  var isSpent: Bool {
    Double(conflicts) >= share * Double(conflictLimit)
      || Double(work) >= share * Double(Self.most.work) || isTimeUp
  }
}
