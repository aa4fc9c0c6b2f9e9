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
      shop.shift(sequence, index, on: k, free: at, to: n)
    } else {
      length[old] &-= 1
      shop.shift(sequence, index, on: old, free: at, to: length[old])
      shop.shift(sequence, index, on: k, free: length[k], to: n)
      length[k] &+= 1
      machine[v] = Int32(k)
      time[v] = shop.duration(of: v, on: k)
    }
    sequence[first + n] = Int32(v)
    index[v] = n
    update(v, oldBack, oldFront)
    return true
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

  /// Changes the order so that v stands behind its new predecessors and before its new successors; false where that would make a cycle.
  private func reorder(_ v: Int, behind back: Int, ahead front: Int) -> Bool {
    let list = OperationOrder(count: count, order: order, place: place, marked: marked, held: held)
    let new = OperationOrder.Neighbours(
      jobBefore: Int(shop.jobBefore[v]), jobAfter: Int(shop.jobAfter[v]), back: back, front: front)
    let (start, last, isFree) = list.window(v, new)
    if isFree {
      list.slide(v, to: place[v] == start ? last : start)
      return true
    }
    return list.makeWay(
      v, new, from: start, through: last, jobBefore: shop.jobBefore, before: before)
  }
}
