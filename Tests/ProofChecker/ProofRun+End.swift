extension ProofRun {
  /// `end CLAIM`
  mutating func end() throws(ProofFault) -> ProofClaim {
    switch try reader.word("a claim") {
    case "optimal":
      guard let solution else { throw fault("claims an optimum, but has no solution") }
      guard isRefuted else { throw fault("claims an optimum, but the root is not refuted") }
      return .optimal(model.objectiveValue(at: solution))
    case "infeasible":
      guard solution == nil else { throw fault("claims that nothing is feasible after a solution") }
      guard isRefuted else {
        throw fault("claims that nothing is feasible, but the root is not refuted")
      }
      return .infeasible
    case "bound":
      let bound = try reader.number("a bound")
      guard let objective else { throw fault("claims a bound without an objective") }
      let variable = Int(objective.variable)
      let (low, high) = (refuter.bounds.lower[variable], refuter.bounds.upper[variable])
      guard objective.sign > 0 ? low >= bound : high != Bounds.noUpper && -high >= bound else {
        throw fault("claims the bound \(bound), the root bounds are \(low) to \(high)")
      }
      return .bound(objective.constant + objective.unit * Double(bound))
    case "nothing": return .nothing
    case let other: throw fault("found the claim '\(other)'")
    }
  }
}
