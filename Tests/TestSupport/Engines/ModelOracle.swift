import Modeling
import OptCore

/// The exact answer for a tiny model, by trying every value of every integer variable.
public enum ModelAnswer: Sendable, Hashable {
  case infeasible
  case unbounded
  case optimal(Double)
}

extension Model {
  /// The answer from the definition. The model has bounded integer variables and at most one continuous one, whose
  /// best value for given integers is an end of the interval that the rows leave.
  public func answerByEnumeration() -> ModelAnswer {
    var point = [Double](repeating: 0, count: columnCount)
    var best: Double?
    var isUnbounded = false
    let continuous = columnKinds.firstIndex(of: .continuous)
    func visit(_ column: Int) {
      if isUnbounded { return }
      if column == columnCount {
        let values = continuous.map { ends(of: $0, at: point) } ?? [0]
        guard let values else { return }
        for value in values {
          if let continuous { point[continuous] = value }
          consider(point)
        }
        return
      }
      if columnKinds[column] == .continuous { return visit(column + 1) }
      var value = columnLower[column].rounded(.up)
      while value <= columnUpper[column] {
        point[column] = value
        visit(column + 1)
        value += 1
      }
    }
    func consider(_ point: [Double]) {
      if point.contains(where: \.isInfinite) {
        let slope = coefficient(of: continuous ?? 0) * (point[continuous ?? 0] > 0 ? 1 : -1)
        if sense == .minimize ? slope < 0 : slope > 0 { isUnbounded = true }
        // A feasible ray without gain: any point on it will do.
        var finite = point
        if slope == 0, let continuous { finite[continuous] = inside(continuous, at: point) }
        if slope == 0 { take(objectiveValue(at: finite)) }
        return
      }
      if violations(of: point, tolerance: 1e-7).isEmpty { take(objectiveValue(at: point)) }
    }
    func take(_ value: Double) {
      if let old = best, sense == .minimize ? value >= old : value <= old { return }
      best = value
    }
    visit(0)
    if isUnbounded { return .unbounded }
    return best.map { .optimal($0) } ?? .infeasible
  }

  private func coefficient(of column: Int) -> Double {
    zip(objective.columns, objective.coefficients).first { $0.0 == Int32(column) }?.1 ?? 0
  }

  /// The interval of a continuous variable under the rows, the others being fixed; nil = empty.
  private func interval(of column: Int, at point: [Double]) -> (Double, Double)? {
    var low = columnLower[column]
    var high = columnUpper[column]
    for row in 0..<rowCount {
      var rest = 0.0
      var slope = 0.0
      for position in terms(ofRow: row) {
        let term = Int(termColumns[position])
        if term == column {
          slope = termCoefficients[position]
        } else {
          rest += termCoefficients[position] * point[term]
        }
      }
      if slope == 0 {
        if rest < rowLower[row] - 1e-9 || rest > rowUpper[row] + 1e-9 { return nil }
        continue
      }
      let a = (rowLower[row] - rest) / slope
      let b = (rowUpper[row] - rest) / slope
      low = max(low, min(a, b))
      high = min(high, max(a, b))
    }
    return low <= high + 1e-9 ? (low, high) : nil
  }

  private func ends(of column: Int, at point: [Double]) -> [Double]? {
    interval(of: column, at: point).map { [$0.0, $0.1] }
  }

  private func inside(_ column: Int, at point: [Double]) -> Double {
    guard let (low, high) = interval(of: column, at: point) else { return 0 }
    return low.isFinite ? low : high.isFinite ? high : 0
  }
}
