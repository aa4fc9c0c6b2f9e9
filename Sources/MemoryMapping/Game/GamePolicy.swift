import OptCore

extension MallocGame {
  /// The states that the legal actions lead to.
  package func successors() -> [(action: Action, game: MallocGame)] {
    legalActions.map { action in
      var next = self
      next.play(action)
      return (action, next)
    }
  }

  /// Plays to the end, each time what rewards most at once; the first of equals in the order no copy, copy, drop.
  ///
  /// - Parameters:
  ///   - noise: the chance of any legal action instead.
  ///   - isStopped: asked before each decision; then all that is left is dropped.
  package mutating func playGreedily(
    noise: Double, _ random: inout RandomStream, isStopped: () -> Bool
  ) {
    while !isOver {
      if isStopped() {
        play(isLegal(.drop) ? .drop : .noCopy)
        continue
      }
      let next = successors()
      if noise > 0, next.count > 1, random.unit() < noise {
        self = next[random.below(next.count)].game
        continue
      }
      guard var best = next.first else { return }
      for other in next.dropFirst() where other.game.total < best.game.total { best = other }
      self = best.game
    }
  }
}
