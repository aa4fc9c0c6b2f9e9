import OptCore

extension LoopInstance {
  /// Why an operation keeps every initiation interval from working.
  package struct Impossibility: Sendable, Hashable, CustomStringConvertible {
    /// The operation, 0-based.
    package let operation: Int
    /// One line: what was found, what is expected.
    package let description: String
  }

  /// The first operation that no schedule has room for; nil = a look at single operations finds none, which proves nothing.
  ///
  /// An operation has no room when its result is live for a cycle at least and alone exceeds a memory or the registers of all warps that may hold it,
  /// or when fewer warps may execute it than it needs, or when it is kept on the warps of another one that needs others.
  ///
  /// - Complexity: O(n + e), and O(n e) for a result that is too large.
  package var impossibility: Impossibility? {
    for (number, operation) in operations.enumerated() {
      if let reason = memoryReason(number) ?? warpReason(number) {
        return Impossibility(
          operation: number,
          description: "\(reason): no schedule of operation \(quoted(operation.id)) exists")
      }
    }
    return WarpTies(self).impossibility
  }

  private func memoryReason(_ number: Int) -> String? {
    let large = operations[number].memory.first { $0.amount > machine.memories[$0.memory].capacity }
    guard let large, isCertainlyLive(number) else { return nil }
    let memory = machine.memories[large.memory]
    return
      "found \(large.amount) of memory \(quoted(memory.name)) for a result that is live,"
      + " expected at most its capacity of \(memory.capacity)"
  }

  private func warpReason(_ number: Int) -> String? {
    guard let warps = machine.warps else { return nil }
    let operation = operations[number]
    var usable = Array(0..<warps.count)
    var which = "all warps"
    if let own = warps.variableLatencyWarp {
      if operation.hasVariableLatency {
        // The warp of variable latency is one of its warps; the others may be any.
        which = "all warps, warp \(own) being one"
      } else {
        usable.removeAll { $0 == own }
        which = "warps other than that of variable latency"
      }
    }
    guard operation.warpCount <= usable.count else {
      return
        "found \(operation.warpCount) as its number of warps, expected at most \(usable.count) (\(which))"
    }
    let share = operation.registersPerWarp
    let roomy = usable.count { warps.registers[$0].map { $0 >= share } ?? true }
    let needsOwn = operation.hasVariableLatency ? warps.variableLatencyWarp : nil
    let ownIsSmall =
      needsOwn.map { own in warps.registers[own].map { $0 < share } ?? false } ?? false
    guard roomy < operation.warpCount || ownIsSmall, isCertainlyLive(number) else { return nil }
    return
      "found \(share) registers for a result that is live, on each of its warps,"
      + " expected them within the budgets of \(operation.warpCount) of \(usable.count) (\(which))"
  }

  /// Whether the result of an operation is live for a cycle at least in every schedule.
  ///
  /// A user at distance 0 starts no earlier than the longest path of distance 0 says; a user at a greater distance an interval of at least 1
  /// later for each iteration.
  ///
  /// - Complexity: O(n e).
  private func isCertainlyLive(_ number: Int) -> Bool {
    var earliest = [Int?](repeating: nil, count: operationCount)
    earliest[number] = 0
    let near = edges.filter { $0.distance == 0 }
    for _ in 0..<operationCount {
      var changed = false
      for edge in near {
        guard let time = earliest[edge.source] else { continue }
        if earliest[edge.target].map({ time + edge.delay > $0 }) ?? true {
          earliest[edge.target] = time + edge.delay
          changed = true
        }
      }
      if !changed { break }
    }
    let birth = operations[number].liveFrom
    return outgoing[number].contains { index in
      let edge = edges[index]
      guard edge.isData else { return false }
      // The edge itself bounds `start[target] + distance * interval` by its delay.
      var death = edge.delay
      if let time = earliest[edge.target] { death = max(death, time + edge.distance) }
      return death + edge.hold > birth
    }
  }
}
