extension ShopTask {
  /// The operations with every one behind its predecessors, and the precedences by the operation they end at.
  struct Graph {
    /// Empty where precedences form a cycle.
    let order: [Int]
    /// `incoming[i]`, `outgoing[i]`: places in `precedences`.
    let incoming: [[Int]]
    let outgoing: [[Int]]
  }

  /// - Complexity: O(operations + precedences).
  func graph() -> Graph {
    var incoming = [[Int]](repeating: [], count: count)
    var outgoing = incoming
    var open = [Int](repeating: 0, count: count)
    for (p, precedence) in precedences.enumerated() {
      incoming[precedence.after].append(p)
      outgoing[precedence.before].append(p)
      open[precedence.after] += 1
    }
    var order = (0..<count).filter { open[$0] == 0 }
    var next = 0
    while next < order.count {
      for p in outgoing[order[next]] {
        let after = precedences[p].after
        open[after] -= 1
        if open[after] == 0 { order.append(after) }
      }
      next += 1
    }
    return Graph(order: order.count == count ? order : [], incoming: incoming, outgoing: outgoing)
  }

  /// By machine its blockers by start; none lies within or overlaps another one, though they may touch.
  ///
  /// Blockers with a job stay apart from others: they do not overlap in a schedule.
  func blockersByMachine() -> [[Blocker]] {
    var lists = [[Blocker]](repeating: [], count: instance.machineCount)
    let sorted = blockers.sorted { ($0.machine, $0.start, $0.end) < ($1.machine, $1.start, $1.end) }
    for blocker in sorted where blocker.end >= blocker.start {
      let k = blocker.machine
      if let last = lists[k].last, blocker.start < last.end, last.job == nil, blocker.job == nil {
        lists[k][lists[k].count - 1].end = max(last.end, blocker.end)
      } else {
        lists[k].append(blocker)
      }
    }
    return lists
  }

  /// The first time at or after `time` at which something of a length, of a job, fits between blockers, given in order.
  func firstFit(_ length: Int, of job: Int, on k: Int, from time: Int, _ blockers: [Blocker]) -> Int
  {
    var time = time
    for blocker in blockers {
      var (start, end) = (blocker.start, blocker.end)
      if let other = blocker.job {
        start -= setup(on: k, from: job, to: other)
        end += setup(on: k, from: other, to: job)
      }
      if time < end, time + length > start { time = end }
    }
    return time
  }

  /// The longest setup between any two jobs; 0 without setups.
  var longestSetup: Int {
    instance.conditions.setup?.matrix.joined().joined().max() ?? 0
  }

  /// Whether a setup is never longer than two setups by way of a third kind of job; true without setups.
  ///
  /// Only then it is enough, and no restriction, to keep the setup between any two operations of a machine.
  ///
  /// - Complexity: O(kinds of jobs cubed) for machines with matrices of their own.
  package var hasTriangleInequality: Bool {
    guard let setup = instance.conditions.setup else { return true }
    var last: [[Int]] = []
    for matrix in setup.matrix where matrix != last {
      if ShopTask.hasDetour(matrix) { return false }
      last = matrix
    }
    return true
  }

  /// Whether some setup is longer than two by way of a third kind.
  private static func hasDetour(_ matrix: [[Int]]) -> Bool {
    let count = matrix.count
    return Array(matrix.joined()).withUnsafeBufferPointer { times in
      for a in 0..<count {
        for b in 0..<count {
          let first = times[a &* count &+ b]
          var c = 0
          while c < count {
            if times[a &* count &+ c] > first &+ times[b &* count &+ c] { return true }
            c &+= 1
          }
        }
      }
      return false
    }
  }

  /// An end that no schedule without needless idle time passes.
  ///
  /// - Complexity: O(alternatives + precedences + blockers).
  package var horizon: Int {
    var end = max(heads.max() ?? 0, machineHeads.max() ?? 0)
    for blocker in blockers { end = max(end, blocker.end) }
    let setup = longestSetup
    end += setup
    for i in 0..<count {
      end += setup + alternatives(of: i).reduce(0) { max($0, durations[$1]) }
    }
    for precedence in precedences { end += max(0, precedence.lag) }
    return end
  }
}
