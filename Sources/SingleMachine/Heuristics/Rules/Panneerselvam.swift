import OptCore

/// Panneerselvam's rule: repeatedly appends the job with the largest `(R - d[j]) / p[j]`, `R` being the total
/// processing time of the unscheduled jobs.
///
/// Ties: larger id. `0/0` is 0.
///
/// - Complexity: O(n^2).
/// - Source: Panneerselvam (2006), "Simple heuristic to minimize total tardiness in a single machine scheduling
///   problem".
public struct Panneerselvam: SequenceRule {
  /// The rule.
  public init() {}

  /// Identifier and help.
  public var description: MethodDescription {
    MethodDescription(
      "panneerselvam", .rule, "largest (remaining work - d) / p first",
      source:
        "Panneerselvam (2006), Simple heuristic to minimize total tardiness in a single machine"
        + " scheduling problem")
  }

  /// The jobs in the order of the rule.
  public func sequence(
    of instance: SingleMachineInstance, parameters: ParameterValues, until stop: () -> Bool
  ) -> [Int] {
    let p = instance.processingTimes
    let jobs = Array((0..<instance.jobCount).reversed())
    let columns = [
      jobs.map { Double(instance.dueDates[$0]) }, jobs.map { Double(p[$0]) },
    ]
    var table = ShrinkingTable(jobs: jobs, columns: columns, dead: .infinity)
    var work = instance.totalProcessingTime
    var order: [Int] = []
    order.reserveCapacity(jobs.count)
    while order.count < jobs.count {
      guard let row = Panneerselvam.best(table, work: Double(work)) else {
        // Only jobs of no length that are due after all work are left.
        return order + table.jobs.filter { $0 >= 0 }
      }
      let job = table.remove(row: row)
      order.append(job)
      work -= p[job]
      if stop() { return instance.completed(order) }
    }
    return order
  }

  /// The first row with the largest priority; nil when all are minus infinity.
  private static func best(_ table: ShrinkingTable, work: Double) -> Int? {
    let d = table.columns[0]
    let p = table.columns[1]
    var best = -Double.infinity
    var bestRow: Int?
    var row = 0
    while row < d.count {
      let distance = work - d[row]
      let value = distance == 0 ? 0 : distance / p[row]
      if value > best {
        best = value
        bestRow = row
      }
      row &+= 1
    }
    return bestRow
  }
}
