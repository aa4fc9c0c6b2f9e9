/// What data must fulfil to be an instance.
extension LoopInstance {
  static func check(_ machine: LoopMachine) throws(Invalid) {
    for (list, what, least) in [(machine.units, "unit", 1), (machine.memories, "memory", 0)] {
      var seen: Set<String> = []
      for resource in list {
        guard seen.insert(resource.name).inserted else { throw .repeated(what, resource.name) }
        try check(
          "capacity of \(what) \(resource.name)", resource.capacity, in: least...largestNumber)
      }
    }
    guard let warps = machine.warps else { return }
    try check("number of warps", warps.count, in: 1...WarpSet.capacity)
    guard warps.registers.count == warps.count else {
      throw .outOfRange(
        "number of register budgets", warps.registers.count, warps.count...warps.count)
    }
    for budget in warps.registers {
      if let budget { try check("register budget", budget, in: 0...largestNumber) }
    }
    if let warp = warps.variableLatencyWarp {
      try checkIndex("warp of variable latency", warp, warps.count)
    }
    if let slots = warps.issueSlots { try check("issue slots", slots, in: 1...largestNumber) }
  }

  static func check(
    _ operations: [LoopOperation], on machine: LoopMachine
  ) throws(Invalid) {
    try check("number of operations", operations.count, in: 1...largestCount)
    var seen: Set<String> = []
    for operation in operations {
      let name = "of operation \(operation.id)"
      guard seen.insert(operation.id).inserted else { throw .repeated("operation", operation.id) }
      for (what, number) in [
        ("cycles", operation.cycles), ("registers", operation.registers),
        ("spill", operation.spill), ("issue", operation.issue), ("live_from", operation.liveFrom),
      ] {
        try check("\(what) \(name)", number, in: 0...largestNumber)
      }
      try check(
        "warps \(name)", operation.warpCount,
        in: 1...(machine.warps?.count ?? WarpSet.capacity))
      for use in operation.uses {
        try checkIndex("unit \(name)", use.unit, machine.units.count)
        try check("start of a use \(name)", use.from, in: 0...largestNumber)
        try check("end of a use \(name)", use.to, in: use.from...largestNumber)
        try check("amount \(name)", use.amount, in: 1...machine.units[use.unit].capacity)
      }
      var memories: Set<Int> = []
      for footprint in operation.memory {
        try checkIndex("memory \(name)", footprint.memory, machine.memories.count)
        try check("amount of memory \(name)", footprint.amount, in: 0...largestNumber)
        guard memories.insert(footprint.memory).inserted else {
          throw .repeated("memory", machine.memories[footprint.memory].name)
        }
      }
    }
  }

  static func check(_ edges: [LoopEdge], _ operations: [LoopOperation]) throws(Invalid) {
    try check("number of edges", edges.count, in: 0...largestCount)
    for edge in edges {
      try checkIndex("source of an edge", edge.source, operations.count)
      try checkIndex("target of an edge", edge.target, operations.count)
      let name = "of edge \(operations[edge.source].id) -> \(operations[edge.target].id)"
      try check("delay \(name)", edge.delay, in: -largestNumber...largestNumber)
      try check("distance \(name)", edge.distance, in: 0...largestNumber)
      try check("hold \(name)", edge.hold, in: 0...largestNumber)
    }
  }

  private static func check(
    _ what: @autoclosure () -> String, _ number: Int, in range: ClosedRange<Int>
  ) throws(Invalid) {
    guard range.contains(number) else { throw .outOfRange(what(), number, range) }
  }

  private static func checkIndex(
    _ what: @autoclosure () -> String, _ index: Int, _ count: Int
  ) throws(Invalid) {
    guard 0..<count ~= index else { throw .unknown(what(), index, count: count) }
  }

  /// Why data are no instance.
  public enum Invalid: Error, Sendable, Hashable, CustomStringConvertible {
    /// A number outside of its range, and what it is.
    case outOfRange(String, Int, ClosedRange<Int>)
    /// An index beyond what there is, and what it stands for.
    case unknown(String, Int, count: Int)
    /// A name that stands twice: what it names, and the name.
    case repeated(String, String)
    /// Operations on a cycle of distance 0 whose delays add up to more than 0.
    case impossibleCycle([String])
    /// Numbers whose sums would be too large.
    case tooLarge

    /// One line: what was found, what is expected.
    public var description: String {
      switch self {
      case .outOfRange(let what, let number, let range):
        "found \(what) \(number), expected \(range.lowerBound) to \(range.upperBound)"
      case .unknown(let what, let index, let count):
        "found \(what) \(index), expected one of \(count), counted from 0"
      case .repeated(let what, let name): "found \(what) \(name) twice, expected it once"
      case .impossibleCycle(let names):
        "found a cycle of distance 0 with a delay above 0, \(names.joined(separator: " -> ")) -> \(names.first ?? ""),"
          + " expected none: no initiation interval could work"
      case .tooLarge:
        "found times and distances too large, expected products of times, distances and amounts below \(largestTime)"
      }
    }
  }
}
