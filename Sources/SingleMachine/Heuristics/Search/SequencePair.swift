import OptCore

/// A current sequence, the accepted one it came from, and the positions where they may differ.
///
/// - Invariant: the two hold the same jobs at every position outside `changed`.
package struct SequencePair<Value, Weights>: Sendable
where Value: SearchInteger, Weights: TardinessWeights {
  /// The sequence being changed.
  package private(set) var current: SequenceState<Value, Weights>
  /// The sequence kept.
  package private(set) var accepted: SequenceState<Value, Weights>
  /// Positions where the two may differ.
  package private(set) var changed = 0..<0

  /// Both are the given sequence.
  package init(_ state: consuming SequenceState<Value, Weights>) {
    accepted = state
    current = state
  }

  /// Carries out a move on the current sequence.
  ///
  /// - Returns: The positions whose jobs or times it changed.
  @discardableResult
  package mutating func apply(_ move: SequenceMove) -> Range<Int> {
    current.apply(move)
    return note(move.range)
  }

  /// Exchanges random jobs within a random window (`Kick.window`).
  ///
  /// - Returns: The positions between which something changed.
  package mutating func kick(
    _ parameters: LocalSearchParameters, using random: inout RandomStream
  ) -> Range<Int> {
    if current.count < 2 { return 0..<0 }
    let window = Kick.window(in: current, parameters, using: &random)
    var swaps = parameters.kickSwaps
    while swaps > 0 {
      let i = window.lowerBound &+ random.below(window.count)
      let k = window.lowerBound &+ random.below(window.count)
      if i != k {
        apply(.swap(min(i, k), max(i, k)))
      }
      swaps &-= 1
    }
    return changed
  }

  @discardableResult
  private mutating func note(_ range: Range<Int>) -> Range<Int> {
    changed =
      changed.isEmpty
      ? range
      : min(changed.lowerBound, range.lowerBound)..<max(changed.upperBound, range.upperBound)
    return range
  }

  /// Keeps the current sequence.
  package mutating func accept() {
    accepted.copy(from: current, changed.lowerBound, changed.upperBound)
    changed = 0..<0
  }

  /// Returns to the accepted sequence.
  package mutating func reject() {
    current.copy(from: accepted, changed.lowerBound, changed.upperBound)
    changed = 0..<0
  }
}
