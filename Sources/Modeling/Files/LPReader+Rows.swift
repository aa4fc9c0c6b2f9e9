import OptCore

/// The section of the constraints.
extension LPReader {
  /// Rows up to the next section.
  mutating func constraints(isLazy: Bool) throws(InstanceError) {
    while current.kind != .end, try section() == nil {
      let first = current
      let name = try skipLabel()
      draft.addRow(name, isLazy: isLazy || first.isLazy, at: first.start)
      try constraint(from: first)
      draft.rowStarts.append(draft.termColumns.count)
    }
  }

  /// `expression sign expression`, or `limit sign expression sign limit`.
  private mutating func constraint(from first: LPScanner.Token) throws(InstanceError) {
    try expression(stopsAtLines: false)
    let left = side
    let sign = current
    guard isComparison(sign.kind) else {
      throw error("a sign and a term, or '<=', '>=' or '='")
    }
    advance()
    try expression(stopsAtLines: true)
    guard !side.isEmpty else { throw error("a number or a variable") }
    guard isComparison(current.kind) else {
      try closeRow(left, sign, side)
      return
    }
    let middle = side
    let second = current
    advance()
    try expression(stopsAtLines: true)
    guard left.columns.isEmpty, !left.isEmpty else {
      throw error("one comparison, or a limit on each side", at: second)
    }
    guard side.columns.isEmpty, !side.isEmpty, second.kind == sign.kind, sign.kind != .equal else {
      throw error("the same sign as before and a limit", at: second)
    }
    draft.append(middle, 1)
    try setLimit(sign, left.constant - middle.constant, isUpper: sign.kind == .greater)
    try setLimit(second, side.constant - middle.constant, isUpper: sign.kind == .less)
  }

  /// Brings variables to the left and constants to the right.
  private mutating func closeRow(
    _ left: LPSide, _ sign: LPScanner.Token, _ right: LPSide
  ) throws(InstanceError) {
    let isFlipped = left.columns.isEmpty && !right.columns.isEmpty
    draft.append(left, 1)
    draft.append(right, isFlipped ? 1 : -1)
    let limit = isFlipped ? left.constant - right.constant : right.constant - left.constant
    if sign.kind == .equal || (sign.kind == .less) != isFlipped {
      try setLimit(sign, limit, isUpper: true)
    }
    if sign.kind == .equal || (sign.kind == .greater) != isFlipped {
      try setLimit(sign, limit, isUpper: false)
    }
  }

  private mutating func setLimit(
    _ sign: LPScanner.Token, _ limit: Double, isUpper: Bool
  ) throws(InstanceError) {
    let row = draft.rowNames.count - 1
    let none = isUpper ? limit >= FileNumber.infinity : limit <= -FileNumber.infinity
    guard limit.isFinite || (none && sign.kind != .equal) else {
      throw error("a limit that a sum can satisfy", at: sign, found: "a limit of \(limit)")
    }
    if isUpper {
      draft.rowUpper[row] = none ? .infinity : limit
    } else {
      draft.rowLower[row] = none ? -.infinity : limit
    }
  }
}

/// One side of a comparison.
struct LPSide {
  private(set) var columns: [Int32] = []
  private(set) var coefficients: [Double] = []
  /// Whether nothing was read.
  private(set) var isEmpty = true
  var constant = 0.0 {
    didSet { isEmpty = false }
  }

  mutating func add(_ coefficient: Double, _ column: Int) {
    columns.append(Int32(truncatingIfNeeded: column))
    coefficients.append(coefficient)
    isEmpty = false
  }

  mutating func removeAll() {
    columns.removeAll(keepingCapacity: true)
    coefficients.removeAll(keepingCapacity: true)
    constant = 0
    isEmpty = true
  }
}

extension ModelDraft {
  /// Adds terms to the row that is open.
  fileprivate mutating func append(_ side: LPSide, _ factor: Double) {
    termColumns.append(contentsOf: side.columns)
    for coefficient in side.coefficients { termCoefficients.append(factor * coefficient) }
  }
}
