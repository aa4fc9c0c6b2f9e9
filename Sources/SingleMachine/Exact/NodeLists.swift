import Glibc

/// Address space for the lists of the open nodes: the ranks of their jobs, and their candidate positions.
///
/// Pages are taken when they are touched. Both lists share one limit: as much as one takes, the other has less.
struct NodeLists<Value: FixedWidthInteger & SignedInteger> {
  /// Bytes that both lists may use together.
  let byteLimit: Int
  let ranks: UnsafeMutablePointer<Int32>
  let candidates: UnsafeMutablePointer<Candidate<Value>>
  private let space: UnsafeMutableRawPointer
  private let spaceBytes: Int

  private static var rankStride: Int { MemoryLayout<Int32>.stride }
  private static var candidateStride: Int { MemoryLayout<Candidate<Value>>.stride }
  private static var pairStride: Int { rankStride + candidateStride }

  /// Reserves what a number of jobs may need, or as much as the limit and the system allow.
  ///
  /// - Parameters:
  ///   - n: number of jobs.
  ///   - limit: bytes; the least that a search needs, and enough for 1000 jobs, is asked for in any case.
  /// - Returns: nil when the system refuses even the least.
  init?(jobCount n: Int, byteLimit limit: Int) {
    // Depth <= n, at most 2 m ranks and 2 m + 1 candidates a level: the square of n of each.
    let least = Self.pairStride * (8 * n + 64)
    let thousand = Self.pairStride * 1008 * 1008
    let (square, overflow) = (n + 8).multipliedReportingOverflow(by: n + 8)
    let most = overflow || square > Int.max / 256 ? Int.max / 4 : square * Self.pairStride
    var bytes = max(least, min(most, max(limit, thousand)))
    while true {
      // A page between the two lists, so that each begins at one.
      let (rankBytes, candidateBytes) = (
        min(bytes, most / Self.pairStride * Self.rankStride + least) & ~4095 + 4096, bytes
      )
      let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
      let raw = mmap(nil, rankBytes + candidateBytes, PROT_READ | PROT_WRITE, flags, -1, 0)
      if let raw, raw != MAP_FAILED {
        byteLimit = bytes
        space = raw
        spaceBytes = rankBytes + candidateBytes
        ranks = raw.bindMemory(to: Int32.self, capacity: rankBytes / Self.rankStride)
        candidates = (raw + rankBytes).bindMemory(
          to: Candidate<Value>.self, capacity: candidateBytes / Self.candidateStride)
        return
      }
      if bytes <= least { return nil }
      // Everything else needs memory too: not the most that the system would give.
      bytes = max(least, bytes / 4)
    }
  }

  func deallocate() { munmap(space, spaceBytes) }

  /// Whether a node of `count` jobs fits behind what the open nodes use.
  @inline(__always)
  func hasRoom(_ count: Int, _ rankTop: Int, _ candidateTop: Int) -> Bool {
    // Its list and those of a position; two lists of candidates while positions are chosen.
    (rankTop &+ 3 &* count) &* Self.rankStride
      &+ (candidateTop &+ 2 &* count &+ 2) &* Self.candidateStride <= byteLimit
  }
}
