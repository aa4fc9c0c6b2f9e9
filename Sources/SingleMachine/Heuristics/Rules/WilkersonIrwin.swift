import OptCore

/// Wilkerson and Irwin's adjacent interchange, started from due-date order.
///
/// Of two neighbours that start at time `t`, `a` stays before `b` when `max(t + p[a], d[a]) <= max(t + p[b], d[b])`
/// (ties: smaller processing time). A pair out of order is swapped and the pair before it is tested again. The sequence
/// ends with every pair in order.
///
/// - Complexity: O(n^2).
/// - Source: Wilkerson and Irwin (1971), "An improved method for scheduling independent tasks"; restated here.
public struct WilkersonIrwin: SequenceRule {
  /// The rule.
  public init() {}

  /// Identifier and help.
  public var description: MethodDescription {
    MethodDescription(
      "wilkerson-irwin", .rule, "due-date order improved by adjacent interchange",
      source: "Wilkerson and Irwin (1971), An improved method for scheduling independent tasks")
  }

  /// The sequence in which every pair of neighbours is in order.
  public func sequence(
    of instance: SingleMachineInstance, parameters: ParameterValues, until stop: () -> Bool
  ) -> [Int] {
    var order = instance.jobsByDueDate()
    let p = instance.processingTimes
    let d = instance.dueDates
    // No instance is known to need more than n^2 / 2 steps; the limit makes termination certain.
    var steps = 16 * order.count * order.count
    var position = 0
    var time = 0
    while position + 1 < order.count, steps > 0 {
      steps -= 1
      let a = order[position]
      let b = order[position + 1]
      if (max(time + p[b], d[b]), p[b]) < (max(time + p[a], d[a]), p[a]) {
        order.swapAt(position, position + 1)
        if position > 0 {
          position -= 1
          time -= p[order[position]]
        }
      } else {
        time += p[a]
        position += 1
      }
      if steps & 1023 == 0, stop() { return order }
    }
    return order
  }
}
