import Synchronization

/// A request to stop that any thread may make and every method polls.
public final class Cancellation: Sendable {
  private let requested = Atomic<Bool>(false)

  /// A token that nobody has used yet.
  public init() {}

  /// Asks every run that watches this token to stop soon, keeping its incumbent.
  public func cancel() {
    requested.store(true, ordering: .releasing)
  }

  /// Whether `cancel()` was called.
  public var isCancelled: Bool { requested.load(ordering: .acquiring) }
}
