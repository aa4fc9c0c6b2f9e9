extension Kernel {
  /// The next decision; nil = every variable is fixed.
  ///
  /// Decision variables go by activity and take the value they had last; then the remaining variables, least lower bound first, take
  /// that bound, as a schedule is built from left to right. With `buildsFromLeft` it is the other way round. `postponed` comes last.
  mutating func nextDecision() -> Predicate? {
    if buildsFromLeft, let decision = leftmost() { return decision }
    while let variable = activity.pop() {
      let view = variable * 2
      if isFixed(view) { continue }
      return decision(view, phase[variable])
    }
    if let decision = leftmost() { return decision }
    return postponed < 0 || isFixed(postponed)
      ? nil : Predicate(postponed ^ 1, -lower[postponed])
  }

  /// The open variable of the least lower bound takes it, of several the one with the least upper bound; not `postponed`.
  /// Where it starts tasks that may run elsewhere, the one that would be over first is made present before that.
  private func leftmost() -> Predicate? {
    var best: Int32 = -1
    for i in 0..<completion.count {
      let view = completion[i]
      if isFixed(view) || view >> 1 == postponed >> 1 { continue }
      if best < 0 || (lower[view], upper(view)) < (lower[best], upper(best)) { best = view }
    }
    if best < 0 { return nil }
    // A task that may run on several machines gets one before it gets its time.
    return earliestAlternative(of: best) ?? Predicate(best ^ 1, -lower[best])
  }

  /// Remembers the values of a solution, in which every variable is fixed.
  mutating func rememberGuide() {
    guide.truncate(to: 0)
    for variable in 0..<variableCount { guide.append(lower[2 * variable]) }
  }

  /// Phases return to the best solution.
  mutating func followGuide() {
    for variable in 0..<guide.count { phase[variable] = guide[variable] }
  }

  /// The half of a view's values in which a value lies, or is nearest to.
  private func decision(_ view: Int32, _ value: Value) -> Predicate {
    if value <= lower[view] { return Predicate(view ^ 1, -lower[view]) }
    return Predicate(view, min(value, upper(view)))
  }
}
