/// Remembers which states of the search have no completion.
///
/// A state is the set of unplaced buffers of a part with their least offsets, as a hash of 64 bits, and what canonical order allows next: no
/// offset below `offset`, and at `offset` no rank below `rank`. Completions that respect a later point of the order also respect an earlier
/// one, so an entry refutes all states with the same hash and a point that is not before its own. Ranks are compared only within one
/// preorder.
struct RefutedStates {
  private struct Entry {
    var key: UInt64
    var offset: Int
    var rank: Int32
    var preorder: UInt32
  }

  private let entries: UnsafeMutablePointer<Entry>
  private let mask: UInt64
  /// How often an entry was found.
  private(set) var hits = 0

  /// A memory for about so many states; the newest stays where two meet.
  init(entries count: Int) {
    var size = 1
    while size < count { size *= 2 }
    entries = .allocate(capacity: size)
    mask = UInt64(size - 1)
    entries.initialize(repeating: Entry(key: 0, offset: .max, rank: 0, preorder: 0), count: size)
  }

  func free() { entries.deallocate() }

  /// Forgets everything: what is refuted for one capacity may not be for another.
  func clear() {
    entries.update(
      repeating: Entry(key: 0, offset: .max, rank: 0, preorder: 0), count: Int(mask) + 1)
  }

  @inline(__always)
  mutating func refutes(_ key: UInt64, _ offset: Int, _ rank: Int32, _ preorder: UInt32) -> Bool {
    let entry = entries[Int(truncatingIfNeeded: key & mask)]
    guard entry.key == key else { return false }
    let isRefuted =
      entry.offset < offset
      || entry.offset == offset && entry.preorder == preorder && entry.rank <= rank
    if isRefuted { hits &+= 1 }
    return isRefuted
  }

  @inline(__always)
  func add(_ key: UInt64, _ offset: Int, _ rank: Int32, _ preorder: UInt32) {
    entries[Int(truncatingIfNeeded: key & mask)] = Entry(
      key: key, offset: offset, rank: rank, preorder: preorder)
  }

  /// A buffer at a least offset, as 64 bits that are summed up.
  @inline(__always)
  static func hash(_ buffer: Int, _ offset: Int) -> UInt64 {
    var x = UInt64(truncatingIfNeeded: offset) &* 0x9E37_79B9_7F4A_7C15
    x ^= UInt64(truncatingIfNeeded: buffer &+ 1) &* 0xC2B2_AE3D_27D4_EB4F
    x = (x ^ (x >> 32)) &* 0xD6E8_FEB8_6659_FD93
    return x ^ (x >> 29)
  }
}
