/// Shortest completion times against sorted due dates: a bound by assignment.
///
/// The k-th completion of any sequence is at least the k-th completion C[k] of the shortest-first
/// sequence. Matching completions with due dates in sorted order minimises the sum over all matchings, so
///
///     sum T  >=  sum_k max(0, C[k] - d[(k)]).
///
/// With due dates tightened first (see `TightenedDueDates`), raised due dates add their constant part.
/// Unit weights.
///
/// - Complexity: O(n log n).
package struct SortedDueDateBound: Sendable {
  package let value: Int

  /// - Parameter start: time at which the machine becomes free.
  package init(processingTimes p: [Int], dueDates d: [Int], start: Int = 0) {
    let lengths = p.sorted()
    // A job is never early for a due date before its own earliest completion.
    let dues = zip(p, d).map { max($1, start + $0) }
    let certain = zip(d, dues).reduce(0) { $0 + ($1.1 - $1.0) }
    var time = start
    var sum = certain
    for (length, due) in zip(lengths, dues.sorted()) {
      time += length
      sum += max(0, time - due)
    }
    value = sum
  }
}
