/// `value` is at least the least lower bound among the terms that may still be the chosen one.
///
/// One direction; the other is the same on negated views. O(number of terms) a call.
final class Hull: Propagator {
  private let value: Int32
  private let chosen: [Predicate]
  private let terms: [(view: Int32, offset: Value)]
  /// A place that told last that nothing follows: asked first the next time.
  private var witness = 0

  /// - Parameters:
  ///   - value: a view.
  ///   - chosen: literals of which at least one holds.
  ///   - terms: `value >= view + offset` where the literal of the same place holds.
  init(value: Int32, chosen: [Predicate], terms: [(view: Int32, offset: Int)]) {
    self.value = value
    self.chosen = chosen
    self.terms = terms.map { ($0.view, Value(truncatingIfNeeded: $0.offset)) }
    super.init(priority: 0)
  }

  override func propagate(_ kernel: inout Kernel) -> Bool {
    if chosen.isEmpty || allows(kernel.lower[value], witness, kernel) { return true }
    var least = Value.max
    for i in 0..<chosen.count where !kernel.isFalse(chosen[i]) {
      least = min(least, kernel.lower[terms[i].view] + terms[i].offset)
      if least <= kernel.lower[value] {
        witness = i
        return true
      }
    }
    if least == Value.max { return true }
    return kernel.push(value, least, Reason.propagator(id))
  }

  /// Whether a term may still be the chosen one, and no greater than a bound.
  @inline(__always)
  private func allows(_ bound: Value, _ i: Int, _ kernel: borrowing Kernel) -> Bool {
    !kernel.isFalse(chosen[i]) && kernel.lower[terms[i].view] + terms[i].offset <= bound
  }

  override func explain(
    _ conclusion: Predicate, _ payload: Int32, before position: Int32, in kernel: inout Kernel
  ) {
    for i in 0..<chosen.count {
      let enough = conclusion.value - terms[i].offset
      if kernel.bound(terms[i].view, before: position) >= enough {
        kernel.reasons.append(Predicate(terms[i].view, enough))
      } else {
        kernel.reasons.append(chosen[i].negated)
      }
    }
  }
}
