import Metaheuristics
import OptCore

/// Descent by best sets of independent moves, and the kicks that restart it.
package struct DynasearchSearch<Value, Weights>: IteratedSearch, Sendable
where Value: SearchInteger, Weights: TardinessWeights {
  private var pair: SequencePair<Value, Weights>
  private let parameters: LocalSearchParameters
  private var independent: IndependentMoves<Value>
  /// Positions that changed since the last local optimum; only moves that meet them can improve.
  private var active: Range<Int>
  /// Positions that may still be looked at before the next poll.
  private var credit = 0

  /// Starts at a sequence with every position active.
  package init(
    _ state: consuming SequenceState<Value, Weights>, _ parameters: LocalSearchParameters
  ) {
    self.parameters = parameters
    active = 0..<state.count
    independent = IndependentMoves(count: state.count)
    pair = SequencePair(state)
  }

  /// The total weighted tardiness of the current sequence.
  package var cost: Int { Int(pair.current.total) }

  /// The total weighted tardiness of the accepted sequence.
  package var acceptedCost: Int { Int(pair.accepted.total) }

  /// The accepted sequence.
  package var acceptedSequence: [Int] { pair.accepted.sequence }

  /// Makes best sets of independent moves until none improves.
  package mutating func improve(while goesOn: () -> Bool) {
    var isStopped = false
    while !active.isEmpty, !isStopped {
      var left = credit
      let moves = independent.best(in: pair.current, meeting: active) { work in
        left &-= work
        if left < 0 {
          left = 1 << 18
          isStopped = !goesOn()
        }
        return !isStopped
      }
      credit = left
      active = make(moves)
    }
  }

  /// Carries out independent moves.
  ///
  /// - Returns: The positions between which something changed.
  private mutating func make(_ moves: [SequenceMove]) -> Range<Int> {
    var low = pair.current.count
    var high = 0
    for move in moves {
      let range = pair.apply(move)
      low = min(low, range.lowerBound)
      high = max(high, range.upperBound)
    }
    return low < high ? low..<high : 0..<0
  }

  /// Exchanges random jobs within a random window.
  package mutating func kick(using random: inout RandomStream) {
    active = pair.kick(parameters, using: &random)
  }

  /// Keeps the current sequence.
  package mutating func accept() { pair.accept() }

  /// Returns to the accepted sequence.
  package mutating func reject() { pair.reject() }
}
