import OptCore

extension RunRecord {
  /// The best objective known at each of `times`; nil = none yet. After the run has ended its final objective stays.
  ///
  /// - Parameter times: ascending wall seconds since the run began.
  /// - Complexity: O(times + points of the trajectory).
  public func objectives(at times: [Double]) -> [ObjectiveValue?] {
    let steps = incumbents
    var next = 0
    var last: ObjectiveValue?
    return times.map { time in
      while next < steps.count, steps[next].time <= time {
        last = steps[next].objective
        next += 1
      }
      return last
    }
  }

  /// Incumbents in time order; the final objective is the last one, also when the trajectory misses it.
  var incumbents: [(time: Double, objective: ObjectiveValue)] {
    var steps: [(time: Double, objective: ObjectiveValue)] = []
    for point in trajectory {
      if let objective = point.objective { steps.append((point.time, objective)) }
    }
    if let objective, steps.last?.objective != objective {
      steps.append((max(time, steps.last?.time ?? 0), objective))
    }
    return steps
  }

  /// Wall seconds until an incumbent deviates from `target` by at most `deviation`; nil = never.
  ///
  /// A target of zero has to be met.
  func time(
    to target: ObjectiveValue, within deviation: Double, _ sense: ObjectiveSense,
    tolerance: Double
  ) -> Double? {
    for (time, objective) in incumbents {
      if !target.isClearlyBetter(than: objective, sense, tolerance: tolerance) { return time }
      if let own = objective.deviation(from: target, sense), own <= deviation { return time }
    }
    return nil
  }
}
