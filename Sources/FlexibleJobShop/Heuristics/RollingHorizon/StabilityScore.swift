import Glibc
import OptCore

/// How likely operations of the overlap keep their machines, and which of them are kept.
package struct StabilityScore: Sendable, Hashable {
  /// Weights of: constant, slack, regret, not critical, age, load of the machine, place in the window.
  package var weights = [0.0, 2, 1, 1, 0.5, -1, -1]

  /// The weights set by hand.
  package init() {}

  /// Probabilities that the operations keep their machines.
  package func probabilities(_ features: OverlapFeatures) -> [Double] {
    features.operations.indices.map { index in
      let terms = [
        1, features.slack[index], features.regret[index], features.isCritical[index] ? 0 : 1,
        features.age[index], features.imbalance[index], features.position[index],
      ]
      return 1 / (1 + exp(-zip(weights, terms).reduce(0) { $0 + $1.0 * $1.1 }))
    }
  }

  /// The threshold that aims at a share `ratio`, but accepts nothing below 0.3 and demands no more than 0.9.
  ///
  /// - Source: Li, Wang, Peng, Li and Xu (2026), "Graph-RHO: critical-path-aware heterogeneous graph network for long-horizon
  ///   flexible job-shop scheduling", arXiv 2604.10073.
  package static func threshold(_ probabilities: [Double], ratio: Double) -> Double {
    guard probabilities.count > 1 else { return 0.5 }
    let sorted = probabilities.sorted(by: >)
    let place = max(1, min(Int(ratio * Double(sorted.count)), sorted.count - 1))
    return max(0.3, min(0.9, sorted[place]))
  }

  /// The operations kept: those at or above the threshold, but none that is critical and has a better or equal machine.
  package static func kept(
    _ features: OverlapFeatures, _ probabilities: [Double], ratio: Double, isCautious: Bool
  ) -> Set<Int> {
    var threshold = threshold(probabilities, ratio: ratio)
    if isCautious {
      let mean = probabilities.reduce(0, +) / Double(max(1, probabilities.count))
      let square = probabilities.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      threshold += 0.5 * (square / Double(max(1, probabilities.count))).squareRoot()
    }
    var kept: Set<Int> = []
    for (index, i) in features.operations.enumerated() where probabilities[index] >= threshold {
      if features.isCritical[index], features.regret[index] <= 0 { continue }
      kept.insert(i)
    }
    return kept
  }
}
