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
    instance.operationCount >= leastOperations
      && (instance.isJoint || !Storage.all(of: instance).isEmpty)
  }

  private static let leastOperations = 120

  /// Runs until the bound is met, efforts no longer help, or a share of the time is used up, which is larger where there is no
  /// schedule yet.
  func run(from bound: Int) throws(SolveError) {
    var descent = IntervalDescent(session, request, source: source, bound: bound)
    descent.mostEffort = Self.mostEffort
    let (begin, time) = (session.elapsed, session.remaining)
    for share in Self.shares where session.incumbent == nil || share == Self.shares[0] {
      descent.deadline = time.map { begin + share * $0 }
      _ = try descent.run()
    }
  }

  private static let shares = [0.6, 0.9]
  private static let mostEffort = 2000
}
