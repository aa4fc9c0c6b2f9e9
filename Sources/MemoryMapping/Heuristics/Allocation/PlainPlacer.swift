/// Finds what is in the way of a buffer by a scan over everything placed: simple, and fast for some hundred buffers.
struct PlainPlacer: BufferPlacer {
  private let table: PieceTable
  private var begin: [Int32] = []
  private var end: [Int32] = []
  private var bottom: [Int] = []
  private var top: [Int] = []
  /// The offsets that the buffer last looked at cannot have.
  private var blocked: BlockedOffsets = BlockedOffsets([])

  init(_ table: PieceTable) { self.table = table }

  /// Notes the pieces of a buffer.
  mutating func place(_ buffer: Int, at offset: Int) {
    for piece in table.first[buffer]..<table.first[buffer + 1] {
      begin.append(table.begin[piece])
      end.append(table.end[piece])
      bottom.append(offset + table.low[piece])
      top.append(offset + table.high[piece])
    }
  }

  /// - Complexity: O(p log p) for p pieces placed.
  mutating func look(at buffer: Int) {
    var ranges: [Range<Int>] = []
    for piece in table.first[buffer]..<table.first[buffer + 1] {
      let (from, to) = (table.begin[piece], table.end[piece])
      let (low, high) = (table.low[piece], table.high[piece])
      for other in begin.indices where begin[other] < to && from < end[other] {
        // Overlap: offset + low < top and offset + high > bottom.
        let least = max(0, bottom[other] - high + 1)
        let free = top[other] - low
        if least < free { ranges.append(least..<free) }
      }
    }
    ranges.sort { $0.lowerBound < $1.lowerBound }
    blocked = BlockedOffsets(ranges)
  }

  func isFree(_ offset: Int) -> Bool { blocked.isFree(offset) }

  func offset(alignment: Int, rule: PlacementRule) -> Int {
    blocked.offset(alignment: alignment, rule: rule)
  }
}

/// Offsets that are taken, as ranges by ascending lower bound that may overlap; all others from 0 up are free.
struct BlockedOffsets {
  private let ranges: [Range<Int>]

  init(_ ranges: [Range<Int>]) { self.ranges = ranges }

  /// Whether an offset is none of those taken.
  func isFree(_ offset: Int) -> Bool { !ranges.contains { $0.contains(offset) } }

  /// The offset that a rule takes.
  ///
  /// - Complexity: O(ranges).
  func offset(alignment: Int, rule: PlacementRule) -> Int {
    var best: (offset: Int, slack: Int)?
    // No offset below `open` is free but those seen already.
    var open = 0
    for range in ranges {
      if range.lowerBound > open {
        let offset = aligned(open, alignment)
        if offset < range.lowerBound {
          if rule == .firstFit { return offset }
          let slack = range.lowerBound - 1 - open
          if slack < best?.slack ?? .max { best = (offset, slack) }
        }
      }
      open = max(open, range.upperBound)
    }
    return best?.offset ?? aligned(open, alignment)
  }
}

/// The least multiple of `alignment` that is at least `offset`.
@inline(__always)
func aligned(_ offset: Int, _ alignment: Int) -> Int {
  let rest = offset % alignment
  return rest == 0 ? offset : offset + alignment - rest
}
