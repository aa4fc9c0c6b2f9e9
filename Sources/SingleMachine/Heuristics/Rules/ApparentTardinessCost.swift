import Glibc
import OptCore

/// Apparent tardiness cost: repeatedly appends the job with the largest
/// `(w[j] / p[j]) * exp(-max(0, d[j] - p[j] - t) / (k * meanP))`.
///
/// `meanP` is the mean processing time of the unscheduled jobs, `k` the look-ahead. Without a given `k` the grid 0.5,
/// 1, ..., 4.5 is tried and the best sequence kept (the smallest such `k`). Priorities are compared by their logarithms,
/// which order them alike and do not underflow. Ties: smaller processing time, then smaller id; jobs with `p = 0`
/// come first, jobs with `w = 0` last.
///
/// - Complexity: O(n^2) for each `k`.
/// - Source: Vepsalainen and Morton (1987), "Priority rules for job shops with weighted tardiness costs".
public struct ApparentTardinessCost: SequenceRule {
  /// The rule.
  public init() {}

  /// Identifier, help and parameters.
  public var description: MethodDescription {
    MethodDescription(
      "atc", .rule, "apparent tardiness cost: (w/p) exp(-slack / (k mean p)), best of a grid of k",
      source: "Vepsalainen and Morton (1987), Priority rules for job shops with weighted tardiness"
        + " costs",
      parameters: [
        ParameterDescription(
          "k", .real(0.01...1000), default: nil, "look-ahead; the grid 0.5, 1, ..., 4.5 when absent"
        )
      ])
  }

  /// The best of the rule's sequences.
  public func sequence(
    of instance: SingleMachineInstance, parameters: ParameterValues, until stop: () -> Bool
  ) -> [Int] {
    if let k = parameters.real("k") { return sequence(of: instance, k: k, until: stop) }
    var best: TardinessSchedule?
    var lookAhead = 0.5
    while lookAhead <= 4.5 {
      let schedule = TardinessSchedule(sequence: sequence(of: instance, k: lookAhead, until: stop))
      if best.map({ schedule.objective(in: instance) < $0.objective(in: instance) }) ?? true {
        best = schedule
      }
      if stop() { break }
      lookAhead += 0.5
    }
    return best?.sequence ?? []
  }

  /// The jobs in the order of the rule for one look-ahead `k > 0`.
  public func sequence(
    of instance: SingleMachineInstance, k: Double, until stop: () -> Bool
  ) -> [Int] {
    let p = instance.processingTimes
    let d = instance.dueDates
    let jobs = (0..<instance.jobCount).sorted { (p[$0], $0) < (p[$1], $1) }
    let columns = [
      jobs.map { job in
        let w = instance.weights[job]
        return w == 0 ? -.infinity : log(Double(w)) - log(Double(p[job]))
      },
      jobs.map { Double(d[$0] - p[$0]) },
    ]
    var table = ShrinkingTable(jobs: jobs, columns: columns, dead: -.infinity)
    var time = 0
    var order: [Int] = []
    order.reserveCapacity(jobs.count)
    while order.count < jobs.count {
      let left = Double(instance.totalProcessingTime - time)
      let mean = left / Double(jobs.count - order.count)
      let decay = mean > 0 ? 1 / (k * mean) : 0
      guard let row = ApparentTardinessCost.best(table, at: Double(time), decay: decay) else {
        return order + table.jobs.filter { $0 >= 0 }
      }
      let job = table.remove(row: row)
      order.append(job)
      time += p[job]
      if stop() { return instance.completed(order) }
    }
    return order
  }

  /// The first row with the largest logarithm of priority; nil when only jobs without weight are left.
  private static func best(_ table: ShrinkingTable, at time: Double, decay: Double) -> Int? {
    let base = table.columns[0]
    let slack = table.columns[1]
    var best = -Double.infinity
    var bestRow: Int?
    var row = 0
    while row < base.count {
      let value = base[row] - max(0, slack[row] - time) * decay
      if value > best {
        best = value
        bestRow = row
      }
      row &+= 1
    }
    return bestRow
  }
}
