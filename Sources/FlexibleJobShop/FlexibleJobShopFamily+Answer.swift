import OptCore

extension FlexibleJobShopFamily {
  /// The result document's own fields: `objective_name`, and `operations` in job order with machine, start and end.
  public func fields(
    of solution: ShopSchedule, in instance: FlexibleJobShopInstance
  ) -> [JSONValue.Member] {
    let operations = solution.starts.indices.map { i in
      let name = instance.name(of: i)
      return JSONValue.object([
        .init("job", .integer(name.job)), .init("op", .integer(name.operation)),
        .init("machine", solution.machines[i].map(JSONValue.integer) ?? .null),
        .init("start", .integer(solution.starts[i])),
        .init("end", .integer(solution.end(of: i, in: instance))),
      ])
    }
    return [
      .init("objective_name", .string(instance.objective.rawValue)),
      .init("operations", .array(operations)),
    ]
  }

  /// Facts about an instance for the answer block.
  public func facts(about instance: FlexibleJobShopInstance) -> [(key: String, value: String)] {
    var facts = [
      (key: "jobs", value: String(instance.jobCount)),
      (key: "machines", value: String(instance.machineCount)),
      (key: "operations", value: String(instance.operationCount)),
    ]
    if !instance.isJobShop {
      let share = Double(instance.alternativeCount) / Double(max(1, instance.operationCount))
      facts.append(("machines per operation", "\((share * 100).rounded() / 100)"))
    }
    facts.append(("minimised", instance.objective.rawValue.replacing("_", with: " ")))
    return facts
  }

  /// The schedule for the answer block: its makespan where that is not the objective, and how much machines are used.
  public func answer(
    _ solution: ShopSchedule, in instance: FlexibleJobShopInstance
  ) -> [(key: String, value: String)] {
    let operations = solution.starts.indices
    let makespan = operations.reduce(0) { max($0, solution.end(of: $1, in: instance)) }
    let work = operations.reduce(0) { $0 + solution.duration(of: $1, in: instance) }
    let used = Set(solution.machines.compactMap { $0 }).count
    var lines: [(key: String, value: String)] = []
    if instance.objective != .makespan { lines.append(("makespan", String(makespan))) }
    lines.append(("machines used", "\(used) of \(instance.machineCount)"))
    if makespan > 0 {
      let share = Double(work) / (Double(makespan) * Double(instance.machineCount))
      lines.append(("machine time used", "\((share * 1000).rounded() / 10) %"))
    }
    return lines
  }
}
