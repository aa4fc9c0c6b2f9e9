/// What windows say about the objective.
extension ShopWindows {
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
