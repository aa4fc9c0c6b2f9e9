/// The unscheduled jobs as columns of reals in a fixed order, for rules that evaluate all of them at every step.
///
/// Removed rows stay, marked by `dead` in column 0, until an eighth of the rows are dead; then the columns are
/// compacted. So a step scans few rows too many and removal costs O(1) amortised.
struct ShrinkingTable {
  private(set) var jobs: [Int]
  private(set) var columns: [[Double]]
  private let dead: Double
  private var deadCount = 0

  /// - Parameters:
  ///   - jobs: ids in the order that decides ties.
  ///   - columns: one value per job, in the same order.
  ///   - dead: the value in column 0 that never wins.
  init(jobs: [Int], columns: [[Double]], dead: Double) {
    self.jobs = jobs
    self.columns = columns
    self.dead = dead
  }

  /// The number of rows, dead ones included.
  var rowCount: Int { jobs.count }

  /// Takes the job in a row out.
  ///
  /// - Complexity: O(1) amortised.
  mutating func remove(row: Int) -> Int {
    let job = jobs[row]
    jobs[row] = -1
    columns[0][row] = dead
    deadCount += 1
    if deadCount * 8 > jobs.count { compact() }
    return job
  }

  private mutating func compact() {
    var kept = 0
    for row in jobs.indices where jobs[row] >= 0 {
      jobs[kept] = jobs[row]
      for column in columns.indices { columns[column][kept] = columns[column][row] }
      kept += 1
    }
    jobs.removeSubrange(kept...)
    for column in columns.indices { columns[column].removeSubrange(kept...) }
    deadCount = 0
  }
}
