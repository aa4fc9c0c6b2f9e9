import OptCore

/// Buffers cut from a rectangle of times and addresses: at every time the load is the height of the rectangle, which is thus the least
/// peak, and the cut reaches it.
package struct TightRecipe {
  /// The number of buffers, at least 1.
  package var count: Int
  /// Ticks, at least 1.
  package var span: Int
  /// Bytes, at least 1; a multiple of the alignment.
  package var memory: Int
  /// All sizes and offsets are multiples of it.
  package var alignment: Int

  /// A recipe.
  package init(count: Int = 100, span: Int = 1000, memory: Int = 1 << 20, alignment: Int = 1) {
    (self.count, self.span, self.memory) = (count, span, memory)
    self.alignment = alignment
  }

  /// Cuts a random piece by a straight line through it until there are enough, then shuffles them.
  ///
  /// - Returns: the buffers with their offsets in the cut; nil when the rectangle is too small for so many.
  /// - Complexity: O(n) expected.
  package func cut(seed: UInt64) -> (buffers: [Buffer], offsets: [Int])? {
    struct Piece {
      var times: Range<Int>
      /// In multiples of the alignment.
      var units: Range<Int>
      var canBeCut: Bool { times.count > 1 || units.count > 1 }
    }
    var stream = RandomStream(seed: seed)
    var whole: [Piece] = []
    var open = [Piece(times: 0..<span, units: 0..<memory / alignment)]
    while open.count + whole.count < count {
      guard !open.isEmpty else { return nil }
      let place = stream.below(open.count)
      let piece = open[place]
      guard piece.canBeCut else {
        whole.append(piece)
        open[place] = open[open.count - 1]
        open.removeLast()
        continue
      }
      let isInTime = piece.units.count == 1 || (piece.times.count > 1 && stream.below(2) == 0)
      let cut = stream.integer(in: 1...(isInTime ? piece.times.count : piece.units.count) - 1)
      var (first, second) = (piece, piece)
      if isInTime {
        first.times = piece.times.lowerBound..<piece.times.lowerBound + cut
        second.times = first.times.upperBound..<piece.times.upperBound
      } else {
        first.units = piece.units.lowerBound..<piece.units.lowerBound + cut
        second.units = first.units.upperBound..<piece.units.upperBound
      }
      open[place] = first
      open.append(second)
    }
    var pieces = whole + open
    pieces.shuffle(using: &stream)
    var buffers: [Buffer] = []
    buffers.reserveCapacity(pieces.count)
    for (number, piece) in pieces.enumerated() {
      var buffer = Buffer(
        id: "b\(number)", lower: piece.times.lowerBound, upper: piece.times.upperBound,
        size: piece.units.count * alignment)
      buffer.alignment = alignment
      buffers.append(buffer)
    }
    return (buffers, pieces.map { $0.units.lowerBound * alignment })
  }
}
