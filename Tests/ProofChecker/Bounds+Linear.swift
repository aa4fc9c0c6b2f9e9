extension Bounds {
  /// The least and the greatest value of a sum; no bound where one is missing or does not fit into 64 bits.
  func range(_ form: Form, _ store: LinearStore) -> (low: Int, high: Int) {
    var (low, high) = (form.constant, form.constant)
    var (hasLow, hasHigh) = (true, true)
    var place = form.start
    while place < form.end {
      let factor = store.factors[place]
      let variable = Int(store.variables[place])
      let (least, greatest) = (lower[variable], upper[variable])
      let (first, second) = factor > 0 ? (least, greatest) : (greatest, least)
      hasLow = hasLow && Self.isBound(first) && Self.add(factor, first, to: &low)
      hasHigh = hasHigh && Self.isBound(second) && Self.add(factor, second, to: &high)
      place += 1
    }
    return (hasLow ? low : Self.noLower, hasHigh ? high : Self.noUpper)
  }

  private static func isBound(_ value: Int) -> Bool { value != noLower && value != noUpper }

  /// Adds a product; false = it does not fit.
  private static func add(_ factor: Int, _ value: Int, to total: inout Int) -> Bool {
    let (product, isTooLarge) = factor.multipliedReportingOverflow(by: value)
    let (sum, overflow) = total.addingReportingOverflow(product)
    total = sum
    return !isTooLarge && !overflow && sum > -greatestNumber && sum < greatestNumber
  }

  /// Narrows the variables of an inequality to what the bounds of the others leave them.
  ///
  /// Where numbers do not fit into 64 bits nothing is concluded.
  mutating func enforce(_ it: Inequality, _ store: LinearStore) -> Bool {
    var total = 0
    var open = -1
    var place = it.start
    while place < it.end {
      let factor = it.sign &* store.factors[place]
      let variable = Int(store.variables[place])
      let bound = factor > 0 ? lower[variable] : upper[variable]
      if !Self.isBound(bound) {
        // Two variables without a bound leave each other everything.
        if open >= 0 { return true }
        open = place
      } else if !Self.add(factor, bound, to: &total) {
        return true
      }
      place += 1
    }
    let (slack, overflow) = it.limit.subtractingReportingOverflow(total)
    if overflow { return true }
    if open >= 0 { return narrow(it.sign &* store.factors[open], store.variables[open], slack) }
    if slack < 0 { return false }
    place = it.start
    while place < it.end {
      let factor = it.sign &* store.factors[place]
      let variable = Int(store.variables[place])
      let room = factor == 1 || factor == -1 ? slack : slack / abs(factor)
      let width = upper[variable].subtractingReportingOverflow(lower[variable])
      if width.overflow || width.partialValue > room {
        let isIn =
          factor > 0
          ? limitUpper(variable, lower[variable].addingReportingOverflow(room))
          : limitLower(variable, upper[variable].subtractingReportingOverflow(room))
        if !isIn { return false }
      }
      place += 1
    }
    return true
  }

  private static func isSmall(_ value: Int) -> Bool {
    value >= -greatestNumber && value <= greatestNumber
  }

  private mutating func limitUpper(_ variable: Int, _ bound: (Int, overflow: Bool)) -> Bool {
    bound.overflow || !Self.isSmall(bound.0) || cap(variable, to: bound.0)
  }

  private mutating func limitLower(_ variable: Int, _ bound: (Int, overflow: Bool)) -> Bool {
    bound.overflow || !Self.isSmall(bound.0) || raise(variable, to: bound.0)
  }

  /// `factor * variable <= limit`.
  private mutating func narrow(_ factor: Int, _ variable: Int32, _ limit: Int) -> Bool {
    let quotient = floorDivide(limit, abs(factor))
    guard Self.isSmall(quotient) else { return true }
    return factor > 0
      ? cap(Int(variable), to: quotient) : raise(Int(variable), to: -quotient)
  }
}
