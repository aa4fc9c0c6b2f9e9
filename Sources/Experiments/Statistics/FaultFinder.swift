import OptCore

/// Compares the claims of all runs on one instance with what is known.
///
/// Objectives are facts, for every incumbent was checked from the definition; bounds and proofs are claims. So a claim
/// is held against the best checked objective and the reference, which takes time linear in the runs.
struct FaultFinder {
  /// One run's facts and claims.
  struct Claim {
    var runIndex: Int
    var status: SolveStatus
    var objective: ObjectiveValue?
    var bound: ObjectiveValue?
    /// The method's label.
    var method: String
    var seed: UInt64

    /// Who claims, for messages.
    var name: String { "\(method) (seed \(seed))" }
  }

  let sense: ObjectiveSense
  let reference: ReferenceValue?
  let tolerance: Double

  /// Every contradiction among `claims`, in their order.
  func faults(_ claims: [Claim]) -> [Fault] {
    let best = bestSolution(claims)
    var faults: [Fault] = []
    for claim in claims {
      checkBound(claim, best, &faults)
      checkStatus(claim, best, &faults)
      checkObjective(claim, &faults)
    }
    checkUnbounded(claims, &faults)
    return faults
  }

  private func bestSolution(_ claims: [Claim]) -> Claim? {
    var best: (claim: Claim, objective: ObjectiveValue)?
    for claim in claims {
      guard let objective = claim.objective else { continue }
      if best.map({ objective.isBetter(than: $0.objective, sense) }) ?? true {
        best = (claim, objective)
      }
    }
    return best?.claim
  }

  private func excludes(_ limit: ObjectiveValue, _ value: ObjectiveValue?) -> Bool {
    value?.isClearlyBetter(than: limit, sense, tolerance: tolerance) ?? false
  }

  private func checkBound(_ claim: Claim, _ best: Claim?, _ faults: inout [Fault]) {
    guard let bound = claim.bound else { return }
    if let upper = reference?.upper, excludes(bound, upper) {
      faults.append(
        Fault(
          kind: .boundBeyondReference, runIndex: claim.runIndex,
          message: "\(claim.name) states the bound \(bound), but \(published(upper))"))
    }
    if let best, let objective = best.objective, excludes(bound, objective) {
      faults.append(
        Fault(
          kind: .boundBeyondSolution, runIndex: claim.runIndex, otherRunIndex: best.runIndex,
          message: "\(claim.name) states the bound \(bound), but \(best.name) has a checked "
            + "solution of \(objective)"))
    }
  }

  private func checkStatus(_ claim: Claim, _ best: Claim?, _ faults: inout [Fault]) {
    let subject: String
    switch claim.status {
    case .optimal:
      guard let objective = claim.objective else { return }
      if let upper = reference?.upper, excludes(objective, upper) {
        faults.append(
          Fault(
            kind: .optimalWorseThanReference, runIndex: claim.runIndex,
            message: "\(claim.name) claims that \(objective) is optimal, but \(published(upper))"))
      }
      guard excludes(objective, best?.objective) else { return }
      subject = "claims that \(objective) is optimal"
    case .infeasible:
      if let upper = reference?.upper {
        faults.append(
          Fault(
            kind: .infeasibleDespiteSolution, runIndex: claim.runIndex,
            message: "\(claim.name) claims infeasibility, but \(published(upper))"))
      }
      subject = "claims infeasibility"
    case .feasible, .unbounded, .unknown: return
    }
    guard let best, let objective = best.objective else { return }
    faults.append(
      Fault(
        kind: claim.status == .optimal ? .optimalWorseThanSolution : .infeasibleDespiteSolution,
        runIndex: claim.runIndex, otherRunIndex: best.runIndex,
        message: "\(claim.name) \(subject), but \(best.name) has a checked solution of "
          + "\(objective)"))
  }

  private func checkObjective(_ claim: Claim, _ faults: inout [Fault]) {
    guard let lower = reference?.lower, excludes(lower, claim.objective) else { return }
    let value = claim.objective?.description ?? ""
    faults.append(
      Fault(
        kind: .beyondReferenceBound, runIndex: claim.runIndex,
        message: "\(claim.name) has a checked solution of \(value), but the reference"
          + "\(source) states the bound \(lower)"))
  }

  /// Unboundedness contradicts every bound and every other proof; no solution tells which one errs, so both count.
  private func checkUnbounded(_ claims: [Claim], _ faults: inout [Fault]) {
    guard let unbounded = claims.first(where: { $0.status == .unbounded }) else { return }
    let others = claims.filter {
      $0.status == .optimal || $0.status == .infeasible || $0.bound != nil
    }
    guard let other = others.first(where: { $0.status != .unbounded }) else { return }
    for claim in claims {
      let isUnbounded = claim.status == .unbounded
      guard
        isUnbounded || claim.status == .optimal || claim.status == .infeasible || claim.bound != nil
      else { continue }
      let against = isUnbounded ? other : unbounded
      faults.append(
        Fault(
          kind: .contradictingProofs, runIndex: claim.runIndex, otherRunIndex: against.runIndex,
          message: "\(claim.name) proves \(proof(claim)), but \(against.name) proves "
            + "\(proof(against))"))
    }
  }

  private func proof(_ claim: Claim) -> String {
    switch claim.status {
    case .unbounded: "that the objective has no bound"
    case .infeasible: "that there is no solution"
    case .optimal: "an optimum"
    case .feasible, .unknown: claim.bound.map { "the bound \($0)" } ?? "nothing"
    }
  }

  private func published(_ upper: ObjectiveValue) -> String {
    "the reference\(source) has a solution of \(upper)"
  }

  private var source: String { reference?.source.map { " (\($0))" } ?? "" }
}
