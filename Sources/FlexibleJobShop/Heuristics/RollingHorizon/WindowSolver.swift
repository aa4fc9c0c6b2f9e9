import Glibc
import Modeling
import OptCore
import Synchronization

/// Solves the task of a window with any engine: ends at a time, a number of conflicts, or when nothing improves for a while.
struct WindowSolver {
  let engine: any Engine
  let settings: [String]
  let threads: Int
  /// Mebibytes of a worker process; nil = no cap.
  var memory: Int?
  /// Asked while the engine runs; true stops it.
  let mustStop: @Sendable () -> Bool

  /// How much a window may take.
  struct Effort {
    var time: Double
    var stall: Double
    var conflicts: Int?
    var seed: UInt64
  }

  /// What became of a window.
  struct Outcome {
    /// The best plan found, or the start.
    var plan: ShopPlan?
    /// Whether no better one exists, by the model's objective.
    var isProven: Bool
    /// Whether the time for it ran out.
    var ranOut: Bool
    /// Wall seconds used.
    var time: Double
  }

  /// Solves a task.
  ///
  /// - Parameter costs: by alternative of the task what it adds to the objective, in units of time; nil = nothing.
  func solve(
    _ task: ShopTask, _ effort: Effort, start: ShopPlan?, costs: [Double]? = nil
  ) throws(SolveError) -> Outcome {
    let begin = MonotonicClock.now
    var task = task
    if costs == nil, let start { task.limit = task.objective(of: start) }
    // Numbers that are too large for models leave the start as it is.
    if task.obstacleOfNumbers != nil {
      return Outcome(plan: start, isProven: false, ranOut: false, time: 0)
    }
    guard var built = ShopModel(task) else {
      return Outcome(plan: start, isProven: true, ranOut: false, time: 0)
    }
    if let costs { built.add(costs) }
    let watch = StallWatch(effort.stall, mustStop)
    let options = EngineOptions(
      timeLimit: effort.time, nodeLimit: effort.conflicts, threads: threads,
      start: start.flatMap(built.encode), objectiveStep: 1, wholeIsEnough: true,
      seed: Int(truncatingIfNeeded: effort.seed & 0x3FFF_FFFF), memoryLimit: memory,
      wantsCore: false, settings: settings)
    let observer = EngineObserver(
      cancellation: watch.cancellation, incumbent: { _, _ in watch.noteImprovement() })
    let thread = SystemThread { watch.run() }
    defer {
      watch.finish()
      thread?.join()
    }
    let result: ModelResult
    do {
      result = try engine.solve(built.model, options: options, observer: observer)
    } catch {
      throw SolveError(error, of: engine)
    }
    let isProven = result.termination == .optimal || result.termination == .infeasible
    return Outcome(
      plan: result.point.flatMap(built.decode) ?? start, isProven: isProven,
      ranOut: !isProven && result.termination != .interrupted,
      time: MonotonicClock.now - begin)
  }
}

/// Cancels a run when nothing has improved for a while, or when its owner must stop.
private final class StallWatch: Sendable {
  let cancellation = Cancellation()
  private let stall: Double
  private let mustStop: @Sendable () -> Bool
  private let last = Mutex(MonotonicClock.now)
  private let isOver = Atomic<Bool>(false)

  init(_ stall: Double, _ mustStop: @escaping @Sendable () -> Bool) {
    (self.stall, self.mustStop) = (stall, mustStop)
  }

  func noteImprovement() { last.withLock { $0 = MonotonicClock.now } }

  func finish() { isOver.store(true, ordering: .releasing) }

  func run() {
    while !isOver.load(ordering: .acquiring) {
      let now = MonotonicClock.now
      if now - last.withLock({ $0 }) >= stall || mustStop() {
        cancellation.cancel()
        return
      }
      usleep(2000)
    }
  }
}

extension ShopModel {
  /// Adds costs of alternatives to the makespan, both in sixteenths of a unit of time.
  mutating func add(_ costs: [Double]) {
    guard let makespan else { return }
    var objective = LinearExpression()
    objective.add(16, makespan)
    for i in 0..<task.count {
      for a in windows.alternatives(of: i) {
        let cost = (16 * costs[a]).rounded()
        if cost > 0, let x = presence[a] { objective += cost * x.expression }
      }
    }
    model.minimize(objective)
  }
}
