import Glibc

/// One remembered sub-problem: a value or a lower bound, under a 64-bit check word and 24 more hash
/// bits. Sixteen bytes when `Value` is `Int32`.
struct MemoryEntry<Value: FixedWidthInteger & SignedInteger> {
  /// First hash word of (set, start time).
  var check: UInt64
  /// Bits 8..31: second hash. Bit 0: the value is exact (otherwise a lower bound). Bit 1: the entry
  /// was used since it was written. Bits 2..7: 1 + floor(log2(effort)), 0 = free slot.
  var tag: UInt32
  /// Optimal total tardiness of the sub-problem, or a lower bound on it.
  var value: Value

  /// All bits of a free slot are zero.
  static var free: Self { Self(check: 0, tag: 0, value: 0) }

  var isFree: Bool { tag == 0 }
  var isExact: Bool { tag & 1 == 1 }
}

/// The memory of the decomposition search: a hash table from sub-problems to values.
///
/// The key of a sub-problem is its set of jobs and its start time. The set hash is the XOR of two
/// independent 64-bit words per job (Zobrist 1970), so the hash of a child follows from its parent's;
/// 88 bits are compared. A slot is looked for in one window of eight neighbouring slots. A full window
/// makes the table grow until the memory cap is reached; afterwards the entry that was never used and
/// cost least is overwritten (the idea of the LUFO strategy of Shang, T'kindt and Della Croce (2021),
/// "Branch & memorize exact algorithms for sequencing problems"). Losing an entry costs time, never
/// correctness.
///
/// With `keyWords > 0` every slot also owns the exact key (a bit set and the start time), which is
/// compared on every hit: no collision can then go unnoticed.
struct SearchMemory<Value: FixedWidthInteger & SignedInteger> {
  static var window: Int { 8 }

  private(set) var slots: UnsafeMutablePointer<MemoryEntry<Value>>
  private(set) var slotCount: Int
  /// The table grows to this size, or to where the system refuses.
  private(set) var maximumSlotCount: Int
  /// Words of an exact key (set bits, then the start time), 0 when keys are only hashed.
  let keyWords: Int
  private var keys: UnsafeMutablePointer<UInt64>?
  private(set) var entryCount = 0
  private(set) var evictionCount = 0
  /// Look-ups in which all hash bits agreed and the exact keys did not.
  private(set) var collisionCount = 0

  /// - Parameters:
  ///   - byteLimit: cap on the bytes of the table; at least one window is always there.
  ///   - keyWords: words of an exact key, 0 to compare hashes only.
  /// - Returns: nil when the system has no memory for a small table.
  init?(byteLimit: Int, keyWords: Int) {
    let stride = MemoryLayout<MemoryEntry<Value>>.stride + 8 * keyWords
    var maximum = Self.window
    // While the table grows, the old and the new one exist together: 1.5 times the new size.
    while maximum < 1 << 40, maximum * 2 * stride / 2 * 3 <= byteLimit { maximum *= 2 }
    maximumSlotCount = maximum
    slotCount = min(maximum, 1 << 12)
    self.keyWords = keyWords
    guard let (slots, keys) = Self.makeTable(slotCount, keyWords) else { return nil }
    self.slots = slots
    self.keys = keys
  }

  /// Free slots and room for their keys; nil when the system has no memory for them.
  private static func makeTable(
    _ count: Int, _ keyWords: Int
  ) -> (slots: UnsafeMutablePointer<MemoryEntry<Value>>, keys: UnsafeMutablePointer<UInt64>?)? {
    guard let slots = Storage.zeroed(count, MemoryEntry<Value>.self) else { return nil }
    guard keyWords > 0 else { return (slots, nil) }
    guard let keys = Storage.zeroed(count * keyWords, UInt64.self) else {
      free(slots)
      return nil
    }
    return (slots, keys)
  }

  func deallocate() {
    free(slots)
    free(keys)
  }

  /// Forgets everything, keeping the storage.
  mutating func removeAll() {
    slots.update(repeating: .free, count: slotCount)
    entryCount = 0
  }

  /// Slot of the entry with this key, or -1.
  ///
  /// - Parameter exactKey: `keyWords` words; read only when `keyWords > 0`.
  @inline(__always)
  mutating func find(_ check: UInt64, _ tag: UInt32, exactKey: UnsafePointer<UInt64>) -> Int {
    let base = Int(truncatingIfNeeded: check) & (slotCount &- 1) & ~(Self.window &- 1)
    var i = base
    while i < base &+ Self.window {
      if slots[i].check == check && (slots[i].tag ^ tag) < 256 && slots[i].tag != 0 {
        if keyWords == 0 || hasKey(i, exactKey) {
          slots[i].tag |= 2
          return i
        }
        collisionCount &+= 1
      }
      i &+= 1
    }
    return -1
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

  /// Writes or overwrites the entry of a key.
  ///
  /// - Parameters:
  ///   - tag: second hash in bits 8..31, the low bits zero.
  ///   - effort: nodes spent on the value; cheap entries are evicted first.
  mutating func store(
    _ check: UInt64, _ tag: UInt32, exactKey: UnsafePointer<UInt64>, value: Value, isExact: Bool,
    effort: Int
  ) {
    let weight = UInt32(truncatingIfNeeded: min(62, Int.bitWidth - effort.leadingZeroBitCount)) + 1
    let entry = MemoryEntry(
      check: check, tag: tag | weight << 2 | (isExact ? 1 : 0), value: value)
    while true {
      let base = Int(truncatingIfNeeded: check) & (slotCount &- 1) & ~(Self.window &- 1)
      var victim = base
      var victimTag = UInt32.max
      var i = base
      while i < base &+ Self.window {
        let old = slots[i].tag
        if old == 0
          || (slots[i].check == check && (old ^ tag) < 256
            && (keyWords == 0 || hasKey(i, exactKey)))
        {
          if old == 0 { entryCount &+= 1 }
          write(entry, exactKey, at: i)
          return
        }
        // Order of eviction: never used before used, then cheap before expensive.
        let rank = (old & 2) << 7 | (old & 0xFC)
        if rank < victimTag {
          victimTag = rank
          victim = i
        }
        i &+= 1
      }
      // A full window in a sparse table is bad luck, not a reason to double the memory.
      if slotCount >= maximumSlotCount || entryCount * 2 < slotCount {
        evictionCount &+= 1
        age(base)
        write(entry, exactKey, at: victim)
        return
      }
      if !grow() { maximumSlotCount = slotCount }
    }
  }

  /// A window that overflowed forgets which of its entries were used.
  private func age(_ base: Int) {
    var i = base
    while i < base + Self.window {
      slots[i].tag &= ~2
      i += 1
    }
  }

  private func write(_ entry: MemoryEntry<Value>, _ key: UnsafePointer<UInt64>, at slot: Int) {
    slots[slot] = entry
    if let keys { (keys + slot * keyWords).update(from: key, count: keyWords) }
  }

  /// Doubles the table. An old window splits into two new ones, so nothing is lost.
  ///
  /// - Returns: false when the system has no memory for it.
  private mutating func grow() -> Bool {
    let (old, oldKeys, oldCount) = (slots, keys, slotCount)
    guard let table = Self.makeTable(2 * slotCount, keyWords) else { return false }
    slotCount *= 2
    (slots, keys) = table
    var i = 0
    while i < oldCount {
      if !old[i].isFree {
        var j = Int(truncatingIfNeeded: old[i].check) & (slotCount - 1) & ~(Self.window - 1)
        while !slots[j].isFree { j += 1 }
        slots[j] = old[i]
        if let keys, let oldKeys {
          (keys + j * keyWords).update(from: oldKeys + i * keyWords, count: keyWords)
        }
      }
      i += 1
    }
    free(old)
    free(oldKeys)
    return true
  }
}
