import Modeling
import OptCore

/// `structured`: a row of the kernel and a stage for every operation, one model for each initiation interval II.
///
/// Columns x[v,r] = 1 where operation v starts in row r, a stage s_v, so that t_v = II s_v + Σ_r r x[v,r] and Σ_r x[v,r] = 1. A dependence
/// is II rows with coefficients 0 and 1, see `StructuredRow`; units, memories, registers, waiting and issue slots are sums of columns x
/// and differences of stages, see `EventModel`. No coefficient is as large as a horizon.
///
/// Size: n II columns and n stages, II columns for each value with several last uses, with warps the number of warps times II columns
/// for each value in registers. II rows for each dependence, unit and memory. Strength: each structured dependence by itself is the
/// convex hull of its whole points; so is a memory whose values have one use. The sum of a memory's rows is the area of its values.
struct StructuredFormulation: LoopFormulation {
  /// Whether dependences are structured; else one plain row each, for comparison.
  var isStructured = true

  /// Most operations times rows.
  static let largestSize = 20_000

  /// What it is.
  var description: FormulationDescription {
    FormulationDescription(
      "structured", "row-stage", "rows and stages, dependences with coefficients 0 and 1",
      source: "Eichenberger and Davidson (1997), Efficient formulation for optimal modulo"
        + " schedulers")
  }

  /// The size is limited.
  func obstacle(on task: LoopTask) -> String? {
    let (size, overflow) = task.interval.multipliedReportingOverflow(
      by: task.instance.operationCount)
    if overflow || size > Self.largestSize {
      return "formulation structured would have \(task.instance.operationCount) operations times"
        + " \(task.interval) rows, at most \(Self.largestSize) allowed"
    }
    return task.obstacleOfNumbers
  }

  /// The model.
  func build(_ task: LoopTask) -> (any BuiltLoopFormulation)? {
    EventModel(
      task, RowColumns(interval: task.interval, isStructured: isStructured), named: "structured")
  }
}

extension LoopTask {
  /// Times in these models stay below: larger ones are beyond the tolerances of engines that compute with reals.
  static let largestTimeInReals = 1_000_000

  /// Why times are too large for engines that compute with reals; nil = they are not.
  var obstacleOfNumbers: String? {
    limit <= Self.largestTimeInReals
      ? nil
      : "schedules may be up to \(limit) cycles long, at most \(Self.largestTimeInReals) allowed"
  }
}
