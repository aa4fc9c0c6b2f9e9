import Modeling
import OptCore

/// `time-indexed`: a column for every operation and every time at which it can start, one model for each initiation interval II; a
/// cross-check for small instances.
///
/// Columns x[v,t] = 1 where operation v starts at time t of its window, Σ_t x[v,t] = 1. A dependence t_v >= t_u + weight is for each t
///
///     Σ_{τ >= t} x[u,τ] + Σ_{τ < t + weight} x[v,τ] <= 1
///
/// and what a row of the kernel counts is a sum over times, see `EventModel`.
///
/// Size: the windows of all operations in columns, and in rows those of the sources of all dependences; windows are as long as the
/// length that is allowed. Strength: each dependence by itself is the convex hull of its whole points. Source: the rows of dependences
/// are those of Christofides, Alvarez-Valdes and Tamarit (1987), "Project scheduling with resource constraints: a branch and bound
/// approach".
struct TimeIndexedFormulation: LoopFormulation {
  /// Most terms of dependences.
  static let largestSize = 5_000_000

  /// What it is.
  var description: FormulationDescription {
    FormulationDescription(
      "time-indexed", "time-indexed-pipeline", "a column for each time of a start; for small loops",
      source: "Christofides, Alvarez-Valdes and Tamarit (1987), Project scheduling with resource"
        + " constraints: a branch and bound approach")
  }

  /// The number of terms is limited.
  func obstacle(on task: LoopTask) -> String? {
    if let obstacle = task.obstacleOfNumbers { return obstacle }
    let groups = task.isFree ? OperationGroups(task) : nil
    let windows = groups.map { LoopWindows(freely: task, $0) } ?? LoopWindows(task)
    guard let windows else { return nil }
    let lengths = zip(windows.earliest, windows.latest).map { max(0, $1 - $0 + 1) }
    var terms = lengths.reduce(0, +)
    for arc in task.arcs { terms += lengths[arc.from] * (lengths[arc.from] + lengths[arc.to]) }
    return terms <= Self.largestSize
      ? nil
      : "formulation time-indexed would have \(terms) terms, at most \(Self.largestSize) allowed"
  }

  /// The model.
  func build(_ task: LoopTask) -> (any BuiltLoopFormulation)? {
    EventModel(task, TimeColumns(interval: task.interval), named: "time-indexed")
  }
}
