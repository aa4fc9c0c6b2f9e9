import OptCore

/// One loop and the machine it runs on.
///
/// Operations `0..<operationCount`, edges, units, memories and warps are 0-based. Valid by construction: everything that is
/// named exists, numbers lie in their ranges, no cycle of edges has distance 0 and a delay above 0, and no time in a schedule
/// without needless idle time passes `largestTime`.
public struct LoopInstance: ProblemInstance, Hashable {
  /// The solution type: initiation interval, starts, warps.
  public typealias Solution = LoopSchedule

  /// Absolute times stay below: 2^60.
  public static let largestTime = 1 << 60
  /// The largest number in the data: 2^31.
  public static let largestNumber = 1 << 31
  /// The most operations, and the most edges: 2^20.
  public static let largestCount = 1 << 20

  /// Short name used in tables and file names.
  public let name: String
  /// What the loop runs on.
  public let machine: LoopMachine
  /// The body of the loop.
  public let operations: [LoopOperation]
  /// Its dependences.
  public let edges: [LoopEdge]
  /// `outgoing[v]`: numbers of the edges that leave operation v, ascending.
  public let outgoing: [[Int]]
  /// `incoming[v]`: numbers of the edges that enter operation v, ascending.
  public let incoming: [[Int]]

  /// The number of operations, n.
  public var operationCount: Int { operations.count }
  /// Whether warps are assigned as well.
  public var isJoint: Bool { machine.warps != nil }

  /// Checks and adopts data.
  ///
  /// - Throws: `Invalid`, naming the first offender.
  /// - Complexity: O(n e) at worst, to look for cycles without distance.
  public init(
    name: String, machine: LoopMachine, operations: [LoopOperation], edges: [LoopEdge]
  ) throws(Invalid) {
    try LoopInstance.check(machine)
    try LoopInstance.check(operations, on: machine)
    try LoopInstance.check(edges, operations)
    self.name = name
    self.machine = machine
    self.operations = operations
    self.edges = edges
    var (outgoing, incoming) = (
      [[Int]](repeating: [], count: operations.count),
      [[Int]](repeating: [], count: operations.count)
    )
    for (number, edge) in edges.enumerated() {
      outgoing[edge.source].append(number)
      incoming[edge.target].append(number)
    }
    (self.outgoing, self.incoming) = (outgoing, incoming)
    if let cycle = DependenceCycle.withoutDistance(edges, count: operations.count) {
      throw .impossibleCycle(cycle.map { operations[$0].id })
    }
    guard furthestTime < LoopInstance.largestTime else { throw .tooLarge }
  }

  /// No start of a schedule without needless idle time, at the greatest initiation interval worth a look, comes later.
  ///
  /// If two consecutive starts are further apart than any dependence reaches, everything after them can move down by the
  /// initiation interval.
  private var furthestTime: Int {
    let (interval, isLong) = serialInterval.multipliedReportingOverflow(
      by: 2 + (edges.map(\.distance).max() ?? 0))
    let (time, isLate) = interval.multipliedReportingOverflow(by: operationCount + 1)
    // So is what resources offer, and what values and uses take, in one interval.
    let room = largestAmount.multipliedReportingOverflow(by: serialInterval)
    return isLong || isLate || room.overflow ? .max : max(time, room.partialValue)
  }

  /// No sum of capacities, or of what operations take at one time, is larger.
  private var largestAmount: Int {
    let capacities = (machine.units + machine.memories).map(\.capacity)
    let budgets = machine.warps?.registers.compactMap { $0 } ?? []
    // Each is at most 2^31, and there are at most 2^20 operations with at most 2^26 of them each.
    let taken = operations.reduce(0) { sum, operation in
      let uses = operation.uses.reduce(0) { $0 + $1.amount }
      let kept = operation.memory.reduce(0) { $0 + $1.amount }
      return min(
        sum + uses + kept + operation.registers + operation.warpCount, LoopInstance.largestTime)
    }
    return max(capacities.max() ?? 0, budgets.reduce(0, +), taken)
  }

  /// An initiation interval at which iterations can run one after the other without any overlap: all times of the data added up.
  public var serialInterval: Int {
    var sum = 1
    for operation in operations {
      let used = operation.uses.reduce(0) { max($0, $1.to) }
      sum += max(operation.span, used, operation.issue, operation.liveFrom)
    }
    // What a dependence asks for between both starts counts as a whole, so that in a longer interval some row is idle for it as well.
    for edge in edges { sum += abs(edge.delay) + operations[edge.source].spill + edge.hold }
    return sum
  }
}
