/// A change of a sequence.
package enum SequenceMove: Sendable, Hashable {
  /// Exchange the jobs at two positions, the first one earlier.
  case swap(Int, Int)
  /// Exchange the neighbouring blocks `low..<middle` and `middle..<high`; an insertion when one has one job.
  case rotate(Int, Int, Int)
}

extension SequenceMove {
  /// The positions whose jobs or times it changes.
  package var range: Range<Int> {
    switch self {
    case .swap(let i, let k): i..<k + 1
    case .rotate(let low, _, let high): low..<high
    }
  }
}

/// The best change found so far and what it does to the total.
package struct MoveChoice<Value: SearchInteger>: Sendable {
  /// The change; without meaning while `delta` is 0.
  package var move = SequenceMove.swap(0, 0)
  /// Change of the total; 0 when nothing improves.
  package var delta: Value = 0
  /// Positions looked at to price moves exactly: a measure of work.
  package var priced = 0

  /// Nothing found yet.
  package init() {}
}

extension SequenceState {
  /// Carries out a move.
  package mutating func apply(_ move: SequenceMove) {
    switch move {
    case .swap(let i, let k): swap(i, k)
    case .rotate(let low, let middle, let high):
      rotate(low, middle, high)
    }
  }
}
