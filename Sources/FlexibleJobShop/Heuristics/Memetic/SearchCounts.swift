import OptCore
import Synchronization

/// What searches on several threads have done.
final class SearchCounts: Sendable {
  private let counts = Mutex((iterations: 0, children: 0, rounds: 0))

  /// Adds a search that is over.
  func add(_ search: MemeticSearch) {
    let (iterations, children, rounds) = (search.iterations, search.children, search.rounds)
    counts.withLock {
      $0.iterations += iterations
      $0.children += children
      $0.rounds += rounds
    }
  }

  /// Notes the sums among a result's statistics.
  func note(in session: SolveSession<FlexibleJobShopInstance>) {
    let total = counts.withLock { $0 }
    session.note("iterations", .integer(total.iterations))
    session.note("children", .integer(total.children))
    session.note("window_rounds", .integer(total.rounds))
  }
}
