import OptCore

/// Which cores the runs that go on at the same time get.
package struct CorePlan: Sendable, Hashable {
  /// One set of cores for each place, none shared; empty sets where nothing is pinned.
  package let places: [[Int]]
  /// Why nothing is pinned; nil = every place has cores of its own.
  package let remark: String?

  /// Pins nothing: every place may use whatever this process may.
  package init(unpinned jobs: Int) {
    places = [[Int]](repeating: [], count: jobs)
    remark = nil
  }

  /// Deals out cores.
  ///
  /// - Parameters:
  ///   - jobs: runs at once, at least 1.
  ///   - threads: the most threads that one of them uses, at least 1.
  ///   - cores: the cores that may be used, best ones first.
  package init(jobs: Int, threads: Int, cores: [Int]) {
    let (wanted, overflow) = jobs.multipliedReportingOverflow(by: threads)
    guard !overflow, wanted <= cores.count else {
      places = [[Int]](repeating: [], count: jobs)
      remark =
        "\(jobs) at once with \(threads) \(threads == 1 ? "thread" : "threads") each need more cores than "
        + "the \(cores.count) there are: runs are not pinned, and their times disturb each other"
      return
    }
    places = (0..<jobs).map { Array(cores[($0 * threads)..<(($0 + 1) * threads)]) }
    remark = nil
  }
}
