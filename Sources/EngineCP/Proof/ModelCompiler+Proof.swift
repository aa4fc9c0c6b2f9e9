/// What the compiler tells the proof log about the variables it adds.
extension ModelCompiler {
  /// What is compiled from now on comes from a source.
  ///
  /// With a log, sources share no auxiliary variables: so what a source implies follows from the bounds of columns, and never from
  /// what another one has found out about an auxiliary variable.
  mutating func note(_ source: ProofSource) {
    guard kernel.proof != nil else { return }
    kernel.noteSource(source)
    auxiliaries.removeAll(keepingCapacity: true)
    orders.removeAll(keepingCapacity: true)
    machines.removeAll(keepingCapacity: true)
  }

  /// A literal that is true if and only if term `a` is at most term `b` and all predicates hold.
  func define(_ literal: Predicate, _ a: Term, before b: Term, and predicates: [Predicate] = []) {
    kernel.proof?.define(
      literal.view >> 1, when: [(factor: 1, view: a.view), (factor: -1, view: b.view)],
      atMost: b.offset - a.offset, and: predicates)
  }

  /// A variable that is a sum, with the bounds it was given.
  mutating func define(
    _ view: Int32, sum terms: [(factor: Int, view: Int32)], _ low: Int, _ high: Int
  ) {
    guard let proof = kernel.proof else { return }
    kernel.logRoot()
    proof.define(view >> 1, sum: terms)
    proof.bound(Predicate(view, Value(truncatingIfNeeded: low)))
    proof.bound(Predicate(view ^ 1, Value(truncatingIfNeeded: -high)))
  }
}
