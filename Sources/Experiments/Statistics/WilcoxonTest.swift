import Glibc

/// The two-sided Wilcoxon signed-rank test: are paired differences symmetric about zero?
///
/// Zero differences are left out before ranking (Wilcoxon's own rule, not Pratt's) and counted. Equal sizes share the
/// mean of their ranks. With at most 50 differences the probability is exact, ties or not: all sign patterns of these
/// very ranks are counted. Otherwise it comes from the normal approximation with the variance corrected for ties and a
/// continuity correction of one half.
///
/// - Source: Wilcoxon (1945), "Individual comparisons by ranking methods"; variance under ties after Lehmann (1975),
///   "Nonparametrics", section 3.2.
public struct WilcoxonTest: Sendable, Hashable {
  /// The most differences that are enumerated: their 2^50 sign patterns are counted without rounding.
  public static let mostExact = 50

  /// Differences that are not zero.
  public let count: Int
  /// Differences that are zero.
  public let zeroCount: Int
  /// Sum of the ranks of positive differences.
  public let positiveRankSum: Double
  /// Sum of the ranks of negative differences.
  public let negativeRankSum: Double
  /// The two-sided probability of rank sums at least as uneven; 1 when every difference is zero.
  public let probability: Double
  /// Whether `probability` is exact rather than approximated.
  public let isExact: Bool

  /// Tests `differences`; infinities rank highest, not-a-number counts as zero.
  ///
  /// - Complexity: O(n log n), and O(n^3) additions for n <= 50.
  public init(_ differences: [Double]) {
    let values = differences.filter { $0 < 0 || $0 > 0 }.sorted { abs($0) < abs($1) }
    count = values.count
    zeroCount = differences.count - values.count
    var positive = 0.0
    var negative = 0.0
    var tieTerm = 0.0
    var doubledRanks: [Int] = []
    var start = 0
    while start < values.count {
      var end = start + 1
      while end < values.count, abs(values[end]) == abs(values[start]) { end += 1 }
      let rank = Double(start + 1 + end) / 2
      for value in values[start..<end] {
        if value > 0 { positive += rank } else { negative += rank }
        doubledRanks.append(start + 1 + end)
      }
      let size = Double(end - start)
      tieTerm += size * size * size - size
      start = end
    }
    positiveRankSum = positive
    negativeRankSum = negative
    isExact = values.count <= WilcoxonTest.mostExact
    if values.isEmpty {
      probability = 1
    } else if isExact {
      probability = WilcoxonTest.exact(Int(2 * min(positive, negative)), doubledRanks)
    } else {
      probability = WilcoxonTest.approximate(
        min(positive, negative), count: Double(values.count), tieTerm: tieTerm)
    }
  }

  /// Twice the share of sign patterns whose positive rank sum is at most half of `doubledSum`, at most 1.
  ///
  /// Ranks are doubled, so that means of ranks are integers.
  private static func exact(_ doubledSum: Int, _ doubledRanks: [Int]) -> Double {
    var patterns = [Double](repeating: 0, count: doubledRanks.reduce(0, +) + 1)
    patterns[0] = 1
    var largest = 0
    for rank in doubledRanks {
      for total in stride(from: largest, through: 0, by: -1) {
        patterns[total + rank] += patterns[total]
      }
      largest += rank
    }
    let tail = patterns[...doubledSum].reduce(0, +)
    return min(1, 2 * tail / exp2(Double(doubledRanks.count)))
  }

  private static func approximate(_ sum: Double, count n: Double, tieTerm: Double) -> Double {
    let mean = n * (n + 1) / 4
    let variance = n * (n + 1) * (2 * n + 1) / 24 - tieTerm / 48
    let distance = max(0, mean - sum - 0.5)
    return erfc(distance / (2 * variance).squareRoot())
  }
}
