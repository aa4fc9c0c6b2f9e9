import Synchronization

/// A request to stop that any thread may make and every method polls.
public final class Cancellation: Sendable {
  private let requested = Atomic<Bool>(false)

  private let leader: Cancellation?

  /// A token that nobody has used yet.
  ///
  /// - Parameter leader: whoever cancels this token also cancels the new one, not the other way round.
  public init(following leader: Cancellation? = nil) { self.leader = leader }

  /// Asks every run that watches this token to stop soon, keeping its incumbent.
  public func cancel() {
    requested.store(true, ordering: .releasing)
  }

  /// Whether `cancel()` was called.
  public var isCancelled: Bool {
    requested.load(ordering: .acquiring) || leader?.isCancelled == true
  }
}
