/// Tardiness that no position can avoid: `sum w[j] max(0, start + p[j] - d[j])`.
///
/// - Complexity: O(n).
package struct CertainTardinessBound: Sendable {
  package let value: Int

  package init(
    processingTimes p: [Int], dueDates d: [Int], weights w: [Int]? = nil, start: Int = 0
  ) {
    var sum = 0
    for j in p.indices { sum += (w?[j] ?? 1) * max(0, start + p[j] - d[j]) }
    value = sum
  }
}
