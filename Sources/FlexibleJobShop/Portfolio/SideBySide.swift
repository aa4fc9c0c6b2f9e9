import EngineCP
import Modeling
import OptCore
import Synchronization

/// A local search and constraint programming side by side.
///
/// Constraint programming has one thread as long as models are not too large for it, local searches have the others; with one
/// thread the two take turns. Each goes on with the best schedule of all.
struct SideBySide {
  let request: SolveRequest<ShopSchedule>
  let session: SolveSession<FlexibleJobShopInstance>
  /// Models with more alternatives are left to local search.
  let largestModel: Int

  /// Conflicts where no limit is given.
  private static let usualConflicts = 50_000

  /// Runs until the limit or a proof; without a limit, until both have done their usual work.
  ///
  /// - Parameter search: local search number n, on its own thread; it asks the closure every few microseconds to milliseconds, and may be
  ///   kept waiting by it. It ends when the session has a reason to stop, or with its usual work done.
  func run(
    _ search: @escaping @Sendable (_ number: Int, _ pause: @escaping @Sendable () -> Void) -> Void
  ) throws(SolveError) -> Termination {
    let usesEngine = session.instance.alternativeCount <= largestModel
    let turns = usesEngine && request.threads == 1 ? Turns(length: 0.1) : nil
    let searches = max(1, usesEngine ? request.threads - 1 : request.threads)
    let fault = FaultBox()
    var threads: [SystemThread?] = []
    if usesEngine {
      let prover = SystemThread { [self] in
        do throws(SolveError) {
          try prove(turns)
        } catch {
          // Models with too many setups or too large numbers are left to local search.
          if case .unsupported(_, let reason) = error {
            self.session.say("no constraint programming: \(reason)", from: "auto")
          } else {
            fault.note(error)
          }
        }
        turns?.end()
      }
      // Without a thread there is nobody to take turns with.
      if prover == nil { turns?.end() }
      threads.append(prover)
    }
    for number in 1..<searches { threads.append(SystemThread { search(number, {}) }) }
    if !usesEngine { session.raiseBounds() }
    let session = session
    search(0) {
      if let turns, turns.isOver(for: .first) {
        turns.wait(.first, until: { session.stopReason != nil })
      }
    }
    turns?.end()
    for thread in threads { thread?.join() }
    if let fault = fault.first { throw fault }
    return session.stopReason ?? .completed
  }

  /// Bounds, then constraint programming to the end.
  private func prove(_ turns: Turns?) throws(SolveError) {
    let session = session
    let stop = { @Sendable in session.stopReason != nil }
    turns?.wait(.second, until: stop)
    session.raiseBounds()
    // Setups may restrict the model, and what is proven by then would not count any more.
    if session.stopReason != nil { return }
    let method = CPMethod(engines: EngineSet([CPEngine()]))
    let other = try request.passed(to: method.description)
    let run = try ShopEngineRun(CPEngine(), other, session, source: "cp")
    _ = try run.run(
      IntervalFormulation(ShopModelOptions(other.parameters)), threads: 1,
      conflicts: session.limits.time == nil ? SideBySide.usualConflicts : nil,
      pause: {
        if let turns, turns.isOver(for: .second) { turns.wait(.second, until: stop) }
      })
  }
}

/// The first fault of several threads.
private final class FaultBox: Sendable {
  private let fault = Mutex<SolveError?>(nil)

  func note(_ error: SolveError) { fault.withLock { if $0 == nil { $0 = error } } }

  var first: SolveError? { fault.withLock { $0 } }
}
