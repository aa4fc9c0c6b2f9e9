import OptCore
import Synchronization

/// Annealing searches on several threads that tell each other their best schedules through the session.
final class AnnealingCrew: Sendable {
  private let session: SolveSession<FlexibleJobShopInstance>
  private let shop: TimedShop
  private let settings: AnnealingSearch.Settings
  private let source: String
  private let counts = Mutex((evaluations: 0, cycles: 0))

  /// - Parameter source: who finds what is found.
  init(
    _ session: SolveSession<FlexibleJobShopInstance>, _ settings: AnnealingSearch.Settings,
    source: String
  ) {
    self.session = session
    self.settings = settings
    self.source = source
    shop = TimedShop(session.instance)
  }

  /// One search, to be run by one thread.
  func search(seed: UInt64) -> AnnealingSearch { AnnealingSearch(shop, settings, seed: seed) }

  /// Runs a search on this thread from the session's incumbent, until the session stops it or it is told to.
  func run(_ search: AnnealingSearch, until stop: @escaping () -> Bool) {
    guard let first = session.incumbent?.solution else { return }
    let (session, source) = (session, source)
    let world = AnnealingSearch.World(
      goal: { session.bound?.asInteger ?? 0 },
      stop: { session.stopReason != nil || stop() },
      found: { schedule in
        // Setups without the triangle inequality may hide an overlap of operations of no length.
        guard schedule.violations(in: session.instance).isEmpty else { return }
        // A fault is kept by the session and thrown at its end.
        _ = try? session.offer(schedule, from: source)
      },
      better: { value in
        guard let incumbent = session.incumbent, let other = incumbent.objective.asInteger,
          other < value
        else { return nil }
        return incumbent.solution
      })
    search.run(from: first, world)
  }

  /// Adds what a search has done to a result's statistics.
  func note(_ search: AnnealingSearch) {
    let total = counts.withLock {
      $0.evaluations += search.evaluations
      $0.cycles += search.cycles
      return $0
    }
    session.note("moves_tried", .integer(total.evaluations))
    session.note("annealing_cycles", .integer(total.cycles))
  }
}
