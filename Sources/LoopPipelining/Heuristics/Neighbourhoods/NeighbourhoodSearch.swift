import OptCore

/// Large-neighbourhood search at one interval, of a loop without warps: what is set aside is placed, one operation after the other.
///
/// Around an operation that is set aside some others are freed, and our engine looks for places for all of them while the rest stays.
/// Where there are none, another one of the part is set aside instead: one that has been as often in vain so far as this one, at most.
///
/// - Source: large neighbourhoods: Shaw (1998), "Using constraint programming and local search methods to solve vehicle routing
///   problems"; who is set aside: Nagata and Bräysy (2009), "A powerful route minimization heuristic for the vehicle routing problem
///   with time windows".
struct NeighbourhoodSearch {
  /// The schedule so far.
  private(set) var schedule: TentativeSchedule
  /// Parts that were solved.
  private(set) var parts = 0
  private let solver: LoopSolver
  private let task: LoopTask
  private let choice: NeighbourhoodChoice
  /// `failures[v]`: how often operation v could not be placed.
  private var failures: [Int]
  /// Operations of a part, about.
  private var size = 10.0
  private var random: RandomStream

  /// Begins with what modulo scheduling finds; nil where memories or dependences allow no schedule, or the table is too large.
  ///
  /// - Complexity: O(n^3).
  init?(_ instance: LoopInstance, interval: Int, _ solver: LoopSolver, _ random: RandomStream) {
    let takers = instance.operations.reduce(1) { $0 + $1.uses.count + $1.memory.count }
    guard interval <= Self.mostCells / takers, ModuloTable.fits(instance, interval: interval),
      let task = LoopTask(instance, interval: interval)
    else { return nil }
    let swing = SwingModuloScheduler.placement(instance, interval: interval, task.paths)
    var begins = [Self.shortened(swing.starts, aside: swing.misplaced, task)]
    if let starts = IterativeModuloScheduler.starts(instance, interval: interval),
      task.arcs.allSatisfy({ starts[$0.to] >= starts[$0.from] + $0.weight })
    {
      begins.append(Self.shortened(starts, aside: [], task))
    }
    guard let best = begins.min(by: { $0.aside.count < $1.aside.count }) else { return nil }
    self.init(best, task, solver, random)
  }

  /// Goes on with a schedule of the same operations on other warps; nil where memories or dependences do not allow it.
  ///
  /// - Complexity: O(n^3).
  func continued(with schedule: TentativeSchedule) -> NeighbourhoodSearch? {
    guard let task = LoopTask(schedule.instance, interval: schedule.interval),
      task.arcs.allSatisfy({
        schedule.starts[$0.to] >= schedule.starts[$0.from] + $0.weight
      })
    else { return nil }
    var next = NeighbourhoodSearch(schedule, task, solver, random)
    (next.failures, next.size, next.parts) = (failures, size, parts)
    return next
  }

  /// Begins with a schedule.
  init(
    _ schedule: TentativeSchedule, _ task: LoopTask, _ solver: LoopSolver, _ random: RandomStream
  ) {
    (self.schedule, self.task, self.random) = (schedule, task, random)
    self.solver = solver
    choice = NeighbourhoodChoice(schedule.instance, interval: schedule.interval)
    failures = Array(repeating: 1, count: schedule.starts.count)
  }

  /// The schedule with stages for which values take least.
  private static func shortened(
    _ starts: [Int], aside: [Int], _ task: LoopTask
  ) -> TentativeSchedule {
    let schedule = StageScheduling.shortened(
      LoopSchedule(interval: task.interval, starts: starts), in: task.instance, arcs: task.arcs)
    return TentativeSchedule(
      task.instance, interval: task.interval, starts: schedule.starts, aside: aside)
  }

  /// Places one more operation, or exchanges one, or fails.
  mutating func step() throws(SolveError) {
    let aside = schedule.aside
    guard !aside.isEmpty else { return }
    let v = aside[random.below(aside.count)]
    let part = choice.part(around: v, of: schedule, size: Int(size), &random)
    if try place(v, releasing: nil, part) { return }
    if solver.session.stopReason != nil { return }
    failures[v] += 1
    let others = part.filter { $0 != v && !schedule.isAside[$0] && failures[$0] < failures[v] }
    guard let least = others.map({ failures[$0] }).min() else { return }
    let candidates = others.filter { failures[$0] == least }
    let other = candidates[random.below(candidates.count)]
    _ = try place(v, releasing: other, part)
  }

  /// Looks for places for a part.
  private mutating func place(
    _ v: Int, releasing other: Int?, _ part: [Int]
  ) throws(SolveError) -> Bool {
    var isAside = schedule.isAside
    isAside[v] = false
    if let other { isAside[other] = true }
    // So that operations can come before all others as well.
    let starts = schedule.starts.map { $0 + task.interval }
    var windows = starts.map { $0...$0 }
    for u in part + neighboursAside(of: part) {
      windows[u] = starts[u] - task.interval...starts[u] + task.interval
    }
    var smaller = task
    smaller.goal = .within
    smaller.limit = (windows.map(\.upperBound).max() ?? 0) + schedule.longestSpan
    smaller.part = LoopPart(windows: windows, isAside: isAside)
    parts += 1
    let answer = try solver.solve(smaller, conflicts: Self.conflicts, round: parts)
    guard let found = answer.schedule else {
      // What is refuted was too small, what is not decided too large.
      size = answer.isProven ? min(Self.largest, size * 1.03) : max(Self.smallest, size * 0.9)
      return false
    }
    schedule.adopt(found.starts, placing: v, releasing: other)
    return true
  }

  /// Rows times what takes units and memories, beyond which reservation tables are too large.
  private static let mostCells = 5_000_000
  private static let conflicts = 200
  private static let smallest = 5.0
  private static let largest = 40.0

  /// Operations that are set aside beside those of a part: they only have to keep dependences.
  private func neighboursAside(of part: [Int]) -> [Int] {
    let instance = schedule.instance
    var list: Set<Int> = []
    for v in part {
      for number in instance.outgoing[v] { list.insert(instance.edges[number].target) }
      for number in instance.incoming[v] { list.insert(instance.edges[number].source) }
    }
    return list.filter { schedule.isAside[$0] && !part.contains($0) }.sorted()
  }
}

extension TentativeSchedule {
  /// The longest span of an operation.
  var longestSpan: Int { instance.operations.reduce(1) { max($0, $1.span) } }
}
