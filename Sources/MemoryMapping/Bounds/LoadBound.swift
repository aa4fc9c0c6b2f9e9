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

  /// The load when every offset is a multiple of a common divisor of the alignments: every buffer but the topmost one takes whole multiples.
  ///
  /// - Returns: nil where nothing is gained: buffers with gaps, or alignments without a common divisor.
  /// - Complexity: O(n log n).
  package static func alignedLoad(of buffers: [Buffer]) -> Int? {
    var divisor = 0
    for buffer in buffers {
      guard buffer.gaps.isEmpty else { return nil }
      var (a, b) = (divisor, buffer.alignment)
      while b != 0 { (a, b) = (b, a % b) }
      divisor = a
    }
    guard divisor > 1 else { return nil }
    var padding = 0
    let padded = buffers.map { buffer in
      var buffer = buffer
      let size = (buffer.size + divisor - 1) / divisor * divisor
      padding = max(padding, size - buffer.size)
      buffer.size = size
      buffer.fixedOffset = nil
      return buffer
    }
    return max(load(of: buffers), load(of: padded) - padding)
  }
}
