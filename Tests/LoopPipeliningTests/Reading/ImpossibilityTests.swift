import LoopPipelining
import OptCore
import Testing

@Suite("Loops without any schedule")
struct ImpossibilityTests {
  private func loop(
    _ operations: [LoopOperation], _ edges: [LoopEdge], memory: Int = 4,
    warps: LoopMachine.Warps? = nil
  ) throws -> LoopInstance {
    try LoopInstance(
      name: "x",
      machine: LoopMachine(
        units: [], memories: [.init(name: "M", capacity: memory)], warps: warps),
      operations: operations, edges: edges)
  }

  private func large(_ id: String = "a", liveFrom: Int = 0) -> LoopOperation {
    LoopOperation(id: id, memory: [.init(memory: 0, amount: 5)], liveFrom: liveFrom)
  }

  @Test("a value above its memory is refused only where it is live for certain")
  func memory() throws {
    let user = LoopOperation(id: "b")
    func isRefused(_ edges: [LoopEdge], liveFrom: Int = 0, _ more: [LoopOperation] = []) throws
      -> Bool
    {
      let instance = try loop([large(liveFrom: liveFrom), user] + more, edges)
      return instance.impossibility != nil
    }
    #expect(try !isRefused([]))
    #expect(try !isRefused([LoopEdge(from: 0, to: 1)]))
    #expect(try isRefused([LoopEdge(from: 0, to: 1, delay: 1)]))
    #expect(try !isRefused([LoopEdge(from: 0, to: 1, delay: 1, kind: .order)]))
    #expect(try !isRefused([LoopEdge(from: 0, to: 1, delay: 1)], liveFrom: 1))
    #expect(try isRefused([LoopEdge(from: 0, to: 1, hold: 1)]))
    // A use in the next iteration, at an interval of 1 or more; without a bound on the start it may come any time before.
    #expect(try isRefused([LoopEdge(from: 0, to: 0, distance: 1)]))
    #expect(try !isRefused([LoopEdge(from: 0, to: 1, distance: 1)]))
    // By way of a third operation that takes a cycle.
    let third = LoopOperation(id: "c")
    #expect(
      try isRefused(
        [
          LoopEdge(from: 0, to: 1), LoopEdge(from: 0, to: 2, delay: 1, kind: .order),
          LoopEdge(from: 2, to: 1),
        ], [third]))
  }

  @Test("warps that are too few, or have too few registers")
  func warps() throws {
    let edges = [LoopEdge(from: 0, to: 1, delay: 1)]
    func isRefused(_ first: LoopOperation, _ warps: LoopMachine.Warps) throws -> Bool {
      try loop([first, LoopOperation(id: "b")], edges, warps: warps).impossibility != nil
    }
    let pair = LoopOperation(id: "a", registers: 6, warpCount: 2)
    #expect(try !isRefused(pair, .init(count: 2)))
    #expect(try isRefused(pair, .init(count: 2, variableLatencyWarp: 0)))
    #expect(try !isRefused(pair, .init(count: 2, registers: [3, 3])))
    #expect(try isRefused(pair, .init(count: 2, registers: [3, 2])))
    let load = LoopOperation(id: "a", registers: 3, hasVariableLatency: true)
    #expect(try isRefused(load, .init(count: 2, registers: [2, 9], variableLatencyWarp: 0)))
    #expect(try !isRefused(load, .init(count: 2, registers: [3, 9], variableLatencyWarp: 0)))
    // The only warp is that of the loads, so the other operation has none.
    #expect(try isRefused(load, .init(count: 1, variableLatencyWarp: 0)))
  }

  @Test("operations that are kept on the same warps, but need others")
  func ties() throws {
    func reason(_ last: LoopOperation, _ warps: LoopMachine.Warps) throws -> String? {
      let operations = [LoopOperation(id: "a"), LoopOperation(id: "b"), last]
      // a and c by way of b.
      let edges = [
        LoopEdge(from: 0, to: 1, needsSameWarps: true),
        LoopEdge(from: 2, to: 1, kind: .order, needsSameWarps: true),
      ]
      let instance = try loop(operations, edges, warps: warps)
      let result = try LoopPipeliningFamily().solve(instance, method: "search")
      #expect((result.status == .infeasible) == (instance.impossibility != nil))
      return instance.impossibility?.description
    }
    let pair = LoopOperation(id: "c", warpCount: 2)
    #expect(
      try reason(pair, .init(count: 3))
        == "found 2 as its number of warps, expected 1 as of operation 'a', on whose warps"
        + " dependences keep it: no schedule of operation 'c' exists")
    let load = LoopOperation(id: "c", hasVariableLatency: true)
    #expect(try reason(load, .init(count: 3)) == nil)
    #expect(
      try reason(load, .init(count: 3, variableLatencyWarp: 0))
        == "found variable latency, expected none as of operation 'a', on whose warps dependences"
        + " keep it: no schedule of operation 'c' exists")
  }

  @Test("what is refused has no schedule: every start and every choice of warps is tried")
  func oracle() throws {
    var (refused, kept) = (0, 0)
    for seed in 1...300 as ClosedRange<UInt64> {
      let drawn = try RandomLoops.instance(seed: seed, operations: 2...3)
      var machine = drawn.machine
      if let first = machine.memories.indices.first { machine.memories[first].capacity = 4 }
      let instance = try LoopInstance(
        name: drawn.name, machine: machine, operations: drawn.operations, edges: drawn.edges)
      guard instance.machine.warps?.count ?? 0 <= 2 else { continue }
      guard instance.impossibility != nil else {
        kept += 1
        continue
      }
      refused += 1
      for interval in 1...6 {
        var oracle = LoopOracle(instance, interval: interval)
        #expect(oracle.solve(within: 8) == nil, "\(instance.name)")
      }
    }
    #expect(refused > 10 && kept > 10, "\(refused) refused")
  }
}
