import Glibc
import Synchronization

/// The storage several workers fill together: the slots, the marks of open sub-problems, and the meeting
/// at which the slots are moved to a larger table.
///
/// Growing needs all workers at rest. A worker that wants it raises a flag; every worker looks at the flags
/// at each node and waits at the meeting; the last one to arrive moves the entries. Nobody keeps a pointer into
/// the slots across a node, so nothing else has to be locked.
final class SharedTable {
  typealias Words = UnsafeMutablePointer<Atomic<UInt64>>

  /// Flag bits.
  static let isOver = 1
  static let wantsGrowth = 2
  /// Marks of open sub-problems; enough for the branches of a few workers.
  static let markCount = 1 << 12
  /// Locks for tables with exact keys; a window belongs to one of them.
  static let lockCount = 1 << 10

  let keyWords: Int
  let wordsPerSlot: Int
  let window: Int
  /// The table grows to this size, or to where the system refuses.
  private(set) var maximumSlotCount: Int
  private(set) var slotCount: Int
  private(set) var words: Words
  private(set) var keys: UnsafeMutablePointer<UInt64>?

  let flags: UnsafeMutablePointer<Atomic<Int>>
  let entryCount: UnsafeMutablePointer<Atomic<Int>>
  let nodeCount: UnsafeMutablePointer<Atomic<Int>>
  let marks: Words
  let locks: Words

  /// Guards the meeting: who takes part, who waits, and how many meetings there were.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>
  private var memberCount = 0
  private var waitingCount = 0
  private var meetingCount = 0

  /// - Parameters:
  ///   - byteLimit: cap on the bytes of the slots; at least one window is always there.
  ///   - keyWords: words of an exact key, 0 to compare hashes only.
  ///   - wordsPerSlot: 64-bit words of an entry.
  ///   - window: neighbouring slots an entry may stand in.
  /// - Returns: nil when the system has no memory for a small table.
  init?(byteLimit: Int, keyWords: Int, wordsPerSlot: Int, window: Int) {
    let stride = 8 * (wordsPerSlot + keyWords)
    var maximum = window
    // While the table grows, the old and the new one exist together: 1.5 times the new size.
    while maximum < 1 << 40, maximum * 2 * stride / 2 * 3 <= byteLimit { maximum *= 2 }
    maximumSlotCount = maximum
    slotCount = min(maximum, 1 << 12)
    self.keyWords = keyWords
    self.wordsPerSlot = wordsPerSlot
    self.window = window
    guard let (words, keys) = Self.makeTable(slotCount, wordsPerSlot, keyWords) else { return nil }
    self.words = words
    self.keys = keys
    flags = Self.makeCounter()
    entryCount = Self.makeCounter()
    nodeCount = Self.makeCounter()
    marks = Self.makeWords(Self.markCount)
    locks = Self.makeWords(keyWords > 0 ? Self.lockCount : 1)
    mutex = .allocate(capacity: 1)
    condition = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    condition.initialize(to: pthread_cond_t())
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    free(words)
    free(keys)
    flags.deallocate()
    entryCount.deallocate()
    nodeCount.deallocate()
    marks.deallocate()
    locks.deallocate()
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Free slots and room for their keys; nil when the system has no memory for them.
  private static func makeTable(
    _ count: Int, _ wordsPerSlot: Int, _ keyWords: Int
  ) -> (words: Words, keys: UnsafeMutablePointer<UInt64>?)? {
    // An atomic word that is 0 has the bits of a 0.
    let raw = calloc(count * wordsPerSlot, MemoryLayout<Atomic<UInt64>>.stride)
    guard let raw else { return nil }
    let words = raw.bindMemory(to: Atomic<UInt64>.self, capacity: count * wordsPerSlot)
    guard keyWords > 0 else { return (words, nil) }
    guard let keys = Storage.zeroed(count * keyWords, UInt64.self) else {
      free(words)
      return nil
    }
    return (words, keys)
  }

  private static func makeWords(_ count: Int) -> Words {
    let words = Words.allocate(capacity: count)
    var i = 0
    while i < count {
      (words + i).initialize(to: Atomic(0))
      i += 1
    }
    return words
  }

  /// A counter with some room around it, so that no other shares its cache line.
  private static func makeCounter() -> UnsafeMutablePointer<Atomic<Int>> {
    let counter = UnsafeMutablePointer<Atomic<Int>>.allocate(capacity: 32)
    for i in 0..<32 { (counter + i).initialize(to: Atomic(0)) }
    return counter
  }

  // MARK: Entries

  /// First word of an entry. It holds the check word of the key, mixed with all the rest: words of two
  /// entries that were written at the same time do not fit together, and a reader takes them for nothing.
  @inline(__always)
  static func seal(_ check: UInt64, _ second: UInt64, _ third: UInt64) -> UInt64 {
    check ^ (second & ~2) ^ (third &* 0x9E37_79B9_7F4A_7C15)
  }

  /// Doubles the table, where the system has the memory. An old window splits into two new ones, so nothing is lost.
  private func grow() {
    let (old, oldKeys, oldCount) = (words, keys, slotCount)
    guard let table = Self.makeTable(2 * slotCount, wordsPerSlot, keyWords) else {
      maximumSlotCount = slotCount
      return
    }
    slotCount *= 2
    (words, keys) = table
    for i in 0..<oldCount {
      let entry = old + i * wordsPerSlot
      let second = entry[1].load(ordering: .relaxed)
      guard second != 0 else { continue }
      let third = wordsPerSlot > 2 ? entry[2].load(ordering: .relaxed) : 0
      let check = Self.seal(entry[0].load(ordering: .relaxed), second, third)
      // Words that do not fit together lead anywhere.
      guard Int(truncatingIfNeeded: check) & (oldCount - 1) & ~(window - 1) == i & ~(window - 1)
      else { continue }
      var j = Int(truncatingIfNeeded: check) & (slotCount - 1) & ~(window - 1)
      while words[j * wordsPerSlot + 1].load(ordering: .relaxed) != 0 { j += 1 }
      for k in 0..<wordsPerSlot {
        words[j * wordsPerSlot + k].store(entry[k].load(ordering: .relaxed), ordering: .relaxed)
      }
      if let keys, let oldKeys {
        (keys + j * keyWords).update(from: oldKeys + i * keyWords, count: keyWords)
      }
    }
    free(old)
    free(oldKeys)
  }

  // MARK: Meeting

  /// A worker takes part from now on.
  func join() {
    pthread_mutex_lock(mutex)
    memberCount += 1
    pthread_mutex_unlock(mutex)
  }

  /// A worker that touches the table no more; the others must not wait for it.
  func leave() {
    pthread_mutex_lock(mutex)
    memberCount -= 1
    if waitingCount > 0, waitingCount == memberCount { endMeeting() }
    pthread_mutex_unlock(mutex)
  }

  /// Waits until all workers are here and the table has grown.
  func meet() {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    guard flags.pointee.load(ordering: .relaxed) & Self.wantsGrowth != 0 else { return }
    waitingCount += 1
    if waitingCount == memberCount {
      endMeeting()
      return
    }
    let meeting = meetingCount
    while meetingCount == meeting { pthread_cond_wait(condition, mutex) }
  }

  /// Called with the mutex held and all members waiting.
  private func endMeeting() {
    if flags.pointee.load(ordering: .relaxed) & Self.wantsGrowth != 0 {
      if slotCount < maximumSlotCount { grow() }
      flags.pointee.bitwiseAnd(~Self.wantsGrowth, ordering: .relaxed)
    }
    waitingCount = 0
    meetingCount += 1
    pthread_cond_broadcast(condition)
  }
}
