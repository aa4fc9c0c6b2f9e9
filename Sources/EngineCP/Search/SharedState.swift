import Synchronization

/// What the workers of a run know together: the best solution, the best bound, and whether all is done.
///
/// Objective values are steps of the compiled objective, to be minimised.
final class SharedState: Sendable {
  struct Facts: Sendable {
    /// Best solution, one value a column, and its objective.
    var point: [Double]?
    var best: Int?
    /// Number of solutions, each better than those before.
    var solutions = 0
    /// No solution is below this; nil = nothing proven.
    var bound: Int?
    /// No solution other than those found.
    var isExhausted = false
    /// A worker's clauses take more memory than they may, even without those it can forget.
    var isFull = false
    /// A fault of the engine itself.
    var fault: String?
    /// Why the starting point was of no use; nil = it was, or there was none.
    var startFault: String?
  }

  private let facts = WorkerLock(Facts())
  /// Short learnt clauses of all workers, in the order in which they came.
  private let clauses = WorkerLock<[ShortClause]>([])
  private let isDone = Atomic<Bool>(false)
  /// Changes whenever another worker should look again.
  private let version = Atomic<Int>(0)

  var snapshot: Facts { facts.withLock { $0 } }
  var isOver: Bool { isDone.load(ordering: .relaxed) }
  var currentVersion: Int { version.load(ordering: .relaxed) }

  /// Changes the facts; `body` says whether anything new came in.
  func update(_ body: (inout Facts) -> Bool) {
    let isNew = facts.withLock { facts in
      let isNew = body(&facts)
      if let best = facts.best, let bound = facts.bound, bound >= best { facts.isExhausted = true }
      if facts.isExhausted || facts.isFull || facts.fault != nil {
        isDone.store(true, ordering: .relaxed)
      }
      return isNew
    }
    if isNew { version.wrappingAdd(1, ordering: .relaxed) }
  }

  /// Adds clauses and returns those of other workers after the first `seen`; `seen` becomes the number of all.
  func exchange(_ found: [ShortClause], seen: inout Int, worker: Int) -> [ShortClause] {
    clauses.withLock { all in
      all.append(contentsOf: found)
      let news = all[seen...].filter { $0.worker != worker }
      seen = all.count
      return news
    }
  }

  func finish() { isDone.store(true, ordering: .relaxed) }
}
