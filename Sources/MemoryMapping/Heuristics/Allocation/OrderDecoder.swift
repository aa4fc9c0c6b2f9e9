/// First fit for an order that changes a little again and again: only what a change reaches is placed anew.
///
/// A buffer is placed again when it moved past a conflicting one, or when a conflicting one before it got another offset. An
/// update can be taken back.
package final class OrderDecoder {
  let count: Int
  private let table: ConflictTable
  /// By place: the buffer. Fixed ones come first and stay.
  package let order: UnsafeMutablePointer<Int32>
  /// By buffer: its place.
  let position: UnsafeMutablePointer<Int32>
  package let offset: UnsafeMutablePointer<Int>
  let size: UnsafeMutablePointer<Int>
  private let alignment: UnsafeMutablePointer<Int>
  private let isDirty: UnsafeMutablePointer<Bool>
  private let changed: UnsafeMutablePointer<Int32>
  private let former: UnsafeMutablePointer<Int>
  private var changes = 0
  private var lastMove: (from: Int, to: Int) = (0, 0)
  /// Places before this one are those of fixed buffers.
  package let fixedCount: Int
  /// Tops above this count.
  private(set) var target: Int
  /// The sum over all buffers of what is above the target.
  package private(set) var excess = 0

  /// - Parameter start: every buffer once.
  package init(_ buffers: [Buffer], start: [Int], target: Int) {
    count = buffers.count
    table = ConflictTable(buffers)
    self.target = target
    func make<T>(_ value: T, _ count: Int) -> UnsafeMutablePointer<T> {
      let pointer = UnsafeMutablePointer<T>.allocate(capacity: max(1, count))
      pointer.initialize(repeating: value, count: max(1, count))
      return pointer
    }
    (order, position) = (make(0, count), make(0, count))
    (offset, size, alignment) = (make(0, count), make(0, count), make(1, count))
    (isDirty, changed, former) = (make(false, count), make(0, count), make(0, count))
    let fixed = start.filter { buffers[$0].fixedOffset != nil }
    fixedCount = fixed.count
    for (i, buffer) in buffers.enumerated() {
      size[i] = buffer.size
      alignment[i] = buffer.alignment
      offset[i] = buffer.fixedOffset ?? 0
    }
    set(order: fixed + start.filter { buffers[$0].fixedOffset == nil })
  }

  deinit {
    order.deallocate()
    position.deallocate()
    offset.deallocate()
    size.deallocate()
    alignment.deallocate()
    isDirty.deallocate()
    changed.deallocate()
    former.deallocate()
  }

  /// Places all buffers in an order that begins with the fixed ones.
  func set(order new: [Int]) {
    for (place, buffer) in new.enumerated() {
      order[place] = Int32(truncatingIfNeeded: buffer)
      position[buffer] = Int32(truncatingIfNeeded: place)
    }
    changes = 0
    lastMove = (0, 0)
    for place in fixedCount..<max(fixedCount, count) {
      let buffer = Int(order[place])
      isDirty[buffer] = false
      offset[buffer] = lowest(buffer, at: place)
    }
    set(target: target)
  }

  /// Changes what counts as above.
  func set(target new: Int) {
    target = new
    excess = 0
    for i in 0..<count { excess += max(0, offset[i] + size[i] - new) }
  }

  /// The greatest top.
  var peak: Int {
    var best = 0
    for i in 0..<count { best = max(best, offset[i] + size[i]) }
    return best
  }

  /// Takes the buffer at one place out and puts it in at another one, places not those of fixed buffers.
  package func move(from: Int, to: Int) {
    changes = 0
    lastMove = (from, to)
    let buffer = Int(order[from])
    shift(from: from, to: to)
    isDirty[buffer] = true
    let range = min(from, to)...max(from, to)
    forEachConflict(of: buffer) { other in
      let place = Int(position[other])
      if range.contains(place) { isDirty[other] = true }
    }
    for place in range.lowerBound..<count {
      let buffer = Int(order[place])
      guard isDirty[buffer] else { continue }
      isDirty[buffer] = false
      let new = lowest(buffer, at: place)
      let old = offset[buffer]
      guard new != old else { continue }
      changed[changes] = Int32(truncatingIfNeeded: buffer)
      former[changes] = old
      changes += 1
      excess += max(0, new + size[buffer] - target) - max(0, old + size[buffer] - target)
      offset[buffer] = new
      alert(buffer, after: place, was: old)
    }
  }

  /// Marks the later buffers that may be placed elsewhere now that one has another offset.
  private func alert(_ buffer: Int, after place: Int, was old: Int) {
    let new = offset[buffer]
    var entry = table.entries + table.first[buffer]
    let end = table.entries + table.first[buffer + 1]
    while entry < end {
      let other = Int(entry.pointee.other)
      // With this buffer at x the other one cannot be at 1 + x - high ..< 1 + x - low.
      let (low, high) = (1 - entry.pointee.high, 1 - entry.pointee.low)
      let current = offset[other]
      // What was above does not open a hole below, and what is not in the way closes none.
      if position[other] > place,
        old + low <= current || (new + low <= current && current < new + high)
      {
        isDirty[other] = true
      }
      entry += 1
    }
  }

  /// Takes the last move back.
  package func undo() {
    for change in 0..<changes {
      let buffer = Int(changed[change])
      let (new, old) = (offset[buffer], former[change])
      excess += max(0, old + size[buffer] - target) - max(0, new + size[buffer] - target)
      offset[buffer] = old
    }
    changes = 0
    shift(from: lastMove.to, to: lastMove.from)
    lastMove = (0, 0)
  }

  private func shift(from: Int, to: Int) {
    let buffer = order[from]
    var place = from
    while place != to {
      let next = place < to ? place + 1 : place - 1
      order[place] = order[next]
      position[Int(order[place])] = Int32(truncatingIfNeeded: place)
      place = next
    }
    order[to] = buffer
    position[Int(buffer)] = Int32(truncatingIfNeeded: to)
  }

  @inline(__always)
  private func forEachConflict(of buffer: Int, _ body: (Int) -> Void) {
    var entry = table.entries + table.first[buffer]
    let end = table.entries + table.first[buffer + 1]
    while entry < end {
      body(Int(entry.pointee.other))
      entry += 1
    }
  }

  /// A conflicting buffer whose top is where a buffer begins, the one at a drawn place among them; nil = none.
  func support(of buffer: Int, draw: (Int) -> Int) -> Int? {
    var found: Int?
    var seen = 0
    forEachConflict(of: buffer) { other in
      guard offset[other] + size[other] == offset[buffer] else { return }
      seen += 1
      if draw(seen) == 0 { found = other }
    }
    return found
  }

  /// The conflicting buffer of a drawn number; nil = there is none at all.
  func conflict(of buffer: Int, draw: (Int) -> Int) -> Int? {
    let number = table.first[buffer + 1] - table.first[buffer]
    return number == 0 ? nil : Int(table.entries[table.first[buffer] + draw(number)].other)
  }

  /// The lowest offset that buffers at earlier places leave.
  private func lowest(_ buffer: Int, at place: Int) -> Int {
    let entries = table.entries + table.first[buffer]
    let number = table.first[buffer + 1] - table.first[buffer]
    sort(entries, number)
    let alignment = alignment[buffer]
    var open = 0
    for k in 0..<number {
      let other = Int(entries[k].other)
      guard position[other] < place else { continue }
      if entries[k].key > open {
        let offset = alignment == 1 ? open : aligned(open, alignment)
        if offset < entries[k].key { return offset }
      }
      open = max(open, offset[other] + entries[k].high)
    }
    return alignment == 1 ? open : aligned(open, alignment)
  }

  /// Puts entries in the order of what they take now.
  private func sort(_ entries: UnsafeMutablePointer<ConflictTable.Entry>, _ number: Int) {
    // Offsets change little, so the entries are nearly in order.
    for k in 0..<number {
      let key = offset[Int(entries[k].other)] + entries[k].low
      entries[k].key = key
      if k > 0, entries[k - 1].key > key {
        let entry = entries[k]
        var hole = k
        while hole > 0, entries[hole - 1].key > key {
          entries[hole] = entries[hole - 1]
          hole -= 1
        }
        entries[hole] = entry
      }
    }
  }
}
