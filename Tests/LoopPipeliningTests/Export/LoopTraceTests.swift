import LoopPipelining
import OptCore
import TestSupport
import Testing

@Suite("Trace events of a software pipeline")
struct LoopTraceTests {
  private struct Arguments: Decodable {
    var name: String?
    var op: String?
    var iter: Int?
    var stage: Int?
    var amount: Int?
    var used: Int?
  }

  private func events(
    _ instance: LoopInstance, _ schedule: LoopSchedule
  ) throws -> [TraceEvent<Arguments>] {
    try TraceEvent.all(
      in: LoopPipeliningFamily().export(schedule, of: instance, as: "trace.json"))
  }

  @Test("Slices, counters and arrows of a schedule made by hand")
  func example() throws {
    let events = try events(LoopExample.instance(), LoopExample.schedule)
    let names = events.filter { $0.name == "thread_name" }
    #expect(names.map(\.args?.name) == ["TC", "EXP", "warp 0", "warp 1", "warp 2"])
    #expect(names.map(\.pid) == [1, 1, 2, 2, 2])
    let slices = events.filter { $0.ph == "X" }
    // The last value dies at 10, in the third interval: two more iterations than that.
    let products = slices.filter { $0.pid == 1 && $0.tid == 1 }
    #expect(Set(products.compactMap(\.args?.iter)) == [0, 1, 2, 3, 4])
    #expect(products.prefix(4).map(\.name) == ["S i0", "S i1", "O i0", "S i2"])
    #expect(products.prefix(4).map(\.ts) == [0, 4, 6, 8])
    #expect(products.prefix(4).map(\.args?.stage) == [0, 0, 1, 0])
    // On warps slices last as long as operations issue.
    let second = slices.filter { $0.pid == 2 && $0.tid == 2 }
    #expect(second.prefix(3).map(\.name) == ["S i0", "P i0", "S i1"])
    #expect(second.prefix(3).map(\.dur) == [1, 2, 1])
    // `ld` takes 2 from 0 to 5 of every iteration.
    let counter = events.filter { $0.name == "SMEM" }
    #expect(counter.prefix(4).map(\.ts) == [0, 4, 5, 8])
    #expect(counter.prefix(4).map(\.args?.used) == [2, 4, 2, 4])
    let arrows = events.filter { $0.ph == "s" || $0.ph == "f" }
    #expect(arrows.count == 2 * 2 * 5)
    #expect(arrows.prefix(2).map(\.name) == ["ld -> S", "ld -> S"])
    #expect(arrows.prefix(2).map(\.tid) == [1, 2])
    #expect(arrows.suffix(2).map(\.ts) == [4 * 4 + 3, 4 * 4 + 6])
  }

  @Test(
    "Events replay to the peaks of the definition, on tracks without overlaps",
    arguments: [false, true])
  func replay(isJoint: Bool) throws {
    var stream = RandomStream(seed: 21)
    for _ in 0..<200 {
      let loop = try ScheduledLoop(&stream, isJoint: isJoint)
      let events = try events(loop.instance, loop.schedule)
      checkTracks(events)
      checkPeaks(events, LoopReplay(instance: loop.instance, schedule: loop.schedule))
      checkArrows(events, loop)
      let iterations = Set(events.compactMap(\.args?.iter)).count
      #expect(iterations >= loop.schedule.stageCount + 2)
    }
  }

  private func checkTracks(_ events: [TraceEvent<Arguments>]) {
    let tracks = Dictionary(grouping: events.filter { $0.ph == "X" }) { [$0.pid, $0.tid ?? 0] }
    for slices in tracks.values {
      for (first, second) in zip(slices, slices.dropFirst()) {
        #expect(first.end <= second.ts ?? 0)
      }
    }
  }

  private func checkPeaks(_ events: [TraceEvent<Arguments>], _ replay: LoopReplay) {
    let (instance, schedule) = (replay.instance, replay.schedule)
    var trackNames: [Int: String] = [:]
    for event in events where event.name == "thread_name" && event.pid == 1 {
      trackNames[event.tid ?? 0] = event.args?.name
    }
    for (unit, resource) in instance.machine.units.enumerated() {
      let slices = events.filter {
        $0.ph == "X" && $0.pid == 1
          && trackNames[$0.tid ?? 0]?.split(separator: " ").first.map(String.init) == resource.name
      }
      let found = Set(slices.compactMap(\.ts)).map { time in
        slices.reduce(0) { sum, slice in
          let isBusy = (slice.ts ?? 0) <= time && time < slice.end
          return sum + (isBusy ? slice.args?.amount ?? 0 : 0)
        }
      }
      #expect(found.max() ?? 0 == replay.peak { v, time in replay.use(of: unit, by: v, at: time) })
    }
    func counted(_ name: String) -> Int {
      events.filter { $0.ph == "C" && $0.name == name }.compactMap(\.args?.used).max() ?? -1
    }
    for (memory, resource) in instance.machine.memories.enumerated() {
      let peak = replay.peak { v, time in
        let amount = instance.operations[v].memory.first { $0.memory == memory }?.amount ?? 0
        return amount * replay.copies(of: v, at: time, replay.iterations)
      }
      #expect(counted(resource.name) == peak)
    }
    for warp in 0..<(instance.machine.warps?.count ?? 0) {
      let peak = replay.peak { v, time in
        guard schedule.warps[v].contains(warp) else { return 0 }
        let share = instance.operations[v].registersPerWarp
        return share * replay.copies(of: v, at: time, replay.iterations)
      }
      #expect(counted("registers of warp \(warp)") == peak)
    }
  }

  /// Both ends of an arrow stand in slices of its operations, and it never points backwards.
  private func checkArrows(_ events: [TraceEvent<Arguments>], _ loop: ScheduledLoop) {
    let arrows = Dictionary(grouping: events.filter { $0.ph == "s" || $0.ph == "f" }) { $0.id ?? 0 }
    let slices = Dictionary(grouping: events.filter { $0.ph == "X" && $0.pid == 2 }) { $0.tid ?? 0 }
    let crossing = loop.instance.edges.filter {
      $0.isData && !loop.schedule.warps.isEmpty
        && loop.schedule.warps[$0.source] != loop.schedule.warps[$0.target]
    }
    #expect(arrows.isEmpty == crossing.isEmpty)
    for ends in arrows.values {
      #expect(ends.map(\.ph) == ["s", "f"])
      for end in ends {
        let time = end.ts ?? -1
        #expect(
          slices[end.tid ?? 0]?.contains { ($0.ts ?? 0) <= time && time <= $0.end } == true)
      }
    }
  }
}
