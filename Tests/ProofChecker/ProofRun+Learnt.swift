extension ProofRun {
  /// `n ID HINT ... : P ...`
  mutating func learnt() throws(ProofFault) {
    tally.learnt += 1
    let number = try newNumber()
    hints.removeAll(keepingCapacity: true)
    while try !reader.skipColon() {
      let hint = try reader.natural("the number of a clause, or a colon")
      guard let place = clauses.place(of: hint) else {
        throw fault("the hint \(hint) is no clause before this line")
      }
      hints.append(place)
    }
    try readPredicates()
    let isImplied = isImpliedByHints()
    refuter.bounds.undo(to: 0)
    if !isImplied { throw fault("the learnt clause does not follow by propagating its hints") }
    accept(number, clause)
  }

  /// Whether propagating the hinted clauses contradicts the negation of the clause.
  ///
  /// Hints are passed forwards and backwards in turn, without those that hold already, until nothing changes.
  private mutating func isImpliedByHints() -> Bool {
    for predicate in clause where !refuter.bounds.forbid(predicate) { return true }
    var isReversed = isBackward
    while true {
      let before = refuter.bounds.changes
      left.removeAll(keepingCapacity: true)
      var place = 0
      while place < hints.count {
        let hint = hints[isReversed ? hints.count - 1 - place : place]
        switch propagate(hint) {
        case .conflict:
          isBackward = isReversed
          return true
        case .open: left.append(hint)
        case .done: break
        }
        place += 1
      }
      if refuter.bounds.changes == before { return false }
      // What is left is in the order of the pass; the next one begins at the end of it.
      if isReversed { left.reverse() }
      swap(&hints, &left)
      isReversed.toggle()
    }
  }

  private enum Outcome { case conflict, open, done }

  /// Makes the last predicate of a clause hold where all others are false.
  private mutating func propagate(_ place: Int) -> Outcome {
    let range = clauses.range(place)
    var open = -1
    var position = range.lowerBound
    while position < range.upperBound {
      let predicate = clauses.predicates[position]
      if !refuter.bounds.fails(predicate) {
        if refuter.bounds.holds(predicate) { return .done }
        if open >= 0 { return .open }
        open = position
      }
      position += 1
    }
    if open < 0 { return .conflict }
    return refuter.bounds.require(clauses.predicates[open]) ? .done : .conflict
  }
}
