import Modeling

extension ModelTable {
  /// A row in whole numbers: the same where it has whole coefficients, else times a power of 2, with what rounding can
  /// do added to the limits. A row holds up to 1e-6.
  ///
  /// - Returns: nil where the numbers are too large.
  mutating func addRow(
    _ columns: [Int32], _ coefficients: [Double], _ lower: Double, _ upper: Double
  ) -> Shape? {
    let tolerance = 1e-6
    var (factors, scale, slack) = (coefficients, 1.0, 0.0)
    let isWhole = coefficients.allSatisfy { $0 == $0.rounded() }
    if !isWhole {
      guard let power = power(columns, coefficients, lower, upper) else { return nil }
      scale = power
      factors = coefficients.map { ($0 * scale).rounded() }
      slack = 64
      for (place, column) in columns.enumerated() {
        slack += abs(coefficients[place] * scale - factors[place]) * size(of: column) * 1.001
      }
    }
    store.begin()
    for (factor, column) in zip(factors, columns) {
      guard abs(factor) <= 0x1p58, store.add(Int(factor), column) else { return nil }
    }
    let form = store.finish()
    let divisor = isWhole ? store.reduce(form) : 1
    let first = inequalities.count
    addLimit(((upper + tolerance) * scale + slack).rounded(.down), divisor, form, sign: 1)
    addLimit((-(lower - tolerance) * scale + slack).rounded(.down), divisor, form, sign: -1)
    return .rows(first..<inequalities.count)
  }

  /// `sign * form <= limit`, where the limit says anything.
  private mutating func addLimit(_ limit: Double, _ divisor: Int, _ form: Form, sign: Int) {
    guard limit <= 0x1p58 else { return }
    let whole = Int(max(limit, -0x1p58))
    inequalities.append(
      Inequality(
        start: form.start, end: form.end, sign: sign, limit: floorDivide(whole, divisor)))
  }

  /// The greatest absolute value of a column.
  func size(of column: Int32) -> Double {
    max(abs(Double(lower[Int(column)])), abs(Double(upper[Int(column)])))
  }

  /// The greatest power of 2 with which no sum of the row leaves 2^57.
  private func power(
    _ columns: [Int32], _ coefficients: [Double], _ lower: Double, _ upper: Double
  ) -> Double? {
    var size = 1.0
    for limit in [lower, upper] where limit.isFinite { size += abs(limit) }
    for (column, coefficient) in zip(columns, coefficients) {
      size += abs(coefficient) * (self.size(of: column) + 1)
    }
    var power = 1.0
    while power * size < 0x1p56 { power *= 2 }
    return size < 0x1p50 ? power : nil
  }
}
