/// What stands in the way of one buffer: lists of addresses, each with the part of the buffer that must keep clear of them.
///
/// The lists are not copied: they must not change while it is in use.
struct Obstacles {
  private struct Entry {
    var list: SpanList
    var low: Int
    var high: Int
    /// The spans before this one end at or below what was last asked for.
    var place: Int
  }

  private var entries: [Entry] = []

  /// Forgets all lists.
  mutating func clear() { entries.removeAll(keepingCapacity: true) }

  /// Adds a list from which the addresses `low..<high`, relative to the offset, must keep clear.
  @inline(__always)
  mutating func add(_ list: SpanList, low: Int, high: Int) {
    guard list.count > 0 else { return }
    entries.append(Entry(list: list, low: low, high: high, place: 0))
  }

  /// Whether nothing is in the way at an offset.
  func isFree(_ offset: Int) -> Bool {
    entries.allSatisfy { entry in
      let place = entry.list.firstAbove(offset + entry.low, from: 0)
      guard place < Int(entry.list.count), let spans = entry.list.spans else { return true }
      return spans[place].bottom >= offset + entry.high
    }
  }

  /// The offset that a rule takes.
  ///
  /// - Complexity: O(lists) for each place at which something is in the way.
  mutating func offset(alignment: Int, rule: PlacementRule) -> Int {
    var best: (offset: Int, slack: Int)?
    var open = 0
    while true {
      open = free(from: open)
      if rule == .firstFit, alignment == 1 { return open }
      let last = lastFree(from: open)
      let offset = aligned(open, alignment)
      guard last < .max else { return best?.offset ?? offset }
      if offset <= last {
        if rule == .firstFit { return offset }
        let slack = last - open
        if slack == 0 { return offset }
        if slack < best?.slack ?? .max { best = (offset, slack) }
      }
      open = last + 1
    }
  }

  /// The least offset from `offset` on at which nothing is in the way.
  private mutating func free(from offset: Int) -> Int {
    let count = entries.count
    return entries.withUnsafeMutableBufferPointer { entries in
      var offset = offset
      var (clear, index) = (0, 0)
      while clear < count {
        let entry = entries.baseAddress.unsafelyUnwrapped + index
        let place = entry.pointee.list.firstAbove(
          offset + entry.pointee.low, from: entry.pointee.place)
        entry.pointee.place = place
        clear += 1
        if place < Int(entry.pointee.list.count), let spans = entry.pointee.list.spans,
          spans[place].bottom < offset + entry.pointee.high
        {
          offset = spans[place].top - entry.pointee.low
          clear = 0
        }
        index += 1
        if index == count { index = 0 }
      }
      return offset
    }
  }

  /// The greatest offset up to which nothing is in the way, from a free one on; `Int.max` = forever.
  ///
  /// Every `place` is that of the free offset.
  private func lastFree(from offset: Int) -> Int {
    var last = Int.max
    for entry in entries {
      guard entry.place < Int(entry.list.count), let spans = entry.list.spans else { continue }
      last = min(last, spans[entry.place].bottom - entry.high)
    }
    return last
  }
}
