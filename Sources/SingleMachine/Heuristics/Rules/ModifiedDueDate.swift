import OptCore

/// Modified due date: repeatedly appends the job with the least `max(d[j], t + p[j])`, `t` being the current time.
///
/// Ties: smaller id, or the shortest job when asked for. Jobs that can still be on time (`d[j] > t + p[j]`) are taken by due
/// date, the others by processing time; a job changes from the first kind to the second once, when `t` reaches its
/// slack `d[j] - p[j]`.
///
/// - Complexity: O(n log n).
/// - Source: Baker and Bertrand (1982), "A dynamic priority rule for scheduling against due-dates".
public struct ModifiedDueDate: SequenceRule {
  /// The rule.
  public init() {}

  /// Identifier and help.
  public var description: MethodDescription {
    MethodDescription(
      "mdd", .rule, "modified due date: least max(d, t + p) first",
      source: "Baker and Bertrand (1982), A dynamic priority rule for scheduling against due-dates",
      parameters: [TieOrder.parameter])
  }

  /// The jobs in the order of the rule.
  public func sequence(
    of instance: SingleMachineInstance, parameters: ParameterValues, until stop: () -> Bool
  ) -> [Int] {
    sequence(of: instance, ties: TieOrder(parameters), until: stop)
  }

  /// The jobs in the order of the rule, with a choice of ties.
  public func sequence(
    of instance: SingleMachineInstance, ties: TieOrder, until stop: () -> Bool
  ) -> [Int] {
    let p = instance.processingTimes
    let d = instance.dueDates
    let byDue = instance.jobsByDueDate(ties: ties)
    let bySlack = (0..<instance.jobCount).sorted { d[$0] - p[$0] < d[$1] - p[$1] }
    var late = JobHeap(capacity: p.count)
    var isLate = [Bool](repeating: false, count: p.count)
    var isPlaced = isLate
    var nextDue = 0
    var nextSlack = 0
    var time = 0
    var order: [Int] = []
    order.reserveCapacity(p.count)
    while order.count < p.count {
      while nextSlack < p.count, d[bySlack[nextSlack]] - p[bySlack[nextSlack]] <= time {
        let job = bySlack[nextSlack]
        nextSlack += 1
        if isPlaced[job] { continue }
        isLate[job] = true
        late.insert(key: p[job], rank: job)
      }
      while nextDue < p.count, isPlaced[byDue[nextDue]] || isLate[byDue[nextDue]] { nextDue += 1 }
      var chosen: Int
      if let first = late.first {
        chosen = first.rank
        if nextDue < p.count {
          let early = byDue[nextDue]
          let rivals = (ties.key(p[early]), ties.key(p[chosen]))
          if (d[early], rivals.0, early) < (time + p[chosen], rivals.1, chosen) { chosen = early }
        }
      } else {
        chosen = byDue[nextDue]
      }
      if isLate[chosen] { late.removeFirst() }
      isPlaced[chosen] = true
      order.append(chosen)
      time += p[chosen]
      if order.count & 1023 == 0, stop() { return instance.completed(order) }
    }
    return order
  }
}
