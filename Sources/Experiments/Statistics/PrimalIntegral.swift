import OptCore

/// The primal gap `|best - objective| / max(|best|, |objective|)` of a solution, from 0 to 1.
///
/// It is 0 when both are zero (or equal) and 1 when their signs differ or there is no solution at all.
///
/// - Parameter best: the best known objective: the reference or the study's own, whichever is better.
/// - Source: Berthold (2013), "Measuring the impact of primal heuristics", section 3.
public func primalGap(of objective: ObjectiveValue?, best: ObjectiveValue) -> Double {
  guard let objective else { return 1 }
  if objective == best { return 0 }
  let a = objective.asReal
  let b = best.asReal
  if a * b < 0 { return 1 }
  let scale = max(abs(a), abs(b))
  return scale == 0 ? 0 : min(1, abs(objective.excess(over: best, .minimize)) / scale)
}

extension RunRecord {
  /// The primal integral: the integral of the primal gap over the seconds from 0 to `horizon`.
  ///
  /// `P = sum of gamma(i) * (t(i+1) - t(i))`, where gamma is 1 until the first incumbent and after the last one stays at
  /// its value until the horizon, also when the run ended earlier. Small is good; `P / horizon` is the mean
  /// primal gap over time.
  ///
  /// - Parameters:
  ///   - best: the best known objective.
  ///   - horizon: seconds, the same for all runs that are compared.
  /// - Returns: seconds from 0 to `horizon`.
  /// - Complexity: O(length of the trajectory).
  /// - Source: Berthold (2013), "Measuring the impact of primal heuristics", definition 2.
  public func primalIntegral(best: ObjectiveValue, horizon: Double) -> Double {
    var integral = 0.0
    var since = 0.0
    var gap = 1.0
    for step in incumbents {
      let time = min(max(step.time, since), horizon)
      integral += gap * (time - since)
      since = time
      gap = primalGap(of: step.objective, best: best)
    }
    return integral + gap * max(0, horizon - since)
  }
}
