/// A clause of one or two predicates (then both are the same) that a worker has learnt.
///
/// It holds for every solution better than the incumbent that was known when it was learnt. All workers compile the same
/// model, so that their views have the same numbers.
struct ShortClause: BitwiseCopyable, Sendable {
  var first: Predicate
  var second: Predicate
  var worker: Int
}

extension SearchWorker {
  /// Gives short clauses to other workers and takes theirs; the incumbent has been taken over before.
  ///
  /// - Returns: false when nothing is left to look for.
  mutating func exchangeClauses() -> Bool {
    guard kernel.sharesShort else { return true }
    var found: [ShortClause] = []
    for i in 0..<kernel.short.count / 2 {
      found.append(
        ShortClause(first: kernel.short[2 * i], second: kernel.short[2 * i + 1], worker: number))
    }
    kernel.short.truncate(to: 0)
    for clause in shared.exchange(found, seen: &clausesSeen, worker: number) {
      if !kernel.addClause([clause.first, clause.second]) {
        exhausted()
        return false
      }
    }
    return true
  }
}
