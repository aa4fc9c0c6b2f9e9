import Modeling

/// Between points of the model and plans of its task.
extension ShopModel {
  /// The plan of a point, with each machine's order kept and every operation as early as that allows.
  ///
  /// Whatever the point, the plan keeps all rules of the task; for a point that satisfies the model it is no worse than the point.
  package func decode(_ point: [Double]) -> ShopPlan? {
    let alternatives = (0..<task.count).map { i in
      let open = windows.alternatives(of: i)
      return open.first { presence[$0]?.holds(at: point) ?? true } ?? open[0]
    }
    return task.plan(alternatives, near: start.map { point[$0.index] })
  }

  /// The point of a plan.
  ///
  /// - Returns: nil where the plan is outside the windows, such as one worse than the limit.
  package func encode(_ plan: ShopPlan) -> [Double]? {
    var point = [Double](repeating: 0, count: model.columnCount)
    func set(_ literal: Literal, _ isTrue: Bool) {
      point[literal.variable.index] = isTrue != literal.isNegated ? 1 : 0
    }
    for i in 0..<task.count {
      let chosen = plan.alternatives[i]
      guard windows.isOpen[chosen], windows.earliest[i]...windows.latest[i] ~= plan.starts[i] else {
        return nil
      }
      point[start[i].index] = Double(plan.starts[i])
      for a in windows.alternatives(of: i) { if let x = presence[a] { set(x, a == chosen) } }
      for step in steps[i] { set(step.literal, task.durations[chosen] >= step.value) }
      if let length = lengths[i] { point[length.index] = Double(task.durations[chosen]) }
      if let late = late[i] {
        let end = task.end(of: i, in: plan) + task.tails[i]
        point[late.index] = Double(max(0, end - task.dues[i]))
      }
    }
    for order in orders {
      point[order.variable.index] = middle(order.first, plan) < middle(order.second, plan) ? 1 : 0
    }
    let value = task.objective(of: plan)
    if let makespan {
      point[makespan.index] = max(Double(value), model.columnLower[makespan.index])
    }
    if let limit = task.limit, value > limit { return nil }
    return point
  }

  /// Twice the middle of what is ordered, and the number for ties.
  private func middle(_ side: Side, _ plan: ShopPlan) -> (Int, Int) {
    switch side {
    case .operation(let i): (plan.starts[i] + task.end(of: i, in: plan), i)
    case .time(let start, let end): (start + end, -1)
    }
  }
}
