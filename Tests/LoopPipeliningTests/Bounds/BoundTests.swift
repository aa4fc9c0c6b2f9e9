import LoopPipelining
import OptCore
import Testing

@Suite("bounds of initiation intervals")
struct BoundTests {
  @Test("the recurrence bound is the greatest ratio of all simple cycles", arguments: 0..<400)
  func recurrences(seed: Int) throws {
    var loops = SmallLoops(seed: UInt64(seed))
    guard let instance = loops.loop(5, [.negative]) else { return }
    #expect(RecurrenceBound(instance).interval == max(1, slowest(instance)))
  }

  /// The greatest ceil(delays / distances) of a simple cycle, by walking all of them.
  private func slowest(_ instance: LoopInstance) -> Int {
    var best = Int.min
    func walk(_ start: Int, _ at: Int, _ delay: Int, _ distance: Int, _ seen: Set<Int>) {
      for number in instance.outgoing[at] {
        let edge = instance.edges[number]
        let (delay, distance) = (delay + edge.delay, distance + edge.distance)
        if edge.target == start {
          if distance > 0 { best = max(best, Int((Double(delay) / Double(distance)).rounded(.up))) }
        } else if edge.target > start, !seen.contains(edge.target) {
          walk(start, edge.target, delay, distance, seen.union([edge.target]))
        }
      }
    }
    for v in instance.operations.indices { walk(v, v, 0, 0, [v]) }
    return best
  }

  @Test("every row of a profile holds what covers it", arguments: 0..<200)
  func profiles(seed: Int) {
    var random = RandomStream(seed: UInt64(seed), worker: 0)
    let interval = Int.random(in: 1...7, using: &random)
    var stretches: [RowLevels.Stretch] = []
    var rows = [Int](repeating: 0, count: interval)
    for _ in 0..<Int.random(in: 0...5, using: &random) {
      let start = Int.random(in: -10...20, using: &random)
      let length = Int.random(in: 0...11, using: &random)
      let amount = Int.random(in: 0...2, using: &random)
      stretches.append(.init(begin: start, end: start + length, amount: amount))
      for cycle in start..<start + length {
        rows[((cycle % interval) + interval) % interval] += amount
      }
    }
    let profile = RowLevels(interval: interval, stretches)
    #expect(profile.peak.amount == rows.max())
    #expect(rows[profile.peak.row] == rows.max())
  }

  @Test("a schedule of huge times is judged, not computed to death")
  func hugeTimes() throws {
    let most = LoopInstance.largestNumber
    let machine = LoopMachine(
      units: [.init(name: "u", capacity: most)], memories: [.init(name: "m", capacity: most)])
    let operations = ["a", "b"].map {
      LoopOperation(
        id: $0, cycles: 1, uses: [.init(unit: 0, from: 0, to: 1 << 20, amount: most)],
        memory: [.init(memory: 0, amount: most)])
    }
    let instance = try LoopInstance(
      name: "huge", machine: machine, operations: operations, edges: [LoopEdge(from: 0, to: 1)])
    let schedule = LoopSchedule(interval: 1, starts: [0, LoopInstance.largestTime])
    #expect(schedule.violations(in: instance).count == 2)
  }

  @Test("the least area of storage is that of the best starts", arguments: 0..<300)
  func areas(seed: Int) throws {
    var loops = SmallLoops(seed: UInt64(seed))
    guard let instance = loops.loop(4, [.memory, .negative]) else { return }
    let interval = max(2, RecurrenceBound(instance).interval)
    guard interval <= 4 else { return }
    let amounts = instance.operations.map { $0.memory.first?.amount ?? 0 }
    let arcs = instance.edges.map {
      (from: $0.source, to: $0.target, weight: $0.delay - $0.distance * interval)
    }
    let flow = StorageFlow(instance, interval: interval, arcs: arcs, amounts: amounts)
    #expect(flow.least() == leastArea(instance, interval, amounts))
  }

  /// The least area over all starts in a range that is wide enough for four operations.
  private func leastArea(_ instance: LoopInstance, _ interval: Int, _ amounts: [Int]) -> Int {
    var best = Int.max
    let latest = 14
    var starts = [Int](repeating: 0, count: instance.operationCount)
    while true {
      let isSound = instance.edges.allSatisfy {
        starts[$0.target] + $0.distance * interval >= starts[$0.source] + $0.delay
      }
      if isSound {
        let lifetimes = LoopLifetimes(
          of: LoopSchedule(interval: interval, starts: starts), in: instance)
        best = min(best, zip(amounts, lifetimes.lengths).reduce(0) { $0 + $1.0 * $1.1 })
      }
      guard let place = starts.firstIndex(where: { $0 < latest }) else { return best }
      for before in 0..<place { starts[before] = 0 }
      starts[place] += 1
    }
  }
}
