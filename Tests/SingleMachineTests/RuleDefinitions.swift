import SingleMachine

/// The rules written from their definitions, slow and obvious, as a measure for the fast ones.
///
/// All take durations and due dates by job id and return job ids in order.
enum RuleDefinitions {
  /// Repeatedly the job with the least `max(d, t + p)`; ties by `tie`, then id.
  static func modifiedDueDate(_ p: [Int], _ d: [Int], tie: (Int) -> Int) -> [Int] {
    dynamic(p) { job, time, _ in [Double(max(d[job], time + p[job])), Double(tie(job))] }
  }

  /// Repeatedly the job with the lexicographically least key; ties by id.
  static func dynamic(
    _ p: [Int], key: (_ job: Int, _ time: Int, _ open: [Int]) -> [Double]
  ) -> [Int] {
    var open = Array(p.indices)
    var order: [Int] = []
    var time = 0
    while !open.isEmpty {
      var best = 0
      for index in open.indices.dropFirst()
      where key(open[index], time, open).lexicographicallyPrecedes(key(open[best], time, open)) {
        best = index
      }
      let job = open.remove(at: best)
      order.append(job)
      time += p[job]
    }
    return order
  }

  /// The insertion pass on jobs sorted by (p, d, id), or by (d, p, id) as printed.
  static func eddChallenger(_ p: [Int], _ d: [Int], asPrinted: Bool) -> [Int] {
    var s = p.indices.sorted {
      asPrinted ? (d[$0], p[$0], $0) < (d[$1], p[$1], $1) : (p[$0], d[$0], $0) < (p[$1], d[$1], $1)
    }
    for i in s.indices.dropFirst() {
      var j = i
      while j > 0, d[s[j]] < d[s[j - 1]] {
        let before = s[..<j].reduce(0) { $0 + p[$1] }
        if d[s[j - 1]] > before { s.swapAt(j, j - 1) }
        j -= 1
      }
    }
    return s
  }

  /// The MDD challenger, every open job evaluated at every step.
  static func mddChallenger(_ p: [Int], _ d: [Int]) -> [Int] {
    var open = p.indices.sorted { (d[$0], p[$0], $0) < (d[$1], p[$1], $1) }
    var order: [Int] = []
    var time = 0
    while !open.isEmpty {
      let t = Double(time)
      let longest = Double(open.map { p[$0] }.max() ?? 0)
      let mean = Double(open.reduce(0) { $0 + p[$1] }) / Double(open.count)
      func value(_ job: Int) -> Double {
        let length = Double(p[job])
        let mu = max(1.1 * length + t, Double(d[job]))
        let rho = t + longest > 0 ? min(length / (t + longest), 1) : 0
        let theta = rho * rho / (1 + rho * rho)
        return mu * (1 + theta) + (t + mean > 0 ? length / (t + mean) : 0)
      }
      var best = 0
      for index in open.indices where value(open[index]) < value(open[best]) { best = index }
      let job = open.remove(at: best)
      order.append(job)
      time += p[job]
    }
    return order
  }

  /// The PSK heuristic as its pseudocode runs.
  static func psk(_ p: [Int], _ d: [Int]) -> [Int] {
    var open = p.indices.sorted { (p[$0], d[$0], $0) < (p[$1], d[$1], $1) }
    var order: [Int] = []
    var time = 0
    while let first = open.first {
      var active = first
      if open.count > 1, time + p[active] < d[active] {
        for job in open.dropFirst() {
          if d[active] <= time + p[job] { break }
          if d[active] <= d[job] { continue }
          active = job
        }
      }
      order.append(active)
      time += p[active]
      open.removeAll { $0 == active }
    }
    return order
  }

  /// The jobs appended in order; after each, the best strictly improving move of one job to the end is made.
  static func augmented(_ order: [Int], _ cost: ([Int]) -> Int) -> [Int] {
    var partial: [Int] = []
    for job in order {
      partial.append(job)
      var best = partial
      for index in partial.indices {
        var moved = partial
        moved.append(moved.remove(at: index))
        if cost(moved) < cost(best) { best = moved }
      }
      partial = best
    }
    return partial
  }

  /// Relocation passes over a start sequence until one changes nothing; every move is evaluated in full.
  static func relocated(_ start: [Int], _ p: [Int], _ d: [Int], _ cost: ([Int]) -> Int) -> [Int] {
    var sequence = start
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for place in stride(from: sequence.count - 1, to: 0, by: -1) {
        let end = sequence[...place].reduce(0) { $0 + p[$1] }
        guard end > d[sequence[place]] else { continue }
        var best = sequence
        for index in 0..<place {
          var moved = sequence
          moved.insert(moved.remove(at: index), at: place)
          if cost(moved) < cost(best) { best = moved }
        }
        hasChanged = hasChanged || best != sequence
        sequence = best
      }
    }
    return sequence
  }
}
