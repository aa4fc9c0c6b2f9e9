/// Which buffers are in the way of which: per buffer, the offsets that each conflicting one takes from it.
///
/// - Complexity: O(n^2 + pairs of pieces) to make; memory O(conflicts).
final class ConflictTable {
  /// A buffer that is in the way: with it at `x` the offsets `x + low ..< x + high` are taken.
  struct Entry {
    var other: Int32
    var low: Int
    var high: Int
    /// Where the taken offsets begin, as last seen; entries of a buffer are kept in this order.
    var key: Int
  }

  let count: Int
  /// Entries of buffer `i` are `first[i]..<first[i + 1]`; a pair with windowed gaps may have several.
  let first: UnsafeMutablePointer<Int>
  let entries: UnsafeMutablePointer<Entry>

  init(_ buffers: [Buffer]) {
    count = buffers.count
    first = .allocate(capacity: count + 1)
    first.initialize(repeating: 0, count: count + 1)
    let pieces = buffers.map(\.pieces)
    let byStart = buffers.indices.sorted { (buffers[$0].lower, $0) < (buffers[$1].lower, $1) }
    var lists = [[Entry]](repeating: [], count: count)
    for (place, i) in byStart.enumerated() {
      for j in byStart[(place + 1)...] {
        guard buffers[j].lower < buffers[i].upper else { break }
        for range in ConflictTable.taken(pieces[i], pieces[j]) {
          // Taken from j by i at x: x + lower ..< x + upper; the other way round it is mirrored.
          lists[j].append(
            Entry(
              other: Int32(truncatingIfNeeded: i), low: range.lowerBound, high: range.upperBound,
              key: 0))
          lists[i].append(
            Entry(
              other: Int32(truncatingIfNeeded: j), low: 1 - range.upperBound,
              high: 1 - range.lowerBound, key: 0))
        }
      }
    }
    for i in 0..<count { first[i + 1] = first[i] + lists[i].count }
    entries = .allocate(capacity: max(1, first[count]))
    for i in 0..<count {
      for (k, entry) in lists[i].enumerated() { (entries + first[i] + k).initialize(to: entry) }
    }
  }

  deinit {
    first.deallocate()
    entries.deallocate()
  }

  /// The differences of offsets, second less first, at which pieces of two buffers overlap, as disjoint ranges.
  static func taken(_ first: [Buffer.Piece], _ second: [Buffer.Piece]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for p in first {
      for q in second where p.times.overlaps(q.times) {
        ranges.append(
          p.addresses.lowerBound - q.addresses.upperBound + 1..<p.addresses.upperBound
            - q.addresses.lowerBound)
      }
    }
    guard ranges.count > 1 else { return ranges }
    ranges.sort { $0.lowerBound < $1.lowerBound }
    var merged = [ranges[0]]
    for range in ranges.dropFirst() {
      let last = merged.count - 1
      if range.lowerBound <= merged[last].upperBound {
        merged[last] =
          merged[last].lowerBound..<max(merged[last].upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }
}
