import LoopPipelining
import OptCore
import TestSupport
import Testing

@Suite("bound of issue")
struct IssueBoundTests {
  private func loop(
    _ warps: LoopMachine.Warps, _ operations: [LoopOperation], blocking: Set<Int> = []
  ) throws -> LoopInstance {
    // A dependence of an operation on itself that asks for nothing but waiting.
    try LoopInstance(
      name: "issue", machine: LoopMachine(units: [], warps: warps), operations: operations,
      edges: blocking.sorted().map {
        LoopEdge(from: $0, to: $0, distance: 1, kind: .order, isBlocking: true)
      })
  }

  private func operations(_ issue: Int...) -> [LoopOperation] {
    issue.enumerated().map { LoopOperation(id: "o\($0)", cycles: 0, issue: $1) }
  }

  @Test("of examples")
  func examples() throws {
    func bound(
      _ warps: LoopMachine.Warps, _ operations: [LoopOperation], blocking: Set<Int> = []
    ) throws -> Int {
      IssueBound(try loop(warps, operations, blocking: blocking)).interval
    }
    // Without slots and waiting everything can issue at once.
    #expect(try bound(.init(count: 1), operations(5, 6)) == 1)
    #expect(try bound(.init(count: 1, issueSlots: 1), operations(5, 6)) == 11)
    #expect(try bound(.init(count: 1, issueSlots: 2), operations(5, 6)) == 6)
    // Two warps, three operations: two of them share one.
    #expect(try bound(.init(count: 2, issueSlots: 1), operations(5, 6, 7)) == 11)
    // One of two slots is lost in the first row of each that waits.
    #expect(try bound(.init(count: 1, issueSlots: 2), operations(3, 3), blocking: [0, 1]) == 6)
    #expect(try bound(.init(count: 1, issueSlots: 2), operations(3, 3, 3, 3), blocking: [0]) == 7)
    // Those that wait issue one after the other; the longest other one has its own gap.
    #expect(try bound(.init(count: 1), operations(2, 3, 9), blocking: [0, 1]) == 12)
    #expect(try bound(.init(count: 1), operations(9, 4), blocking: [0]) == 5)
    #expect(try bound(.init(count: 2), operations(9, 4), blocking: [0]) == 1)
    #expect(try bound(.init(count: 2), operations(9, 1, 4), blocking: [0, 1, 2]) == 5)
    // Loads have one warp to themselves.
    var loads = operations(2, 3, 1)
    loads[0].hasVariableLatency = true
    loads[1].hasVariableLatency = true
    #expect(try bound(.init(count: 2, variableLatencyWarp: 1), loads, blocking: [0, 1]) == 5)
    let name = IssueBound(
      try loop(.init(count: 2, variableLatencyWarp: 1), loads, blocking: [0, 1])
    ).warps
    #expect(name == "warp 1")
    // No warps at all.
    let plain = try LoopInstance(
      name: "plain", machine: LoopMachine(units: []), operations: operations(5), edges: [])
    #expect(IssueBound(plain).interval == 1)
  }

  @Test("no interval below works for the rules of issue alone, and mostly it works itself")
  func alone() throws {
    var random = RandomStream(seed: 51)
    var (drawn, met, slots) = (0, 0, 0)
    for _ in 0..<3000 {
      let count = random.integer(in: 1...3)
      let machine = LoopMachine.Warps(
        count: count, variableLatencyWarp: random.below(3) == 0 ? random.below(count) : nil,
        issueSlots: random.below(2) == 0 ? random.integer(in: 1...3) : nil)
      let operations = (0..<random.integer(in: 1...4)).map { v in
        LoopOperation(
          id: "o\(v)", cycles: 0,
          warpCount: random.below(4) == 0 ? random.integer(in: 1...count) : 1,
          hasVariableLatency: random.below(3) == 0, issue: random.integer(in: 0...4))
      }
      let blocking = Set(operations.indices.filter { _ in random.below(2) == 0 })
      let instance = try loop(machine, operations, blocking: blocking)
      let bound = IssueBound(instance).interval
      // Only rows matter, so all starts below the interval are all schedules.
      guard
        let least = (1...6).first(where: { interval in
          var oracle = LoopOracle(instance, interval: interval)
          return oracle.solve(within: interval) != nil
        })
      else { continue }
      drawn += 1
      met += bound == least && bound > 1 ? 1 : 0
      slots += machine.issueSlots != nil ? 1 : 0
      #expect(bound <= least, "\(instance.json.compact())")
    }
    #expect(drawn > 1500 && met > drawn / 4 && slots > 300, "\(drawn) drawn, \(met) met")
  }

  @Test("no interval below works for tiny loops with all rules", arguments: 0..<4)
  func tiny(block: Int) throws {
    var random = RandomStream(seed: 52, worker: UInt64(block))
    var (looked, better) = (0, 0)
    for seed in 0..<1000 {
      guard let drawn = TinyLoop.loop(50_000 + 1000 * block + seed, isJoint: true) else { continue }
      let operations = drawn.operations.map { operation in
        var operation = operation
        operation.issue = random.integer(in: 0...4)
        return operation
      }
      let edges = drawn.edges.map { edge in
        var edge = edge
        edge.isBlocking = random.below(2) == 0
        return edge
      }
      let instance = try LoopInstance(
        name: drawn.name, machine: drawn.machine, operations: operations, edges: edges)
      let bound = IssueBound(instance).interval
      let others = max(ResourceBound(instance).interval, RecurrenceBound(instance).interval)
      better += bound > others ? 1 : 0
      for interval in 1..<max(2, bound) where interval < bound {
        looked += 1
        var oracle = LoopOracle(instance, interval: interval)
        #expect(oracle.solve(steps: 4000).best == nil, "\(instance.json.compact())")
      }
    }
    #expect(looked > 500 && better > 100, "\(looked) intervals, better \(better) times")
  }

  @Test("the greatest sum of a warp is at least what all ways to share out say")
  func loads() {
    var random = RandomStream(seed: 53)
    for _ in 0..<2000 {
      let warps = random.integer(in: 1...3)
      let items = (0..<random.integer(in: 0...3)).map { _ in
        (size: random.integer(in: 0...9), count: random.integer(in: 1...2))
      }
      let sizes = items.flatMap { [Int](repeating: $0.size, count: $0.count) }
      let load = WarpLoad(items, warps: warps)
      #expect(load.itemCount == sizes.count)
      // By the number of items on each warp and their sum.
      var (least, leastLone) = (Int.max, Int.max)
      func place(_ number: Int, _ sums: [Int], _ counts: [Int]) {
        guard number < sizes.count else {
          least = min(least, sums.max() ?? 0)
          leastLone = min(leastLone, zip(sums, counts).map { $1 > 1 ? $0 : 0 }.max() ?? 0)
          return
        }
        for warp in 0..<warps {
          var (sums, counts) = (sums, counts)
          sums[warp] += sizes[number]
          counts[warp] += 1
          place(number + 1, sums, counts)
        }
      }
      place(0, Array(repeating: 0, count: warps), Array(repeating: 0, count: warps))
      #expect(load.leastMaximum <= least)
      if sizes.count > warps { #expect(load.leastMaximumWithLoneItems <= leastLone) }
    }
  }

  @Test(
    "the joint reference loops have no shorter interval than it says",
    .enabled(if: SharedData.root != nil))
  func reference() throws {
    var (joint, better) = (0, 0)
    for row in ReferenceSearchTests.Row.all {
      let path = try #require(SharedData.file("benchmarks/pipelining/\(row.name).json"))
      let instance = try LoopPipeliningFamily().instance(at: path)
      guard instance.isJoint else { continue }
      joint += 1
      let bound = IssueBound(instance).interval
      #expect(bound <= row.interval, "\(row.name)")
      let others = max(ResourceBound(instance).interval, RecurrenceBound(instance).interval)
      better += bound > others ? 1 : 0
    }
    #expect(joint > 10 && better > 0)
    // One warp with one slot: all is one stream of instructions, and that is the optimum.
    let path = try #require(SharedData.file("benchmarks/pipelining/fa_fwd_ampere_inorder.json"))
    #expect(IssueBound(try LoopPipeliningFamily().instance(at: path)).interval == 52)
  }
}
