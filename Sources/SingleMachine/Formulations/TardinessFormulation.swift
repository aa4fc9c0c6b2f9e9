import Modeling
import OptCore

/// A mathematical model of total weighted tardiness for a block of jobs.
package protocol TardinessFormulation: Sendable {
  /// Identifier, long name, help and source.
  var description: FormulationDescription { get }

  /// Why the formulation does not fit a block; nil when it does.
  func obstacle(on block: JobBlock) -> String?

  /// Why the formulation does not fit what is left of a block; nil when it does.
  func obstacle(on wanted: WantedSequences) -> String?

  /// The model of the wanted sequences; unfinished, and no use, once `wanted.shouldStop()`.
  ///
  /// - Parameters:
  ///   - wanted: what may be left out; with every order wanted this is the plain formulation.
  ///   - options: which inequalities to add.
  func build(_ wanted: WantedSequences, _ options: FormulationOptions) -> any BuiltFormulation
}

extension TardinessFormulation {
  /// Most formulations do not depend on how much is left.
  package func obstacle(on wanted: WantedSequences) -> String? { obstacle(on: wanted.block) }
}

/// A model that was built, with the way between its points and orders of the block's jobs.
package protocol BuiltFormulation: Sendable {
  /// The model; objective times `scale.cost` is total weighted tardiness in ticks times weights.
  var model: Model { get }
  /// What one unit of the model's times and costs stands for.
  var scale: ModelScale { get }

  /// The order a point stands for. Whatever the point, the result is a permutation.
  func decode(_ point: [Double]) -> [Int]

  /// The point that stands for an order; feasible when the order is wanted, and then its objective is the order's
  /// cost.
  func encode(_ order: [Int]) -> [Double]
}

/// Which inequalities a formulation gets on top of its definition.
package struct FormulationOptions: Sendable, Hashable {
  /// Inequalities of the positional completion bounds for F1.
  package enum ValidInequality: String, Sendable, Hashable, CaseIterable {
    /// None: the published model.
    case none
    /// `C[j] >= p[j] + sum_k (least work before position k) u[j,k]`.
    case head
    /// The same and `C[j] <= p[j] + sum_k (most work before position k) u[j,k]`.
    case both
  }

  /// Whether the formulation's own strengthenings are used (see each file).
  package var cuts = true
  /// Which of the valid inequalities F1 gets.
  package var validInequality = ValidInequality.none
  /// Orders of more jobs get their triangle rows lazily in F3.
  package var largestFullTriangle = 30

  /// The defaults.
  package init() {}
}

/// What one unit of a model's times and weights stands for.
///
/// Engines work with tolerances near 1e-6, so that times beyond a million ticks and weights beyond ten thousand are
/// scaled down by a power of ten; smaller data stay integers.
package struct ModelScale: Sendable, Hashable {
  /// Ticks in one unit of model time.
  package let time: Double
  /// Weight in one unit of model weight.
  package let weight: Double

  /// The scale for a block.
  package init(_ block: JobBlock) {
    let farthest = block.dueDates.map(\.magnitude).max() ?? 0
    let reach = max(Double(block.horizon), min(Double(farthest), 2 * Double(block.horizon)))
    time = ModelScale.powerOfTen(toBring: reach, below: 2e6)
    weight = ModelScale.powerOfTen(toBring: Double(block.weights.max() ?? 1), below: 2e4)
  }

  /// A scale by hand.
  init(time: Double, weight: Double) {
    self.time = time
    self.weight = weight
  }

  private static func powerOfTen(toBring value: Double, below limit: Double) -> Double {
    var power = 1.0
    while value / power > limit { power *= 10 }
    return power
  }

  /// Ticks times weights in one unit of the model's objective.
  package var cost: Double { time * weight }
  /// Whether the model's numbers are the block's integers.
  package var isUnit: Bool { time == 1 && weight == 1 }

  /// A number of ticks in model time.
  package func time(_ ticks: Int) -> Double { Double(ticks) / time }
  /// A weight in model weight.
  package func weight(_ value: Int) -> Double { Double(value) / weight }
}
