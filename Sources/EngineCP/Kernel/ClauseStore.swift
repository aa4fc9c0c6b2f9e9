/// Clauses one behind the other: a header of two cells, then the predicates, one of which has to hold.
struct ClauseStore: BitwiseCopyable {
  /// Cells: header (size, literal block distance; -1 = part of the model), header (activity as bits, number in a proof times 2, plus 1 once it is to go), predicates.
  var cells = Buffer<Predicate>()
  /// Learnt clauses, oldest first.
  var learnt = Buffer<Int32>()
  /// Cells of clauses that have been removed.
  var wasted = 0
  var increment: Float = 1

  func free() {
    cells.free()
    learnt.free()
  }

  @inline(__always)
  func size(_ clause: Int32) -> Int { Int(cells[clause].view) }
  @inline(__always)
  func predicates(_ clause: Int32) -> UnsafeMutablePointer<Predicate> {
    cells.base + Int(clause) + 2
  }
  @inline(__always)
  func distance(_ clause: Int32) -> Int32 { Int32(truncatingIfNeeded: cells[clause].value) }
  @inline(__always)
  func activity(_ clause: Int32) -> Float {
    Float(bitPattern: UInt32(bitPattern: cells[clause + 1].view))
  }
  @inline(__always)
  func setActivity(_ clause: Int32, _ value: Float) {
    cells.base[Int(clause) + 1].view = Int32(bitPattern: value.bitPattern)
  }
  /// Number in a proof.
  @inline(__always)
  func number(_ clause: Int32) -> Int32 {
    Int32(truncatingIfNeeded: cells[clause + 1].value >> 1)
  }
  @inline(__always)
  func setDistance(_ clause: Int32, _ value: Int32) {
    cells.base[Int(clause)].value = Value(value)
  }
}

/// A clause in the list of the view whose rise to `threshold` falsifies one of its two watched predicates.
struct Watch: BitwiseCopyable {
  var clause: Int32
  var threshold: Value
  /// Some other predicate of the clause: while it holds, the clause need not be looked at.
  var blocker: Predicate
}

extension Kernel {
  /// Adds a clause of two or more predicates; the two that come first are watched.
  ///
  /// - Parameters:
  ///   - distance: literal block distance of a learnt clause; -1 for a clause of the model.
  ///   - number: in a proof, 0 without one.
  @discardableResult
  mutating func attach(_ predicates: Buffer<Predicate>, distance: Int32, number: Int32) -> Int32 {
    assert(predicates.count >= 2)
    let clause = Int32(truncatingIfNeeded: clauses.cells.count)
    clauses.cells.append(Predicate(Int32(truncatingIfNeeded: predicates.count), Value(distance)))
    clauses.cells.append(Predicate(0, Value(number) << 1))
    for i in 0..<predicates.count { clauses.cells.append(predicates[i]) }
    if distance >= 0 {
      clauses.learnt.append(clause)
      clauses.setActivity(clause, clauses.increment)
    }
    watch(predicates[0], clause, blocker: predicates[1])
    watch(predicates[1], clause, blocker: predicates[0])
    return clause
  }

  @inline(__always)
  mutating func watch(_ p: Predicate, _ clause: Int32, blocker: Predicate) {
    watches.base[Int(p.view ^ 1)].append(
      Watch(clause: clause, threshold: 1 - p.value, blocker: blocker))
  }

  /// Adds a clause of the model at the root; true and false predicates are dropped, same views merged.
  ///
  /// - Returns: false when the clause cannot hold.
  mutating func addClause(_ predicates: some Sequence<Predicate>) -> Bool {
    assert(level == 0)
    logRoot()
    nogood.truncate(to: 0)
    next: for p in predicates {
      if isTrue(p) { return true }
      if isFalse(p) { continue }
      for i in 0..<nogood.count {
        if nogood[i].view == p.view {
          nogood[i].value = min(nogood[i].value, p.value)
          continue next
        }
        // x >= a or x <= b with b >= a - 1 always holds.
        if nogood[i].view == p.view ^ 1, nogood[i].value + p.value <= 1 { return true }
      }
      nogood.append(p)
    }
    let number = logClause()
    if nogood.count == 0 { return false }
    if nogood.count == 1 { return push(nogood[0].view, nogood[0].value, Reason.none) }
    attach(nogood, distance: -1, number: number)
    return true
  }

  /// Visits the clauses that an entry may have left with one predicate.
  mutating func propagateClauses(_ entry: TrailEntry) -> Bool {
    let view = Int(entry.view)
    let list = watches.base[view].base
    let count = watches.base[view].count
    var kept = 0
    var i = 0
    while i < count {
      let watch = list[i]
      i += 1
      if watch.threshold <= entry.old || watch.threshold > entry.new || isTrue(watch.blocker) {
        list[kept] = watch
        kept += 1
        continue
      }
      let predicates = clauses.predicates(watch.clause)
      if predicates[0].view == entry.view ^ 1 {
        (predicates[0], predicates[1]) = (predicates[1], predicates[0])
      }
      let first = predicates[0]
      if isTrue(first) {
        list[kept] = Watch(clause: watch.clause, threshold: watch.threshold, blocker: first)
        kept += 1
        continue
      }
      let size = clauses.size(watch.clause)
      var k = 2
      while k < size, isFalse(predicates[k]) { k += 1 }
      if k < size {
        (predicates[1], predicates[k]) = (predicates[k], predicates[1])
        // Never this list: a clause has one predicate of a view.
        self.watch(predicates[1], watch.clause, blocker: first)
        continue
      }
      list[kept] = watch
      kept += 1
      if isFalse(first) {
        while i < count {
          list[kept] = list[i]
          kept += 1
          i += 1
        }
        watches.base[view].truncate(to: kept)
        conflictReason = watch.clause
        conflict.truncate(to: 0)
        for k in 0..<size { conflict.append(predicates[k].negated) }
        return false
      }
      let isPossible = push(first.view, first.value, watch.clause)
      assert(isPossible)
    }
    watches.base[view].truncate(to: kept)
    return true
  }
}
