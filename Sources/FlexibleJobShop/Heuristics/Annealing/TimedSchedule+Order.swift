extension TimedSchedule {
  private var list: OperationOrder {
    OperationOrder(count: count, order: order, place: place, marked: marked, held: held)
  }

  /// Changes the order so that v stands behind its new predecessors and before its new successors, and remembers what it was.
  ///
  /// - Returns: false where the new arcs make a cycle; then nothing has changed.
  func reorder(_ v: Int, behind back: Int, ahead front: Int) -> Bool {
    let flat = shop.flat
    let new = OperationOrder.Neighbours(
      jobBefore: Int(flat.jobBefore[v]), jobAfter: Int(flat.jobAfter[v]), back: back, front: front)
    let (start, last, isFree) = list.window(v, new)
    savedFrom = start
    savedCount = last &- start &+ 1
    savedOrder.update(from: order + start, count: savedCount)
    if isFree {
      list.slide(v, to: place[v] == start ? last : start)
      return true
    }
    return list.makeWay(
      v, new, from: start, through: last, jobBefore: flat.jobBefore, before: before)
  }

  /// Takes back the last `reorder`.
  func restoreOrder() {
    var p = 0
    while p < savedCount {
      list.put(Int(savedOrder[p]), at: savedFrom &+ p)
      p &+= 1
    }
  }

  /// Sorts the order by starts, then ends, where it nearly is already; arcs still point forward, and moves reach fewer places.
  ///
  /// - Complexity: O(count + pairs out of order).
  package func sortOrder() {
    var p = 1
    while p < count {
      let i = Int(order[p])
      let (from, to) = (start[i], end[i])
      var q = p
      while q > 0 {
        let j = Int(order[q &- 1])
        if start[j] < from || (start[j] == from && end[j] <= to) { break }
        list.put(j, at: q)
        q &-= 1
      }
      if q < p { list.put(i, at: q) }
      p &+= 1
    }
  }
}
