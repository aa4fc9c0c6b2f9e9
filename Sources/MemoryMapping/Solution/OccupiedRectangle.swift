/// A rectangle of times and addresses that belongs to somebody.
package struct OccupiedRectangle: Sendable {
  package var times: Range<Int>
  package var addresses: Range<Int>
  /// Who occupies it; rectangles of the same owner do not overlap.
  package var owner: Int

  package init(times: Range<Int>, addresses: Range<Int>, owner: Int) {
    (self.times, self.addresses, self.owner) = (times, addresses, owner)
  }

  /// The pieces of a buffer at an offset.
  static func pieces(of buffer: Buffer, at offset: Int, owner: Int) -> [OccupiedRectangle] {
    if buffer.gaps.isEmpty {
      return [
        OccupiedRectangle(
          times: buffer.lower..<buffer.upper, addresses: offset..<offset + buffer.size,
          owner: owner)
      ]
    }
    return buffer.pieces.map { piece in
      OccupiedRectangle(
        times: piece.times,
        addresses: offset + piece.addresses.lowerBound..<offset + piece.addresses.upperBound,
        owner: owner)
    }
  }

  /// Two owners of overlapping rectangles; nil = no two rectangles of different owners overlap.
  ///
  /// A sweep over time: as long as nothing overlapped, the rectangles alive are disjoint in address, so a new one can only
  /// overlap its neighbours by address.
  ///
  /// - Complexity: O(m log m + m b) for m rectangles, b what moves in a block of the sorted list.
  package static func overlap(in rectangles: [OccupiedRectangle]) -> (first: Int, second: Int)? {
    var events: [(time: Int, isStart: Bool, index: Int)] = []
    events.reserveCapacity(2 * rectangles.count)
    for (index, rectangle) in rectangles.enumerated() {
      events.append((rectangle.times.lowerBound, true, index))
      events.append((rectangle.times.upperBound, false, index))
    }
    events.sort {
      ($0.time, $0.isStart ? 1 : 0, $0.index) < ($1.time, $1.isStart ? 1 : 0, $1.index)
    }
    var alive = SortedBlocks()
    for event in events {
      let rectangle = rectangles[event.index]
      let key = SortedBlocks.Key(address: rectangle.addresses.lowerBound, index: event.index)
      guard event.isStart else {
        alive.remove(key)
        continue
      }
      let (before, after) = alive.neighbours(of: key)
      for neighbour in [before, after] {
        guard let neighbour else { continue }
        let other = rectangles[neighbour.index]
        if other.addresses.overlaps(rectangle.addresses) {
          return (min(other.owner, rectangle.owner), max(other.owner, rectangle.owner))
        }
      }
      alive.insert(key)
    }
    return nil
  }
}
