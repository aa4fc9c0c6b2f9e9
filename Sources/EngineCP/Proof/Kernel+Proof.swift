/// What the kernel tells the proof log: an inference for every explanation that conflict analysis asks for, the clauses it learns, and
/// how each bound of the root came about.
extension Kernel {
  /// Begins a log; before any constraint is added.
  mutating func begin(_ proof: ProofLog) {
    self.proof = proof
    isLogging = true
  }

  /// The constraint that propagators and precedences added from now on come from.
  mutating func noteSource(_ source: ProofSource) { self.source = source }

  /// Logs the explanation in `reasons` of a conclusion and takes it as a hint for the clause that is learnt.
  @inline(never)
  mutating func logReason(_ conclusion: Predicate, _ reason: Int32, _ payload: Int32) {
    guard let proof, reason != Reason.none else { return }
    if reason >= 0 { return hints.append(clauses.number(reason)) }
    hints.append(proof.inference(source(of: reason, payload), reasons, implies: conclusion))
  }

  /// Logs why the predicates in `conflict` cannot all hold: the first hint of the clause that is learnt.
  @inline(never)
  mutating func logConflict() {
    guard let proof else { return }
    hints.truncate(to: 0)
    let (reason, payload) = (conflictReason, conflictPayload)
    if reason >= 0 {
      hints.append(clauses.number(reason))
    } else if reason != Reason.none {
      hints.append(proof.inference(source(of: reason, payload), conflict, implies: nil))
    }
  }

  /// Logs the clause in `nogood` and returns its number; 0 without a log.
  mutating func logLearnt() -> Int32 {
    guard isLogging, let proof else { return 0 }
    return proof.learnt(nogood, from: hints)
  }

  /// Logs a conflict at the root: nothing is left.
  mutating func logRefutation() {
    guard isLogging, let proof else { return }
    logConflict()
    nogood.truncate(to: 0)
    _ = proof.learnt(nogood, from: hints)
  }

  /// Logs the clause of the model in `nogood` and returns its number; 0 without a log.
  ///
  /// The root has been logged: what it decides need not be in the clause.
  mutating func logClause() -> Int32 {
    guard isLogging, let proof else { return 0 }
    return proof.inference(source, nogood)
  }

  /// Logs that the constraint at hand cannot hold under the bounds of the root.
  mutating func logRefutedSource() {
    guard isLogging else { return }
    logRoot()
    nogood.truncate(to: 0)
    _ = logClause()
  }

  /// Logs how the bounds of the root came about that have not been logged.
  @inline(never)
  mutating func logRoot() {
    guard isLogging, let proof, level == 0 else { return }
    while loggedRoot < trail.count {
      let index = Int32(truncatingIfNeeded: loggedRoot)
      loggedRoot += 1
      let entry = trail[index]
      // Facts pushed as such have been logged as clauses.
      if entry.reason == Reason.none { continue }
      let conclusion = Predicate(entry.view, entry.new)
      explain(conclusion, entry.reason, entry.payload, before: index)
      hints.truncate(to: 0)
      logReason(conclusion, entry.reason, entry.payload)
      if entry.reason >= 0 {
        nogood.truncate(to: 0)
        nogood.append(conclusion)
        _ = proof.learnt(nogood, from: hints)
      }
    }
  }

  /// The constraint behind a reason other than a clause.
  private func source(of reason: Int32, _ payload: Int32) -> ProofSource {
    switch reason {
    case Reason.stored: propagatorSources[stored[payload].value]
    case Reason.precedence: precedenceSources[payload]
    default: propagatorSources[-4 - reason]
    }
  }
}
