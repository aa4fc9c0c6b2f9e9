extension ShopTask {
  /// A quick plan: again and again the operation and alternative of earliest end is put behind the last one on its machine.
  ///
  /// Of equal ends the one with the longer tail goes first, then the smaller number. Keeps every rule of the task, not its limit.
  ///
  /// - Returns: nil where precedences form a cycle.
  /// - Complexity: O(operations times alternatives of operations that are ready, times blockers of a machine).
  package func quickPlan() -> ShopPlan? {
    let graph = graph()
    guard graph.order.count == count else { return nil }
    let blockers = blockersByMachine()
    var ready = heads
    var open = graph.incoming.map(\.count)
    var candidates = (0..<count).filter { open[$0] == 0 }
    var free = machineHeads
    var empty = EmptyOperations(self)
    var last = [Int?](repeating: nil, count: instance.machineCount)
    var plan = ShopPlan(
      alternatives: firstAlternative.dropLast().map { $0 },
      starts: Array(repeating: 0, count: count))
    while !candidates.isEmpty {
      var best = (
        end: Int.max, tail: Int.min, operation: Int.max, start: 0, alternative: 0, place: 0
      )
      for (place, i) in candidates.enumerated() {
        for a in alternatives(of: i) {
          let k = machines[a]
          let gap = last[k].map { setup(on: k, from: $0, to: job(of: i)) } ?? 0
          let from = max(ready[i], free[k] + gap)
          if from + durations[a] > best.end { continue }
          let start = firstFit(durations[a], of: job(of: i), on: k, from: from, blockers[k])
          let end = start + durations[a]
          if (end, -tails[i], i) < (best.end, -max(best.tail, -Int.max), best.operation) {
            best = (end, tails[i], i, start, a, place)
          }
        }
      }
      let i = best.operation
      let k = machines[best.alternative]
      let length = durations[best.alternative]
      if empty.isHidden(i, length, at: best.start, on: k) {
        best.start = firstFit(length, of: job(of: i), on: k, from: best.start + 1, blockers[k])
        best.end = best.start + length
      }
      empty.add(i, length, at: best.start, on: k)
      (plan.alternatives[i], plan.starts[i]) = (best.alternative, best.start)
      (free[k], last[k]) = (best.end, job(of: i))
      candidates.swapAt(best.place, candidates.count - 1)
      candidates.removeLast()
      for p in graph.outgoing[i] {
        let (after, lag) = (precedences[p].after, precedences[p].lag)
        ready[after] = max(ready[after], best.end + lag)
        open[after] -= 1
        if open[after] == 0 { candidates.append(after) }
      }
    }
    return plan
  }
}
