extension Kernel {
  /// Puts into `reasons` predicates that held before trail place `position` and imply `conclusion`.
  ///
  /// - Parameters:
  ///   - conclusion: the predicate pushed, or a weaker one that is enough.
  ///   - reason: what pushed it, never a decision.
  package mutating func explain(
    _ conclusion: Predicate, _ reason: Int32, _ payload: Int32, before position: Int32
  ) {
    reasons.truncate(to: 0)
    if reason >= 0 {
      let predicates = clauses.predicates(reason)
      let size = clauses.size(reason)
      for k in 0..<size where predicates[k].view != conclusion.view {
        reasons.append(predicates[k].negated)
      }
      if clauses.distance(reason) >= 0 { bumpClause(reason) }
      return
    }
    switch reason {
    case Reason.none: break
    case Reason.stored:
      let count = stored[payload].view
      for i in 0..<count { reasons.append(stored[payload + 1 + i]) }
    case Reason.precedence: explainPrecedence(conclusion, payload, before: position)
    default:
      propagators[-4 - reason]._withUnsafeGuaranteedRef {
        $0.explain(conclusion, payload, before: position, in: &self)
      }
    }
  }

  @inline(__always)
  private mutating func bumpClause(_ clause: Int32) {
    let value = clauses.activity(clause) + clauses.increment
    clauses.setActivity(clause, value)
    if value > 1e20 {
      for i in 0..<clauses.learnt.count {
        let other = clauses.learnt[i]
        clauses.setActivity(other, clauses.activity(other) * 1e-20)
      }
      clauses.increment *= 1e-20
    }
  }

  /// Begins an explanation that is kept until its level is undone; predicates follow with `stored.append`.
  ///
  /// - Returns: the payload for `Reason.stored`.
  @inline(__always)
  mutating func beginStored() -> Int32 {
    stored.append(Predicate(0, Value(running)))
    return Int32(truncatingIfNeeded: stored.count - 1)
  }

  @inline(__always)
  mutating func endStored(_ payload: Int32) {
    stored.base[Int(payload)].view = Int32(truncatingIfNeeded: stored.count - 1) - payload
  }
}
