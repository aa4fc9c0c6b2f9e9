/// An order of all operations in which every arc of a schedule points forward, and the place of each in it.
///
/// The storage is its owner's. Nodes `0..<count` are operations; nodes from `count` on stand before everything, at place -1.
///
/// - Source: Pearce and Kelly (2006), "A dynamic topological sort algorithm for directed acyclic graphs".
struct OperationOrder {
  let count: Int
  /// The operations, and the place of each node.
  let order: UnsafeMutablePointer<Int32>
  let place: UnsafeMutablePointer<Int>
  /// Scratch: all false between calls, and as many cells as operations.
  let marked: UnsafeMutablePointer<Bool>
  let held: UnsafeMutablePointer<Int32>

  /// What v stands between after a move: its predecessors and successors in its job and on its new machine; nobody is `count` or above.
  struct Neighbours {
    let jobBefore: Int
    let jobAfter: Int
    let back: Int
    let front: Int
  }

  /// The places that change when v comes to stand between its neighbours, at least its own; where `isFree`, v only has to slide from
  /// one end of them to the other.
  @inline(__always)
  func window(_ v: Int, _ new: Neighbours) -> (start: Int, last: Int, isFree: Bool) {
    let low = max(place[new.jobBefore], place[new.back])
    let high = min(
      new.jobAfter < count ? place[new.jobAfter] : count,
      new.front < count ? place[new.front] : count)
    let here = place[v]
    if low >= high { return (min(high, here), max(low, here), false) }
    return here > high ? (high, here, true) : (here, max(low, here), true)
  }

  /// Takes v out of the order and puts it at another place; those between close up.
  @inline(__always)
  func slide(_ v: Int, to target: Int) {
    var p = place[v]
    while p < target {
      put(Int(order[p &+ 1]), at: p)
      p &+= 1
    }
    while p > target {
      put(Int(order[p &- 1]), at: p)
      p &-= 1
    }
    put(v, at: target)
  }

  /// Puts v and all that must follow it behind the rest of a window.
  ///
  /// The links still are the old ones; arcs of v's old place in its machine are not counted.
  ///
  /// - Parameters:
  ///   - jobBefore: by operation the one before it in its job, or nobody.
  ///   - before: the same on its machine.
  /// - Returns: false where the new arcs make a cycle; then nothing has changed.
  /// - Complexity: O(places of the window).
  func makeWay(
    _ v: Int, _ new: Neighbours, from start: Int, through last: Int,
    jobBefore: UnsafePointer<Int32>, before: UnsafePointer<Int32>
  ) -> Bool {
    var (p, heldCount) = (start, 0)
    while p <= last {
      let i = Int(order[p])
      p &+= 1
      if i == v { continue }
      var machineBack = Int(before[i])
      if machineBack == v { machineBack = Int(before[v]) }
      if i == new.jobAfter || i == new.front || marked[Int(jobBefore[i])] || marked[machineBack] {
        marked[i] = true
        held[heldCount] = Int32(i)
        heldCount &+= 1
      }
    }
    let isCycle = marked[new.jobBefore] || marked[new.back]
    if !isCycle {
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

  @inline(__always)
  func put(_ i: Int, at p: Int) {
    order[p] = Int32(truncatingIfNeeded: i)
    place[i] = p
  }
}

extension FlatShop {
  /// Moves the free number of a machine's sequence to another one; operations in between move by one.
  ///
  /// - Parameters:
  ///   - sequence: operations by `offset[k]` + number.
  ///   - index: by operation its number.
  @inline(__always)
  func shift(
    _ sequence: UnsafeMutablePointer<Int32>, _ index: UnsafeMutablePointer<Int>, on k: Int,
    free: Int, to n: Int
  ) {
    let first = offset[k]
    var p = free
    while p < n {
      let i = sequence[first &+ p &+ 1]
      sequence[first &+ p] = i
      index[Int(i)] = p
      p &+= 1
    }
    while p > n {
      let i = sequence[first &+ p &- 1]
      sequence[first &+ p] = i
      index[Int(i)] = p
      p &-= 1
    }
  }
}
