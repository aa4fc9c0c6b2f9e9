import LoopPipelining
import OptCore

/// Small random loops with whatever an instance can have.
struct SmallLoops {
  /// What loops have.
  struct Kind: OptionSet {
    let rawValue: Int
    static let memory = Kind(rawValue: 1)
    static let warps = Kind(rawValue: 2)
    static let tables = Kind(rawValue: 4)
    static let negative = Kind(rawValue: 8)
  }

  var random: RandomStream

  init(seed: UInt64) { random = RandomStream(seed: seed, worker: 0) }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }

  /// A loop of `count` operations; nil where its cycles of distance 0 are impossible.
  mutating func loop(_ count: Int, _ kind: Kind) -> LoopInstance? {
    let units = (0..<number(1...2)).map {
      LoopMachine.Resource(name: "u\($0)", capacity: number(1...2))
    }
    var machine = LoopMachine(units: units)
    if kind.contains(.memory) { machine.memories = [.init(name: "m", capacity: number(2...5))] }
    if kind.contains(.warps) {
      let warps = number(1...3)
      machine.warps = .init(
        count: warps, registers: (0..<warps).map { _ in number(0...3) == 0 ? nil : number(2...5) },
        variableLatencyWarp: warps > 1 && number(0...1) == 0 ? 0 : nil,
        issueSlots: number(0...2) == 0 ? number(1...2) : nil)
    }
    let operations = (0..<count).map { operation("o\($0)", machine, kind) }
    var edges: [LoopEdge] = []
    for _ in 0..<number(count - 1...2 * count) {
      let (a, b) = (number(0...count - 1), number(0...count - 1))
      let distance = a < b ? number(0...3) == 0 ? 1 : 0 : number(1...2)
      let least = kind.contains(.negative) ? -2 : 0
      edges.append(
        LoopEdge(
          from: a, to: b, delay: number(least...3), distance: distance,
          kind: number(0...4) == 0 ? .order : .data,
          isBlocking: kind.contains(.warps) && number(0...3) == 0,
          hold: kind.contains(.memory) && number(0...3) == 0 ? number(0...2) : 0,
          needsSameWarps: kind.contains(.warps) && number(0...5) == 0))
    }
    return try? LoopInstance(name: "random", machine: machine, operations: operations, edges: edges)
  }

  private mutating func operation(
    _ id: String, _ machine: LoopMachine, _ kind: Kind
  ) -> LoopOperation {
    var operation = LoopOperation(id: id, cycles: number(0...2))
    for _ in 0..<(kind.contains(.tables) ? number(0...2) : number(0...1)) {
      let unit = number(0...machine.units.count - 1)
      let from = kind.contains(.tables) ? number(0...2) : 0
      operation.uses.append(
        .init(
          unit: unit, from: from, to: from + number(0...2),
          amount: number(1...machine.units[unit].capacity)))
    }
    if kind.contains(.memory) {
      operation.memory = [.init(memory: 0, amount: number(0...2))]
      operation.liveFrom = number(0...4) == 0 ? 1 : 0
    }
    if let warps = machine.warps {
      operation.registers = number(0...3)
      operation.spill = number(0...2)
      operation.issue = number(0...2)
      operation.warpCount = number(0...4) == 0 ? number(1...warps.count) : 1
      operation.hasVariableLatency = operation.warpCount == 1 && number(0...3) == 0
    }
    return operation
  }
}
