/// Due dates tightened by precedence, and the completion windows behind them.
///
/// Let `i -> j` when i is before j in the fixed order (p, id) and `d'[i] <= d'[j]` ("agreeable"). Some
/// optimal sequence satisfies all agreeable pairs at once: take an optimal one with fewest violated pairs;
/// exchanging the jobs of a violated pair never costs and lowers the count. In it job j completes within
///
///     E[j] = p({i : i -> j}) + p[j]   ...   L[j] = P - p({i : j -> i}),
///
/// so d'[j] may be raised to E[j] (at a constant cost where E[j] > d[j]) and lowered to L[j]; every
/// sequence optimal for the moved due dates is optimal for the given ones. Repeated until stable.
///
/// - Complexity: O(n log n) a round.
/// - Source: Emmons (1969), "One-machine sequencing to minimize certain functions of job tardiness";
///   due-date modification as in Tansel and Sabuncuoglu (1997).
package struct TightenedDueDates: Sendable {
  /// Tightened due dates, by job.
  package private(set) var dueDates: [Int]
  /// Earliest and latest completion in some optimal sequence, by job.
  package private(set) var earliest: [Int]
  package private(set) var latest: [Int]

  /// - Parameters:
  ///   - processingTimes: `>= 0`.
  ///   - roundLimit: most rounds; the windows are valid after any number of them.
  package init(processingTimes p: [Int], dueDates d: [Int], roundLimit: Int = 100) {
    let horizon = p.reduce(0, +)
    let count = p.count
    dueDates = zip(p, d).map { max($0, min($1, horizon)) }
    earliest = p
    latest = [Int](repeating: horizon, count: count)
    let byLength = p.indices.sorted { (p[$0], $0) < (p[$1], $1) }
    var round = 0
    var changed = true
    while changed, round < roundLimit {
      changed = raise(p, byLength)
      if lower(p, byLength, horizon) { changed = true }
      round += 1
    }
  }

  /// Places of the jobs in the order of tightened due dates, equal ones sharing the last place.
  private func places() -> [Int] {
    let order = dueDates.indices.sorted { (dueDates[$0], $0) < (dueDates[$1], $1) }
    var place = [Int](repeating: 0, count: order.count)
    for k in stride(from: order.count - 1, through: 0, by: -1) {
      let tied = k + 1 < order.count && dueDates[order[k]] == dueDates[order[k + 1]]
      place[order[k]] = tied ? place[order[k + 1]] : k
    }
    return place
  }

  private mutating func raise(_ p: [Int], _ byLength: [Int]) -> Bool {
    let place = places()
    var sums = FenwickSums(count: p.count)
    var changed = false
    for j in byLength {
      let time = sums.sum(through: place[j]) + p[j]
      sums.add(p[j], at: place[j])
      earliest[j] = max(earliest[j], time)
      if dueDates[j] < earliest[j] {
        dueDates[j] = earliest[j]
        changed = true
      }
    }
    return changed
  }

  private mutating func lower(_ p: [Int], _ byLength: [Int], _ horizon: Int) -> Bool {
    let place = places()
    var sums = FenwickSums(count: p.count)
    var total = 0
    var changed = false
    for j in byLength.reversed() {
      // Longer jobs due no earlier: all seen minus those due strictly earlier.
      let earlierPlace = firstPlace(of: j, place) - 1
      let time = horizon - (total - sums.sum(through: earlierPlace))
      sums.add(p[j], at: place[j])
      total += p[j]
      latest[j] = min(latest[j], time)
      if dueDates[j] > latest[j] {
        dueDates[j] = latest[j]
        changed = true
      }
    }
    return changed
  }

  /// Equal due dates share their last place, so everything below it is strictly earlier.
  private func firstPlace(of job: Int, _ place: [Int]) -> Int { place[job] }
}

/// Prefix sums under point updates (Fenwick 1994).
struct FenwickSums {
  private var tree: [Int]

  init(count: Int) { tree = [Int](repeating: 0, count: count + 1) }

  mutating func add(_ value: Int, at index: Int) {
    var i = index + 1
    while i < tree.count {
      tree[i] += value
      i += i & -i
    }
  }

  /// Sum over `0...index`; 0 for -1.
  func sum(through index: Int) -> Int {
    var i = index + 1
    var sum = 0
    while i > 0 {
      sum += tree[i]
      i -= i & -i
    }
    return sum
  }
}
