import Glibc
import Synchronization

/// One worker's access to a memory that several workers fill together.
///
/// Windows, eviction and growth are those of `SearchMemory`. Reading and writing take no lock: an entry is two
/// or three atomic words of which the first seals the others, so a reader that meets a half-written entry
/// finds nothing. Losing an entry costs time, never correctness. An entry is never replaced by a weaker one
/// of the same sub-problem. With exact keys, which are longer, a window is locked instead.
package struct SharedMemory<Value: FixedWidthInteger & SignedInteger>: SubProblemMemory {
  static var isShared: Bool { true }
  private static var window: Int { 8 }
  /// Words of an entry: seal; tag (with the value above it when that is 32 bits wide); wide value.
  private static var stride: Int { Value.bitWidth > 32 ? 3 : 2 }

  private let table: SharedTable
  private var words: SharedTable.Words
  private var slotCount: Int
  private var keys: UnsafeMutablePointer<UInt64>?
  private let flags: UnsafeMutablePointer<Atomic<Int>>
  private let marks: SharedTable.Words
  package let keyWords: Int
  /// Entries this worker wrote into free slots and has not yet reported.
  private var unreportedCount = 0
  package private(set) var evictionCount = 0
  package private(set) var collisionCount = 0

  /// - Parameters:
  ///   - byteLimit: cap on the bytes of the table; at least one window is always there.
  ///   - keyWords: words of an exact key, 0 to compare hashes only.
  /// - Returns: nil when the system has no memory for a small table.
  package init?(byteLimit: Int, keyWords: Int) {
    let table = SharedTable(
      byteLimit: byteLimit, keyWords: keyWords, wordsPerSlot: Self.stride, window: Self.window)
    guard let table else { return nil }
    self.init(table: table)
  }

  private init(table: SharedTable) {
    self.table = table
    words = table.words
    slotCount = table.slotCount
    keys = table.keys
    flags = table.flags
    marks = table.marks
    keyWords = table.keyWords
  }

  /// Access for another worker to the same table.
  package var another: Self? { Self(table: table) }

  /// The table goes with its last worker.
  func deallocate() {}

  package var entryCount: Int {
    min(table.slotCount, table.entryCount.pointee.load(ordering: .relaxed) + unreportedCount)
  }

  // MARK: Entries

  @inline(__always)
  package mutating func recall(
    _ check: UInt64, _ tag: UInt32, exactKey: UnsafePointer<UInt64>
  ) -> KnownValue<Value>? {
    let base = Int(truncatingIfNeeded: check) & (slotCount &- 1) & ~(Self.window &- 1)
    if keyWords > 0 { lock(base) }
    defer { if keyWords > 0 { unlock(base) } }
    var i = base
    while i < base &+ Self.window {
      if let entry = match(i, check, tag) {
        if keyWords == 0 || hasKey(i, exactKey) {
          // Written only once, so that a popular entry does not wander between caches.
          if entry.second & 2 == 0 { second(i).pointee.store(entry.second | 2, ordering: .relaxed) }
          return Self.known(entry)
        }
        collisionCount &+= 1
      }
      i &+= 1
    }
    return nil
  }

  package mutating func store(
    _ check: UInt64, _ tag: UInt32, exactKey: UnsafePointer<UInt64>, value: Value, isExact: Bool,
    effort: Int
  ) {
    let weight = UInt32(truncatingIfNeeded: min(62, Int.bitWidth - effort.leadingZeroBitCount)) + 1
    let entry = Self.entry(tag | weight << 2 | (isExact ? 1 : 0), value)
    while !put(entry, check, tag, exactKey) {
      flags.pointee.bitwiseOr(SharedTable.wantsGrowth, ordering: .relaxed)
      table.meet()
      refresh()
    }
  }

  /// - Returns: false when the table should grow first.
  private mutating func put(
    _ entry: Entry, _ check: UInt64, _ tag: UInt32, _ exactKey: UnsafePointer<UInt64>
  ) -> Bool {
    let base = Int(truncatingIfNeeded: check) & (slotCount &- 1) & ~(Self.window &- 1)
    if keyWords > 0 { lock(base) }
    defer { if keyWords > 0 { unlock(base) } }
    var victim = base
    var victimRank = UInt32.max
    var i = base
    while i < base &+ Self.window {
      let old = UInt32(truncatingIfNeeded: second(i).pointee.load(ordering: .relaxed))
      if old == 0 {
        write(entry, check, exactKey, at: i)
        countEntry()
        return true
      }
      if let same = match(i, check, tag), keyWords == 0 || hasKey(i, exactKey) {
        if Self.isBetter(entry, than: same) { write(entry, check, exactKey, at: i) }
        return true
      }
      // Order of eviction: never used before used, then cheap before expensive.
      let rank = (old & 2) << 7 | (old & 0xFC)
      if rank < victimRank {
        victimRank = rank
        victim = i
      }
      i &+= 1
    }
    // A full window in a sparse table is bad luck, not a reason to double the memory.
    if slotCount < table.maximumSlotCount && entryCount &* 2 >= slotCount { return false }
    evictionCount &+= 1
    age(base)
    write(entry, check, exactKey, at: victim)
    return true
  }

  /// A window that overflowed forgets which of its entries were used.
  private func age(_ base: Int) {
    var i = base
    while i < base &+ Self.window {
      let old = second(i).pointee.load(ordering: .relaxed)
      if old & 2 != 0 { second(i).pointee.store(old & ~2, ordering: .relaxed) }
      i &+= 1
    }
  }

  /// Reports new entries now and then: one common counter would wander between caches.
  @inline(__always)
  private mutating func countEntry() {
    unreportedCount &+= 1
    if unreportedCount >= 64 { reportEntries() }
  }

  private mutating func reportEntries() {
    table.entryCount.pointee.wrappingAdd(unreportedCount, ordering: .relaxed)
    unreportedCount = 0
  }

  private mutating func refresh() {
    words = table.words
    slotCount = table.slotCount
    keys = table.keys
  }

  // MARK: Words

  /// Second and third word of an entry.
  private struct Entry {
    var second: UInt64
    var third: UInt64
  }

  @inline(__always)
  private static func entry(_ tag: UInt32, _ value: Value) -> Entry {
    Value.bitWidth > 32
      ? Entry(second: UInt64(tag), third: UInt64(truncatingIfNeeded: value))
      : Entry(second: UInt64(truncatingIfNeeded: value) << 32 | UInt64(tag), third: 0)
  }

  @inline(__always)
  private static func known(_ entry: Entry) -> KnownValue<Value> {
    KnownValue(
      value: Value(truncatingIfNeeded: Value.bitWidth > 32 ? entry.third : entry.second >> 32),
      isExact: entry.second & 1 == 1)
  }

  private static func isBetter(_ entry: Entry, than old: Entry) -> Bool {
    let (new, old) = (known(entry), known(old))
    return !old.isExact && (new.isExact || new.value > old.value)
  }

  /// Second word of a slot: 0 = free.
  @inline(__always)
  private func second(_ slot: Int) -> SharedTable.Words {
    words + (slot &* Self.stride &+ 1)
  }

  /// The entry of a slot, if it is whole and has this key.
  @inline(__always)
  private func match(_ slot: Int, _ check: UInt64, _ tag: UInt32) -> Entry? {
    let place = words + slot &* Self.stride
    let second = place[1].load(ordering: .relaxed)
    guard (UInt32(truncatingIfNeeded: second) ^ tag) < 256, second != 0 else { return nil }
    let third = Self.stride > 2 ? place[2].load(ordering: .relaxed) : 0
    let seal = place[0].load(ordering: .relaxed)
    guard SharedTable.seal(seal, second, third) == check else { return nil }
    return Entry(second: second, third: third)
  }

  @inline(__always)
  private func write(
    _ entry: Entry, _ check: UInt64, _ key: UnsafePointer<UInt64>, at slot: Int
  ) {
    let place = words + slot &* Self.stride
    let seal = SharedTable.seal(check, entry.second, entry.third)
    place[0].store(seal, ordering: .relaxed)
    place[1].store(entry.second, ordering: .relaxed)
    if Self.stride > 2 { place[2].store(entry.third, ordering: .relaxed) }
    if let keys { (keys + slot * keyWords).update(from: key, count: keyWords) }
  }

  private func hasKey(_ slot: Int, _ key: UnsafePointer<UInt64>) -> Bool {
    guard let keys else { return true }
    let own = keys + slot * keyWords
    var i = 0
    while i < keyWords {
      if own[i] != key[i] { return false }
      i += 1
    }
    return true
  }

  private func lock(_ base: Int) {
    let word = table.locks + (base / Self.window) % SharedTable.lockCount
    while word.pointee.exchange(1, ordering: .acquiring) != 0 { sched_yield() }
  }

  private func unlock(_ base: Int) {
    let word = table.locks + (base / Self.window) % SharedTable.lockCount
    word.pointee.store(0, ordering: .releasing)
  }

  // MARK: Coordination

  @inline(__always)
  package mutating func checkIn() -> Bool {
    let raised = flags.pointee.load(ordering: .relaxed)
    return raised == 0 || heed(raised)
  }

  @inline(never)
  private mutating func heed(_ raised: Int) -> Bool {
    if raised & SharedTable.isOver != 0 { return false }
    table.meet()
    refresh()
    return flags.pointee.load(ordering: .relaxed) & SharedTable.isOver == 0
  }

  @inline(__always)
  private func mark(_ check: UInt64) -> SharedTable.Words {
    // Not the bits that choose the window: marks and slots spread independently.
    marks + Int(truncatingIfNeeded: check >> 40) & (SharedTable.markCount &- 1)
  }

  @inline(__always)
  func open(_ check: UInt64) -> Bool {
    let place = mark(check)
    guard place.pointee.load(ordering: .relaxed) == 0 else { return false }
    // Two workers at the same moment: the first to close takes the mark away.
    place.pointee.store(check, ordering: .relaxed)
    return true
  }

  @inline(__always)
  func close(_ check: UInt64) {
    let place = mark(check)
    if place.pointee.load(ordering: .relaxed) == check {
      place.pointee.store(0, ordering: .relaxed)
    }
  }

  @inline(__always)
  func isOpen(_ check: UInt64) -> Bool { mark(check).pointee.load(ordering: .relaxed) == check }

  func countNodes(_ more: Int) -> Int {
    table.nodeCount.pointee.wrappingAdd(more, ordering: .relaxed).newValue
  }

  package mutating func join() {
    table.join()
    refresh()
  }

  package mutating func leave() {
    reportEntries()
    table.leave()
  }

  func beginSearch() {
    table.flags.pointee.bitwiseAnd(~SharedTable.isOver, ordering: .relaxed)
  }

  func endSearch() { flags.pointee.bitwiseOr(SharedTable.isOver, ordering: .relaxed) }
}
