import Modeling
import OptCore

/// `discrete`: a column for each buffer and each offset that it may have.
///
/// In units of the greatest common divisor, y[i,o] = 1 when buffer i lies at o. Offsets are sums of sizes of other buffers (normal
/// patterns), unless windows, alignments or fixed buffers are about:
///
///     sum over o of y[i,o] = 1
///     sum over the buffers i of a section and the o at which i covers unit r of y[i,o] <= 1      for each section, unit r
///     sum over o of (o + s[i]) y[i,o] <= H
///
/// Its LP bound is strong and its size grows with the height.
/// Source: Beasley (1985), "An exact two-dimensional non-guillotine cutting tree search procedure"; patterns after Herz (1972).
struct DiscreteFormulation: MemoryFormulation {
  static let mostColumns = 100_000
  static let mostTerms = 5_000_000

  var description: FormulationDescription {
    FormulationDescription(
      "discrete", "discretised",
      "a column for each buffer and offset, in units of the common divisor",
      source:
        "Beasley (1985), An exact two-dimensional non-guillotine cutting tree search procedure")
  }

  func obstacle(on instance: MemoryInstance) -> String? {
    guard let allocation = instance.allocation else {
      return "formulation discrete is for static allocation"
    }
    return allocation.buffers.count <= DiscreteFormulation.mostColumns
      ? nil : "formulation discrete takes at most \(DiscreteFormulation.mostColumns) buffers"
  }

  func build(
    for instance: MemoryInstance, incumbent: MemorySolution?, parameters: ParameterValues
  ) throws(SolveError) -> (any BuiltMemoryFormulation)? {
    guard let allocation = instance.allocation,
      let units = AllocationUnits(allocation, incumbent: incumbent)
    else { return nil }
    let size = DiscreteFormulation.size(of: units)
    guard size <= DiscreteFormulation.mostTerms else {
      throw .unsupported(
        method: "mip",
        reason: "formulation discrete would have more than"
          + " \(DiscreteFormulation.mostTerms) coefficients")
    }
    let patterns = NormalPatterns(units)
    return DiscreteFormulation.model(units, patterns.offsets)
  }

  /// About the number of coefficients: each offset of a buffer in each section, times its units.
  private static func size(of units: AllocationUnits) -> Int {
    var size = 0
    for section in units.sections() {
      for piece in section {
        let offsets = units.offsets[piece.buffer]
        let count = (offsets.upperBound - offsets.lowerBound) / units.alignments[piece.buffer] + 1
        let product = count.multipliedReportingOverflow(by: piece.addresses.count)
        guard !product.overflow, product.partialValue <= mostTerms else { return .max }
        size += product.partialValue
        if size > mostTerms { return .max }
      }
    }
    return size
  }

  private static func model(_ units: AllocationUnits, _ offsets: [[Int]]) -> AllocationModel {
    var built = AllocationModel(units, named: "discrete")
    var columns: [[Variable]] = []
    for (i, list) in offsets.enumerated() {
      let variables = list.map { built.model.variable(.integer, upper: 1, name: "y", i, $0) }
      var (sum, offset) = (LinearExpression(), LinearExpression())
      for (y, o) in zip(variables, list) {
        sum.add(1, y)
        offset.add(Double(o), y)
      }
      built.model.require(sum == 1, "one", i)
      if let height = built.height {
        built.model.require(offset + Double(units.sizes[i]) <= height, "top", i)
      }
      built.offsets.append(offset)
      columns.append(variables)
    }
    for (number, section) in units.sections().enumerated() {
      var rows = [LinearExpression](repeating: LinearExpression(), count: units.upper)
      for piece in section {
        for (y, o) in zip(columns[piece.buffer], offsets[piece.buffer]) {
          for r in piece.addresses where o + r < units.upper { rows[o + r].add(1, y) }
        }
      }
      for (r, row) in rows.enumerated() where row.columns.count > 1 {
        built.model.require(row <= 1, "unit", number, r)
      }
    }
    built.fill = { [columns] settled, point in
      for (i, list) in offsets.enumerated() {
        for (y, o) in zip(columns[i], list) { point[y.index] = o == settled[i] ? 1 : 0 }
      }
    }
    return built
  }
}

/// Offsets that a buffer may have when all are dropped as far as they go, in units.
private struct NormalPatterns {
  /// By buffer, ascending.
  let offsets: [[Int]]

  /// Sums of sizes of buffers; every aligned offset where windows, alignments or fixed buffers are about.
  init(_ units: AllocationUnits) {
    let buffers = units.instance.buffers
    let isPlain =
      buffers.allSatisfy { $0.gaps.isEmpty && $0.fixedOffset == nil }
      && units.alignments.allSatisfy { $0 == 1 }
    guard isPlain else {
      offsets = zip(units.offsets, units.alignments).map {
        Array(stride(from: $0.lowerBound, through: $0.upperBound, by: $1))
      }
      return
    }
    var reached = [Bool](repeating: false, count: units.upper + 1)
    reached[0] = true
    for size in units.sizes {
      for sum in stride(from: units.upper, through: size, by: -1) where reached[sum - size] {
        reached[sum] = true
      }
    }
    offsets = units.offsets.map { range in range.filter { reached[$0] } }
  }
}
