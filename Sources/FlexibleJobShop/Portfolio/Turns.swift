import Glibc
import OptCore
import Synchronization

/// Two searches on threads of their own that take turns, so that together they use one processor.
///
/// Each asks between its steps whether its turn is over, and then waits until the other has had as much time.
final class Turns: Sendable {
  /// Who may work.
  enum Side: Sendable { case first, second }

  private struct State: Sendable {
    var side = Side.first
    var began = MonotonicClock.now
    var length: Double
    var hasEnded = false
  }

  private let state: Mutex<State>

  /// - Parameter length: seconds of the first turn; later ones grow to a second.
  init(length: Double) { state = Mutex(State(length: length)) }

  /// Whether a side's turn is over.
  func isOver(for side: Side) -> Bool {
    state.withLock { state in
      if state.hasEnded { return false }
      return state.side != side || MonotonicClock.now - state.began > state.length
    }
  }

  /// Hands over, and waits for the next turn, or until told to stop.
  func wait(_ side: Side, until stop: () -> Bool) {
    state.withLock { state in
      guard !state.hasEnded, state.side == side else { return }
      // Who has overrun its turn gives the other as much.
      let used = MonotonicClock.now - state.began
      state.length = side == .first ? max(state.length, min(1, 2 * used)) : max(used, state.length)
      state.side = side == .first ? .second : .first
      state.began = MonotonicClock.now
    }
    while state.withLock({ !$0.hasEnded && $0.side != side }), !stop() { usleep(500) }
  }

  /// One side has nothing more to do: the other works alone from now on.
  func end() { state.withLock { $0.hasEnded = true } }
}
