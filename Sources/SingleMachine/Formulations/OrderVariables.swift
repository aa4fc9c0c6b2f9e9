import Modeling

/// The binaries of the precedence formulations: for jobs i < j, `delta[i,j]` = 1 when i is before j. Pairs whose
/// order is known have no column.
struct OrderVariables: Sendable {
  private let jobCount: Int
  private var columns: [Int32]
  /// At `i * n + j`: whether i is known to be before j.
  private var known: [Bool]

  /// Adds one binary for each open pair.
  init(_ wanted: WantedSequences, in model: inout Model) {
    jobCount = wanted.jobCount
    columns = [Int32](repeating: -1, count: jobCount * jobCount)
    known = [Bool](repeating: false, count: jobCount * jobCount)
    for i in 0..<jobCount {
      if wanted.shouldStop() { break }
      for j in (i + 1)..<max(i + 1, jobCount) {
        if wanted.isBefore(i, j) {
          known[i * jobCount + j] = true
        } else if wanted.isBefore(j, i) {
          known[j * jobCount + i] = true
        } else {
          let variable = model.variable(.integer, lower: 0, upper: 1, name: "before", i, j)
          columns[i * jobCount + j] = Int32(truncatingIfNeeded: variable.index)
        }
      }
    }
  }

  /// Whether the order of two jobs is open.
  func isOpen(_ i: Int, _ j: Int) -> Bool { columns[min(i, j) * jobCount + max(i, j)] >= 0 }

  /// 1 when i is before j, as an expression: a variable, its complement, or a constant.
  func before(_ i: Int, _ j: Int) -> LinearExpression {
    var result = LinearExpression()
    let column = columns[min(i, j) * jobCount + max(i, j)]
    if column < 0 {
      result.constant = known[i * jobCount + j] ? 1 : 0
    } else if i < j {
      result.add(1, Variable(index: Int(column)))
    } else {
      result.constant = 1
      result.add(-1, Variable(index: Int(column)))
    }
    return result
  }

  /// Sets the binaries of an order.
  func set(_ order: [Int], in point: inout [Double]) {
    for (k, j) in order.enumerated() {
      for i in order[..<k] where i < j && columns[i * jobCount + j] >= 0 {
        point[Int(columns[i * jobCount + j])] = 1
      }
    }
  }
}
