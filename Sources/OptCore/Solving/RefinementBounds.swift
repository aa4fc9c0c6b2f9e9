/// Proven bounds on the refinements of solutions: on what decides between solutions of the same objective.
///
/// They speak of solutions with a certain objective, and of each refinement only where all before it are at their bounds.
struct RefinementBounds: Sendable {
  private var objective: ObjectiveValue?
  private var values: [Int?] = []

  /// States that no solution of this objective, with refinements at their bounds before `place`, has one below `bound` there.
  ///
  /// - Returns: Whether that is news.
  mutating func raise(_ bound: Int, at place: Int, for objective: ObjectiveValue) -> Bool {
    if self.objective != objective { (self.objective, values) = (objective, []) }
    while values.count <= place { values.append(nil) }
    guard bound > values[place] ?? .min else { return false }
    values[place] = bound
    // What was proven of later ones was so for a smaller value here.
    for later in values.indices where later > place { values[later] = nil }
    return true
  }

  /// The bounds that hold for solutions of an objective, one for each refinement; nil = nothing proven.
  func bounds(for objective: ObjectiveValue?, count: Int) -> [Int?] {
    (0..<count).map {
      objective != nil && self.objective == objective && $0 < values.count ? values[$0] : nil
    }
  }

  /// The first place at which a solution is better than what was proven; nil = at none.
  func passed(by refinements: [Int], for objective: ObjectiveValue) -> Int? {
    for (place, bound) in bounds(for: objective, count: refinements.count).enumerated() {
      guard let bound else { return nil }
      if bound > refinements[place] { return place }
      // A later bound speaks of solutions that are at this one.
      if bound < refinements[place] { return nil }
    }
    return nil
  }

  /// Whether no solution of this objective has better refinements.
  func areMet(by refinements: [Int], for objective: ObjectiveValue) -> Bool {
    zip(refinements, bounds(for: objective, count: refinements.count)).allSatisfy { $0 == $1 }
  }
}
