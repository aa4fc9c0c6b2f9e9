/// Exact minimisation of total tardiness on one machine (`1 || sum T`) by decomposition, memory and
/// machine prices.
///
/// A sub-problem is a set of jobs and a start time. At a node one Pareto job is placed at each of its
/// possible positions, which splits the node into two independent sub-problems; their values are
/// remembered. Sub-problems are solved *up to a limit*: a search that cannot stay within it
/// returns a lower bound, which is remembered as well. On harder instances prices of machine time are
/// computed (see `MachinePrices`); they bound every sub-problem, and the limit of the root rises from the
/// price bound until the optimum is met. Easy instances are finished before prices are worth computing.
///
/// - Complexity: exponential in the worst case; memory as given by `Parameters.memoryLimit`.
package struct TardinessSearch: Sendable {
  /// Inferences that can be turned off, to measure what each is worth. All are safe.
  package struct Inferences: OptionSet, Sendable, Hashable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// Compare whole sequences to drop positions (rule c) instead of the due-date rule (a).
    package static let sequenceComparison = Self(rawValue: 1 << 0)
    /// Bound sub-problems by prices of machine time.
    package static let prices = Self(rawValue: 1 << 1)
    /// Tighten due dates by precedence before the search.
    package static let tightening = Self(rawValue: 1 << 2)
    /// Keep and compare exact keys in the memory: no reliance on hashes.
    package static let exactKeys = Self(rawValue: 1 << 3)

    package static let standard: Self = [.sequenceComparison, .prices, .tightening]
  }

  package struct Parameters: Sendable, Hashable {
    /// Cap on the memory table, in mebibytes; half of it is the cap on the lists of open nodes. Where the system has
    /// less, the search works with less.
    package var memoryLimit = 2048
    /// Most positions kept at a node; nil = all, which makes the search exact.
    package var beamWidth: Int?
    package var inferences = Inferences.standard
    /// Nodes after which prices are computed; nil = a good default.
    package var pricingDelay: Int?
    /// Threads that search together, 1...256; a beam uses one.
    package var threads = 1
    /// A bound on the number of nodes of the whole run; one thread keeps it exactly.
    package var nodeLimit = Int.max
    /// Bits of the hash words that count: fewer make collisions likely, to test that they are caught.
    package var hashMask = UInt64.max

    package init() {}
  }

  package struct Statistics: Sendable, Hashable {
    /// Sub-problems entered, and those that had to branch.
    package var nodeCount = 0
    package var expandedCount = 0
    /// Sub-problems entered by helpers, when there are several threads; part of `nodeCount`.
    package var helperNodeCount = 0
    /// Pareto jobs whose positions were examined.
    package var scanCount = 0
    /// Sub-problems answered by the memory, entries in it, entries lost to the memory cap.
    package var hitCount = 0
    package var entryCount = 0
    package var evictionCount = 0
    /// Hash collisions caught by exact keys.
    package var collisionCount = 0
    /// Searches of the root with a limit.
    package var limitCount = 0
    /// Price bound at the root, when one was computed.
    package var priceBound: Int?
  }

  package enum Ending: Sendable, Hashable {
    /// The sequence is optimal.
    case proved
    /// A beam search ran to its end.
    case completed
    case stopped
    case nodeLimit
    case memoryLimit
    /// The value found is not that of the sequence it stands for: a collision of hashes, or an error of ours.
    case contradicted
  }

  package struct Outcome: Sendable {
    /// Best sequence known: a permutation of `0..<n`.
    package var sequence: [Int]
    /// Its total tardiness.
    package var value: Int
    /// Proven lower bound on the optimum.
    package var bound: Int
    package var ending: Ending
    package var statistics: Statistics
  }

  package let processingTimes: [Int]
  package let dueDates: [Int]
  package private(set) var parameters: Parameters

  /// - Parameters:
  ///   - processingTimes: `>= 0`.
  ///   - dueDates: any integers; `(sum p + max |d|) * n` below 2^62.
  package init(
    processingTimes: [Int], dueDates: [Int], parameters: Parameters = Parameters()
  ) {
    self.processingTimes = processingTimes
    self.dueDates = dueDates
    self.parameters = parameters
    self.parameters.threads = max(1, min(256, parameters.threads))
  }

  /// Runs the search.
  ///
  /// - Parameters:
  ///   - incumbent: a permutation to start from; nil = a modified-due-date sequence.
  ///   - shouldStop: asked about once a millisecond.
  ///   - onBound: told each better proven lower bound on the optimum while the search runs.
  /// A value that its sequence does not reach gives a collision of hashes away; the search then runs again with exact keys.
  ///
  /// - Returns: the best sequence and the best bound, equal in value when `ending` is `.proved`. `.contradicted` only with
  ///   exact keys, where nothing but an error of ours explains it.
  package func solve(
    incumbent: [Int]? = nil, shouldStop: @escaping () -> Bool = { false },
    onBound: @escaping (Int) -> Void = { _ in }
  ) -> Outcome {
    let n = processingTimes.count
    let core = ClampedInstance(
      p: processingTimes, d: dueDates, tightens: parameters.inferences.contains(.tightening))
    let start = incumbent ?? core.startSequence()
    return LargeStack.run(bytes: n < 200 ? 0 : LargeStack.bytes(jobCount: n)) {
      // Scaled values of the objective are the largest numbers: at most scale n P.
      let (largest, overflow) = (core.horizon + 1).multipliedReportingOverflow(
        by: PriceTable<Int>.scale * (n + 1))
      let isNarrow = !overflow && largest < Int(Int32.max)
      let isShared = parameters.threads > 1 && parameters.beamWidth == nil
      func run<Memory: SubProblemMemory>(_ memory: Memory.Type) -> Outcome {
        let first = runOnce(memory, self, from: start)
        guard first.ending == .contradicted, !parameters.inferences.contains(.exactKeys) else {
          return first
        }
        var careful = self
        careful.parameters.inferences.insert(.exactKeys)
        careful.parameters.nodeLimit -= first.statistics.nodeCount
        return runOnce(memory, careful, from: first.sequence)
      }
      func runOnce<Memory: SubProblemMemory>(
        _: Memory.Type, _ search: TardinessSearch, from start: [Int]
      ) -> Outcome {
        let phases = Phases<Memory>(
          search: search, core: core, start: start, shouldStop: shouldStop, onBound: onBound)
        guard var phases else { return search.unable(start) }
        return phases.run()
      }
      return switch (isShared, isNarrow) {
      case (false, true): run(SearchMemory<Int32>.self)
      case (false, false): run(SearchMemory<Int>.self)
      case (true, true): run(SharedMemory<Int32>.self)
      case (true, false): run(SharedMemory<Int>.self)
      }
    }
  }

  /// The outcome where the system has no memory even to begin.
  private func unable(_ start: [Int]) -> Outcome {
    Outcome(
      sequence: start, value: value(of: start), bound: 0, ending: .memoryLimit,
      statistics: Statistics())
  }

  /// Total tardiness of a sequence, from the definition.
  package func value(of sequence: [Int]) -> Int {
    var time = 0
    var sum = 0
    for j in sequence {
      time += processingTimes[j]
      sum += max(0, time - dueDates[j])
    }
    return sum
  }
}
