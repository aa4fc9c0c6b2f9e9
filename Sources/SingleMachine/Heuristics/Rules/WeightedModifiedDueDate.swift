import OptCore

/// Weighted modified due date: repeatedly appends the job with the least `max(p[j], d[j] - t) / w[j]`.
///
/// Ties: smaller processing time, then smaller id. Jobs with `w = 0` come last. With unit weights it is the
/// modified-due-date rule.
///
/// - Complexity: O(n^2).
/// - Source: Kanet and Li (2004), "A weighted modified due date rule for sequencing to minimize weighted tardiness".
public struct WeightedModifiedDueDate: SequenceRule {
  /// The rule.
  public init() {}

  /// Identifier and help.
  public var description: MethodDescription {
    MethodDescription(
      "wmdd", .rule, "weighted modified due date: least max(p, d - t) / w first",
      source: "Kanet and Li (2004), A weighted modified due date rule for sequencing to minimize"
        + " weighted tardiness")
  }

  /// The jobs in the order of the rule.
  public func sequence(
    of instance: SingleMachineInstance, parameters: ParameterValues, until stop: () -> Bool
  ) -> [Int] {
    let p = instance.processingTimes
    let jobs = (0..<instance.jobCount).sorted { (p[$0], $0) < (p[$1], $1) }
    let columns = [
      jobs.map { instance.weights[$0] == 0 ? .infinity : Double(p[$0]) },
      jobs.map { Double(instance.dueDates[$0]) },
      jobs.map { 1 / Double(max(1, instance.weights[$0])) },
    ]
    var table = ShrinkingTable(jobs: jobs, columns: columns, dead: .infinity)
    var time = 0
    var order: [Int] = []
    order.reserveCapacity(jobs.count)
    while order.count < jobs.count {
      guard let row = WeightedModifiedDueDate.best(table, at: Double(time)) else {
        // Only jobs without weight are left: any order costs the same.
        return order + table.jobs.filter { $0 >= 0 }
      }
      let job = table.remove(row: row)
      order.append(job)
      time += p[job]
      if stop() { return instance.completed(order) }
    }
    return order
  }

  /// The first row with the least finite priority; nil when there is none.
  private static func best(_ table: ShrinkingTable, at time: Double) -> Int? {
    let p = table.columns[0]
    let d = table.columns[1]
    let reciprocal = table.columns[2]
    var best = Double.infinity
    var bestRow: Int?
    var row = 0
    while row < p.count {
      let value = max(p[row], d[row] - time) * reciprocal[row]
      if value < best {
        best = value
        bestRow = row
      }
      row &+= 1
    }
    return bestRow
  }
}
