import LoopPipelining

/// A schedule made by hand: a load on a warp of its own, two products and a softmax between them on another one.
enum LoopExample {
  /// `ld` fills a buffer, `S` multiplies, `P` is its exponential, `O` multiplies again and adds to what it had before.
  static func instance() throws -> LoopInstance {
    let machine = LoopMachine(
      name: "toy",
      units: [.init(name: "TC", capacity: 1), .init(name: "EXP", capacity: 1)],
      memories: [.init(name: "SMEM", capacity: 6)],
      warps: .init(count: 4, registers: [2, 12, nil, 12], variableLatencyWarp: 0))
    func operation(_ id: String, on unit: Int, issue: Int, registers: Int) -> LoopOperation {
      LoopOperation(
        id: id, cycles: 2, uses: [.init(unit: unit, from: 0, to: 2)], registers: registers,
        spill: 1, issue: issue)
    }
    return try LoopInstance(
      name: "toy", machine: machine,
      operations: [
        LoopOperation(
          id: "ld", cycles: 1, memory: [.init(memory: 0, amount: 2)], hasVariableLatency: true,
          isStreaming: true, issue: 1),
        operation("S", on: 0, issue: 1, registers: 4),
        operation("P", on: 1, issue: 2, registers: 2),
        operation("O", on: 0, issue: 1, registers: 4),
      ],
      edges: [
        LoopEdge(from: 0, to: 1, isBlocking: true, hold: 5),
        LoopEdge(from: 1, to: 2, delay: 2, isBlocking: true),
        LoopEdge(from: 2, to: 3, delay: 2),
        LoopEdge(from: 3, to: 3, delay: 2, distance: 1),
      ])
  }

  /// Interval 4: S in rows 0 and 1 of TC, O of the iteration before in rows 2 and 3; P in rows 2 and 3 of EXP.
  static let schedule = LoopSchedule(
    interval: 4, starts: [0, 0, 2, 6],
    warps: [WarpSet([0]), WarpSet([1]), WarpSet([1]), WarpSet([2])])
}
