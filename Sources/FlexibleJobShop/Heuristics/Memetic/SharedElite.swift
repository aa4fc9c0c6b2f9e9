import Synchronization

/// The best schedule of several searches on threads of their own.
final class SharedElite: Sendable {
  private let best = Mutex<Individual?>(nil)

  /// Offers a schedule.
  func offer(_ individual: Individual) {
    best.withLock { best in
      if individual.makespan < (best?.makespan ?? .max) { best = individual }
    }
  }

  /// The best schedule, if it is better than a makespan.
  func better(than makespan: Int) -> Individual? {
    best.withLock { best in
      guard let best, best.makespan < makespan else { return nil }
      return best
    }
  }
}
