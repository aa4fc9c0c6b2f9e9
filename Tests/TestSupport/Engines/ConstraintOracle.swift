import Modeling
import OptCore

extension Model {
  /// The answer of a model of bounded integer variables by trying every point against the definition of every row and
  /// constraint.
  public func answerByTryingAll() -> ModelAnswer {
    var point = columnLower
    var best: Double?
    while true {
      if holds(at: point) {
        let value = objectiveValue(at: point)
        if best.map({ sense == .minimize ? value < $0 : value > $0 }) ?? true { best = value }
      }
      var column = 0
      while column < columnCount, point[column] >= columnUpper[column] {
        point[column] = columnLower[column]
        column += 1
      }
      if column == columnCount { return best.map { .optimal($0) } ?? .infeasible }
      point[column] += 1
    }
  }

  /// Whether a point of whole values satisfies all rows and constraints.
  private func holds(at point: [Double]) -> Bool {
    for row in 0..<rowCount {
      var sum = 0.0
      for position in terms(ofRow: row) {
        sum += termCoefficients[position] * point[Int(termColumns[position])]
      }
      if sum < rowLower[row] || sum > rowUpper[row] { return false }
    }
    return constraints.allSatisfy { $0.excess(at: point) == 0 }
  }
}
