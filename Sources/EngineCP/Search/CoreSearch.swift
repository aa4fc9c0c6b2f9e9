import Modeling
import OptCore

/// Looks for few rules of an infeasible model that no point satisfies together.
///
/// Constraints come first, which cost most, beside all rows and bounds; then rows; then the bounds of the columns they speak of.
/// Rules are left out only where the engine has refuted what is left, so that whatever the limits the answer is infeasible on its own; where no limit
/// interfered, each of its rules is needed. A bound counts as needed too where the engine would have no finite domain without it.
///
/// Source: Junker, "QuickXplain: preferred explanations and relaxations for over-constrained problems" (2004).
package struct CoreSearch {
  private let model: Model
  private let wholeIsEnough: Bool
  private var effort: CoreEffort
  /// Whether a limit left a question open.
  private var isUnsure = false
  private var wasUnsure = false
  /// Conflicts of the hardest proof so far: a question that takes much more is left open at first.
  private var hardest: Int
  private var isThorough = false

  /// - Parameters:
  ///   - model: one that has been proven infeasible.
  ///   - wholeIsEnough: whether continuous variables were taken as whole by the caller's promise.
  ///   - conflicts: how many that took.
  package init(
    _ model: Model, _ effort: CoreEffort, wholeIsEnough: Bool = false, conflicts: Int = 0
  ) {
    self.model = model
    self.wholeIsEnough = wholeIsEnough
    self.effort = effort
    hardest = conflicts
  }

  /// The rules, rows first, then constraints, then bounds; nil where the effort allowed was spent before half of the rules
  /// could be left out.
  package mutating func run() -> [ModelRule]? {
    if let row = model.contradictoryRow { return [.row(row)] }
    if let column = (0..<model.columnCount).first(where: hasNoValue) {
      return model.bounds.filter { model.columns(of: $0) == [Int32(truncatingIfNeeded: column)] }
    }
    let rules = model.rules
    let (rowCount, constraintCount) = (model.rowCount, model.constraints.count)
    let bounds = Array(rules[(rowCount + constraintCount)...])
    var rows = Array(rules[..<rowCount])
    var constraints = Array(rules[rowCount..<rowCount + constraintCount])
    effort.share = 0.3
    constraints = reduce(constraints, beside: bounds + rows)
    effort.share = 0.7
    rows = reduce(rows, beside: bounds + constraints)
    effort.share = 1
    let columns = Set((rows + constraints).flatMap(model.columns(of:)))
    let own = bounds.filter { columns.isSuperset(of: model.columns(of: $0)) }
    let needed = Set(
      reduce(withoutWide(own, beside: rows + constraints), beside: rows + constraints))
    let core = rows + constraints + bounds.filter(needed.contains)
    return wasUnsure && 2 * core.count > rules.count ? nil : core
  }

  /// Wide bounds are often of no use: those up to the least size that is enough.
  private mutating func withoutWide(
    _ bounds: [ModelRule], beside given: [ModelRule]
  ) -> [ModelRule] {
    let sizes = Set(bounds.map(size(of:))).sorted()
    func chosen(_ place: Int) -> [ModelRule] { bounds.filter { size(of: $0) <= sizes[place] } }
    var (low, high) = (0, sizes.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if refutes(given + chosen(middle)) { high = middle } else { low = middle + 1 }
    }
    return high < 0 ? [] : chosen(high)
  }

  private func size(of bound: ModelRule) -> Double {
    switch bound {
    case .lowerBound(let column): abs(model.columnLower[column])
    case .upperBound(let column): abs(model.columnUpper[column])
    case .row, .constraint: 0
    }
  }

  private func hasNoValue(_ column: Int) -> Bool {
    model.columnKinds[column] == .integer
      && (model.columnLower[column] - 1e-6).rounded(.up)
        > (model.columnUpper[column] + 1e-6).rounded(.down)
  }

  // MARK: Leaving out

  /// Those of some rules that are needed beside others, which are not questioned.
  private mutating func reduce(_ rules: [ModelRule], beside given: [ModelRule]) -> [ModelRule] {
    isUnsure = false
    var kept = needed(rules[...], beside: given, isOpen: true)
    if !isUnsure { return kept }
    wasUnsure = true
    // What was too hard among many may be easy among few, or takes longer.
    isThorough = true
    defer { isThorough = false }
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
    // What the engine does not take counts as not refuted.
    guard let compiled = try? ModelCompiler(part, wholeIsEnough: wholeIsEnough) else {
      return false
    }
    if compiled.isRefuted { return true }
    var kernel = compiled.takeKernel()
    let share = effort.conflictsLeft / 4
    let most = effort.conflicts + max(50, isThorough ? share : min(share, 2 * hardest))
    let (before, work) = (effort.conflicts, effort.work)
    // Ten decisions each.
    var polls = isThorough ? .max : 20 + hardest
    while !effort.isSpent, effort.conflicts < most, polls > 0 {
      let effort = effort
      let outcome = kernel.search(
        conflictLimit: min(kernel.statistics.conflicts + 200, most - before),
        shouldStop: {
          polls -= 1
          return polls <= 0 || effort.isTimeUp
        })
      self.effort.conflicts = before + kernel.statistics.conflicts
      self.effort.work = work + kernel.statistics.pushes
      switch outcome {
      case .refuted, .refutedAssumptions:
        hardest = max(hardest, kernel.statistics.conflicts)
        return true
      case .satisfied: return false
      case .outOfMemory:
        isUnsure = true
        return false
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
