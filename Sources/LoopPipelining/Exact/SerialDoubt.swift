import OptCore

/// The doubt whether any initiation interval has a schedule, for searches that refute one interval after the other.
///
/// At the serial interval S there is room for everything one after the other. In a schedule at a larger one some row is idle, and
/// can be left out; so if S and all below are refuted, no interval works. Without negative delays and `live_from`, all starts and the
/// interval of any schedule can be multiplied by a number above all spans. So a schedule at any interval makes one at S, and after a
/// few refuted intervals a look at S by itself tells a loop that is slow from one without any schedule.
struct SerialDoubt {
  private let session: SolveSession<LoopInstance>
  private let instance: LoopInstance
  private var refuted = 0

  /// Intervals that are refuted before the serial one is looked at.
  private static let triesBeforeLook = 3

  init(_ session: SolveSession<LoopInstance>) {
    self.session = session
    instance = session.instance
  }

  /// Notes that an interval is refuted, and proves that none works where that is so.
  ///
  /// - Parameters:
  ///   - interval: it and all intervals below it have no schedule.
  ///   - reason: what it fails by, if that is known.
  ///   - decide: whether there is a schedule at the serial interval; nil = that is left open.
  /// - Returns: Why the run ends; nil = it goes on.
  mutating func refute(
    _ interval: Int, by reason: String,
    decide: (Int) throws(SolveError) -> IntervalDecision.Outcome?
  ) throws(SolveError) -> Termination? {
    guard session.incumbent == nil else { return nil }
    refuted += 1
    let serial = instance.serialInterval
    if interval >= serial { return prove(reason) }
    guard refuted == Self.triesBeforeLook, canStretch,
      SerialSchedule.schedule(of: instance) == nil
    else { return nil }
    switch try decide(serial) {
    case .feasible, nil: return nil
    case .stopped(let end): return end
    case .infeasible(let cause): return session.incumbent == nil ? prove(cause) : nil
    }
  }

  /// Whether a schedule at any interval makes one at the serial interval.
  private var canStretch: Bool {
    instance.edges.allSatisfy { $0.delay >= 0 }
      && instance.operations.allSatisfy { $0.liveFrom == 0 }
  }

  private func prove(_ reason: String) -> Termination {
    session.note("infeasible", .string("no initiation interval works: it fails by \(reason)"))
    session.prove(.infeasible)
    return .proved
  }
}
