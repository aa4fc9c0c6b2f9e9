/// How large the numbers of a task's models are, and what engines can do with them.
extension ShopTask {
  /// Up to here every whole number is a real number of 64 bits: 2^53.
  static let largestWhole = 1 << 53
  /// Engines that compute with real numbers keep rows within about 1e-7. Roundoff of later times comes near to that: points without
  /// fault may seem to break rows, and what is proven without them is wrong.
  static let largestTimeInReals = 1_000_000
  /// Bounds of such engines have about ten digits.
  static let largestObjectiveInReals = 1_000_000_000

  /// No objective that a model of the task holds is larger: the limit, or without one that of everything at the very end.
  ///
  /// - Complexity: O(alternatives + precedences + blockers).
  package var largestObjective: Int {
    if let limit { return limit }
    let end = saturatingSum(horizon, tails.max() ?? 0)
    switch objective {
    case .makespan: return max(floor, end)
    case .totalTardiness:
      return (0..<count).reduce(0) { sum, i in
        let late = max(0, saturatingDifference(end, dues[i]))
        let (cost, isLarge) = weights[i].multipliedReportingOverflow(by: late)
        return saturatingSum(sum, isLarge ? .max : cost)
      }
    case .startDelay:
      let (sum, isLarge) = end.multipliedReportingOverflow(by: count)
      return isLarge ? .max : sum
    }
  }

  /// Why no engine can take models of the task; nil when engines can.
  var obstacleOfNumbers: String? {
    let largest = largestObjective
    return largest <= ShopTask.largestWhole
      ? nil
      : "objectives may be up to \(largest), and models hold numbers up to \(ShopTask.largestWhole)"
  }
}
