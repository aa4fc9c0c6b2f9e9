import OptCore

/// A heuristic of classical modulo scheduling, from the minimum initiation interval upward.
public struct ModuloSchedulingMethod: SolveMethod {
  /// Identifier and help.
  public let description: MethodDescription
  private let starts: @Sendable (LoopInstance, Int) -> [Int]?

  /// Iterative modulo scheduling: by height; what is in the way is placed again.
  public static var iterative: ModuloSchedulingMethod {
    ModuloSchedulingMethod(
      MethodDescription(
        "ims", .rule, "iterative modulo scheduling: by height, what is in the way is placed again",
        source: "Rau (1994), Iterative modulo scheduling")
    ) { IterativeModuloScheduler.starts($0, interval: $1) }
  }

  /// Swing modulo scheduling: recurrences first, near to what is placed.
  public static var swing: ModuloSchedulingMethod {
    ModuloSchedulingMethod(
      MethodDescription(
        "sms", .rule, "swing modulo scheduling: recurrences first, near to what is placed",
        source: "Llosa, Gonzalez, Ayguade and Valero (1996), Swing modulo scheduling")
    ) { SwingModuloScheduler.starts($0, interval: $1) }
  }

  private init(
    _ description: MethodDescription, _ starts: @escaping @Sendable (LoopInstance, Int) -> [Int]?
  ) {
    (self.description, self.starts) = (description, starts)
  }

  /// No warps are assigned, and the table has a row for every cycle.
  public func obstacle(on instance: LoopInstance) -> String? {
    if instance.isJoint { return "\(description.id) assigns no warps" }
    let least = ResourceBound(instance).interval
    return ModuloTable.fits(instance, interval: least)
      ? nil : "the reservation table of an interval of \(least) is too large"
  }

  /// Offers the first schedule that keeps units and dependences, and memories as well, which it does not look at while it places: where
  /// they are too small, stages are chosen anew.
  public func run(
    _ request: SolveRequest<LoopSchedule>, in session: SolveSession<LoopInstance>
  ) throws(SolveError) -> Termination {
    let instance = session.instance
    guard var interval = MinimumInterval.raise(in: session, from: description.id) else {
      return .proved
    }
    while interval <= instance.serialInterval, ModuloTable.fits(instance, interval: interval) {
      if let reason = session.stopReason { return reason }
      if let starts = starts(instance, interval),
        let schedule = StageScheduling.mended(
          LoopSchedule(interval: interval, starts: starts), in: instance)
      {
        try session.offer(schedule, from: description.id)
        return session.stopReason ?? .completed
      }
      interval += 1
    }
    return session.stopReason ?? .completed
  }
}
