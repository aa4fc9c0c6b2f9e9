extension TabuSearch {
  /// How far from an end of a long block operations are moved to it.
  private static let reach = 250

  /// Values moves within the blocks of the path: stretches of operations that follow each other on one machine.
  ///
  /// Every operation goes behind the block's last and before its first, or as far as is known to be free of cycles; the first
  /// and the last operation also go to every place inside.
  ///
  /// Of a block longer than twice `reach` only so many operations at each end are looked at: the time grows with the square.
  func valueBlocks() {
    let graph = graph
    var p = 0
    while p < pathLength {
      let begin = p
      var v = Int(path[p])
      p &+= 1
      while p < pathLength, Int(graph.after[v]) == Int(path[p]) {
        v = Int(path[p])
        p &+= 1
      }
      guard p &- begin > 1 else { continue }
      let k = Int(graph.machine[v])
      let first = graph.index[Int(path[begin])]
      let last = first &+ (p &- begin) &- 1
      let isFirst = begin == 0 && graph.head[Int(path[0])] == 0
      if p < pathLength || !isFirst {
        if last &- first < 2 &* TabuSearch.reach {
          valueBlock(k, first, last, opens: isFirst, closes: p == pathLength)
        } else {
          valueBlock(k, first, first &+ TabuSearch.reach, opens: isFirst, closes: true)
          valueBlock(k, last &- TabuSearch.reach, last, opens: true, closes: p == pathLength)
        }
      }
    }
  }

  /// Values the moves of one block, given by the numbers of its first and last operation on machine k.
  ///
  /// - Parameters:
  ///   - opens: whether the path begins with it as soon as the machine is released; then nothing is won by another first operation.
  ///   - closes: whether the path ends with it and the machine; then nothing is won by another last operation.
  private func valueBlock(_ k: Int, _ first: Int, _ last: Int, opens: Bool, closes: Bool) {
    var n = first
    while n < last {
      if !closes {
        var target = last
        while target > n, !canFollow(k, n, target) { target &-= 1 }
        if target > n { valueForward(k, n, target) }
      }
      n &+= 1
    }
    if !opens {
      var target = first &+ 1
      while target < last {
        if canFollow(k, first, target) { valueForward(k, first, target) }
        target &+= 1
      }
    }
    n = first &+ 1
    while n <= last {
      if !opens {
        var target = first
        while target < n, !canPrecede(k, n, target) { target &+= 1 }
        if target < n { valueBackward(k, n, target) }
      }
      n &+= 1
    }
    if !closes {
      var target = first &+ 1
      while target < last {
        if canPrecede(k, last, target) { valueBackward(k, last, target) }
        target &+= 1
      }
    }
  }

  /// Whether the operation at a number can go right behind that at a later one without a cycle, as far as heads and tails tell.
  @inline(__always)
  private func canFollow(_ k: Int, _ n: Int, _ target: Int) -> Bool {
    let sequence = graph.sequence + shop.offset[k]
    let next = Int(shop.jobAfter[Int(sequence[n])])
    let v = Int(sequence[target])
    if next == shop.count { return true }
    return next != v && (graph.rest[v] > graph.rest[next] || graph.head[v] < graph.end[next])
  }

  /// Whether the operation at a number can go right before that at an earlier one.
  @inline(__always)
  private func canPrecede(_ k: Int, _ n: Int, _ target: Int) -> Bool {
    let sequence = graph.sequence + shop.offset[k]
    let previous = Int(shop.jobBefore[Int(sequence[n])])
    let u = Int(sequence[target])
    if previous == shop.count { return true }
    return previous != u
      && (graph.end[u] > graph.end[previous] || graph.tail[u] < graph.rest[previous])
  }

  /// Values moving the operation at number n behind that at number `target > n`.
  @inline(__always)
  private func valueForward(_ k: Int, _ n: Int, _ target: Int) {
    let graph = graph
    let sequence = graph.sequence + shop.offset[k]
    let u = Int(sequence[n])
    var isTabu = false
    var ended = graph.end[Int(graph.before[u])]
    var p = n &+ 1
    while p <= target {
      let s = Int(sequence[p])
      let start = max(shop.release[s], max(graph.end[Int(shop.jobBefore[s])], ended))
      trial[p] = start
      ended = start &+ graph.time[s]
      if memory.forbids(s, before: u, at: iteration) { isTabu = true }
      p &+= 1
    }
    let start = max(shop.release[u], max(graph.end[Int(shop.jobBefore[u])], ended))
    let behind = graph.rest[Int(graph.after[Int(sequence[target])])]
    var rest = max(shop.goal[u], max(graph.rest[Int(shop.jobAfter[u])], behind)) &+ graph.time[u]
    var value = start &+ rest
    p = target
    while p > n {
      let s = Int(sequence[p])
      rest = max(shop.goal[s], max(graph.rest[Int(shop.jobAfter[s])], rest)) &+ graph.time[s]
      value = max(value, trial[p] &+ rest)
      p &-= 1
    }
    choice.consider(u, k, target, value, isTabu: isTabu, &random)
  }

  /// Values moving the operation at number n before that at number `target < n`.
  @inline(__always)
  private func valueBackward(_ k: Int, _ n: Int, _ target: Int) {
    let graph = graph
    let sequence = graph.sequence + shop.offset[k]
    let u = Int(sequence[n])
    var isTabu = false
    let ahead = Int(graph.before[Int(sequence[target])])
    let start = max(
      shop.release[u], max(graph.end[Int(shop.jobBefore[u])], graph.end[ahead]))
    var ended = start &+ graph.time[u]
    var p = target
    while p < n {
      let s = Int(sequence[p])
      let begin = max(shop.release[s], max(graph.end[Int(shop.jobBefore[s])], ended))
      trial[p] = begin
      ended = begin &+ graph.time[s]
      if memory.forbids(u, before: s, at: iteration) { isTabu = true }
      p &+= 1
    }
    var rest = graph.rest[Int(graph.after[u])]
    var value = 0
    p = n &- 1
    while p >= target {
      let s = Int(sequence[p])
      rest = max(shop.goal[s], max(graph.rest[Int(shop.jobAfter[s])], rest)) &+ graph.time[s]
      value = max(value, trial[p] &+ rest)
      p &-= 1
    }
    rest = max(shop.goal[u], max(graph.rest[Int(shop.jobAfter[u])], rest)) &+ graph.time[u]
    value = max(value, start &+ rest)
    choice.consider(u, k, target, value, isTabu: isTabu, &random)
  }
}
