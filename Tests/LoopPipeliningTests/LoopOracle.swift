import LoopPipelining

/// The obvious way: every start and every choice of warps is tried, and every rule is counted cycle by cycle, from the definition.
struct LoopOracle {
  /// A schedule and what it is worth. A set of warps is a number whose bit w stands for warp w.
  struct Best: Equatable {
    var starts: [Int]
    var warps: [Int]
    var length: Int
    var warpCount: Int
  }

  private let instance: LoopInstance
  private let operations: [LoopOperation]
  private let edges: [LoopEdge]
  private let machine: LoopMachine
  private let interval: Int
  private var starts: [Int] = []
  private var warps: [Int] = []
  private var limit = 0
  private var best: Best?

  init(_ instance: LoopInstance, interval: Int) {
    (self.instance, self.interval) = (instance, interval)
    (operations, edges, machine) = (instance.operations, instance.edges, instance.machine)
  }

  /// The shortest schedule with a length up to a limit, and among these the one with the fewest warps; nil = there is none.
  mutating func solve(within limit: Int) -> Best? {
    self.limit = limit
    best = nil
    extend()
    return best
  }

  /// The shortest schedule at an interval; all with starts up to `latest` are tried.
  static func shortest(_ instance: LoopInstance, interval: Int, latest: Int) -> LoopSchedule? {
    var oracle = LoopOracle(instance, interval: interval)
    let most = instance.operations.map { oracle.span($0) }.max() ?? 1
    return oracle.solve(within: latest + most).map { best in
      LoopSchedule(
        interval: interval, starts: best.starts,
        warps: instance.isJoint ? best.warps.map { WarpSet(bits: UInt64($0)) } : [])
    }
  }

  /// The best schedule, as far as there is time to look.
  ///
  /// - Parameter steps: about how many starts and sets of warps are tried.
  /// - Returns: the schedule; without one, the length up to which there is none, nil = of any length.
  mutating func solve(steps: Double = 40_000) -> (best: Best?, limit: Int?) {
    let choices = operations.reduce(1.0) { $0 * Double(sets(for: $1).count) }
    var length = operations.map { span($0) }.max() ?? 1
    while length < horizon {
      let tries = operations.reduce(choices) { tries, _ in tries * Double(length + 1) }
      if tries > steps { break }
      length += 1
    }
    let best = solve(within: length)
    return (best, best == nil && length < horizon ? length : nil)
  }

  /// Some best schedule is at most so long: where starts are further apart than any dependence reaches, the later ones can come an
  /// interval earlier.
  var horizon: Int {
    var gap = interval
    for edge in edges {
      let spill = edge.kind == .data ? operations[edge.source].spill : 0
      gap = max(gap, edge.delay + spill + interval, edge.distance * interval - min(0, edge.delay))
    }
    return (operations.count - 1) * gap + (operations.map { span($0) }.max() ?? 1)
  }

  private func span(_ operation: LoopOperation) -> Int { max(1, operation.cycles) }

  /// Tries everything for the next operation.
  private mutating func extend() {
    let v = starts.count
    if v == operations.count { return note() }
    let cycles = span(operations[v])
    // All starts can be moved, so one of them is 0.
    let isLast = v + 1 == operations.count && !starts.contains(0)
    for set in sets(for: operations[v]) {
      var start = 0
      while start + cycles <= best?.length ?? limit, start == 0 || !isLast {
        starts.append(start)
        warps.append(set)
        if isSound { extend() }
        starts.removeLast()
        warps.removeLast()
        start += 1
      }
    }
  }

  private mutating func note() {
    let length = zip(starts, operations).map { $0 + span($1) }.max() ?? 0
    let count = warps.reduce(0) { $0 | $1 }.nonzeroBitCount
    if let best, (best.length, best.warpCount) <= (length, count) { return }
    best = Best(starts: starts, warps: warps, length: length, warpCount: count)
  }

  private func sets(for operation: LoopOperation) -> [Int] {
    guard let warps = machine.warps else { return [0] }
    return (0..<(1 << warps.count)).filter { set in
      guard set.nonzeroBitCount == operation.warpCount else { return false }
      guard let own = warps.variableLatencyWarp else { return true }
      return (set >> own & 1 == 1) == operation.hasVariableLatency
    }
  }
}

/// The rules, for the operations placed so far; more operations never mend a broken one.
extension LoopOracle {
  /// Whether some starts and sets of warps keep every rule but those about single sets.
  static func accepts(
    _ instance: LoopInstance, interval: Int, starts: [Int], warps: [Int]
  ) -> Bool {
    var oracle = LoopOracle(instance, interval: interval)
    (oracle.starts, oracle.warps) = (starts, warps)
    return oracle.isSound
  }

  private var isSound: Bool {
    keepsTies && keepsDependences && keepsUnits && keepsStorage && keepsSlots && keepsWaiting
  }

  private func mod(_ time: Int) -> Int { ((time % interval) + interval) % interval }

  private func isPlaced(_ edge: LoopEdge) -> Bool {
    edge.source < starts.count && edge.target < starts.count
  }

  private func crosses(_ edge: LoopEdge) -> Bool {
    edge.kind == .data && warps[edge.source] != warps[edge.target]
  }

  private var keepsTies: Bool {
    for edge in edges where isPlaced(edge) && edge.needsSameWarps {
      if warps[edge.source] != warps[edge.target] { return false }
    }
    return true
  }

  private var keepsDependences: Bool {
    for edge in edges where isPlaced(edge) {
      let spill = crosses(edge) ? operations[edge.source].spill : 0
      let ready = starts[edge.source] + edge.delay + spill
      if starts[edge.target] + edge.distance * interval < ready { return false }
    }
    return true
  }

  private var keepsUnits: Bool {
    for unit in machine.units.indices {
      var load = [Int](repeating: 0, count: interval)
      for (v, start) in starts.enumerated() {
        for use in operations[v].uses where use.unit == unit {
          for x in use.from..<use.to { load[mod(start + x)] += use.amount }
        }
      }
      if load.contains(where: { $0 > machine.units[unit].capacity }) { return false }
    }
    return true
  }

  /// Cycles in which the value of an operation is live, as far as its uses are placed.
  private func life(of v: Int) -> Range<Int> {
    let born = starts[v] + operations[v].liveFrom
    var dead = born
    for edge in edges where isPlaced(edge) && edge.kind == .data && edge.source == v {
      dead = max(dead, starts[edge.target] + edge.distance * interval + edge.hold)
    }
    return born..<dead
  }

  private var keepsStorage: Bool {
    for memory in machine.memories.indices {
      var load = [Int](repeating: 0, count: interval)
      for v in starts.indices {
        for footprint in operations[v].memory where footprint.memory == memory {
          for x in life(of: v) { load[mod(x)] += footprint.amount }
        }
      }
      if load.contains(where: { $0 > machine.memories[memory].capacity }) { return false }
    }
    for (warp, budget) in (machine.warps?.registers ?? []).enumerated() {
      guard let budget else { continue }
      var load = [Int](repeating: 0, count: interval)
      for v in starts.indices where warps[v] >> warp & 1 == 1 {
        let (share, rest) = operations[v].registers.quotientAndRemainder(
          dividingBy: operations[v].warpCount)
        for x in life(of: v) { load[mod(x)] += rest > 0 ? share + 1 : share }
      }
      if load.contains(where: { $0 > budget }) { return false }
    }
    return true
  }

  private var keepsSlots: Bool {
    guard let warpCount = machine.warps?.count, let slots = machine.warps?.issueSlots else {
      return true
    }
    for warp in 0..<warpCount {
      var load = [Int](repeating: 0, count: interval)
      for (v, start) in starts.enumerated() where warps[v] >> warp & 1 == 1 {
        for x in 0..<operations[v].issue { load[mod(start + x)] += 1 }
      }
      if load.contains(where: { $0 > slots }) { return false }
    }
    return true
  }

  private func waits(_ v: Int) -> Bool {
    for edge in edges where isPlaced(edge) && edge.target == v {
      if edge.isBlocking { return true }
      if edge.source != v && crosses(edge) && operations[edge.source].registers > 0 { return true }
    }
    return false
  }

  private var keepsWaiting: Bool {
    if machine.warps == nil { return true }
    for v in starts.indices where waits(v) {
      for other in starts.indices where other != v && warps[v] & warps[other] != 0 {
        for x in 0..<operations[other].issue where mod(starts[other] + x) == mod(starts[v]) {
          return false
        }
      }
    }
    return true
  }
}
