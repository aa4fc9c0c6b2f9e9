/// Probabilities of several tests adjusted so that the chance of one false rejection among all stays below the level.
///
/// With p sorted ascending, `adjusted(i) = max over j <= i of min(1, (m - j) p(j))`, j counted from 0.
///
/// - Parameter probabilities: one for each of the m tests.
/// - Returns: the adjusted probabilities in the order given.
/// - Complexity: O(m log m).
/// - Source: Holm (1979), "A simple sequentially rejective multiple test procedure".
public func holmAdjusted(_ probabilities: [Double]) -> [Double] {
  let order = probabilities.indices.sorted { probabilities[$0] < probabilities[$1] }
  var adjusted = probabilities
  var largest = 0.0
  for (place, index) in order.enumerated() {
    largest = max(largest, min(1, Double(probabilities.count - place) * probabilities[index]))
    adjusted[index] = largest
  }
  return adjusted
}
