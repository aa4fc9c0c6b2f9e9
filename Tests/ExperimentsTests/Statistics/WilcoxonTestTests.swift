import Experiments
import Glibc
import OptCore
import Testing

@Suite("WilcoxonTest")
struct WilcoxonTestTests {
  /// Made once with scipy 1.17.1: `scipy.stats.wilcoxon(d, correction=True, mode="exact")`, where sizes tie
  /// `method=PermutationMethod(10**7)`, and `mode="approx"` beyond 50 differences (zero_method="wilcox"); the
  /// statistic is the smaller rank sum.
  static let published: [(differences: [Double], sum: Double, p: Double, isExact: Bool)] = [
    ([1, 2, 3, 4, 5, -6, 7, 8], 6, 0.109375, true),
    ([6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75], 24, 0.041259765625, true),
    ([1.5, -2.5, 3, 4.5, -0.5], 4, 0.4375, true),
    ([1, 1, 2, -2, 3, 3, -4, 5, 6, 0, 0], 10.5, 0.1875, true),
    ([1, 1, 1, 1, 1, 1], 0, 0.03125, true),
    // No result of five pairs is rarer than 2 of 32.
    ([3, 3, 3, 3, 3], 0, 0.0625, true),
    ([3, 3, 3, 3, -1, -1, 2, 2], 3, 0.03125, true),
    ([0.5, -0.5, 1, -1], 5, 1, true),
    (signed(50, scale: 1), 626, 0.916185835362695, true),
    (signed(60, scale: 1.25), 900, 0.9149926751975315, false),
    (tied(60), 905, 0.944239745056544, false),
  ]

  /// `(-1)^(k^2 div 3) * k * scale` for k = 1...count.
  static func signed(_ count: Int, scale: Double) -> [Double] {
    (1...count).map { (k: Int) -> Double in
      let sign = (k * k / 3) % 2 == 0 ? 1.0 : -1.0
      return sign * Double(k) * scale
    }
  }

  /// The same signs, with the sizes `k div 2 + 1`.
  static func tied(_ count: Int) -> [Double] {
    zip(1...count, signed(count, scale: 1)).map { Double($0 / 2 + 1) * ($1 < 0 ? -1 : 1) }
  }

  @Test("Agrees with values computed by scipy", arguments: published)
  func scipy(differences: [Double], sum: Double, p: Double, isExact: Bool) {
    let test = WilcoxonTest(differences)
    #expect(min(test.positiveRankSum, test.negativeRankSum) == sum)
    #expect(abs(test.probability - p) < 1e-12)
    #expect(test.isExact == isExact)
    #expect(test.count + test.zeroCount == differences.count)
  }

  @Test(
    "The exact probability is the share of sign patterns at least as uneven, ties or not",
    arguments: [2, 4, 1000])
  func enumeration(sizeCount: Int) {
    var stream = RandomStream(seed: 5)
    for trial in 0..<100 {
      let count = 1 + trial % 11
      let sizes = (0..<count).map { _ in 1 + stream.below(sizeCount) }
      let differences = sizes.map { stream.below(2) == 0 ? $0 : -$0 }
      let test = WilcoxonTest(differences.map(Double.init).shuffled(using: &stream))
      // Twice the mean rank of a size: smaller ones, and half of its equals.
      let ranks = sizes.map { size in
        2 * sizes.count { $0 < size } + sizes.count { $0 == size } + 1
      }
      func unevenness(_ isPositive: (Int) -> Bool) -> Int {
        abs(ranks.indices.reduce(0) { $0 + (isPositive($1) ? ranks[$1] : -ranks[$1]) })
      }
      let observed = unevenness { differences[$0] > 0 }
      let patterns = 0..<(1 << count)
      let uneven = patterns.count { pattern in
        unevenness { pattern >> $0 & 1 == 1 } >= observed
      }
      #expect(test.isExact)
      #expect(abs(test.probability - Double(uneven) / Double(patterns.count)) < 1e-14)
    }
  }

  @Test("Order, scale and exchange of the two methods do not matter")
  func invariance() {
    var stream = RandomStream(seed: 6)
    for _ in 0..<100 {
      let differences = (0..<40).map { _ in Double(stream.integer(in: -9...12)) }
      let p = WilcoxonTest(differences).probability
      #expect(WilcoxonTest(differences.shuffled(using: &stream)).probability == p)
      #expect(WilcoxonTest(differences.map { -4 * $0 }).probability == p)
    }
  }

  @Test("Nothing to rank is no evidence; infinities rank highest")
  func extremes() {
    #expect(WilcoxonTest([]).probability == 1)
    #expect(WilcoxonTest([0, 0, 0]).probability == 1)
    #expect(WilcoxonTest([0, 0, 0]).zeroCount == 3)
    let test = WilcoxonTest([1, 2, -.infinity])
    #expect(test.negativeRankSum == 3)
    #expect(test.positiveRankSum == 3)
  }

  @Test("Holm multiplies the smallest p by their number, the next by one less, and never falls")
  func holm() {
    // Sorted .005 .01 .03 .04: 4 * .005 = .02, 3 * .01 = .03, 2 * .03 = .06, 1 * .04 raised to .06.
    let adjusted = holmAdjusted([0.01, 0.04, 0.03, 0.005])
    for (found, expected) in zip(adjusted, [0.03, 0.06, 0.06, 0.02]) {
      #expect(abs(found - expected) < 1e-15)
    }
    #expect(holmAdjusted([0.7, 0.8]) == [1, 1])
    #expect(holmAdjusted([0.2]) == [0.2])
    #expect(holmAdjusted([]).isEmpty)
  }
}
