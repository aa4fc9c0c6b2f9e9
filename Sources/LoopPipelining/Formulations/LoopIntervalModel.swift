import Modeling
import OptCore

/// The model of a loop at one initiation interval, with the way between its points and schedules.
package struct LoopIntervalModel: Sendable {
  /// What the model is to find.
  package enum Goal: Sendable, Hashable, CaseIterable {
    /// Any schedule, groups of operations moving freely where they can.
    case any
    /// Any schedule within the limit.
    case within
    /// The shortest one.
    case shortest
    /// The one with the fewest warps within the limit.
    case fewestWarps
  }

  private let built: any BuiltLoopFormulation
  /// Identifier of the formulation.
  let formulation: String

  /// Builds the model.
  ///
  /// - Parameters:
  ///   - formulation: identifier of the formulation; nil = structured.
  ///   - limit: no schedule longer than this is wanted; nil = as long as any shortest one can be.
  ///   - parameters: settings of the method `mip`.
  /// - Returns: nil where dependences, storage, windows or units show that there is no schedule.
  /// - Throws: `SolveError` for an unknown formulation, or one that does not fit.
  package init?(
    _ instance: LoopInstance, interval: Int, formulation: String? = nil, limit: Int? = nil,
    goal: Goal = .shortest, parameters: ParameterValues = ParameterValues()
  ) throws(SolveError) {
    let chosen = try MIPMethod.formulation(formulation, parameters)
    guard var task = LoopTask(instance, interval: interval) else { return nil }
    if let limit { task.limit = limit }
    switch goal {
    case .any: task.goal = .any
    case .within: task.goal = .within
    case .shortest: task.goal = .shortest
    case .fewestWarps: task.goal = .fewestWarps
    }
    if let obstacle = chosen.obstacle(on: task) {
      throw .unsupported(method: "mip", reason: obstacle)
    }
    guard let built = chosen.build(task) else { return nil }
    self.built = built
    self.formulation = chosen.description.id
  }

  /// The model.
  package var model: Model { built.model }
  /// The schedule a point stands for.
  package func decode(_ point: [Double]) -> LoopSchedule? { built.decode(point) }
  /// The point that stands for a schedule; nil where it is outside the windows.
  package func encode(_ schedule: LoopSchedule) -> [Double]? { built.encode(schedule) }
}
