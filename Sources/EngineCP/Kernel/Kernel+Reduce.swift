/// Forgetting: at the root, the less useful half of the learnt clauses goes, and all lists are built anew.
extension Kernel {
  /// Number of learnt clauses held.
  var learntCount: Int { clauses.learnt.count }

  /// Cells of eight bytes that all clauses take.
  package var clauseCells: Int { clauses.cells.count }

  /// Removes the half of the learnt clauses that has the least activity, but for those of distance 2 or less, and with them all
  /// clauses that hold at the root.
  mutating func reduce() {
    assert(level == 0 && head == trail.count)
    let learnt = clauses.learnt
    var order: [(activity: Float, clause: Int32)] = []
    for i in 0..<learnt.count where clauses.distance(learnt[i]) > 2 {
      order.append((clauses.activity(learnt[i]), learnt[i]))
    }
    order.sort { ($0.activity, $0.clause) < ($1.activity, $1.clause) }
    for (_, clause) in order.prefix(order.count / 2) { forget(clause) }
    tidy()
  }

  /// Removes learnt clauses until all clauses together take half of the cells they may take, those of distance 2 or less last.
  ///
  /// - Returns: false where more than three quarters are taken by what is left.
  mutating func shrink() -> Bool {
    assert(level == 0 && head == trail.count)
    var order: [(isGood: Int32, activity: Float, clause: Int32)] = []
    for i in 0..<clauses.learnt.count {
      let clause = clauses.learnt[i]
      order.append((clauses.distance(clause) > 2 ? 0 : 1, clauses.activity(clause), clause))
    }
    order.sort { $0 < $1 }
    var cells = clauses.cells.count
    for (_, _, clause) in order where cells > mostCells / 2 {
      cells -= clauses.size(clause) + 2
      forget(clause)
    }
    tidy()
    return clauses.cells.count <= mostCells / 4 * 3
  }

  private mutating func forget(_ clause: Int32) {
    clauses.cells.base[Int(clause) + 1].value |= 1
    statistics.forgotten += 1
  }

  /// Builds all lists anew.
  private mutating func tidy() {
    for view in 0..<watches.count { watches.base[view].truncate(to: 0) }
    compact()
    forgetRootTrail()
  }

  /// Facts of the root need no history.
  private mutating func forgetRootTrail() {
    logRoot()
    loggedRoot = 0
    for i in 0..<trail.count { newest[trail[i].view] = -1 }
    trail.truncate(to: 0)
    stored.truncate(to: 0)
    head = 0
  }

  /// Moves the clauses that stay together, without what the root decides, and watches them again.
  private mutating func compact() {
    let cells = clauses.cells
    var from = 0
    var to = 0
    clauses.learnt.truncate(to: 0)
    while from < cells.count {
      let size = Int(cells[from].view)
      let distance = cells[from].value
      let header = cells[from + 1]
      let next = from + 2 + size
      var isGone = header.value & 1 != 0
      var kept = 0
      if !isGone {
        for k in from + 2..<next {
          let p = cells[k]
          if isTrue(p) {
            isGone = true
            break
          }
          if isFalse(p) { continue }
          cells[to + 2 + kept] = p
          kept += 1
        }
      }
      if !isGone {
        assert(kept >= 2)
        cells[to] = Predicate(Int32(truncatingIfNeeded: kept), distance)
        cells[to + 1] = header
        let clause = Int32(truncatingIfNeeded: to)
        if distance >= 0 { clauses.learnt.append(clause) }
        watch(cells[to + 2], clause, blocker: cells[to + 3])
        watch(cells[to + 3], clause, blocker: cells[to + 2])
        to += 2 + kept
      }
      from = next
    }
    clauses.cells.truncate(to: to)
  }
}
