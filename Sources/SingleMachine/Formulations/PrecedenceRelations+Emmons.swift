/// Emmons' dominance theorems, applied one at a time with transitive closure.
///
/// Let B and A be the jobs known to be before and after a job, and let j be not longer than k. Then some optimal
/// sequence that satisfies the relations so far also has
///
/// 1. j before k when `w[j] >= w[k]` and `d[j] <= max(d[k], p(B_k) + p[k])`;
/// 2. k before j when `w[k] >= w[j]`, `d[j] > max(d[k], p(B_k) + p[k])` and `d[j] + p[j] >= P - p(A_k)`;
/// 3. any job a before any job b when `d[b] >= P - p(A_a)`: b cannot be tardy where a may end.
///
/// Equal jobs are ordered by (p, w descending, d, number).
///
/// - Source: Emmons (1969), "One-machine sequencing to minimize certain functions of job tardiness", theorems 1-3;
///   weights after Rinnooy Kan, Lageweg and Lenstra (1975), "Minimizing total costs in one-machine scheduling".
extension PrecedenceRelations {
  /// The relations that the theorems give for a block, from none.
  ///
  /// - Parameter shouldStop: polled every few milliseconds of work; the relations found until then hold.
  package init(emmons block: JobBlock, shouldStop: () -> Bool = { false }) {
    self.init(processingTimes: block.processingTimes)
    applyEmmons(block, shouldStop)
  }

  /// Applies the theorems until they give nothing new.
  ///
  /// - Complexity: O(n^2) a sweep besides the closure; few sweeps.
  private mutating func applyEmmons(_ block: JobBlock, _ shouldStop: () -> Bool) {
    let p = block.processingTimes
    let d = block.dueDates
    let w = block.weights
    let order = (0..<jobCount).sorted {
      (p[$0], -w[$0], d[$0], $0) < (p[$1], -w[$1], d[$1], $1)
    }
    var changed = true
    var additions = 0
    while changed {
      changed = false
      for x in 0..<jobCount {
        if shouldStop() { return }
        let j = order[x]
        for y in (x + 1)..<max(x + 1, jobCount) {
          let k = order[y]
          if relates(j, k) { continue }
          switch verdict(j, k, block) {
          case .shorterFirst: add(j, before: k)
          case .longerFirst: add(k, before: j)
          case .open: continue
          }
          changed = true
          additions += 1
          if additions % 16 == 0, shouldStop() { return }
        }
      }
    }
  }

  private enum Verdict { case shorterFirst, longerFirst, open }

  /// What the theorems say about j and the not shorter k.
  private func verdict(_ j: Int, _ k: Int, _ block: JobBlock) -> Verdict {
    let (p, d, w) = (block.processingTimes, block.dueDates, block.weights)
    let reach = max(d[k], workBefore[k] + p[k])
    if w[j] >= w[k], d[j] <= reach { return .shorterFirst }
    if d[k] >= block.horizon - workAfter[j] { return .shorterFirst }
    if d[j] >= block.horizon - workAfter[k] { return .longerFirst }
    if w[k] >= w[j], d[j] > reach, d[j] + p[j] >= block.horizon - workAfter[k] {
      return .longerFirst
    }
    return .open
  }
}
