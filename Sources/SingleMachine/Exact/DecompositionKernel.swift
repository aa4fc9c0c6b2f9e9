/// Why a kernel run ended.
enum KernelEnding: Sendable {
  /// The value returned is right (exact, or a lower bound above the limit).
  case completed
  /// The caller's stop check said so.
  case stopped
  /// The node allowance of this phase, or the node limit of the run, is used up.
  case allowance
  /// The lists of the open nodes would exceed their share of the memory limit.
  case memory
  /// Another worker has ended the search.
  case overtaken
  /// No position reaches a value of the memory.
  case contradicted
}

/// The decomposition search for total tardiness on one machine: state and scratch storage.
///
/// Jobs are renumbered by rank: 0-based position in the order (p, d, id), so "not longer than" is an
/// integer comparison and a set sorted by processing time is a bit set read in order. A sub-problem is
/// a list of ranks and the time at which its first job starts; sub-problems live one behind the
/// other in a bump arena, and nothing is allocated while the search runs.
///
/// Files: `+Order` (clamped due-date order of a sub-problem), `+Positions` (Pareto jobs and the
/// positions they can take), `+Search` (the recursion), `+Sequence` (reconstruction), `SearchMemory`
/// (remembered values), `PriceTable` (lower bounds).
///
/// Several kernels may search the same instance at once when their memory is shared: each has its own arena
/// and scratch, their hash words agree.
///
/// - Note: `Value` is `Int32` when every value fits, else `Int`; the code is the same.
struct DecompositionKernel<Memory: SubProblemMemory> {
  typealias Value = Memory.Value
  typealias Pointer<T> = UnsafeMutablePointer<T>

  let jobCount: Int
  /// Processing time and due date by rank.
  let p: Pointer<Value>
  let d: Pointer<Value>
  /// Largest rank with the same processing time, by rank.
  let lastEqual: Pointer<Int32>
  /// Zobrist words by rank.
  let word1: Pointer<UInt64>
  let word2: Pointer<UInt64>
  /// Original job id by rank.
  let ids: [Int]

  /// Scratch of one node, by place in the clamped order: processing times and clamped due dates.
  let orderP: Pointer<Value>
  let orderD: Pointer<Value>
  let scratch: Pointer<Int32>
  let bits: Pointer<UInt64>
  let wordCount: Int
  let exactKey: Pointer<UInt64>

  let lists: NodeLists<Value>
  /// Lists of ranks of the open nodes.
  let arena: Pointer<Int32>
  var arenaTop = 0
  /// Candidate positions of the open nodes.
  let candidates: Pointer<Candidate<Value>>
  var candidateTop = 0

  var memory: Memory
  var prices: PriceTable<Value>?
  /// Inferences in use.
  let rules: TardinessSearch.Inferences
  /// Most candidate positions kept at a node (the best by estimate); `Int.max` = exact.
  var beamWidth = Int.max

  var statistics = TardinessSearch.Statistics()
  var ending = KernelEnding.completed
  /// Work (jobs handled) left before the stop check is asked again.
  var workUntilPoll = 0
  /// Nodes this kernel has added to the count of all workers.
  var reportedCount = 0
  /// Nodes of all workers after which this phase ends, at the next poll.
  var nodeAllowance = Int.max
  /// Nodes of all workers after which the run ends; one worker alone keeps it exactly.
  var nodeLimit = Int.max
  var shouldStop: () -> Bool = { false }

  /// - Parameters:
  ///   - p: processing times, `>= 0`.
  ///   - d: due dates, already clamped into `p[j]...sum(p)`.
  ///   - byteLimit: cap on the memory table; half of it is the cap on the lists of the open nodes.
  ///   - hashMask: bits of the hash words that count.
  ///   - memory: the table to use, nil = a new one.
  /// - Returns: nil when the system has no memory for it.
  init?(
    p times: [Int], d dues: [Int], rules: TardinessSearch.Inferences, byteLimit: Int,
    hashMask: UInt64, memory shared: Memory? = nil
  ) {
    let n = times.count
    let keyWords = rules.contains(.exactKeys) ? (n + 63) / 64 + 1 : 0
    guard let lists = NodeLists<Value>(jobCount: n, byteLimit: byteLimit / 2) else { return nil }
    guard let memory = shared ?? Memory(byteLimit: byteLimit, keyWords: keyWords) else {
      lists.deallocate()
      return nil
    }
    self.lists = lists
    self.memory = memory
    arena = lists.ranks
    candidates = lists.candidates
    jobCount = n
    self.rules = rules
    ids = (0..<n).sorted { (times[$0], dues[$0], $0) < (times[$1], dues[$1], $1) }
    p = .allocate(capacity: n + 1)
    d = .allocate(capacity: n + 1)
    lastEqual = .allocate(capacity: n + 1)
    word1 = .allocate(capacity: n + 1)
    word2 = .allocate(capacity: n + 1)
    orderP = .allocate(capacity: n + 1)
    orderD = .allocate(capacity: n + 1)
    scratch = .allocate(capacity: n + 1)
    wordCount = (n + 63) / 64
    bits = .allocate(capacity: wordCount + 1)
    bits.initialize(repeating: 0, count: wordCount + 1)
    exactKey = .allocate(capacity: wordCount + 2)
    exactKey.initialize(repeating: 0, count: wordCount + 2)

    var state: UInt64 = 0x5EED_0F_7A2D1
    for rank in 0..<n {
      p[rank] = Value(times[ids[rank]])
      d[rank] = Value(dues[ids[rank]])
      word1[rank] = mixed(&state) & hashMask
      word2[rank] = mixed(&state) & hashMask
    }
    for rank in stride(from: n - 1, through: 0, by: -1) {
      let joins = rank + 1 < n && p[rank + 1] == p[rank]
      lastEqual[rank] = joins ? lastEqual[rank + 1] : Int32(rank)
    }
  }

  func deallocate() {
    p.deallocate()
    d.deallocate()
    lastEqual.deallocate()
    word1.deallocate()
    word2.deallocate()
    orderP.deallocate()
    orderD.deallocate()
    scratch.deallocate()
    bits.deallocate()
    exactKey.deallocate()
    lists.deallocate()
    memory.deallocate()
    prices?.deallocate()
  }

  /// Tardiness of the job of this rank when it completes at `time`.
  @inline(__always)
  func tardiness(_ time: Value, _ rank: Int) -> Value {
    let late = time &- d[rank]
    return late > 0 ? late : 0
  }
}

/// Next word of a SplitMix64 stream (Steele, Lea and Flood 2014).
private func mixed(_ state: inout UInt64) -> UInt64 {
  state &+= 0x9E37_79B9_7F4A_7C15
  var z = state
  z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z >> 31)
}
