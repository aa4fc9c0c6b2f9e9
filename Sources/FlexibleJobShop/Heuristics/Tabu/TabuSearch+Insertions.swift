extension TabuSearch {
  /// Values the moves of the path's operations to other machines.
  ///
  /// With h the end of the job predecessor and w the rest of the job successor of v, the operations of a machine that end after h form
  /// its end L, those with a rest above w its beginning R. Every place behind R without L and before L without R is
  /// free of cycles, and one of them is best on that machine. Heads and tails are those of the present graph, so the
  /// value may be too high where they are to come down when v leaves.
  func valueInsertions() {
    let graph = graph
    var p = 0
    while p < pathLength {
      let v = Int(path[p])
      p &+= 1
      guard shop.isFlexible(v) else { continue }
      let h = max(shop.release[v], graph.end[Int(shop.jobBefore[v])])
      let w = max(shop.goal[v], graph.rest[Int(shop.jobAfter[v])])
      var a = Int(shop.firstAlternative[v])
      let last = Int(shop.firstAlternative[v &+ 1])
      let present = graph.machine[v]
      while a < last {
        let k = shop.machines[a]
        let time = shop.durations[a]
        a &+= 1
        if k == present || choice.ignores(h &+ time &+ w) { continue }
        value(v, on: Int(k), time, h, w)
      }
    }
  }

  /// Values the places for v on one machine.
  @inline(__always)
  private func value(_ v: Int, on k: Int, _ time: Int, _ h: Int, _ w: Int) {
    let graph = graph
    let sequence = graph.sequence + shop.offset[k]
    let length = graph.length[k]
    let isTabu = memory.forbids(v, on: k, at: iteration)
    // The first that ends after h.
    var (low, high) = (0, length)
    while low < high {
      let middle = (low &+ high) >> 1
      if graph.end[Int(sequence[middle])] > h { high = middle } else { low = middle &+ 1 }
    }
    let l = low
    // The first whose rest is not above w.
    (low, high) = (0, length)
    while low < high {
      let middle = (low &+ high) >> 1
      if graph.rest[Int(sequence[middle])] > w { low = middle &+ 1 } else { high = middle }
    }
    let r = low
    if l >= r {
      let n = l == r ? l : r &+ random.below(l &- r &+ 1)
      let start = n == 0 ? max(h, shop.machineRelease[k]) : h
      let rest = n == length ? max(w, shop.machineGoal[k]) : w
      choice.consider(v, k, n, start &+ time &+ rest, isTabu: isTabu, &random)
      return
    }
    var n = l
    while n <= r {
      let start = n == 0 ? shop.machineRelease[k] : graph.end[Int(sequence[n &- 1])]
      let rest = n == length ? shop.machineGoal[k] : graph.rest[Int(sequence[n])]
      choice.consider(v, k, n, max(h, start) &+ time &+ max(w, rest), isTabu: isTabu, &random)
      n &+= 1
    }
  }
}
