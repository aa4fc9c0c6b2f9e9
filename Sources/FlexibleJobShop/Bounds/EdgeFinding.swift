/// What one machine that runs one thing at a time implies for the windows of its operations.
///
/// Every operation starts at or after its head and ends by its deadline. Rules: no set has more work than its window holds (overload);
/// an operation that cannot run before another runs after it (detectable precedences); an operation that does not fit with a set
/// before the set's last deadline runs after the set (edge finding). All rules hold for operations of duration 0, which may stand
/// at the border of another but not inside.
///
/// - Source: Carlier and Pinson (1989), "An algorithm for solving the job-shop problem"; Nuijten (1994), "Time and resource
///   constrained scheduling"; Vilim (2002), "Batch processing with sequence dependent setup times".
package struct EdgeFinding: Sendable {
  /// `heads[i]`: not started before.
  package private(set) var heads: [Int]
  /// `deadlines[i]`: ended by then.
  package private(set) var deadlines: [Int]
  private let durations: [Int]

  /// States windows.
  package init(heads: [Int], durations: [Int], deadlines: [Int]) {
    self.heads = heads
    self.durations = durations
    self.deadlines = deadlines
  }

  /// Applies the rules once in both directions; false when no schedule keeps the windows.
  ///
  /// - Complexity: O(n^2).
  package mutating func tighten() -> Bool {
    guard raiseHeads() else { return false }
    mirror()
    let holds = raiseHeads()
    mirror()
    return holds
  }

  private mutating func mirror() {
    let old = heads
    heads = deadlines.map { -$0 }
    deadlines = old.map { -$0 }
  }

  private mutating func raiseHeads() -> Bool {
    let order = heads.indices.sorted { (heads[$0], $0) < (heads[$1], $1) }
    let n = order.count
    let p = order.map { durations[$0] }
    let d = order.map { deadlines[$0] }
    let r = order.map { heads[$0] }
    var raised = r
    var ends = [Int](repeating: .min, count: n)
    for k in 0..<n {
      guard EdgeFinding.findEdges(by: d[k], r, p, d, &ends, &raised) else { return false }
    }
    for i in 0..<n { raised[i] = max(raised[i], EdgeFinding.endOfPredecessors(i, r, p, d)) }
    for i in 0..<n {
      if raised[i] + p[i] > d[i] { return false }
      heads[order[i]] = raised[i]
    }
    return true
  }

  /// Edge finding for the sets that end by one deadline; operations come by head.
  private static func findEdges(
    by deadline: Int, _ r: [Int], _ p: [Int], _ d: [Int], _ ends: inout [Int], _ raised: inout [Int]
  ) -> Bool {
    var (work, end) = (0, Int.min)
    var i = r.count - 1
    while i >= 0 {
      if d[i] <= deadline {
        work += p[i]
        end = max(end, r[i] + work)
        if end > deadline { return false }
      }
      ends[i] = end
      i -= 1
    }
    var earliest = Int.min
    i = 0
    while i < r.count {
      if d[i] <= deadline {
        earliest = max(earliest, r[i] + work)
        work -= p[i]
      } else {
        if r[i] + work + p[i] > deadline { raised[i] = max(raised[i], ends[i]) }
        if earliest > .min, earliest + p[i] > deadline { raised[i] = max(raised[i], end) }
      }
      i += 1
    }
    return true
  }

  /// The earliest end of the operations that operation i cannot precede; operations come by head.
  private static func endOfPredecessors(_ i: Int, _ r: [Int], _ p: [Int], _ d: [Int]) -> Int {
    let end = r[i] + p[i]
    var earliest = Int.min
    var j = 0
    while j < r.count {
      if j != i, end > d[j] - p[j] { earliest = max(earliest, r[j]) + p[j] }
      j += 1
    }
    return earliest
  }
}
