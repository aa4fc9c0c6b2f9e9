import OptCore

/// Warps and starts one after the other, as compilers do: baselines for deciding both together.
public struct TwoStepMethod: SolveMethod {
  /// Identifier and help.
  public let description: MethodDescription
  private let isPartitionFirst: Bool

  /// A partition by what operations hand over, then starts for it.
  public static var partitionFirst: TwoStepMethod {
    TwoStepMethod(
      "partition-first", "warps by what operations hand over, then the first interval that fits",
      isPartitionFirst: true)
  }

  /// The shortest schedule of units and dependences, then warps for it.
  public static var scheduleFirst: TwoStepMethod {
    TwoStepMethod(
      "schedule-first", "the shortest schedule of units and dependences, then warps for it",
      isPartitionFirst: false)
  }

  private init(_ id: String, _ summary: String, isPartitionFirst: Bool) {
    description = MethodDescription(id, .rule, summary)
    self.isPartitionFirst = isPartitionFirst
  }

  /// There must be warps to share out.
  public func obstacle(on instance: LoopInstance) -> String? {
    instance.isJoint ? nil : "the loop has no warps to share out"
  }

  /// Conflicts for each interval, so that a step that fails costs little.
  private static let conflicts = 2000

  /// Goes through intervals until both steps succeed.
  ///
  /// - Throws: `SolveError` when the engine fails.
  public func run(
    _ request: SolveRequest<LoopSchedule>, in session: SolveSession<LoopInstance>
  ) throws(SolveError) -> Termination {
    let instance = session.instance
    let solver = LoopSolver(session, request, source: description.id)
    guard var interval = MinimumInterval.raise(in: session, from: description.id) else {
      return .proved
    }
    while interval <= instance.serialInterval {
      if let reason = session.stopReason { return reason }
      defer { interval += 1 }
      guard var task = LoopTask(instance, interval: interval) else { continue }
      if isPartitionFirst {
        guard let partition = WarpPartition(instance, interval: interval) else { return .completed }
        task.warps = partition.warps
        task.limit = min(task.limit, task.leastLength + 3 * interval)
      } else {
        guard let starts = try starts(of: instance, interval, solver) else { continue }
        task.starts = starts
      }
      task.goal = isPartitionFirst ? .shortest : .fewestWarps
      let answer = try solver.solve(task, conflicts: Self.conflicts)
      if answer.schedule != nil { return session.stopReason ?? .completed }
    }
    return .completed
  }

  /// Starts of the shortest schedule without warps and memories.
  private func starts(
    of instance: LoopInstance, _ interval: Int, _ solver: LoopSolver
  ) throws(SolveError) -> [Int]? {
    guard let plain = try? instance.unitsOnly(), let task = LoopTask(plain, interval: interval)
    else { return nil }
    var quiet = solver
    quiet.offers = false
    return try quiet.solve(task, conflicts: Self.conflicts).schedule?.starts
  }
}
