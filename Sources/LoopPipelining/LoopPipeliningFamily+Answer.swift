import OptCore

extension LoopPipeliningFamily {
  /// The result document's own fields: those of `swpws-schedule-1`.
  public func fields(of solution: LoopSchedule, in instance: LoopInstance) -> [JSONValue.Member] {
    func byOperation(_ values: [JSONValue]) -> JSONValue {
      .object(zip(instance.operations, values).map { JSONValue.Member($0.id, $1) })
    }
    var fields: [JSONValue.Member] = [
      .init("format", .string(LoopSchedule.format)),
      .init("ii", .integer(solution.interval)),
      .init("length", .integer(solution.length(in: instance))),
      .init("start", byOperation(solution.starts.map(JSONValue.integer))),
    ]
    if instance.isJoint {
      let warps = solution.warps.map { JSONValue.array($0.warps.map(JSONValue.integer)) }
      fields.append(.init("warps", byOperation(warps)))
      fields.append(.init("warps_used", .integer(solution.warpsUsed.count)))
    }
    return fields
  }

  /// Facts about an instance for the answer block.
  public func facts(about instance: LoopInstance) -> [(key: String, value: String)] {
    var facts = [
      (key: "operations", value: String(instance.operationCount)),
      (key: "dependences", value: String(instance.edges.count)),
    ]
    if let warps = instance.machine.warps {
      facts.append(("warps", String(warps.count)))
      let kept = instance.edges.count { $0.needsSameWarps }
      if kept > 0 { facts.append(("dependences inside warps", String(kept))) }
    }
    facts.append(("resource MII", String(ResourceBound(instance).interval)))
    facts.append(("recurrence MII", String(RecurrenceBound(instance).interval)))
    if instance.isJoint { facts.append(("issue MII", String(IssueBound(instance).interval))) }
    return facts
  }

  /// The schedule for the answer block.
  public func answer(_ solution: LoopSchedule, in instance: LoopInstance) -> [(
    key: String, value: String
  )] {
    var lines = [
      (key: "initiation interval", value: String(solution.interval)),
      (key: "length", value: String(solution.length(in: instance))),
      (key: "stages", value: String(solution.stageCount)),
    ]
    if let warps = instance.machine.warps {
      lines.append(("warps used", "\(solution.warpsUsed.count) of \(warps.count)"))
    }
    return lines
  }
}
