/// A sum of products that notices when it, or a part of it, goes beyond ±2^61.
///
/// The kernel adds without looking; so whoever compiles a constraint looks at the greatest sums that it can ever meet.
struct WholeSum {
  private(set) var value = 0
  private(set) var fits = true

  /// Greatest magnitude.
  private static var most: Int { 1 << 61 }

  init(_ value: Int = 0) {
    fits = value.magnitude <= Self.most
    self.value = fits ? value : 0
  }

  /// Whether a product stays within the limit.
  static func fits(_ factor: Int, times value: Int) -> Bool {
    var sum = WholeSum()
    sum.add(factor, times: value)
    return sum.fits
  }

  mutating func add(_ factor: Int, times value: Int = 1) {
    let (product, isTooLarge) = factor.multipliedReportingOverflow(by: value)
    let (sum, isOver) = self.value.addingReportingOverflow(product)
    fits = fits && !isTooLarge && !isOver && sum.magnitude <= Self.most
    if fits { self.value = sum }
  }
}

/// The greatest magnitude of a number in a model: up to it a `Double` tells any two whole numbers apart.
let greatestExact = 0x1p53
