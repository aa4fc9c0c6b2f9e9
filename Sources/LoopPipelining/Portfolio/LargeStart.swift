import OptCore

/// Large neighbourhoods before the exact search, where that takes long to find anything.
struct LargeStart {
  private let session: SolveSession<LoopInstance>
  private let request: SolveRequest<LoopSchedule>
  private let source: String

  init(
    _ session: SolveSession<LoopInstance>, _ request: SolveRequest<LoopSchedule>, source: String
  ) {
    (self.session, self.request, self.source) = (session, request, source)
  }

  /// Whether a loop is so large, and has storage or warps, that its models are too large to find much soon.
  static func fits(_ instance: LoopInstance) -> Bool {
    let least = instance.isJoint ? leastJoint : leastStored
    return instance.operationCount >= least
      && (instance.isJoint || !Storage.all(of: instance).isEmpty)
  }

  private static let leastJoint = 120
  private static let leastStored = 120

  /// Runs until the bound is met, efforts no longer help, or a share of the time is used up.
  func run(from bound: Int) throws(SolveError) {
    var descent = IntervalDescent(
      session, request, source: source, bound: bound,
      deadline: session.remaining.map {
        session.elapsed + Self.share * $0
      })
    descent.mostEffort = Self.mostEffort
    _ = try descent.run()
  }

  private static let share = 0.6
  private static let mostEffort = 2000
}
