import LoopPipelining
import OptCore
import Testing

@Suite("stages for given rows")
struct StageSchedulingTests {
  @Test("lifetimes are as short as stages allow, then starts are early", arguments: 0..<60)
  func bruteForce(seed: Int) throws {
    var loops = SmallLoops(seed: UInt64(seed))
    var count = 0
    for _ in 0..<50 {
      let kind: SmallLoops.Kind = seed % 2 == 0 ? [.memory, .negative] : [.memory, .warps]
      guard let instance = loops.loop(loops.number(2...4), kind) else { continue }
      let interval = loops.number(1...5)
      let rows = instance.operations.map { _ in loops.number(0...interval - 1) }
      let weights = instance.operations.map { _ in loops.number(0...3) }
      let warps = instance.operations.map { _ in
        instance.isJoint ? WarpSet([loops.number(0...1)]) : WarpSet()
      }
      let limit = loops.number(1...4) * interval + loops.number(0...2)
      let found = StageScheduling.starts(
        instance, interval: interval, rows: rows, warps: instance.isJoint ? warps : [],
        weights: weights, limit: limit)
      let best = best(instance, interval, rows, warps, weights, limit)
      #expect((found == nil) == (best == nil), "seed \(seed)")
      guard let found, let best else { continue }
      count += 1
      let schedule = LoopSchedule(interval: interval, starts: found, warps: warps)
      #expect(found.map { $0 % interval } == rows)
      #expect(keepsDependences(instance, interval, found, warps))
      #expect(area(instance, schedule, weights) == best.area)
      #expect(schedule.length(in: instance) == best.length)
    }
    #expect(count > 5)
  }

  private func area(_ instance: LoopInstance, _ schedule: LoopSchedule, _ weights: [Int]) -> Int {
    zip(LoopLifetimes(of: schedule, in: instance).lengths, weights).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private func keepsDependences(
    _ instance: LoopInstance, _ interval: Int, _ starts: [Int], _ warps: [WarpSet]
  ) -> Bool {
    instance.edges.allSatisfy { edge in
      let crosses = edge.isData && warps[edge.source] != warps[edge.target]
      let spill = crosses ? instance.operations[edge.source].spill : 0
      return starts[edge.target] + edge.distance * interval
        >= starts[edge.source] + edge.delay + spill
    }
  }

  /// The least area and, among its schedules, the least length: all stages are tried.
  private func best(
    _ instance: LoopInstance, _ interval: Int, _ rows: [Int], _ warps: [WarpSet], _ weights: [Int],
    _ limit: Int
  ) -> (area: Int, length: Int)? {
    var best: (area: Int, length: Int)?
    var starts = rows
    while true {
      let schedule = LoopSchedule(interval: interval, starts: starts, warps: warps)
      let length = schedule.length(in: instance)
      if length <= limit, keepsDependences(instance, interval, starts, warps) {
        let area = area(instance, schedule, weights)
        if best.map({ (area, length) < $0 }) ?? true { best = (area, length) }
      }
      guard let place = starts.firstIndex(where: { $0 + interval < limit }) else { return best }
      for before in 0..<place { starts[before] = rows[before] }
      starts[place] += interval
    }
  }

  @Test("without a limit stages are the same as with a wide one")
  func withoutLimit() throws {
    for seed in 0..<300 as Range<UInt64> {
      var loops = SmallLoops(seed: seed)
      guard let instance = loops.loop(5, [.memory, .negative]) else { continue }
      let interval = loops.number(2...5)
      let rows = instance.operations.map { _ in loops.number(0...interval - 1) }
      let weights = instance.operations.map { _ in 1 }
      let free = StageScheduling.starts(instance, interval: interval, rows: rows, weights: weights)
      let wide = StageScheduling.starts(
        instance, interval: interval, rows: rows, weights: weights, limit: 1000)
      #expect(free == wide)
    }
  }

  @Test("ims and sms reach better intervals with small register files than without new stages")
  func registers() throws {
    // The only user of a's value waits for a recurrence; as early as can be, a starts long before it is needed.
    let machine = LoopMachine(
      units: [.init(name: "u", capacity: 1)], memories: [.init(name: "REG", capacity: 2)])
    let use = LoopOperation.Use(unit: 0, from: 0, to: 1)
    let operations = [
      LoopOperation(id: "a", uses: [use], memory: [.init(memory: 0, amount: 1)]),
      LoopOperation(id: "b", cycles: 9, uses: [use]),
      LoopOperation(id: "c", uses: [use]),
    ]
    let instance = try LoopInstance(
      name: "late", machine: machine, operations: operations,
      edges: [
        LoopEdge(from: 0, to: 2, delay: 1), LoopEdge(from: 1, to: 2, delay: 9, kind: .order),
      ])
    for method in ["ims", "sms"] {
      let result = try LoopPipeliningFamily().solve(instance, method: method)
      #expect(result.incumbent?.objective == .integer(3))
    }
  }
}
