extension ShopGraph {
  /// Moves an operation to a place in the sequence of a machine, with heads, tails and makespan kept right.
  ///
  /// - Parameters:
  ///   - v: the operation.
  ///   - k: a machine it can run on.
  ///   - n: its number in that machine's sequence, counted without v.
  /// - Returns: false where that would make a cycle; then nothing has changed.
  /// - Complexity: O(what changes), at most O(count).
  @discardableResult
  package func move(_ v: Int, to k: Int, at n: Int) -> Bool {
    let old = Int(machine[v])
    let at = index[v]
    let isSame = old == k
    if isSame && n == at { return true }
    let first = shop.offset[k]
    // The neighbours at the new place; numbers behind v itself are one more where v is in the sequence.
    let back =
      n == 0 ? opening(k) : Int(sequence[first + (isSame && n > at ? n : n - 1)])
    let room = isSame ? length[k] - 1 : length[k]
    let front = n == room ? closing(k) : Int(sequence[first + (isSame && n >= at ? n + 1 : n)])
    guard reorder(v, behind: back, ahead: front) else { return false }
    let (oldBack, oldFront) = (Int(before[v]), Int(after[v]))
    if oldBack < count { after[oldBack] = Int32(oldFront) }
    if oldFront < count { before[oldFront] = Int32(oldBack) }
    if back < count { after[back] = Int32(v) }
    if front < count { before[front] = Int32(v) }
    before[v] = Int32(back)
    after[v] = Int32(front)
    if isSame {
      close(old, at, upTo: max(at, n))
      open(k, n, from: max(at, n))
    } else {
      length[old] &-= 1
      close(old, at, upTo: length[old])
      open(k, n, from: length[k])
      length[k] &+= 1
      machine[v] = Int32(k)
      time[v] = shop.duration(of: v, on: k)
    }
    sequence[first + n] = Int32(v)
    index[v] = n
    update(v, oldBack, oldFront)
    return true
  }

  /// Closes the gap at a number: later ones, up to a number that is free then, come one forward.
  @inline(__always)
  private func close(_ k: Int, _ number: Int, upTo last: Int) {
    let first = shop.offset[k]
    var p = number
    while p < last {
      let i = sequence[first &+ p &+ 1]
      sequence[first &+ p] = i
      index[Int(i)] = p
      p &+= 1
    }
  }

  /// Makes a gap at a number: those from it to before a free number go one back.
  @inline(__always)
  private func open(_ k: Int, _ number: Int, from free: Int) {
    let first = shop.offset[k]
    var p = free
    while p > number {
      let i = sequence[first &+ p &- 1]
      sequence[first &+ p] = i
      index[Int(i)] = p
      p &-= 1
    }
  }

  /// Heads and tails after v has left the place between two others for the one it has now.
  @inline(__always)
  private func update(_ v: Int, _ oldBack: Int, _ oldFront: Int) {
    let here = place[v]
    let front = Int(after[v])
    let back = Int(before[v])
    var (start, last) = (here, here)
    if oldFront < count {
      start = min(start, place[oldFront])
      last = max(last, place[oldFront])
    }
    if front < count { last = max(last, place[front]) }
    updateHeads(from: start, through: last)
    (start, last) = (here, here)
    if oldBack < count {
      start = max(start, place[oldBack])
      last = min(last, place[oldBack])
    }
    if back < count { last = min(last, place[back]) }
    updateTails(from: start, through: last)
  }

  /// Changes the order so that v stands behind its new predecessors and before its new successors.
  ///
  /// The links still are the old ones; arcs of v's old place in its machine are not counted.
  private func reorder(_ v: Int, behind back: Int, ahead front: Int) -> Bool {
    let jobBefore = Int(shop.jobBefore[v])
    let jobAfter = Int(shop.jobAfter[v])
    let lo = max(place[jobBefore], place[back])
    let hi = min(
      jobAfter < count ? place[jobAfter] : count, front < count ? place[front] : count)
    let here = place[v]
    if lo < hi {
      if here < lo {
        slide(v, from: here, to: lo)
      } else if here > hi {
        slide(v, from: here, to: hi)
      }
      return true
    }
    let start = min(hi, here)
    let last = max(lo, here)
    // What follows v must go behind it: everything in the window that can be reached from its new successors.
    var p = start
    var kept = start
    var heldCount = 0
    while p <= last {
      let i = Int(order[p])
      p &+= 1
      if i == v { continue }
      var machineBack = Int(before[i])
      if machineBack == v { machineBack = Int(before[v]) }
      if i == jobAfter || i == front || marked[Int(shop.jobBefore[i])] || marked[machineBack] {
        marked[i] = true
        held[heldCount] = Int32(i)
        heldCount &+= 1
      }
    }
    let isCycle = marked[jobBefore] || marked[back]
    if !isCycle {
      p = start
      while p <= last {
        let i = Int(order[p])
        p &+= 1
        if i == v || marked[i] { continue }
        order[kept] = Int32(i)
        place[i] = kept
        kept &+= 1
      }
      order[kept] = Int32(v)
      place[v] = kept
      kept &+= 1
    }
    p = 0
    while p < heldCount {
      let i = Int(held[p])
      marked[i] = false
      if !isCycle {
        order[kept] = Int32(i)
        place[i] = kept
        kept &+= 1
      }
      p &+= 1
    }
    return !isCycle
  }

  /// Takes v out of the order and puts it at another place; those between close up.
  @inline(__always)
  private func slide(_ v: Int, from: Int, to: Int) {
    var p = from
    while p < to {
      let i = order[p &+ 1]
      order[p] = i
      place[Int(i)] = p
      p &+= 1
    }
    while p > to {
      let i = order[p &- 1]
      order[p] = i
      place[Int(i)] = p
      p &-= 1
    }
    order[to] = Int32(v)
    place[v] = to
  }
}
