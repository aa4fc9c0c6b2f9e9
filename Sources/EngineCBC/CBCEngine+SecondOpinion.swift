internal import EngineKit
import Modeling
import OptCore

/// CBC 2.10 proves wrong optima on some small integer models: its preprocessing, cuts and heuristics together lose points (about 1 in
/// 12 000 random models of two to five columns; each of them off gives the right answer). So what it proves in
/// a short time it has to prove again without cuts, looking for better points only. Long runs are believed: the second
/// proof would cost as much again.
extension CBCEngine {
  /// Seconds within which a proof is looked at a second time.
  static var shortRun: Double { 1 }

  /// Whether an answer is a claim that a second run should look at.
  static func isDoubtful(_ answer: ModelResult, _ options: EngineOptions) -> Bool {
    guard answer.time < shortRun, options.nodeLimit == nil, answer.rowDuals == nil,
      !options.settings.contains(where: { $0.hasPrefix("cuts=") })
    else { return false }
    switch answer.termination {
    case .optimal, .infeasible, .cutoff, .unbounded, .numericalTrouble: return true
    default: return false
    }
  }

  /// The options of the second run: strictly better points only, and no cuts.
  static func secondOptions(_ first: ModelResult, _ options: EngineOptions) -> EngineOptions {
    var second = options
    second.settings.append("cuts=off")
    second.start = nil
    second.cutoff = first.objective ?? options.cutoff
    let allowed = max(0.2, 3 * first.time)
    second.timeLimit = min(allowed, options.timeLimit.map { max(0, $0 - first.time) } ?? allowed)
    return second
  }

  /// What both runs together say.
  static func verdict(_ first: ModelResult, _ second: ModelResult) -> ModelResult {
    var result = first
    if second.point != nil {
      // Better than what was called the best, or a point where there was said to be none.
      result = second
      result.start = first.start
      if second.termination != .optimal {
        result.termination = .numericalTrouble
        result.bound = nil
      }
    } else if first.termination == .numericalTrouble, second.termination == .cutoff,
      first.point != nil
    {
      result.termination = .optimal
      result.bound = first.objective
    } else if first.termination == .unbounded || first.termination == .numericalTrouble,
      first.point == nil, [.infeasible, .unbounded].contains(second.termination)
    {
      result.termination = second.termination
      result.bound = nil
    }
    result.time = first.time + second.time
    result.nodes = first.nodes + second.nodes
    return result
  }
}
