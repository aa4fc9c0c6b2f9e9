import Modeling
import OptCore
import Synchronization

/// What an engine has found so far in a run of `optsolve model`: told as progress, kept for the document.
final class ModelCourse: Sendable {
  private struct State: Sendable {
    var objective: ObjectiveValue?
    var bound: ObjectiveValue?
    var trajectory: [TrajectoryPoint] = []
  }

  private let source: String
  private let start = MonotonicClock.now
  private let state = Mutex(State())

  /// A course that begins now; `source` is named in progress events.
  init(source: String) { self.source = source }

  /// Every improvement, in time order.
  var trajectory: [TrajectoryPoint] { state.withLock { $0.trajectory } }

  /// An observer that follows the engine.
  func observer(
    _ cancellation: Cancellation, sink: ProgressSink?, wantsLog: Bool
  ) -> EngineObserver {
    let log: @Sendable (String) -> Void = { line in
      self.take(.message(line), objective: nil, bound: nil, sink)
    }
    return EngineObserver(
      cancellation: cancellation,
      incumbent: { _, value in self.take(.incumbent, objective: .real(value), bound: nil, sink) },
      bound: { value in self.take(.bound, objective: nil, bound: .real(value), sink) },
      log: wantsLog ? log : nil)
  }

  private func take(
    _ kind: ProgressEvent.Kind, objective: ObjectiveValue?, bound: ObjectiveValue?,
    _ sink: ProgressSink?
  ) {
    let time = MonotonicClock.now - start
    let state = state.withLock { state in
      if let objective { state.objective = objective }
      if let bound { state.bound = bound }
      if objective != nil || bound != nil {
        state.trajectory.append(TrajectoryPoint(time: time, objective: objective, bound: bound))
      }
      return state
    }
    sink?(
      ProgressEvent(
        kind: kind, time: time, objective: state.objective, bound: state.bound, source: source))
  }
}
