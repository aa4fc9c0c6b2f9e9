import LoopPipelining
import OptCore

/// Tiny loops with every kind of rule, by seed.
enum TinyLoop {
  /// A loop of some seed; nil where the numbers drawn are no instance.
  ///
  /// - Parameter isTied: whether about half of the dependences keep both ends on the same warps; nil = in a third of the loops.
  static func loop(_ seed: Int, isJoint: Bool, isTied: Bool? = nil) -> LoopInstance? {
    var random = RandomStream(seed: UInt64(seed), worker: isJoint ? 1 : 0)
    let count = isJoint || seed % 8 > 0 ? random.integer(in: 1...4) : 5
    let machine = drawMachine(&random, isJoint: isJoint, isSmall: count == 4)
    let operations = (0..<count).map { operation($0, on: machine, &random) }
    var edges = (0..<random.integer(in: 0...2 * count)).map { _ in edge(count, &random) }
    if isJoint, isTied ?? (seed % 3 == 0) {
      for number in edges.indices { edges[number].needsSameWarps = random.below(2) == 0 }
    }
    return try? LoopInstance(
      name: "random \(seed)", machine: machine, operations: operations, edges: edges)
  }

  private static func drawMachine(
    _ random: inout RandomStream, isJoint: Bool, isSmall: Bool
  ) -> LoopMachine {
    let units = (0..<random.integer(in: 0...2)).map {
      LoopMachine.Resource(name: "U\($0)", capacity: random.integer(in: 1...2))
    }
    let memories = (0..<random.integer(in: 0...2)).map {
      LoopMachine.Resource(name: "M\($0)", capacity: random.integer(in: 2...8))
    }
    guard isJoint else { return LoopMachine(units: units, memories: memories) }
    let warps = random.integer(in: 1...(isSmall ? 2 : 3))
    var registers: [Int?]?
    switch random.below(4) {
    case 0: break
    case 1: registers = Array(repeating: random.integer(in: 2...9), count: warps)
    default:
      registers = (0..<warps).map { _ in random.below(6) == 0 ? nil : random.integer(in: 2...9) }
    }
    return LoopMachine(
      units: units, memories: memories,
      warps: .init(
        count: warps, registers: registers,
        variableLatencyWarp: random.below(3) == 0 ? random.below(warps) : nil,
        issueSlots: random.below(3) == 0 ? random.integer(in: 1...2) : nil))
  }

  private static func operation(
    _ index: Int, on machine: LoopMachine, _ random: inout RandomStream
  ) -> LoopOperation {
    let uses = (0..<random.integer(in: 0...2)).compactMap { _ -> LoopOperation.Use? in
      guard !machine.units.isEmpty else { return nil }
      let unit = random.below(machine.units.count)
      let from = random.below(3) == 0 ? random.integer(in: 1...3) : 0
      return .init(
        unit: unit, from: from, to: from + random.integer(in: 0...3),
        amount: random.integer(in: 1...machine.units[unit].capacity))
    }
    let memory = machine.memories.indices.compactMap { memory -> LoopOperation.Footprint? in
      random.below(2) == 0 ? nil : .init(memory: memory, amount: random.integer(in: 0...3))
    }
    let isJoint = machine.warps != nil
    return LoopOperation(
      id: "o\(index)", cycles: random.integer(in: 0...3), uses: uses, memory: memory,
      registers: isJoint && random.below(2) == 0 ? random.integer(in: 1...4) : 0,
      warpCount: isJoint && random.below(6) == 0
        ? random.integer(in: 1...(machine.warps?.count ?? 1)) : 1,
      hasVariableLatency: machine.warps?.variableLatencyWarp != nil && random.below(3) == 0,
      spill: isJoint && random.below(2) == 0 ? random.integer(in: 1...3) : 0,
      issue: isJoint ? random.integer(in: 0...2) : nil,
      liveFrom: random.below(4) == 0 ? random.integer(in: 1...3) : 0)
  }

  private static func edge(_ count: Int, _ random: inout RandomStream) -> LoopEdge {
    let (source, target) = (random.below(count), random.below(count))
    let distance = random.integer(in: 0...2)
    let isBack = source >= target
    return LoopEdge(
      from: source, to: target, delay: random.integer(in: -2...4),
      distance: isBack ? max(1, distance) : (random.below(2) == 0 ? 0 : distance),
      kind: random.below(4) == 0 ? .order : .data, isBlocking: random.below(5) == 0,
      hold: random.below(4) == 0 ? random.integer(in: 1...3) : 0)
  }
}
