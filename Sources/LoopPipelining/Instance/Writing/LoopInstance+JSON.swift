import OptCore

extension LoopInstance {
  /// The form `swpws-instance-1`; numbers at their defaults are left out.
  ///
  /// - Complexity: O(size of the instance).
  public var json: JSONValue {
    .object(
      [.init("format", .string(LoopReader.format)), .init("name", .string(name))]
        + data(machineName: machine.name))
  }

  /// Everything but format and name, with a name of the machine unless it is empty.
  func data(machineName: String) -> [JSONValue.Member] {
    var machine: [JSONValue.Member] = []
    if !machineName.isEmpty { machine.append(.init("name", .string(machineName))) }
    machine.append(.init("units", LoopInstance.list(self.machine.units)))
    machine.append(.init("memories", LoopInstance.list(self.machine.memories)))
    if let warps = self.machine.warps { machine.append(.init("warps", LoopInstance.object(warps))) }
    let loop: [JSONValue.Member] = [
      .init("ops", .array(operations.map(object))), .init("edges", .array(edges.map(object))),
    ]
    return [
      .init(
        "mode", .string(isJoint ? LoopReader.Mode.joint.rawValue : LoopReader.Mode.modulo.rawValue)),
      .init("machine", .object(machine)), .init("loop", .object(loop)),
    ]
  }

  private static func list(_ resources: [LoopMachine.Resource]) -> JSONValue {
    .array(
      resources.map {
        .object([.init("name", .string($0.name)), .init("capacity", .integer($0.capacity))])
      })
  }

  private static func object(_ warps: LoopMachine.Warps) -> JSONValue {
    func optional(_ number: Int?) -> JSONValue { number.map(JSONValue.integer) ?? .null }
    return .object([
      .init("count", .integer(warps.count)),
      .init("registers", .array(warps.registers.map(optional))),
      .init("variable_latency_warp", optional(warps.variableLatencyWarp)),
      .init("issue_slots", optional(warps.issueSlots)),
    ])
  }

  private func object(_ operation: LoopOperation) -> JSONValue {
    var members = Members()
    members.add("id", .string(operation.id))
    members.add("cycles", .integer(operation.cycles))
    members.add(
      "uses",
      .array(
        operation.uses.map { use in
          .object([
            .init("unit", .string(machine.units[use.unit].name)), .init("from", .integer(use.from)),
            .init("to", .integer(use.to)), .init("amount", .integer(use.amount)),
          ])
        }))
    if !operation.memory.isEmpty {
      members.add(
        "mem",
        .object(
          operation.memory.map {
            .init(machine.memories[$0.memory].name, .integer($0.amount))
          }))
    }
    members.add("regs", operation.registers, unless: 0)
    members.add("warps", operation.warpCount, unless: 1)
    members.add("variable_latency", operation.hasVariableLatency)
    members.add("streaming", operation.isStreaming)
    members.add("spill", operation.spill, unless: 0)
    members.add("issue", operation.issue, unless: operation.cycles)
    members.add("live_from", operation.liveFrom, unless: 0)
    return .object(members.list)
  }

  private func object(_ edge: LoopEdge) -> JSONValue {
    var members = Members()
    members.add("src", .string(operations[edge.source].id))
    members.add("dst", .string(operations[edge.target].id))
    members.add("delay", .integer(edge.delay))
    members.add("distance", .integer(edge.distance))
    if edge.kind != .data { members.add("kind", .string(edge.kind.rawValue)) }
    members.add("blocking", edge.isBlocking)
    members.add("hold", edge.hold, unless: 0)
    members.add("same_warps", edge.needsSameWarps)
    return .object(members.list)
  }
}

/// Members of an object that is being made.
private struct Members {
  var list: [JSONValue.Member] = []

  mutating func add(_ key: String, _ value: JSONValue) { list.append(.init(key, value)) }
  /// A number, unless it is the default.
  mutating func add(_ key: String, _ number: Int, unless standard: Int) {
    if number != standard { add(key, .integer(number)) }
  }
  /// A flag, if it is set.
  mutating func add(_ key: String, _ flag: Bool) { if flag { add(key, .bool(true)) } }
}
