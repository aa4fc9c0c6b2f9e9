// Maximum and element: one of the terms is the value.

extension Refuter {
  private func range(_ place: Int) -> (low: Int, high: Int) {
    bounds.range(table.forms[place], store)
  }

  /// Makes a form at most 0, or at least 0 where `sign` is -1.
  private mutating func limit(_ form: Form, sign: Int) -> Bool {
    bounds.enforce(
      Inequality(start: form.start, end: form.end, sign: sign, limit: -sign * form.constant),
      store)
  }

  /// No form `term - value` is positive, and one is 0.
  mutating func propagateMaximum(_ range: Range<Int>) -> Bool {
    var (candidate, count) = (-1, 0)
    for place in range {
      if !limit(table.forms[place], sign: 1) { return false }
      if self.range(place).high >= 0 {
        candidate = place
        count += 1
      }
    }
    if picked >= 0 { return limit(table.forms[range.lowerBound + picked], sign: -1) }
    if count == 0 { return false }
    return count == 1 ? limit(table.forms[candidate], sign: -1) : true
  }

  /// The index is the place of a form `value - term` that is 0.
  mutating func propagateElement(_ index: Form, _ range: Range<Int>) -> Bool {
    var (first, last) = bounds.range(index, store)
    (first, last) = (max(first, 0), min(last, range.count - 1))
    if picked >= 0 { (first, last) = (max(first, picked), min(last, picked)) }
    while first <= last, !canBeZero(range.lowerBound + first) { first += 1 }
    while first <= last, !canBeZero(range.lowerBound + last) { last -= 1 }
    if first > last { return false }
    let atLeast = Inequality(
      start: index.start, end: index.end, sign: -1, limit: index.constant - first)
    let atMost = Inequality(
      start: index.start, end: index.end, sign: 1, limit: last - index.constant)
    guard bounds.enforce(atLeast, store), bounds.enforce(atMost, store) else { return false }
    if first < last { return true }
    let form = table.forms[range.lowerBound + first]
    return limit(form, sign: 1) && limit(form, sign: -1)
  }

  private func canBeZero(_ place: Int) -> Bool {
    let (low, high) = range(place)
    return low <= 0 && high >= 0
  }

  /// Which term is the greatest; nil = decided, or surely one of them.
  func pickTerm(_ range: Range<Int>) -> Choice? {
    let isDecided = picked >= 0 || range.contains { self.range($0).low >= 0 }
    return isDecided ? nil : Choice(kind: .pick, count: range.count)
  }

  /// Which number the index is; nil = decided.
  func pickPlace(_ index: Form, of count: Int) -> Choice? {
    let (low, high) = bounds.range(index, store)
    if picked >= 0 || low == high { return nil }
    let first = max(low, 0)
    return Choice(kind: .pick, a: first, count: max(0, min(high, count - 1) - first + 1))
  }
}
