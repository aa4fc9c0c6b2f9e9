internal import EngineShims
import Modeling
import OptCore

/// A model as flat C arrays, owned by this object and valid as long as it lives.
final class FlatModel {
  private(set) var shim = shim_model()
  private var release: [() -> Void] = []

  /// Copies a sound model; lazy rows go into their own pool.
  ///
  /// - Parameters:
  ///   - model: a model without a fault.
  ///   - start: one value a column, not-a-number where none is given; nil = no start.
  /// - Complexity: O(columns + rows + terms).
  init(_ model: Model, start: [Double]?) {
    shim.column_count = Int32(truncatingIfNeeded: model.columnCount)
    shim.column_lower = own(model.columnLower)
    shim.column_upper = own(model.columnUpper)
    shim.is_integer = own(model.columnKinds.map { $0 == .integer ? UInt8(1) : 0 })
    shim.objective = own(denseObjective(model))
    shim.objective_constant = model.objective.constant
    shim.maximize = model.sense == .maximize ? 1 : 0
    shim.rows = rows(model, lazy: false)
    shim.lazy_rows = rows(model, lazy: true)
    if let start {
      shim.start_given = own(start.map { $0.isNaN ? UInt8(0) : 1 })
      shim.start = own(start.map { $0.isNaN ? 0 : $0 })
    }
  }

  deinit {
    for free in release { free() }
  }

  /// Copies an array to memory that this object frees.
  private func own<Element>(_ array: [Element]) -> UnsafePointer<Element> {
    let buffer = UnsafeMutablePointer<Element>.allocate(capacity: max(1, array.count))
    buffer.initialize(from: array, count: array.count)
    release.append {
      buffer.deinitialize(count: array.count)
      buffer.deallocate()
    }
    return UnsafePointer(buffer)
  }

  private func denseObjective(_ model: Model) -> [Double] {
    var result = [Double](repeating: 0, count: model.columnCount)
    for (column, coefficient) in zip(model.objective.columns, model.objective.coefficients) {
      result[Int(column)] += coefficient
    }
    return result
  }

  private func rows(_ model: Model, lazy: Bool) -> shim_rows {
    var lower: [Double] = []
    var upper: [Double] = []
    var starts: [Int32] = [0]
    var columns: [Int32] = []
    var values: [Double] = []
    for row in 0..<model.rowCount where model.rowIsLazy[row] == lazy {
      lower.append(model.rowLower[row])
      upper.append(model.rowUpper[row])
      columns.append(contentsOf: model.termColumns[model.terms(ofRow: row)])
      values.append(contentsOf: model.termCoefficients[model.terms(ofRow: row)])
      starts.append(Int32(truncatingIfNeeded: columns.count))
    }
    return shim_rows(
      count: Int32(truncatingIfNeeded: lower.count), lower: own(lower), upper: own(upper),
      start: own(starts), column: own(columns), value: own(values))
  }
}
