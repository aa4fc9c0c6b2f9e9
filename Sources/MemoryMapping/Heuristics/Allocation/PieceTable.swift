/// The pieces of all buffers in flat arrays, with times counted in sections.
///
/// A section begins where a piece begins; two pieces share a time exactly when they share a section.
package struct PieceTable: Sendable {
  /// The pieces of buffer `i` are `first[i]..<first[i + 1]`.
  package private(set) var first: [Int] = [0]
  /// By piece: the first section in which it is alive.
  package private(set) var begin: [Int32] = []
  /// By piece: the section after the last one in which it is alive.
  package private(set) var end: [Int32] = []
  /// By piece: its lowest address, relative to the offset of its buffer.
  package private(set) var low: [Int] = []
  /// By piece: the address after its highest one, relative to the offset of its buffer.
  package private(set) var high: [Int] = []
  /// By section: the time at which it begins, ascending.
  package private(set) var sections: [Int] = []

  /// - Complexity: O(m log m) for m pieces.
  package init(_ buffers: [Buffer]) {
    first.reserveCapacity(buffers.count + 1)
    low.reserveCapacity(buffers.count)
    high.reserveCapacity(buffers.count)
    var times: [Range<Int>] = []
    times.reserveCapacity(buffers.count)
    for buffer in buffers {
      if buffer.gaps.isEmpty {
        add(Buffer.Piece(times: buffer.lower..<buffer.upper, addresses: 0..<buffer.size), &times)
      } else {
        for piece in buffer.pieces { add(piece, &times) }
      }
      first.append(low.count)
    }
    let starts = times.map(\.lowerBound).sorted()
    for start in starts where start != sections.last { sections.append(start) }
    begin = times.map { Int32(truncatingIfNeeded: section(atOrAfter: $0.lowerBound)) }
    end = times.map { Int32(truncatingIfNeeded: section(atOrAfter: $0.upperBound)) }
  }

  private mutating func add(_ piece: Buffer.Piece, _ times: inout [Range<Int>]) {
    times.append(piece.times)
    low.append(piece.addresses.lowerBound)
    high.append(piece.addresses.upperBound)
  }

  /// The first section that begins at `time` or later.
  private func section(atOrAfter time: Int) -> Int {
    var (low, high) = (0, sections.count)
    while low < high {
      let middle = (low + high) / 2
      if sections[middle] < time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
