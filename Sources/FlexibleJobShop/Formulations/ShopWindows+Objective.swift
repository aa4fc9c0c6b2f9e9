import Modeling

/// What windows say about the objective.
extension ShopWindows {
  /// The latest end of any operation.
  var latestEnd: Int { (0..<task.count).reduce(0) { max($0, latestEnd(of: $1)) } }

  /// Adds the column `C` of the makespan to a model and minimises it.
  func minimizeMakespan(_ kind: VariableKind, in model: inout Model) -> Variable {
    let range = makespanRange
    let makespan = model.variable(
      kind, lower: Double(range.lowerBound), upper: Double(range.upperBound), name: "C")
    model.minimize(makespan)
    return makespan
  }

  /// Minimises another objective, which is at most the task's limit.
  func minimize(_ total: LinearExpression, in model: inout Model) {
    if let limit = task.limit { model.require(total <= limit, "limit") }
    model.minimize(total)
  }

  /// Where the makespan of wanted schedules lies, tails and the task's floor included.
  package var makespanRange: ClosedRange<Int> {
    var low = task.floor
    for i in 0..<task.count { low = max(low, earliestEnd(i) + tail(of: i)) }
    let tail = task.tails.max() ?? 0
    return low...max(low, task.limit ?? max(horizon + tail, task.floor))
  }

  /// The operations whose ends matter for the objective: those whose tail is not covered by a successor, or those with a weight that can be
  /// late.
  package func ends(for objective: ShopObjective) -> [Int] {
    switch objective {
    case .makespan:
      var covered = [Int](repeating: -1, count: task.count)
      for precedence in task.precedences {
        let rest = precedence.lag + shortest(precedence.after) + task.tails[precedence.after]
        covered[precedence.before] = max(covered[precedence.before], rest)
      }
      return (0..<task.count).filter { covered[$0] < task.tails[$0] }
    case .totalTardiness:
      return (0..<task.count).filter {
        task.weights[$0] > 0 && latestEnd(of: $0) + task.tails[$0] > task.dues[$0]
      }
    case .startDelay: return []
    }
  }

  /// No plan within the limit has a lesser objective; never more than the limit plus 1.
  package var leastObjective: Int {
    var least = 0
    switch task.objective {
    case .makespan: least = makespanRange.lowerBound
    case .totalTardiness:
      for i in 0..<task.count {
        least += task.weights[i] * max(0, earliestEnd(i) + task.tails[i] - task.dues[i])
      }
    case .startDelay:
      for i in 0..<task.count { least += earliest[i] - task.scheduledStart(of: i) }
    }
    return min(least, task.limit.map { $0 + 1 } ?? least)
  }
}
