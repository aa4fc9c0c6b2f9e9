import Modeling

/// Points and plans.
extension ShopLinear {
  /// The alternative of each operation at a point: the one of greatest value.
  func alternatives(at point: [Double]) -> [Int] {
    (0..<task.count).map { i in
      let open = windows.alternatives(of: i)
      let values = open.map { columns[$0].map { point[$0.index] } ?? 1 }
      return open[values.indices.max { values[$0] < values[$1] } ?? 0]
    }
  }

  /// The plan of a point, in the order of its starts.
  func decode(_ point: [Double]) -> ShopPlan? {
    task.plan(alternatives(at: point), near: startColumns.map { point[$0.index] })
  }

  /// The values of the columns made here; the others are 0. nil where the plan is outside the windows.
  func encode(_ plan: ShopPlan) -> [Double]? {
    var point = [Double](repeating: 0, count: model.columnCount)
    let value = task.objective(of: plan)
    if let limit = task.limit, value > limit { return nil }
    for i in 0..<task.count {
      let a = plan.alternatives[i]
      guard windows.isOpen[a], windows.earliest[i]...windows.latest[i] ~= plan.starts[i] else {
        return nil
      }
      point[startColumns[i].index] = Double(plan.starts[i])
      if let x = columns[a] { point[x.index] = 1 }
      if let late = late[i] {
        let end = task.end(of: i, in: plan) + task.tails[i]
        point[late.index] = Double(max(0, end - task.dues[i]))
      }
    }
    for side in sides {
      point[side.variable.index] =
        task.end(of: side.operation, in: plan) <= side.blocker.start - side.gap ? 1 : 0
    }
    if let makespan {
      point[makespan.index] = max(Double(value), model.columnLower[makespan.index])
    }
    return point
  }
}
