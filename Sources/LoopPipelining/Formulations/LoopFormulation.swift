import Modeling
import OptCore

/// A mathematical model of a task: of a loop at one initiation interval.
protocol LoopFormulation: Sendable {
  /// Identifier, long name, help and source.
  var description: FormulationDescription { get }

  /// Why the formulation does not fit a task; nil when it does.
  func obstacle(on task: LoopTask) -> String?

  /// The model of a task that it fits.
  ///
  /// - Returns: nil where no schedule within the task's limit exists, as windows or units show.
  func build(_ task: LoopTask) -> (any BuiltLoopFormulation)?
}

/// A model that was built, with the way between its points and schedules of the task.
protocol BuiltLoopFormulation: Sendable {
  /// The model; its objective is that of the task.
  var model: Model { get }

  /// The schedule a point stands for, with its first start at 0; nil for a point of another size.
  func decode(_ point: [Double]) -> LoopSchedule?

  /// The point that stands for a schedule; not-a-number leaves a value to the engine. nil where the schedule has another initiation
  /// interval, or is outside the task's windows.
  func encode(_ schedule: LoopSchedule) -> [Double]?
}

/// A choice for every turn of every pair: `TurnModel` as a formulation.
struct TurnFormulation: LoopFormulation {
  /// What it is.
  var description: FormulationDescription {
    FormulationDescription(
      "turns", "cyclic-disjunctive", "starts, and the order of each pair that shares a unit",
      source: "Hanen (1994), Study of a NP-hard cyclic scheduling problem: the recurrent job-shop")
  }

  /// It fits every task.
  func obstacle(on task: LoopTask) -> String? { nil }

  /// The model.
  func build(_ task: LoopTask) -> (any BuiltLoopFormulation)? {
    TurnModel(task).map {
      Built(turns: $0, groups: task.isFree ? OperationGroups(task) : nil)
    }
  }

  private struct Built: BuiltLoopFormulation {
    let turns: TurnModel
    let groups: OperationGroups?
    var model: Model { turns.model }

    func decode(_ point: [Double]) -> LoopSchedule? {
      turns.schedule(at: point).map { turns.task.settled($0, groups) }
    }

    func encode(_ schedule: LoopSchedule) -> [Double]? {
      let task = turns.task
      guard schedule.interval == task.interval,
        let starts = turns.windows.starts(of: schedule, interval: task.interval, groups)
      else { return nil }
      let warps = schedule.warpsInOrder(of: task.instance)
      var point = [Double](repeating: .nan, count: model.columnCount)
      for (v, start) in starts.enumerated() { point[turns.starts[v].index] = Double(start) }
      for (v, row) in turns.warps.enumerated() {
        for (w, column) in row.enumerated() { point[column.index] = warps[v].contains(w) ? 1 : 0 }
      }
      return point
    }
  }
}
