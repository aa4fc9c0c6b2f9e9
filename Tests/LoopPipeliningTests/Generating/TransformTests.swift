import LoopPipelining
import OptCore
import TestSupport
import Testing

@Suite("Transforms of loops")
struct TransformTests {
  private static let two = LoopMachine(units: [.init(name: "U", capacity: 1)])

  @Test("scaling rounds half up, keeps 0 and the signs of delays, and leaves 1 of what is short")
  func scaled() throws {
    let instance = try LoopInstance(
      name: "x", machine: Self.two,
      operations: [
        LoopOperation(
          id: "a", cycles: 7, uses: [.init(unit: 0, from: 5, to: 6)], spill: 1, issue: 0,
          liveFrom: 2), LoopOperation(id: "b", cycles: 6),
      ],
      edges: [
        LoopEdge(from: 0, to: 1, delay: -6, hold: 9), LoopEdge(from: 1, to: 0, delay: 6),
      ])
    let scaled = try instance.scaled(by: 4)
    // 7 / 4 = 1.75, 6 / 4 = 1.5, 9 / 4 = 2.25, 5 / 4 = 1.25
    #expect(
      scaled.operations == [
        LoopOperation(
          id: "a", cycles: 2, uses: [.init(unit: 0, from: 1, to: 2)], spill: 1, issue: 0,
          liveFrom: 1), LoopOperation(id: "b", cycles: 2),
      ])
    #expect(scaled.edges.map(\.delay) == [-2, 2] && scaled.edges.map(\.hold) == [2, 0])
    #expect(scaled.name == "x_s4")
    #expect(try instance.scaled(by: 1) == instance)
    #expect(instance.distinctTimes == [1, 2, 5, 6, 7, 9])
  }

  @Test("normalized costs are the best there are: all choices are tried")
  func normalized() throws {
    var stream = RandomStream(seed: 4)
    for _ in 0..<150 {
      let count = stream.integer(in: 2...3)
      let costs = Set((0..<count).map { _ in stream.integer(in: 1...40) }).sorted()
      let sum = stream.integer(in: costs.count...14)
      let found = CostNormalization.normalized(costs, sum: sum)
      #expect(found.allSatisfy { $0 >= 1 } && found.reduce(0, +) <= sum)
      var best = Int.max
      for a in 1...sum {
        for b in 1...sum {
          for c in costs.count == 3 ? 1...sum : 1...1 {
            let choice = Array([a, b, c].prefix(costs.count))
            guard choice.reduce(0, +) <= sum else { continue }
            best = min(best, CostNormalization.imbalance(costs, choice))
          }
        }
      }
      if costs.count > 1 {
        #expect(CostNormalization.imbalance(costs, found) == best, "\(costs) \(sum) \(found)")
      }
    }
    #expect(CostNormalization.normalized([64, 128, 256], sum: 300) == [1, 2, 4])
    #expect(CostNormalization.normalized([5], sum: 3) == [1])
  }

  @Test("a normalized loop keeps its shape")
  func normalizedLoop() throws {
    let instance = try LoopTexts.read(LoopTexts.curated, ["normalize=30", "mode=modulo"])
    #expect(instance.distinctTimes.reduce(0, +) <= 30 && instance.operations[3].cycles == 0)
    #expect(instance.name == "x_n30")
    #expect(instance.edges.map(\.delay).min() ?? 0 >= 1)
  }

  @Test("a schedule of a loop is one of the unrolled loop")
  func unrolled() throws {
    var checked = 0
    for seed in 1...60 as ClosedRange<UInt64> {
      let instance = try RandomLoops.instance(seed: seed, operations: 1...6)
      guard instance.impossibility == nil else { continue }
      let result = try LoopTexts.family.solve(
        instance, method: "search", limits: SolveLimits(time: 0.5))
      guard let schedule = result.incumbent?.solution,
        instance.operations.allSatisfy({ $0.issue <= schedule.interval })
      else { continue }
      for factor in 2...3 {
        let unrolled = try instance.unrolled(by: factor)
        let starts = (0..<factor).flatMap { copy in
          schedule.starts.map { $0 + copy * schedule.interval }
        }
        let warps = (0..<factor).flatMap { _ in schedule.warps }
        let copy = LoopSchedule(
          interval: factor * schedule.interval, starts: starts, warps: warps)
        #expect(copy.violations(in: unrolled).isEmpty, "\(instance.name) \(factor)")
      }
      checked += 1
    }
    #expect(checked > 20)
  }

  @Test("a recurrence of 5 cycles over 2 iterations costs 5 for both")
  func fraction() throws {
    let instance = try LoopInstance(
      name: "x", machine: LoopMachine(units: []), operations: [LoopOperation(id: "a", cycles: 5)],
      edges: [LoopEdge(from: 0, to: 0, delay: 5, distance: 2)])
    #expect(LoopTexts.bounds(of: instance)[1] == 3)
    #expect(LoopTexts.bounds(of: try instance.unrolled(by: 2))[1] == 5)
  }

  @Test("parts of a tile share the loads and everything else is shared out")
  func subtiled() throws {
    let whole = try LoopTexts.generate([
      "kind=attention", "queries=128", "tiles=1", "cycles-per-unit=1",
    ])
    let (instance, origins) = try whole.subtiled(into: 2)
    #expect(instance.operationCount == 2 + 2 * (whole.operationCount - 2))
    #expect(instance.operations.prefix(4).map(\.id) == ["ldK", "ldV", "S1.0", "S1.1"])
    #expect(origins.prefix(5) == [0, 1, 2, 2, 3])
    #expect(instance.operations[2].cycles * 2 == whole.operations[2].cycles)
    #expect(instance.operations[2].registers * 2 == whole.operations[2].registers)
    #expect(instance.operations[0] == whole.operations[0])
    #expect(instance.edges.count == 2 * whole.edges.count)
    // Half a tile has the times of one of two tiles.
    let pair = try LoopTexts.generate(["kind=attention", "cycles-per-unit=1"])
    let names = ["S", "max", "exp", "sum", "scale", "PV"]
    for name in names {
      let half = try #require(instance.operations.first { $0.id == name + "1.1" })
      let own = try #require(pair.operations.first { $0.id == name + "2" })
      #expect(half.cycles == own.cycles && half.registers == own.registers, "\(name)")
    }
  }

  @Test(
    "a cooperative tile that is split is the pair of tiles that take turns",
    .enabled(if: ReferenceLoops.names.contains("fa_fwd_hopper_coop")))
  func cooperative() throws {
    let split = try ReferenceLoops.instance("fa_fwd_hopper_coop").subtiled(into: 2).instance
    let pair = try ReferenceLoops.instance("fa_fwd_hopper_pingpong")
    func renamed(_ id: String) -> String {
      id.replacing(".0", with: "1").replacing(".1", with: "2")
    }
    let operations = split.operations.map { operation in
      var new = operation
      new.id = renamed(operation.id)
      return new
    }
    #expect(Set(operations) == Set(pair.operations) && split.machine == pair.machine)
    func edges(_ instance: LoopInstance) -> Set<[String]> {
      Set(
        instance.edges.map { edge in
          let ends = [edge.source, edge.target].map { renamed(instance.operations[$0].id) }
          return ends + ["\(edge.delay) \(edge.distance) \(edge.isBlocking) \(edge.hold)"]
        })
    }
    #expect(edges(split) == edges(pair) && split.edges.count == pair.edges.count)
  }

  @Test("a loop on its first warps")
  func warps() throws {
    let text = LoopTexts.joint
    let whole = try LoopTexts.read(text)
    #expect(try LoopTexts.read(text, ["warps=3"]) == whole)
    let fewer = try LoopTexts.read(text.replacing(#""warps": 2, "#, with: ""), ["warps=2"])
    #expect(fewer.name == "qé_w2" && fewer.digest != whole.digest)
    #expect(
      fewer.machine.warps
        == .init(count: 2, registers: [2, nil], variableLatencyWarp: 0, issueSlots: 2))
    // Parts need fewer warps than the whole.
    let parts = try LoopTexts.read(text, ["subtile=2", "warps=2"])
    #expect(parts.name == "qé_t2_w2" && parts.operations.allSatisfy { $0.warpCount == 1 })
    #expect(throws: LoopInstance.Invalid.self) { try whole.keepingWarps(1) }
    #expect(throws: LoopInstance.Invalid.self) { try whole.keepingWarps(4) }
  }

  @Test("values in registers that stay on their warps")
  func local() throws {
    let text = LoopTexts.joint.replacing(#""kind": "order""#, with: #""kind": "data""#)
      .replacing(#", "warps": 2"#, with: "")
    let whole = try LoopTexts.read(text)
    let local = try LoopTexts.read(text, ["cross-warp=false"])
    // S has registers, ld and P have none.
    #expect(local.name == "qé_local" && local.edges.map(\.needsSameWarps) == [false, true, false])
    #expect(local.operations == whole.operations && local.machine == whole.machine)
    #expect(try LoopTexts.read(text, ["cross-warp=true"]) == whole)
    let facts = LoopTexts.family.facts(about: local)
    #expect(facts.first { $0.key == "dependences inside warps" }?.value == "1")
    // What is written says so as well, and whatever else is made of it.
    #expect(try LoopTexts.read(local.json.formatted()) == local)
    for other in [
      try local.scaled(by: 2), try local.unrolled(by: 2), try local.subtiled(into: 2).instance,
      try local.normalized(to: 20),
    ] {
      #expect(other.edges.contains { $0.needsSameWarps }, "\(other.name)")
      for edge in other.edges {
        let source = other.operations[edge.source].registers > 0
        #expect(edge.needsSameWarps == source, "\(other.name)")
      }
    }
  }

  @Test("a schedule that parts what must stay together is refused")
  func parted() throws {
    let local = try LoopInstance(
      name: "x", machine: LoopMachine(units: [], warps: .init(count: 2)),
      operations: [LoopOperation(id: "a", registers: 1), LoopOperation(id: "b")],
      edges: [LoopEdge(from: 0, to: 1, delay: 1)]
    ).keepingValuesInWarps()
    func violations(_ warps: [Int]) -> [String] {
      LoopSchedule(interval: 4, starts: [0, 1], warps: warps.map { WarpSet([$0]) })
        .violations(in: local).map(\.description)
    }
    #expect(violations([1, 1]).isEmpty)
    #expect(
      violations([0, 1]) == ["b does not run on the warps of a, on which their dependence keeps it"]
    )
  }

  @Test("settings are applied one after the other and named when they fail")
  func settings() throws {
    let text = LoopTexts.joint
    let all = try LoopTexts.read(text, ["scale=2", "unroll=2", "subtile=2", "normalize=50"])
    #expect(all.name == "qé_s2_x2_t2_n50" && all.operationCount == 10)
    #expect(
      LoopTexts.message { try LoopTexts.read(text, ["normalize=1"]) }.contains(
        "-P normalize=1: found sum of normalized times 1"))
  }
}
