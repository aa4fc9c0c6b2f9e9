/// Total weighted tardiness on one machine, written from the definition and sharing no code with any method.
public struct TardinessOracle: Sendable {
  /// `p[j]`: ticks job j takes.
  public let p: [Int]
  /// `d[j]`: tick job j is due.
  public let d: [Int]
  /// `w[j]`: cost of a tick of tardiness of job j.
  public let w: [Int]

  /// States the data of an instance.
  public init(p: [Int], d: [Int], w: [Int]? = nil) {
    self.p = p
    self.d = d
    self.w = w ?? p.map { _ in 1 }
  }

  /// The cost of a sequence.
  public func cost(_ sequence: [Int]) -> Int {
    var clock = 0
    var sum = 0
    for job in sequence {
      clock += p[job]
      if clock > d[job] { sum += w[job] * (clock - d[job]) }
    }
    return sum
  }

  /// The least cost over all permutations; at most 9 jobs.
  public func bruteForce() -> Int {
    var best = Int.max
    var sequence = Array(p.indices)
    func permute(_ fixed: Int) {
      if fixed == sequence.count {
        best = min(best, cost(sequence))
        return
      }
      for k in fixed..<sequence.count {
        sequence.swapAt(fixed, k)
        permute(fixed + 1)
        sequence.swapAt(fixed, k)
      }
    }
    permute(0)
    return best
  }

  /// The least cost by dynamic programming over subsets; at most 22 jobs.
  ///
  /// `f(S)` is the least cost of running exactly the jobs of S first: the last of them, j, ends at `p(S)`.
  public func subsetProgram() -> Int {
    let count = p.count
    var best = [Int](repeating: .max, count: 1 << count)
    var work = [Int](repeating: 0, count: 1 << count)
    best[0] = 0
    for set in 1..<max(1, 1 << count) where set > 0 {
      let lowest = set.trailingZeroBitCount
      work[set] = work[set & (set - 1)] + p[lowest]
      var rest = set
      while rest != 0 {
        let job = rest.trailingZeroBitCount
        rest &= rest - 1
        let late = max(0, work[set] - d[job])
        best[set] = min(best[set], best[set & ~(1 << job)] + w[job] * late)
      }
    }
    return best[(1 << count) - 1]
  }
}
