import Modeling
import OptCore

/// A mathematical model of instances of one variant, or of both.
package protocol MemoryFormulation: Sendable {
  /// Identifier, long name, help and source.
  var description: FormulationDescription { get }

  /// Why the formulation does not fit an instance, such as one of the other variant or one too large; nil when it does.
  func obstacle(on instance: MemoryInstance) -> String?

  /// The model of an instance that it fits.
  ///
  /// - Parameters:
  ///   - incumbent: the best solution that is known; a model may leave out what is not better. nil = none, as for files of models.
  ///   - parameters: settings of the method.
  /// - Returns: nil where no solution exists (or none that is better than the incumbent), as is plain without an engine.
  /// - Throws: `SolveError.unsupported` where only the attempt shows that the formulation does not fit.
  func build(
    for instance: MemoryInstance, incumbent: MemorySolution?, parameters: ParameterValues
  ) throws(SolveError) -> (any BuiltMemoryFormulation)?
}

/// A model that was built, with the way between its points and solutions of the instance.
package protocol BuiltMemoryFormulation: Sendable {
  /// The model.
  var model: Model { get }

  /// Every objective value of the model worth having is a multiple of this, the constant left out; nil = none is known.
  var objectiveStep: Double? { get }

  /// Whether continuous columns are whole at some best point (`EngineOptions.wholeIsEnough`).
  var wholeIsEnough: Bool { get }

  /// The bound on the instance's objective that a bound on the model's objective proves; nil = none, as for pure feasibility.
  func bound(from modelBound: Double) -> Int?

  /// Whether no point of the model means: no solution of the instance (that is better than the incumbent).
  var infeasibilityIsProof: Bool { get }

  /// The solution a point stands for; nil where none is found for it.
  func decode(_ point: [Double]) -> MemorySolution?

  /// The point that stands for a solution; not-a-number leaves a value to the engine. nil where it is not among the model's.
  func encode(_ solution: MemorySolution) -> [Double]?
}

extension BuiltMemoryFormulation {
  package var objectiveStep: Double? { nil }
  package var wholeIsEnough: Bool { false }
  package var infeasibilityIsProof: Bool { true }
}
