/// Pairs of jobs whose order holds in at least one optimal sequence, all pairs at once; closed under transitivity.
///
/// Rows of bits: bit k of row j says that j is before k.
package struct PrecedenceRelations: Sendable {
  /// Number of jobs, n.
  package let jobCount: Int
  private let wordCount: Int
  private var after: [UInt64]
  private var before: [UInt64]
  private let processingTimes: [Int]
  /// `workBefore[j]`: ticks of all jobs known to be before j.
  package private(set) var workBefore: [Int]
  /// `workAfter[j]`: ticks of all jobs known to be after j.
  package private(set) var workAfter: [Int]
  /// Number of jobs known to be before j.
  package private(set) var countBefore: [Int]
  /// Number of jobs known to be after j.
  package private(set) var countAfter: [Int]

  /// No relation between any jobs.
  package init(processingTimes: [Int]) {
    jobCount = processingTimes.count
    wordCount = (jobCount + 63) / 64
    after = [UInt64](repeating: 0, count: jobCount * wordCount)
    before = after
    self.processingTimes = processingTimes
    workBefore = [Int](repeating: 0, count: jobCount)
    workAfter = workBefore
    countBefore = workBefore
    countAfter = workBefore
  }

  /// Whether job `i` is known to be before job `j`.
  @inline(__always)
  package func isBefore(_ i: Int, _ j: Int) -> Bool {
    after[i &* wordCount &+ (j >> 6)] >> UInt64(j & 63) & 1 == 1
  }

  /// Whether the order of two jobs is known.
  @inline(__always)
  package func relates(_ i: Int, _ j: Int) -> Bool { isBefore(i, j) || isBefore(j, i) }

  /// Number of related pairs.
  package var pairCount: Int { countAfter.reduce(0, +) }

  /// Adds `i` before `j` and everything that follows from it.
  ///
  /// - Complexity: O(n^2 / 64) and O(1) for each new pair.
  package mutating func add(_ i: Int, before j: Int) {
    if isBefore(i, j) { return }
    precondition(i != j && !isBefore(j, i), "two jobs cannot be before each other")
    var heads = members(of: before, i)
    heads.append(i)
    var tails = Array(after[(j * wordCount)..<((j + 1) * wordCount)])
    tails[j >> 6] |= 1 << UInt64(j & 63)
    for head in heads {
      for word in 0..<wordCount {
        let slot = head * wordCount + word
        var new = tails[word] & ~after[slot]
        after[slot] |= new
        while new != 0 {
          let tail = word * 64 + new.trailingZeroBitCount
          new &= new - 1
          before[tail * wordCount + (head >> 6)] |= 1 << UInt64(head & 63)
          workAfter[head] += processingTimes[tail]
          workBefore[tail] += processingTimes[head]
          countAfter[head] += 1
          countBefore[tail] += 1
        }
      }
    }
  }

  /// Whether some job is known to lie between two related jobs.
  @inline(__always)
  package func separates(_ i: Int, _ j: Int) -> Bool {
    for word in 0..<wordCount
    where after[i &* wordCount &+ word] & before[j &* wordCount &+ word] != 0 {
      return true
    }
    return false
  }

  /// The jobs known to be before `j`, ascending.
  package func predecessors(of j: Int) -> [Int] { members(of: before, j) }

  /// The jobs known to be after `j`, ascending.
  package func successors(of j: Int) -> [Int] { members(of: after, j) }

  private func members(of rows: [UInt64], _ row: Int) -> [Int] {
    var found: [Int] = []
    for word in 0..<wordCount {
      var bits = rows[row * wordCount + word]
      while bits != 0 {
        found.append(word * 64 + bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
    return found
  }
}
