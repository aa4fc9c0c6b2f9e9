import LoopPipelining
import OptCore
import Testing

@Suite("large neighbourhoods")
struct LargeNeighbourhoodTests {
  private static let kinds: [SmallLoops.Kind] = [
    [.memory], [.memory, .negative], [.tables], [.warps], [.warps, .memory],
  ]

  @Test("small loops get schedules, none below the best interval", arguments: 0..<150)
  func small(seed: Int) throws {
    var loops = SmallLoops(seed: UInt64(seed))
    guard let instance = loops.loop(6, Self.kinds[seed % Self.kinds.count]) else { return }
    let family = LoopPipeliningFamily()
    let best = try family.solve(instance, method: "search", limits: SolveLimits(time: 20))
    let result = try family.solve(instance, method: "lns", limits: SolveLimits(work: 300))
    guard let optimum = best.incumbent?.objective else {
      #expect(best.status != .infeasible || result.incumbent == nil)
      return
    }
    if let incumbent = result.incumbent {
      #expect(incumbent.solution.violations(in: instance).isEmpty)
      if best.status == .optimal { #expect(optimum <= incumbent.objective) }
    }
  }

  @Test("most small loops with memories get the best interval")
  func memories() throws {
    let family = LoopPipeliningFamily()
    var (met, count) = (0, 0)
    for seed in 0..<60 as Range<UInt64> {
      var loops = SmallLoops(seed: seed)
      guard let instance = loops.loop(6, [.memory]),
        let best = try family.solve(instance, method: "search").incumbent
      else { continue }
      count += 1
      let result = try family.solve(instance, method: "lns", limits: SolveLimits(work: 500))
      if result.incumbent?.objective == best.objective { met += 1 }
    }
    #expect(count > 20)
    #expect(met * 10 >= count * 7, "\(met) of \(count)")
  }

  @Test("the same seed gives the same schedule")
  func repeats() throws {
    let family = LoopPipeliningFamily()
    let settings = try ParameterValues(
      ["operations=40", "memories=1", "room=0.3"], allowed: family.generatorParameters ?? [])
    let instance = try family.generate(settings, seed: 3)
    let runs = try (0..<2).map { _ in
      try family.solve(instance, method: "lns", limits: SolveLimits(work: 150), seed: 7).incumbent?
        .solution
    }
    #expect(runs[0] != nil)
    #expect(runs[0] == runs[1])
  }

  @Test("large loops with warps or memories come near to the bound in some hundred parts")
  func large() throws {
    let family = LoopPipeliningFamily()
    for settings in [
      ["operations=100", "warps=4"], ["operations=150", "memories=2", "room=0.3"],
    ] {
      let values = try ParameterValues(settings, allowed: family.generatorParameters ?? [])
      let instance = try family.generate(values, seed: 1)
      let result = try family.solve(instance, method: "lns", limits: SolveLimits(work: 800))
      guard case .integer(let interval)? = result.incumbent?.objective,
        case .integer(let bound)? = result.bound
      else {
        Issue.record("no schedule: \(settings)")
        continue
      }
      #expect(interval <= 2 * bound, "\(settings)")
    }
  }

  @Test("a loop with given warps is one without", arguments: 0..<400)
  func givenWarps(seed: Int) throws {
    var loops = SmallLoops(seed: UInt64(seed))
    guard let instance = loops.loop(loops.number(2...4), [.warps, .memory]),
      let machine = instance.machine.warps
    else { return }
    let sets = instance.operations.map { operation in
      (1..<UInt64(1) << UInt64(machine.count)).map { WarpSet(bits: $0) }.filter { set in
        set.count == operation.warpCount
          && machine.variableLatencyWarp.map { set.contains($0) == operation.hasVariableLatency }
            ?? true
      }
    }
    guard sets.allSatisfy({ !$0.isEmpty }) else { return }
    let interval = loops.number(1...8)
    for _ in 0..<40 {
      let starts = instance.operations.map { _ in loops.number(0...2 * interval + 2) }
      let warps = sets.map { $0[loops.number(0...$0.count - 1)] }
      let schedule = LoopSchedule(interval: interval, starts: starts, warps: warps)
      let isRight = schedule.violations(in: instance).isEmpty
      guard let plain = instance.reduced(to: warps, interval: interval) else {
        #expect(!isRight)
        continue
      }
      let isPlainRight = LoopSchedule(interval: interval, starts: starts)
        .violations(in: plain).isEmpty
      // Two that wait and issue for no time may share a row, which the units of warps do not say.
      if isPlainRight || instance.operations.allSatisfy({ $0.issue > 0 }) {
        #expect(isPlainRight == isRight)
      }
    }
  }
}
