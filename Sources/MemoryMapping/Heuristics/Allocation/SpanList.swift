/// Addresses `bottom..<top`.
struct Span {
  var bottom: Int
  var top: Int
}

/// Disjoint spans of addresses in ascending order, in memory of its own; spans that touch become one.
///
/// Whoever holds it must call `free()` once. What is packed tightly needs few spans, however many buffers it is of.
struct SpanList {
  private(set) var spans: UnsafeMutablePointer<Span>?
  private(set) var count: Int32 = 0
  private var capacity: Int32 = 0

  /// The first span whose top is above an address, at or after place `from`; `count` = none.
  @inline(__always)
  func firstAbove(_ address: Int, from: Int) -> Int {
    guard let spans else { return 0 }
    let count = Int(count)
    // Steps that double, then halves: what is asked for is mostly near.
    var (low, high) = (from, from)
    var step = 1
    while high < count, spans[high].top <= address {
      low = high + 1
      high += step
      step *= 2
    }
    if high > count { high = count }
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].top <= address { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Adds addresses, which may be in it already.
  mutating func insert(_ span: Span) {
    // Spans from `first` to before `last` meet or touch the new one.
    let first = firstAbove(span.bottom - 1, from: 0)
    var last = first
    var merged = span
    if let spans {
      while last < Int(count), spans[last].bottom <= span.top {
        merged.bottom = min(merged.bottom, spans[last].bottom)
        merged.top = max(merged.top, spans[last].top)
        last += 1
      }
    }
    if last > first {
      guard let spans else { return }
      spans[first] = merged
      let removed = last - first - 1
      if removed > 0 {
        (spans + first + 1).update(from: spans + last, count: Int(count) - last)
        count -= Int32(truncatingIfNeeded: removed)
      }
      return
    }
    if count == capacity { grow() }
    guard let spans else { return }
    (spans + first + 1).update(from: spans + first, count: Int(count) - first)
    spans[first] = merged
    count += 1
  }

  private mutating func grow() {
    let room = max(2, 2 * Int(capacity))
    let larger = UnsafeMutablePointer<Span>.allocate(capacity: room)
    larger.initialize(repeating: Span(bottom: 0, top: 0), count: room)
    if let spans {
      larger.update(from: spans, count: Int(count))
      spans.deallocate()
    }
    spans = larger
    capacity = Int32(truncatingIfNeeded: room)
  }

  /// Gives the memory back.
  mutating func free() {
    spans?.deallocate()
    self = SpanList()
  }
}
