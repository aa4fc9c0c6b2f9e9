/// The load: the most that is occupied at one time, a lower bound on every peak.
package enum LoadBound {
  /// The greatest sum of the heights of pieces that are alive together, and of the tops of fixed buffers.
  ///
  /// - Complexity: O(m log m) for m pieces.
  package static func load(of buffers: [Buffer]) -> Int {
    var events: [(time: Int, change: Int)] = []
    events.reserveCapacity(2 * buffers.count)
    var best = 0
    for buffer in buffers {
      best = max(best, (buffer.fixedOffset ?? 0) + buffer.size)
      if buffer.gaps.isEmpty {
        events.append((buffer.lower, buffer.size))
        events.append((buffer.upper, -buffer.size))
      } else {
        for piece in buffer.pieces {
          events.append((piece.times.lowerBound, piece.addresses.count))
          events.append((piece.times.upperBound, -piece.addresses.count))
        }
      }
    }
    events.sort { ($0.time, $0.change) < ($1.time, $1.change) }
    var level = 0
    for event in events {
      level += event.change
      best = max(best, level)
    }
    return best
  }
}
