import OptCore

/// Cost over time: repeatedly appends the job with the largest
/// `(w[j] / p[j]) * max(0, 1 - max(0, d[j] - p[j] - t) / (k * p[j]))`.
///
/// Ties: smaller processing time, then smaller id. A job with `p = 0` and weight has infinite priority; `0/0` is 0.
///
/// - Complexity: O(n^2).
/// - Source: Carroll (1965), "Heuristic sequencing of single and multiple component jobs".
public struct CostOverTime: SequenceRule {
  /// The rule.
  public init() {}

  /// Identifier, help and parameters.
  public var description: MethodDescription {
    MethodDescription(
      "covert", .rule, "cost over time: (w/p) max(0, 1 - slack / (k p)) largest first",
      source: "Carroll (1965), Heuristic sequencing of single and multiple component jobs",
      parameters: [ParameterDescription("k", .real(0.01...1000), default: "2", "look-ahead")])
  }

  /// The jobs in the order of the rule.
  public func sequence(
    of instance: SingleMachineInstance, parameters: ParameterValues, until stop: () -> Bool
  ) -> [Int] {
    let p = instance.processingTimes
    let d = instance.dueDates
    let k = parameters.real("k") ?? 2
    let jobs = (0..<instance.jobCount).sorted { (p[$0], $0) < (p[$1], $1) }
    let columns = [
      jobs.map { job in
        let w = Double(instance.weights[job])
        return p[job] == 0 ? (w > 0 ? .infinity : 0) : w / Double(p[job])
      },
      jobs.map { Double(d[$0] - p[$0]) },
      jobs.map { p[$0] == 0 ? 0 : 1 / (k * Double(p[$0])) },
    ]
    var table = ShrinkingTable(jobs: jobs, columns: columns, dead: .nan)
    var time = 0
    var order: [Int] = []
    order.reserveCapacity(jobs.count)
    while order.count < jobs.count {
      guard let row = CostOverTime.best(table, at: Double(time)) else {
        return instance.completed(order)
      }
      let job = table.remove(row: row)
      order.append(job)
      time += p[job]
      if stop() { return instance.completed(order) }
    }
    return order
  }

  /// The first row with the largest priority; dead rows compare as nothing.
  private static func best(_ table: ShrinkingTable, at time: Double) -> Int? {
    let ratio = table.columns[0]
    let slack = table.columns[1]
    let decay = table.columns[2]
    var best = -1.0
    var bestRow: Int?
    var row = 0
    while row < ratio.count {
      let value = ratio[row] * max(0, 1 - max(0, slack[row] - time) * decay[row])
      if value > best {
        best = value
        bestRow = row
      }
      row &+= 1
    }
    return bestRow
  }
}
