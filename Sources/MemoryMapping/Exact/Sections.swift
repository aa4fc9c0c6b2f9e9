/// Time in sections: runs of times whose sets of occupied pieces are not contained in those of a neighbour.
struct Sections {
  /// How many there are.
  let count: Int
  /// By buffer: its pieces in sections.
  let spans: [[PackingData.Span]]
  /// By buffer: its first section, and the one after its last.
  let firsts: [Int]
  let ends: [Int]

  /// A section is cut where a piece ends after others have begun.
  ///
  /// - Complexity: O(m log m) for m pieces.
  init(_ buffers: [Buffer]) {
    var pieces: [(owner: Int, piece: Buffer.Piece)] = []
    for (index, buffer) in buffers.enumerated() {
      for piece in buffer.pieces { pieces.append((index, piece)) }
    }
    var points: [(time: Int, isStart: Bool, piece: Int)] = []
    points.reserveCapacity(2 * pieces.count)
    for (index, entry) in pieces.enumerated() {
      points.append((entry.piece.times.lowerBound, true, index))
      points.append((entry.piece.times.upperBound, false, index))
    }
    points.sort {
      ($0.time, $0.isStart ? 1 : 0, $0.piece) < ($1.time, $1.isStart ? 1 : 0, $1.piece)
    }
    var starts = [Int](repeating: 0, count: pieces.count)
    var spans = [[PackingData.Span]](repeating: [], count: buffers.count)
    var (section, isFresh) = (0, false)
    for point in points {
      if point.isStart {
        starts[point.piece] = section
        isFresh = true
        continue
      }
      if isFresh {
        section += 1
        isFresh = false
      }
      let (owner, piece) = pieces[point.piece]
      spans[owner].append(
        PackingData.Span(
          first: starts[point.piece], end: section, bottom: piece.addresses.lowerBound,
          top: piece.addresses.upperBound))
    }
    count = section
    self.spans = spans
    // A buffer whose only pieces are gaps without windows occupies nothing at any time.
    firsts = spans.map { $0.map(\.first).min() ?? 0 }
    ends = spans.map { $0.map(\.end).max() ?? 0 }
  }
}
