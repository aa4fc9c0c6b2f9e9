import OptCore

/// Reads the object `machine` of an instance.
enum LoopMachineReader {
  /// - Throws: `InstanceError` at the value that does not fit.
  static func read(
    _ value: JSONCursor, _ mode: LoopReader.Mode
  ) throws(InstanceError) -> LoopMachine {
    let name = try value.member("name")
    if let name, name.value.asString == nil { throw name.error(expected: "a name (a string)") }
    return LoopMachine(
      name: name?.value.asString ?? "",
      units: try resources(value, "units", "a unit", least: 1),
      memories: try resources(value, "memories", "a memory", least: 0),
      warps: mode == .joint ? try warps(try value.required("warps", "count, registers")) : nil)
  }

  private static func resources(
    _ machine: JSONCursor, _ key: String, _ what: String, least: Int
  ) throws(InstanceError) -> [LoopMachine.Resource] {
    var list: [LoopMachine.Resource] = []
    var seen: Set<String> = []
    for record in try machine.member(key)?.elements("a list of \(key)") ?? [] {
      let name = try record.required("name", "the name of \(what)")
      let text = try name.string("the name of \(what)")
      guard seen.insert(text).inserted else {
        throw name.error(found: "\(quoted(text)) twice", expected: "every name once")
      }
      let capacity = try record.required("capacity", "the capacity of \(quoted(text))")
        .integer(in: least...LoopInstance.largestNumber, "the capacity of \(quoted(text))")
      list.append(.init(name: text, capacity: capacity))
    }
    return list
  }

  private static func warps(_ value: JSONCursor) throws(InstanceError) -> LoopMachine.Warps {
    let count = try value.required("count", "the number of warps")
      .integer(in: 1...WarpSet.capacity, "the number of warps")
    var warps = LoopMachine.Warps(count: count)
    if let registers = try value.member("registers") {
      if case .array = registers.value {
        let budgets = try registers.elements("a list of budgets")
        guard budgets.count == count else {
          throw registers.error(
            found: "\(budgets.count) budgets", expected: "one for each of the \(count) warps")
        }
        warps.registers = []
        for budget in budgets {
          warps.registers.append(
            budget.value == .null
              ? nil : try budget.integer(in: LoopReader.numbers, "null, or a budget of registers"))
        }
      } else {
        let budget = try registers.integer(
          in: LoopReader.numbers, "null, a list, or a budget of registers")
        warps.registers = Array(repeating: budget, count: count)
      }
    }
    warps.variableLatencyWarp = try value.member("variable_latency_warp")?
      .integer(in: 0...count - 1, "a warp, or null")
    warps.issueSlots = try value.member("issue_slots")?
      .integer(in: 1...LoopInstance.largestNumber, "a number of slots, or null")
    return warps
  }
}
