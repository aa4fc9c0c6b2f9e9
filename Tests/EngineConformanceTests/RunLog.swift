import Modeling
import OptCore
import Synchronization
import TestSupport
import Testing

/// Records what an engine tells while it runs, and checks that it is consistent.
final class RunLog: Sendable {
  private struct State: Sendable {
    var incumbents: [Double] = []
    var bounds: [Double] = []
    var faults: [String] = []
  }

  private let model: Model
  private let state = Mutex(State())
  /// Cancels the run it watches.
  let cancellation = Cancellation()

  init(_ model: Model) { self.model = model }

  /// Objectives of the incumbents, in order.
  var incumbents: [Double] { state.withLock { $0.incumbents } }
  /// Bounds, in order.
  var bounds: [Double] { state.withLock { $0.bounds } }

  /// Watches one run.
  var observer: EngineObserver {
    EngineObserver(
      cancellation: cancellation,
      incumbent: { [self] point, objective in take(point, objective) },
      bound: { [self] bound in state.withLock { $0.bounds.append(bound) } })
  }

  private func take(_ point: [Double], _ objective: Double) {
    let violations = model.violations(of: point)
    let recomputed = model.objectiveValue(at: point)
    state.withLock { state in
      state.incumbents.append(objective)
      if !violations.isEmpty { state.faults.append("\(violations)") }
      if abs(recomputed - objective) > 1e-6 { state.faults.append("\(recomputed) \(objective)") }
    }
  }

  /// Incumbents are feasible and improve, bounds improve and never pass an incumbent or the optimum.
  func check(against expected: ModelAnswer, _ trial: Int = 0) {
    let state = state.withLock { $0 }
    let sign = model.sense == .minimize ? 1.0 : -1.0
    #expect(state.faults.isEmpty, "trial \(trial)")
    let costs = state.incumbents.map { sign * $0 }
    let bounds = state.bounds.map { sign * $0 }
    #expect(zip(costs, costs.dropFirst()).allSatisfy { $0 > $1 }, "trial \(trial)")
    #expect(zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 }, "trial \(trial)")
    if let cost = costs.last, let bound = bounds.last {
      #expect(bound <= cost + 1e-6, "trial \(trial)")
    }
    if case .optimal(let value) = expected {
      #expect(costs.allSatisfy { $0 >= sign * value - 1e-6 }, "trial \(trial)")
      #expect(bounds.allSatisfy { $0 <= sign * value + 1e-6 }, "trial \(trial)")
    }
    if expected == .infeasible { #expect(costs.isEmpty, "trial \(trial)") }
  }
}
