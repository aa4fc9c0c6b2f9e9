import EngineCP
import Modeling
import OptCore

/// Solves tasks with our engine of constraint programming.
struct LoopSolver: Sendable {
  let session: SolveSession<LoopInstance>
  let threads: Int
  let seed: Int
  /// Who finds what is found.
  let source: String
  /// Whether schedules are offered to the session.
  var offers = true
  private let engine = CPEngine()

  init(
    _ session: SolveSession<LoopInstance>, _ request: SolveRequest<LoopSchedule>, source: String
  ) {
    self.session = session
    threads = request.threads
    seed = Int(truncatingIfNeeded: request.seed & 0x3FFF_FFFF)
    self.source = source
  }

  /// What became of a task.
  struct Answer {
    /// A schedule; for a task that is a relaxation it may break rules of the instance.
    var schedule: LoopSchedule?
    /// Whether the schedule is the best for the task, or none exists.
    var isProven: Bool
    /// Why the engine ended.
    var reason: Termination
    /// Conflicts of the engine.
    var conflicts = 0

    /// Whether it is proven that the task has no schedule.
    var isRefuted: Bool { isProven && schedule == nil }
  }

  /// Solves a task, and offers what it finds to the session.
  ///
  /// - Parameters:
  ///   - conflicts: the engine's limit besides the session's; nil = none.
  ///   - round: another one each time a task is tried again, so that the search goes other ways.
  ///   - bounded: receives bounds of the task's objective.
  /// - Throws: `SolveError` when the engine fails.
  func solve(
    _ task: LoopTask, conflicts: Int? = nil, round: Int = 0,
    bounded: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws(SolveError) -> Answer {
    guard let built = TurnModel(task) else {
      return Answer(isProven: true, reason: session.stopReason ?? .proved)
    }
    let finish = Finish(task, offers ? session : nil, source: source)
    let session = session
    let cancellation = Cancellation(following: session.cancellation)
    let options = EngineOptions(
      timeLimit: session.remaining, nodeLimit: conflicts, threads: threads, objectiveStep: 1,
      wholeIsEnough: true, seed: seed + round, wantsCore: false)
    let observer = EngineObserver(
      cancellation: cancellation,
      incumbent: { point, _ in
        // A fault is kept by the session and thrown at its end.
        _ = built.schedule(at: point).map(finish.offer)
        if session.stopReason != nil { cancellation.cancel() }
      },
      bound: { bound in
        guard bound.isFinite, abs(bound) < 0x1p52 else { return }
        bounded(Int((bound - 1e-6).rounded(.up)))
        if session.stopReason != nil { cancellation.cancel() }
      })
    let result: ModelResult
    do {
      result = try engine.solve(built.model, options: options, observer: observer)
    } catch {
      throw SolveError(error, of: engine)
    }
    session.say(
      "\(task): \(result.nodes) conflicts, \(result.termination.rawValue.replacing("_", with: " "))",
      from: source)
    let isProven = [.optimal, .infeasible, .cutoff].contains(result.termination)
    return Answer(
      schedule: result.point.flatMap(built.schedule).map(finish.offer), isProven: isProven,
      reason: session.stopReason ?? result.termination.ofMethod, conflicts: result.nodes)
  }
}

/// Makes whole schedules of what a model decides.
private struct Finish: Sendable {
  private let task: LoopTask
  private let groups: OperationGroups?
  private let session: SolveSession<LoopInstance>?
  private let source: String

  init(_ task: LoopTask, _ session: SolveSession<LoopInstance>?, source: String) {
    (self.task, self.session, self.source) = (task, session, source)
    groups = task.isFree ? OperationGroups(task) : nil
  }

  /// The whole schedule, which the session has seen if it keeps all rules.
  func offer(_ found: LoopSchedule) -> LoopSchedule {
    let schedule = task.settled(found, groups)
    if task.detail == .all || schedule.violations(in: task.instance).isEmpty {
      _ = try? session?.offer(schedule, from: source)
    }
    return schedule
  }
}
