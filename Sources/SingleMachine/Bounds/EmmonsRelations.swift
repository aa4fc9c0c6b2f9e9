/// Precedence between jobs that some optimal sequence satisfies all at once, transitively closed.
///
/// Let d' be the due dates tightened to a fixed point (`TightenedDueDates`). One optimal sequence satisfies
/// every agreeable pair (i before j in the order (p, id) and `d'[i] <= d'[j]`). In that same sequence job j
/// completes no earlier than E[j] = p(B[j]) + p[j] and no later than L[j] = P - p(A[j]), with B and A the
/// known predecessors and successors; hence i precedes j whenever `L[i] < E[j]`. New pairs enlarge B and
/// A; repeated until stable. All of it holds in one sequence, so the pairs may be used together: to fix
/// variables of formulations or to skip local search moves.
///
/// - Complexity: O(r n^3 / 64) for r rounds of closure.
/// - Source: Emmons (1969), "One-machine sequencing to minimize certain functions of job tardiness".
package struct EmmonsRelations: Sendable {
  package let count: Int
  /// Earliest and latest completion of each job, given the pairs.
  package private(set) var earliest: [Int]
  package private(set) var latest: [Int]
  /// The tightened due dates; a sequence optimal for them is optimal for the given ones.
  package let dueDates: [Int]
  /// Row i: the jobs that come after i, as a bit set of `wordCount` words.
  private var successors: [UInt64]
  private let wordCount: Int

  /// - Parameters:
  ///   - processingTimes: `>= 0`.
  package init(processingTimes p: [Int], dueDates d: [Int]) {
    let tightened = TightenedDueDates(processingTimes: p, dueDates: d)
    count = p.count
    wordCount = (p.count + 63) / 64
    dueDates = tightened.dueDates
    earliest = tightened.earliest
    latest = tightened.latest
    successors = [UInt64](repeating: 0, count: p.count * wordCount)
    let order = p.indices.sorted { (p[$0], $0) < (p[$1], $1) }
    for (k, i) in order.enumerated() {
      for j in order[(k + 1)...] where dueDates[i] <= dueDates[j] { insert(i, j) }
    }
    repeat {
      close()
      narrow(p)
    } while addWindowPairs()
  }

  /// Whether i comes before j in the optimal sequence meant here.
  package func precedes(_ i: Int, _ j: Int) -> Bool {
    successors[i * wordCount + j >> 6] >> UInt64(j & 63) & 1 == 1
  }

  /// Number of ordered pairs known.
  package var pairCount: Int {
    successors.reduce(0) { $0 + $1.nonzeroBitCount }
  }

  private mutating func insert(_ i: Int, _ j: Int) {
    successors[i * wordCount + j >> 6] |= 1 << UInt64(j & 63)
  }

  /// Transitive closure (Warshall 1962), a word at a time.
  private mutating func close() {
    let (n, words) = (count, wordCount)
    successors.withUnsafeMutableBufferPointer { rows in
      for k in 0..<n {
        for i in 0..<n where rows[i &* words &+ k >> 6] >> UInt64(k & 63) & 1 == 1 {
          var w = 0
          while w < words {
            rows[i &* words &+ w] |= rows[k &* words &+ w]
            w &+= 1
          }
        }
      }
    }
  }

  /// Windows from the known predecessors and successors.
  private mutating func narrow(_ p: [Int]) {
    let horizon = p.reduce(0, +)
    var before = [Int](repeating: 0, count: count)
    for i in 0..<count {
      var after = 0
      for j in 0..<count where precedes(i, j) {
        after += p[j]
        before[j] += p[i]
      }
      latest[i] = horizon - after
    }
    for j in 0..<count { earliest[j] = before[j] + p[j] }
  }

  /// Adds the pairs the windows decide; returns whether there was a new one.
  private mutating func addWindowPairs() -> Bool {
    var found = false
    for i in 0..<count {
      for j in 0..<count where i != j && latest[i] < earliest[j] && !precedes(i, j) {
        insert(i, j)
        found = true
      }
    }
    return found
  }
}
