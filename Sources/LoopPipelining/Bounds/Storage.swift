/// A memory, or the registers of some warps together.
struct Storage: Sendable {
  /// What it is called in messages.
  let name: String
  /// What it holds, all parts together.
  let capacity: Int
  /// What the largest part holds: a memory has one part, registers have one for each warp.
  let largestPart: Int
  /// `amounts[v]`: what the value of operation v takes of it while it is live.
  let amounts: [Int]
  /// `parts[v]`: how many parts that is spread over, evenly.
  let parts: [Int]

  /// Which values count.
  enum Detail: Sendable, Hashable {
    /// None: a relaxation.
    case none
    /// Those that take a good part of a storage: a relaxation.
    case large
    /// All.
    case all

    /// Whether an amount counts, of a storage whose largest part holds `room`.
    func counts(_ amount: Int, of room: Int) -> Bool {
      switch self {
      case .none: false
      case .large: amount > 0 && amount >= room / Detail.largeShare
      case .all: amount > 0
      }
    }

    private static let largeShare = 16
  }

  /// The same storage with fewer values; nil without any.
  private func limited(to detail: Detail) -> Storage? {
    let counted = amounts.enumerated().map { v, amount in
      detail.counts(amount / parts[v], of: largestPart) ? amount : 0
    }
    guard counted.contains(where: { $0 > 0 }) else { return nil }
    return Storage(
      name: name, capacity: capacity, largestPart: largestPart, amounts: counted, parts: parts)
  }

  /// Every storage with a limit that some value takes of, with the values that count.
  static func all(of instance: LoopInstance, _ detail: Detail = .all) -> [Storage] {
    var list: [Storage] = []
    let ones = instance.operations.map { _ in 1 }
    for (memory, resource) in instance.machine.memories.enumerated() {
      let amounts = instance.operations.map { operation in
        operation.memory.first { $0.memory == memory }?.amount ?? 0
      }
      list.append(
        Storage(
          name: "memory \(resource.name)", capacity: resource.capacity,
          largestPart: resource.capacity, amounts: amounts, parts: ones))
    }
    if let warps = instance.machine.warps {
      for isVariable in warps.variableLatencyWarp == nil ? [false] : [false, true] {
        list += registers(of: instance, warps, isVariable)
      }
      list += WarpTies(instance).groups.compactMap { registers(of: $0, in: instance, warps) }
    }
    return list.compactMap { $0.limited(to: detail) }
  }

  /// Registers of the warps that operations of one kind can run on; none without a limit.
  private static func registers(
    of instance: LoopInstance, _ warps: LoopMachine.Warps, _ isVariable: Bool
  ) -> [Storage] {
    let budgets = warps.registers.enumerated().filter { warp, _ in
      warps.variableLatencyWarp.map { ($0 == warp) == isVariable } ?? true
    }.map(\.element)
    let limited = budgets.compactMap { $0 }
    guard limited.count == budgets.count, let largest = limited.max() else { return [] }
    // How many of the warps of an operation are of this kind.
    let parts = instance.operations.map { operation in
      guard warps.variableLatencyWarp != nil else { return operation.warpCount }
      let own = operation.hasVariableLatency ? 1 : 0
      return isVariable ? own : operation.warpCount - own
    }
    let amounts = zip(instance.operations, parts).map { $0.registersPerWarp * $1 }
    return [
      Storage(
        name: isVariable ? "registers of the warp of variable latency" : "registers",
        capacity: limited.reduce(0, +), largestPart: largest, amounts: amounts,
        parts: parts.map { max(1, $0) })
    ]
  }

  /// What each warp of operations that are tied to each other has; nil = there is no limit.
  private static func registers(
    of group: [Int], in instance: LoopInstance, _ warps: LoopMachine.Warps
  ) -> Storage? {
    let operation = instance.operations[group[0]]
    let budgets = warps.usable(by: operation).map { warps.registers[$0] ?? .max }.sorted(by: >)
    guard operation.warpCount <= budgets.count else { return nil }
    // All of the warps hold the same, so the smallest one counts.
    var room = budgets[operation.warpCount - 1]
    if operation.hasVariableLatency, let own = warps.variableLatencyWarp {
      room = min(room, warps.registers[own] ?? .max)
    }
    guard room < .max else { return nil }
    var amounts = [Int](repeating: 0, count: instance.operationCount)
    for v in group { amounts[v] = instance.operations[v].registersPerWarp }
    return Storage(
      name: "registers of the warps of operation \(operation.id)", capacity: room,
      largestPart: room, amounts: amounts, parts: amounts.map { _ in 1 })
  }

  /// Bounds the lifetimes of values.
  ///
  /// - Parameters:
  ///   - most: lifetimes so far at most; `Int.max` = any.
  ///   - least: lifetimes at least.
  /// - Returns: false where there is no room for what every lifetime takes at least.
  func limit(_ most: inout [Int], least: [Int], interval: Int) -> Bool {
    let (room, isHuge) = capacity.multipliedReportingOverflow(by: interval)
    var area = 0
    var rows = 0
    for (v, amount) in amounts.enumerated() where amount > 0 {
      let (part, overflow) = amount.multipliedReportingOverflow(by: least[v])
      let (sum, isTooMuch) = area.addingReportingOverflow(part)
      if overflow || isTooMuch { return isHuge }
      area = sum
      rows += amount * (least[v] / interval)
    }
    if isHuge { return true }
    if area > room || rows > capacity { return false }
    for (v, amount) in amounts.enumerated() where amount > 0 {
      most[v] = min(most[v], least[v] + (room - area) / amount)
      let copies = min(
        largestPart / (amount / parts[v]), (capacity - rows) / amount + least[v] / interval)
      most[v] = min(most[v], copies * interval)
      if most[v] < least[v] { return false }
    }
    return true
  }
}
