import EngineCP
import Modeling
import OptCore
import TestSupport
import Testing

@Suite("Bounds lose no solution, and every one has a reason that implies it")
struct ExplanationTests {
  /// All points of a model that break nothing.
  private static func solutions(_ model: Model) -> [[Double]] {
    var found: [[Double]] = []
    var point = model.columnLower
    func visit(_ column: Int) {
      if column == model.columnCount {
        if model.violations(of: point).isEmpty { found.append(point) }
        return
      }
      var value = model.columnLower[column]
      while value <= model.columnUpper[column] {
        point[column] = value
        visit(column + 1)
        value += 1
      }
    }
    visit(0)
    return found
  }

  @Test("random decisions, each kind alone", arguments: RandomConstraints.Kind.allCases)
  func bounds(kind: RandomConstraints.Kind) throws {
    var random = RandomStream(seed: 44)
    for trial in 0..<200 {
      let kinds = [RandomConstraints.Kind](repeating: kind, count: 1 + trial % 2)
      let model = RandomConstraints.draw(kinds, &random)
      if let fault = try Self.check(model, UInt64(trial)) {
        Issue.record("\(kind), model \(trial): \(fault)")
        return
      }
    }
  }

  /// Walks down random decisions on columns and checks bounds and reasons after each fixpoint.
  static func check(_ model: Model, _ seed: UInt64) throws -> String? {
    var random = RandomStream(seed: seed)
    let compiled = try ModelCompiler(model)
    var solutions = solutions(model)
    if compiled.isRefuted { return solutions.isEmpty ? nil : "refuted while it was compiled" }
    var kernel = compiled.takeKernel()
    while true {
      if !kernel.propagate() {
        for i in 0..<kernel.conflict.count where !kernel.isTrue(kernel.conflict[i]) {
          return "a conflict of predicates that do not hold"
        }
        return solutions.isEmpty ? nil : "a conflict where \(solutions.count) solutions are left"
      }
      for point in solutions {
        for (column, value) in point.enumerated() {
          let view = Int32(2 * column)
          if Int(kernel.lower[view]) > Int(value) || Int(kernel.upper(view)) < Int(value) {
            return "column \(column) lost the value \(value)"
          }
        }
      }
      if let fault = try checkReasons(&kernel, model) { return fault }
      let open = (0..<model.columnCount).filter { !kernel.isFixed(Int32(2 * $0)) }
      if open.isEmpty { return nil }
      let column = open[random.integer(in: 0...open.count - 1)]
      let view = Int32(2 * column)
      let value = random.integer(in: kernel.lower[view]...kernel.upper(view) - 1)
      // At most the value, or more than it.
      let isAtMost = random.integer(in: 0...1) == 0
      kernel.decide(isAtMost ? Predicate(view ^ 1, -value) : Predicate(view, value + 1))
      solutions.removeAll { (Int($0[column]) <= value) != isAtMost }
    }
  }

  /// Reasons held before what they explain, and a kernel of its own refutes them together with its negation.
  static func checkReasons(_ kernel: inout Kernel, _ model: Model) throws -> String? {
    for index in 0..<kernel.trail.count {
      let entry = kernel.trail[index]
      if entry.level != kernel.level || entry.reason == Reason.none { continue }
      let conclusion = Predicate(entry.view, entry.new)
      kernel.explain(conclusion, entry.reason, entry.payload, before: Int32(index))
      let reasons = (0..<kernel.reasons.count).map { kernel.reasons[$0] }
      for reason in reasons where kernel.entry(of: reason) >= Int32(index) {
        return "a reason that held only later"
      }
      for reason in reasons where !kernel.isTrue(reason) { return "a reason that does not hold" }
      var other = try ModelCompiler(model).takeKernel()
      var assumptions: [Predicate] = []
      var isPossible = other.propagate()
      for predicate in reasons + [conclusion.negated] where isPossible {
        if other.isFalse(predicate) { isPossible = false }
        assumptions.append(predicate)
      }
      if !isPossible { continue }
      switch other.search(assumptions: assumptions, shouldStop: { false }) {
      case .refuted, .refutedAssumptions: break
      default: return "reasons that do not imply \(conclusion): \(reasons)"
      }
    }
    return nil
  }
}
