/// Which of the free places a buffer takes.
package enum PlacementRule: String, Sendable, Hashable, CaseIterable {
  /// The lowest one.
  case firstFit = "first-fit"
  /// The hole that leaves the least space, the lowest of equals; on top of everything when no hole is large enough.
  case bestFit = "best-fit"
}
