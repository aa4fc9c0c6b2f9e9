extension TimedSchedule {
  /// Changes the order so that v stands behind its new predecessors and before its new successors.
  ///
  /// The links still are the old ones; arcs of v's old place in its machine are not counted.
  ///
  /// - Returns: false where the new arcs make a cycle; then nothing has changed.
  /// - Source: Pearce and Kelly (2006), "A dynamic topological sort algorithm for directed acyclic graphs".
  func reorder(_ v: Int, behind back: Int, ahead front: Int) -> Bool {
    let jobBefore = Int(shop.flat.jobBefore[v])
    let jobAfter = Int(shop.flat.jobAfter[v])
    let low = max(place[jobBefore], place[back])
    let high = min(
      jobAfter < count ? place[jobAfter] : count, front < count ? place[front] : count)
    let here = place[v]
    savedCount = 0
    if low < high {
      if here < low {
        slide(v, from: here, to: low)
      } else if here > high {
        slide(v, from: here, to: high)
      }
      return true
    }
    return makeWay(v, behind: back, ahead: front, from: min(high, here), through: max(low, here))
  }

  /// Puts v and all that must follow it behind the rest of a window of the order.
  private func makeWay(
    _ v: Int, behind back: Int, ahead front: Int, from start: Int, through last: Int
  ) -> Bool {
    let jobBefore = Int(shop.flat.jobBefore[v])
    let jobAfter = Int(shop.flat.jobAfter[v])
    var (p, heldCount) = (start, 0)
    while p <= last {
      let i = Int(order[p])
      p &+= 1
      if i == v { continue }
      var machineBack = Int(before[i])
      if machineBack == v { machineBack = Int(before[v]) }
      if i == jobAfter || i == front || marked[Int(shop.flat.jobBefore[i])] || marked[machineBack] {
        marked[i] = true
        held[heldCount] = Int32(i)
        heldCount &+= 1
      }
    }
    let isCycle = marked[jobBefore] || marked[back]
    if !isCycle {
      save(from: start, through: last)
      var kept = start
      p = start
      while p <= last {
        let i = Int(order[p])
        p &+= 1
        if i == v || marked[i] { continue }
        put(i, at: kept)
        kept &+= 1
      }
      put(v, at: kept)
      p = 0
      while p < heldCount {
        put(Int(held[p]), at: kept &+ 1 &+ p)
        p &+= 1
      }
    }
    p = 0
    while p < heldCount {
      marked[Int(held[p])] = false
      p &+= 1
    }
    return !isCycle
  }

  /// Takes v out of the order and puts it at another place; those between close up.
  private func slide(_ v: Int, from: Int, to: Int) {
    save(from: min(from, to), through: max(from, to))
    var p = from
    while p < to {
      put(Int(order[p &+ 1]), at: p)
      p &+= 1
    }
    while p > to {
      put(Int(order[p &- 1]), at: p)
      p &-= 1
    }
    put(v, at: to)
  }

  @inline(__always)
  private func put(_ i: Int, at p: Int) {
    order[p] = Int32(i)
    place[i] = p
  }

  private func save(from start: Int, through last: Int) {
    savedFrom = start
    savedCount = last &- start &+ 1
    savedOrder.update(from: order + start, count: savedCount)
  }

  /// Takes back the last `reorder`.
  func restoreOrder() {
    var p = 0
    while p < savedCount {
      put(Int(savedOrder[p]), at: savedFrom &+ p)
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
        put(j, at: q)
        q &-= 1
      }
      if q < p { put(i, at: q) }
      p &+= 1
    }
  }
}
