extension Kernel {
  /// The next decision; nil = every variable is fixed.
  ///
  /// Decision variables go by activity and take the value they had last; then the remaining variables, least lower bound first, take
  /// that bound, as a schedule is built from left to right.
  mutating func nextDecision() -> Predicate? {
    while let variable = activity.pop() {
      let view = variable * 2
      if isFixed(view) { continue }
      return decision(view, phase[variable])
    }
    var best: Int32 = -1
    for i in 0..<completion.count {
      let view = completion[i]
      if !isFixed(view), best < 0 || lower[view] < lower[best] { best = view }
    }
    return best < 0 ? nil : Predicate(best ^ 1, -lower[best])
  }

  /// The half of a view's values in which a value lies, or is nearest to.
  private func decision(_ view: Int32, _ value: Int32) -> Predicate {
    if value <= lower[view] { return Predicate(view ^ 1, -lower[view]) }
    return Predicate(view, min(value, upper(view)))
  }
}
