/// The sorted due-date bound after tightening due dates by precedence.
///
/// Precedence gives each job an earliest completion E (in some optimal sequence). Raising the due date
/// to E turns the certain part of its tardiness into a constant and leaves `SortedDueDateBound` less to
/// underestimate. Unit weights.
///
/// - Complexity: O(r n log n) for r rounds of tightening.
package struct TightenedWindowBound: Sendable {
  package let value: Int

  package init(processingTimes p: [Int], dueDates d: [Int]) {
    let tightened = TightenedDueDates(processingTimes: p, dueDates: d)
    let constant = zip(d, tightened.dueDates).reduce(0) { $0 + max(0, $1.1 - $1.0) }
    value = constant + SortedDueDateBound(processingTimes: p, dueDates: tightened.dueDates).value
  }
}
