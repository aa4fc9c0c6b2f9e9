import OptCore

/// The sections about single variables.
extension LPReader {
  /// `x <= 5`, `-3 <= x <= inf`, `x = 2`, `x free` and so on.
  mutating func bounds() throws(InstanceError) {
    while current.kind != .end, try section() == nil {
      let place = current
      if current.kind == .name, !isInfinity(current) {
        let column = draft.columnOrNew(scanner.text(current))
        draft.boundOffset[column] = place.start
        advance()
        if word(current) == "free" {
          draft.lower[column] = -.infinity
          draft.upper[column] = .infinity
          advance()
        } else {
          let sign = try comparison()
          try setBound(column, sign.kind, try limit(), at: sign)
        }
      } else {
        let value = try limit()
        let sign = try comparison()
        guard current.kind == .name, !isInfinity(current) else { throw error("a variable") }
        let column = draft.columnOrNew(scanner.text(current))
        draft.boundOffset[column] = place.start
        advance()
        try setBound(column, mirrored(sign.kind), value, at: sign)
        guard isComparison(current.kind) else { continue }
        let second = try comparison()
        guard second.kind == sign.kind else {
          throw error("the same sign as before", at: second)
        }
        try setBound(column, second.kind, try limit(), at: second)
      }
    }
  }

  private mutating func comparison() throws(InstanceError) -> LPScanner.Token {
    guard isComparison(current.kind) else { throw error("'<=', '>=', '=' or 'free'") }
    defer { advance() }
    return current
  }

  private func mirrored(_ kind: LPScanner.Kind) -> LPScanner.Kind {
    kind == .less ? .greater : kind == .greater ? .less : kind
  }

  /// A number with its signs, or an infinity.
  private mutating func limit() throws(InstanceError) -> Double {
    var sign = 1.0
    while current.kind == .plus || current.kind == .minus {
      if current.kind == .minus { sign = -sign }
      advance()
    }
    if case .number(let value) = current.kind {
      advance()
      return sign * value
    }
    guard isInfinity(current) else { throw error("a number or an infinity") }
    advance()
    return sign * .infinity
  }

  private mutating func setBound(
    _ column: Int, _ kind: LPScanner.Kind, _ value: Double, at sign: LPScanner.Token
  ) throws(InstanceError) {
    let isNoUpper = value >= FileNumber.infinity
    let isNoLower = value <= -FileNumber.infinity
    let isPossible: Bool
    switch kind {
    case .less: isPossible = value.isFinite || isNoUpper
    case .greater: isPossible = value.isFinite || isNoLower
    default: isPossible = value.isFinite
    }
    guard isPossible else {
      throw error("a bound that a number can satisfy", at: sign, found: "a bound of \(value)")
    }
    if kind != .greater { draft.upper[column] = isNoUpper && kind == .less ? .infinity : value }
    if kind != .less { draft.lower[column] = isNoLower && kind == .greater ? -.infinity : value }
  }

  /// Names of integer or binary variables.
  mutating func list(isBinary: Bool) throws(InstanceError) {
    while current.kind != .end, try section() == nil {
      guard current.kind == .name else { throw error("a variable or the next section") }
      let column = draft.columnOrNew(scanner.text(current))
      draft.isInteger[column] = true
      if isBinary {
        draft.lower[column] = max(draft.lower[column], 0)
        draft.upper[column] = min(draft.upper[column], 1)
        draft.boundOffset[column] = current.start
      }
      advance()
    }
  }
}
