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
  /// Earliest and latest completion by job. One sequence that is optimal (also for the given due dates)
  /// stays inside all windows and satisfies every agreeable pair of `dueDates`.
  package private(set) var earliest: [Int]
  package private(set) var latest: [Int]

  /// - Parameters:
  ///   - processingTimes: `>= 0`.
  ///   - roundLimit: most rounds; the result is valid after any number of them.
  package init(processingTimes p: [Int], dueDates d: [Int], roundLimit: Int = 100) {
    let horizon = p.reduce(0, +)
    dueDates = zip(p, d).map { max($0, min($1, horizon)) }
    let byLength = p.indices.sorted { (p[$0], $0) < (p[$1], $1) }
    earliest = []
    latest = []
    var round = 0
    repeat {
      // Windows of the present due dates only: pairs of an earlier round need not hold together.
      earliest = earliestCompletions(p, byLength)
      if round < roundLimit, move(by: { max($0, $1) }, to: earliest) {
        round += 1
        continue
      }
      latest = latestCompletions(p, byLength, horizon)
      if round >= roundLimit || !move(by: { min($0, $1) }, to: latest) { return }
      round += 1
    } while true
  }

  /// Moves the due dates to the limits given; returns whether any changed.
  private mutating func move(by choice: (Int, Int) -> Int, to limits: [Int]) -> Bool {
    let moved = zip(dueDates, limits).map(choice)
    defer { dueDates = moved }
    return moved != dueDates
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

  private func earliestCompletions(_ p: [Int], _ byLength: [Int]) -> [Int] {
    let place = places()
    var sums = FenwickSums(count: p.count)
    var result = p
    for j in byLength {
      result[j] = sums.sum(through: place[j]) + p[j]
      sums.add(p[j], at: place[j])
    }
    return result
  }

  private func latestCompletions(_ p: [Int], _ byLength: [Int], _ horizon: Int) -> [Int] {
    let place = places()
    var sums = FenwickSums(count: p.count)
    var total = 0
    var result = p
    for j in byLength.reversed() {
      // Of the longer jobs, those due strictly earlier lie below the shared place of j's ties.
      result[j] = horizon - (total - sums.sum(through: place[j] - 1))
      sums.add(p[j], at: place[j])
      total += p[j]
    }
    return result
  }
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
