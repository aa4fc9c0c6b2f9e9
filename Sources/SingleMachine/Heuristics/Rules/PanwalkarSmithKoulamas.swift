import OptCore

/// The PSK heuristic: walks through the unscheduled jobs in SPT order and lets the job with the least due date met so
/// far go, as soon as waiting for the next one would make it late.
///
/// One step with current time `C` and jobs in SPT order (ties: due date): the first job is active; when it is late
/// already (`C + p >= d`) it is appended. Otherwise each later job `j` is looked at in order: if `d <= C + p[j]` for
/// the active job's `d`, the active job is appended; if `d[j] < d`, job `j` becomes active. The next job to become
/// active is found in a tree of due dates instead of by scanning.
///
/// - Complexity: O(n log n) per change of the active job; O(n log^2 n) in practice.
/// - Source: Panwalkar, Smith and Koulamas (1993), "A heuristic for the single machine tardiness problem".
public struct PanwalkarSmithKoulamas: SequenceRule {
  /// The rule.
  public init() {}

  /// Identifier and help.
  public var description: MethodDescription {
    MethodDescription(
      "psk", .rule, "PSK: SPT scan that lets the most urgent job go when it can wait no longer",
      source: "Panwalkar, Smith and Koulamas (1993), A heuristic for the single machine tardiness"
        + " problem")
  }

  /// The jobs in the order of the rule.
  public func sequence(
    of instance: SingleMachineInstance, parameters: ParameterValues, until stop: () -> Bool
  ) -> [Int] {
    let jobs = instance.jobsByProcessingTime()
    let p = jobs.map { instance.processingTimes[$0] }
    let d = jobs.map { instance.dueDates[$0] }
    var tree = MinimumTree(d)
    var isPlaced = [Bool](repeating: false, count: jobs.count)
    var first = 0
    var time = 0
    var order: [Int] = []
    order.reserveCapacity(jobs.count)
    while order.count < jobs.count {
      while isPlaced[first] { first += 1 }
      var active = first
      while time + p[active] < d[active] || active != first,
        let next = tree.first(after: active, below: d[active]), time + p[next] < d[active]
      {
        active = next
      }
      isPlaced[active] = true
      tree.remove(active)
      order.append(jobs[active])
      time += p[active]
      if order.count & 255 == 0, stop() { return instance.completed(order) }
    }
    return order
  }
}
