import Modeling

/// The finite whole-number domain of each column, from its own bounds and from the rows.
///
/// An upper bound that is missing is found from the rows where they imply one, or where a larger value could be of no use: when the
/// objective does not gain by it and every row that presses the variable up has a greatest left side. The same holds downwards.
struct ColumnDomains {
  private(set) var lower: [Double]
  private(set) var upper: [Double]
  private let model: Model
  private let rows: [IntegerRow]

  /// - Parameter rows: all rows of the model, in order.
  init(_ model: Model, rows: [IntegerRow]) {
    self.model = model
    self.rows = rows
    lower = model.columnLower.map { ($0 - 1e-6).rounded(.up) }
    upper = model.columnUpper.map { ($0 + 1e-6).rounded(.down) }
    // A few passes find what chains of rows imply; the kernel does the rest.
    for _ in 0..<max(4, min(model.rowCount, 200)) where needsMore { if !tighten() { break } }
    for _ in 0..<max(4, min(model.rowCount, 200)) where needsMore { if !capUseless() { break } }
  }

  private var needsMore: Bool {
    lower.contains { $0.isInfinite } || upper.contains { $0.isInfinite }
  }

  /// Least and greatest sum of a row without column `skipped`, no better than they are: sums beyond 2^53 are not exact.
  private func range(_ row: IntegerRow, without skipped: Int) -> (low: Double, high: Double) {
    var (low, high) = (0.0, 0.0)
    var size = Double(max(row.lower?.magnitude ?? 0, row.upper?.magnitude ?? 0))
    for (place, factor) in row.factors.enumerated() where place != skipped && factor != 0 {
      let column = Int(row.columns[place])
      let a = Double(factor)
      low += a > 0 ? a * lower[column] : a * upper[column]
      high += a > 0 ? a * upper[column] : a * lower[column]
      for bound in [lower[column], upper[column]] where bound.isFinite { size += abs(a * bound) }
    }
    let slack = size > greatestExact / 2 ? (size * 0x1p-50).rounded(.up) : 0
    return (low - slack, high + slack)
  }

  /// Bounds of unbounded columns that single rows imply.
  private mutating func tighten() -> Bool {
    var changed = false
    for row in rows {
      for (place, factor) in row.factors.enumerated() where factor != 0 {
        let column = Int(row.columns[place])
        guard lower[column].isInfinite || upper[column].isInfinite else { continue }
        let rest = range(row, without: place)
        let a = Double(factor)
        // a x <= U - rest.low and a x >= L - rest.high
        let high = row.upper.map { (Double($0) - rest.low) / a }
        let low = row.lower.map { (Double($0) - rest.high) / a }
        changed = note(column, upper: a > 0 ? high : low, lower: a > 0 ? low : high) || changed
      }
    }
    return changed
  }

  private mutating func note(_ column: Int, upper high: Double?, lower low: Double?) -> Bool {
    var changed = false
    if let high, high.isFinite, high.rounded(.down) < upper[column] {
      upper[column] = high.rounded(.down)
      changed = true
    }
    if let low, low.isFinite, low.rounded(.up) > lower[column] {
      lower[column] = low.rounded(.up)
      changed = true
    }
    return changed
  }

  /// Caps columns beyond whose greatest useful value nothing is gained.
  private mutating func capUseless() -> Bool {
    var cost = [Double](repeating: 0, count: lower.count)
    for (column, coefficient) in zip(model.objective.columns, model.objective.coefficients) {
      cost[Int(column)] = model.sense == .minimize ? coefficient : -coefficient
    }
    var isCounted = [Bool](repeating: false, count: lower.count)
    for constraint in model.constraints {
      for column in constraint.columns { isCounted[Int(column)] = true }
    }
    // Greatest value that some row asks for, and whether that is known.
    var needUp = lower
    var needDown = upper
    for row in rows {
      for (place, factor) in row.factors.enumerated() where factor != 0 {
        let column = Int(row.columns[place])
        let rest = range(row, without: place)
        let a = Double(factor)
        if let limit = row.lower {
          // a x >= limit - rest, at most limit - rest.low
          let most = (Double(limit) - rest.low) / a
          if a > 0 { needUp[column] = max(needUp[column], most) }
          if a < 0 { needDown[column] = min(needDown[column], most) }
        }
        if let limit = row.upper {
          let most = (Double(limit) - rest.high) / a
          if a < 0 { needUp[column] = max(needUp[column], most) }
          if a > 0 { needDown[column] = min(needDown[column], most) }
        }
      }
    }
    var changed = false
    for column in lower.indices where !isCounted[column] {
      if upper[column] == .infinity, cost[column] >= 0, needUp[column].isFinite {
        upper[column] = max(needUp[column].rounded(.up), lower[column])
        changed = true
      }
      if lower[column] == -.infinity, cost[column] <= 0, needDown[column].isFinite {
        lower[column] = min(needDown[column].rounded(.down), upper[column])
        changed = true
      }
    }
    return changed
  }
}
