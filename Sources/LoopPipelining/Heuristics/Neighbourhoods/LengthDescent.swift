import OptCore

/// Less and less length at one interval, of a loop without warps: what ends last is looked for anew, with what has to do with it.
struct LengthDescent {
  private let task: LoopTask
  private let solver: LoopSolver
  private let choice: NeighbourhoodChoice
  private var schedule: LoopSchedule
  private var random: RandomStream
  private var size = 12.0
  /// Parts that were solved.
  private(set) var parts = 0

  /// Begins with a schedule, whose warps do not matter.
  init(_ schedule: LoopSchedule, _ task: LoopTask, _ solver: LoopSolver, _ random: RandomStream) {
    self.schedule = LoopSchedule(interval: schedule.interval, starts: schedule.starts)
    (self.task, self.solver, self.random) = (task, solver, random)
    choice = NeighbourhoodChoice(task.instance, interval: task.interval)
  }

  /// A shorter schedule than before; nil when none was found for long, none can be, or it is time to stop.
  ///
  /// - Parameters:
  ///   - most: parts that may be solved at most.
  ///   - deadline: when to stop, in seconds of the session; nil = when the session says so.
  mutating func next(parts most: Int, until deadline: Double?) throws(SolveError) -> LoopSchedule? {
    let length = schedule.length(in: task.instance)
    guard length > task.leastLength else { return nil }
    let shorter = StageScheduling.shortened(schedule, in: task.instance, limit: length - 1)
    if shorter.length(in: task.instance) < length, shorter.violations(in: task.instance).isEmpty {
      schedule = shorter
      return shorter
    }
    for round in 0..<max(0, min(Self.mostTries, most)) {
      if solver.session.stopReason != nil { return nil }
      if let deadline, solver.session.elapsed >= deadline { return nil }
      parts += 1
      if let found = try shortened(below: length, round) {
        schedule = found
        return found
      }
    }
    return nil
  }

  private static let mostTries = 300
  private static let conflicts = 300

  private mutating func shortened(
    below length: Int, _ round: Int
  ) throws(SolveError) -> LoopSchedule? {
    let operations = task.instance.operations
    let limit = length - 1
    let last = operations.indices.filter { schedule.starts[$0] + operations[$0].span > limit }
    let tentative = TentativeSchedule(
      task.instance, interval: task.interval, starts: schedule.starts)
    var part = Set(last)
    // Alternately what the last ones wait for, and anything near.
    if round % 2 == 0 {
      for v in last { part.formUnion(before(v)) }
    }
    for v in last {
      part.formUnion(
        choice.part(around: v, of: tentative, size: max(2, Int(size) / last.count), &random))
    }
    var windows = schedule.starts.map { $0...$0 }
    for v in part {
      windows[v] = 0...max(0, limit - operations[v].span)
    }
    var smaller = task
    smaller.goal = .within
    smaller.limit = limit
    smaller.part = LoopPart(
      windows: windows, isAside: Array(repeating: false, count: operations.count))
    let answer = try solver.solve(smaller, conflicts: Self.conflicts, round: round)
    guard let found = answer.schedule else {
      size = answer.isProven ? min(60, size * 1.05) : max(6, size * 0.9)
      return nil
    }
    return found
  }

  /// Operations that one waits for without slack, back to the first.
  private func before(_ v: Int) -> Set<Int> {
    var list: Set<Int> = [v]
    var open = [v]
    while let w = open.popLast() {
      for arc in task.arcs
      where arc.to == w && schedule.starts[arc.from] + arc.weight == schedule.starts[w] {
        if list.insert(arc.from).inserted { open.append(arc.from) }
      }
    }
    return list
  }
}
