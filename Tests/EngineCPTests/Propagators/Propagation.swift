import EngineCP
import Modeling
import Testing

/// What propagation makes of a model, without any search: the tests of propagators compare it with bounds worked out by hand.
extension Model {
  /// The bounds of all columns after the fixpoint at the root and after one more for each decision; nil after a conflict.
  ///
  /// Every bound on the way has to have a reason that implies it.
  func propagated(_ decisions: Predicate...) throws -> [ClosedRange<Int>]? {
    let compiled = try ModelCompiler(self)
    if compiled.isRefuted { return nil }
    var kernel = compiled.takeKernel()
    guard try isPossible(&kernel) else { return nil }
    for decision in decisions where !kernel.isTrue(decision) {
      if kernel.isFalse(decision) { return nil }
      kernel.decide(decision)
      guard try isPossible(&kernel) else { return nil }
    }
    return (0..<columnCount).map {
      let view = Int32(2 * $0)
      return Int(kernel.lower[view])...Int(kernel.upper(view))
    }
  }

  /// Propagates until nothing follows; false = a conflict.
  private func isPossible(_ kernel: inout Kernel) throws -> Bool {
    if kernel.propagate() {
      if let fault = try ExplanationTests.checkReasons(&kernel, self) { Issue.record("\(fault)") }
      return true
    }
    let conflict = (0..<kernel.conflict.count).map { kernel.conflict[$0] }
    for predicate in conflict where !kernel.isTrue(predicate) {
      Issue.record("a conflict of predicates that do not hold")
    }
    var other = try ModelCompiler(self).takeKernel()
    switch other.search(assumptions: conflict, shouldStop: { false }) {
    case .refuted, .refutedAssumptions: break
    default: Issue.record("a conflict of predicates that can hold together: \(conflict)")
    }
    return false
  }
}

extension Variable {
  /// The predicate `self >= value`.
  func atLeast(_ value: Int) -> Predicate { Predicate(Int32(2 * index), value) }
  /// The predicate `self <= value`.
  func atMost(_ value: Int) -> Predicate { Predicate(Int32(2 * index + 1), -value) }
  /// The predicate that a 0/1 variable is 1.
  var isOne: Predicate { atLeast(1) }
  /// The predicate that a 0/1 variable is 0.
  var isZero: Predicate { atMost(0) }
}
