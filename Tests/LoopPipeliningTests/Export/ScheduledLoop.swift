import LoopPipelining
import OptCore

/// A small random loop with a random modulo schedule that breaks no rules and often has idle time.
struct ScheduledLoop {
  let instance: LoopInstance
  let schedule: LoopSchedule

  /// Draws until a schedule breaks no rules.
  init(_ random: inout RandomStream, isJoint: Bool) throws {
    while true {
      let instance = try ScheduledLoop.instance(&random, isJoint: isJoint)
      let schedule = ScheduledLoop.schedule(of: instance, &random)
      guard schedule.violations(in: instance).isEmpty else { continue }
      (self.instance, self.schedule) = (instance, schedule)
      return
    }
  }

  private static func instance(
    _ random: inout RandomStream, isJoint: Bool
  ) throws -> LoopInstance {
    let warpCount = 1 + random.below(3)
    let machine = LoopMachine(
      name: "m", units: (0..<random.below(4)).map { .init(name: "u\($0)", capacity: 4 + $0 * 17) },
      memories: (0..<random.below(3)).map { .init(name: "m\($0)", capacity: 200) },
      warps: isJoint
        ? .init(count: warpCount, registers: (0..<warpCount).map { $0 == 1 ? nil : 99 }) : nil)
    let operations = (0..<(1 + random.below(6))).map { v in
      let uses = machine.units.indices.filter { _ in random.below(2) == 0 }.map { unit in
        let from = random.below(3)
        return LoopOperation.Use(
          unit: unit, from: from, to: from + random.below(7), amount: 1 + random.below(2))
      }
      return LoopOperation(
        id: "o\(v)", cycles: random.below(6), uses: uses,
        memory: machine.memories.indices.filter { _ in random.below(2) == 0 }.map {
          .init(memory: $0, amount: random.below(5))
        },
        registers: random.below(6), warpCount: isJoint ? 1 + random.below(min(2, warpCount)) : 1,
        spill: random.below(3), issue: random.below(4), liveFrom: random.below(2))
    }
    let edges = (0..<random.below(9)).map { _ in
      let (a, b) = (random.below(operations.count), random.below(operations.count))
      let distance = a < b ? random.below(2) : 1 + random.below(3)
      return LoopEdge(
        from: a, to: b, delay: random.integer(in: -2...5), distance: distance,
        kind: random.below(5) == 0 ? .order : .data, isBlocking: random.below(6) == 0,
        hold: random.below(4))
    }
    return try LoopInstance(name: "random", machine: machine, operations: operations, edges: edges)
  }

  /// Operations one after the other as early as edges without distance allow, and a little later.
  private static func schedule(
    of instance: LoopInstance, _ random: inout RandomStream
  ) -> LoopSchedule {
    var warps: [WarpSet] = []
    if let machine = instance.machine.warps {
      warps = instance.operations.map { operation in
        var all = Array(0..<machine.count)
        all.shuffle(using: &random)
        return WarpSet(all.prefix(operation.warpCount))
      }
    }
    var starts = instance.operations.map { _ in random.below(4) }
    for v in starts.indices {
      for number in instance.incoming[v] where instance.edges[number].distance == 0 {
        let edge = instance.edges[number]
        let spill = instance.operations[edge.source].spill
        starts[v] = max(starts[v], starts[edge.source] + edge.delay + spill)
      }
      starts[v] += random.below(3)
    }
    let shift = random.below(3) == 0 ? random.below(20) : 0
    return LoopSchedule(
      interval: 1 + random.below(14), starts: starts.map { $0 + shift }, warps: warps)
  }
}

/// What a schedule does at each cycle of many iterations: the obvious way, from the definition.
struct LoopReplay {
  let instance: LoopInstance
  let schedule: LoopSchedule

  /// When the value of operation v becomes live and dies, in the first iteration.
  func lifetime(of v: Int) -> Range<Int> {
    let begin = schedule.starts[v] + instance.operations[v].liveFrom
    let ends = instance.edges.filter { $0.source == v && $0.isData }.map {
      schedule.starts[$0.target] + $0.distance * schedule.interval + $0.hold
    }
    return begin..<max(begin, ends.max() ?? begin)
  }

  /// Iterations that are live at a time when those in `iterations` run.
  func copies(of v: Int, at time: Int, _ iterations: Range<Int>) -> Int {
    iterations.count { lifetime(of: v).contains(time - $0 * schedule.interval) }
  }

  /// A time after which all rows of the steady state occur, when `iterations` run.
  var settled: Int {
    let latest = instance.operations.indices.map { v in
      max(
        lifetime(of: v).upperBound, schedule.starts[v] + instance.operations[v].issue,
        schedule.starts[v] + (instance.operations[v].uses.map(\.to).max() ?? 0))
    }
    return ((latest.max() ?? 0) / schedule.interval + 1) * schedule.interval
  }

  /// Enough to fill the rows after `settled`.
  var iterations: Range<Int> { 0..<(settled / schedule.interval + 2) }

  /// Times of one steady interval.
  var times: Range<Int> { settled..<(settled + schedule.interval) }

  /// The most that is taken at one of `times`, when operation v takes an amount.
  func peak(_ amount: (_ v: Int, _ time: Int) -> Int) -> Int {
    times.map { time in instance.operations.indices.reduce(0) { $0 + amount($1, time) } }.max() ?? 0
  }

  /// How much of a unit operation v takes at a time.
  func use(of unit: Int, by v: Int, at time: Int) -> Int {
    var sum = 0
    for iteration in iterations {
      let since = time - iteration * schedule.interval - schedule.starts[v]
      for use in instance.operations[v].uses
      where use.unit == unit && use.from <= since && since < use.to {
        sum += use.amount
      }
    }
    return sum
  }
}
