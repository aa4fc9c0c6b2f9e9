/// A sum of terms in a `LinearStore`, and a constant.
struct Form {
  var start: Int
  var end: Int
  var constant: Int
}

/// `sign * (sum of terms) <= limit`, sign = 1 or -1.
struct Inequality {
  var start: Int
  var end: Int
  var sign: Int
  var limit: Int
}

/// Sums of factors times variables, one after the other in flat arrays; each has its variables in ascending order,
/// without duplicates.
///
/// A sum is built by `begin`, `add` and `finish`. What is added after a mark can be cut off again.
struct LinearStore {
  private(set) var variables: [Int32] = []
  private(set) var factors: [Int] = []
  /// Where the sum begins that is being built.
  private var first = 0
  /// Where each variable stands in the sum that is being built; meaningless where it is not.
  private var places: [Int] = []

  /// Number of terms.
  var count: Int { factors.count }

  mutating func begin() { first = factors.count }

  /// Adds a term; false = its factor becomes too large.
  mutating func add(_ factor: Int, _ variable: Int32) -> Bool {
    if places.count <= Int(variable) {
      places.append(
        contentsOf: [Int](repeating: 0, count: Int(variable) + 1 - places.count))
    }
    let place = places[Int(variable)]
    if place >= first, place < factors.count, variables[place] == variable {
      let (sum, overflow) = factors[place].addingReportingOverflow(factor)
      factors[place] = sum
      return !overflow && abs(sum) <= greatestNumber
    }
    places[Int(variable)] = factors.count
    variables.append(variable)
    factors.append(factor)
    return factor >= -greatestNumber && factor <= greatestNumber
  }

  /// Adds `factor` times a sum of the store.
  mutating func add(_ factor: Int, _ form: Form) -> Bool {
    var place = form.start
    while place < form.end {
      let (product, overflow) = factor.multipliedReportingOverflow(by: factors[place])
      guard !overflow, add(product, variables[place]) else { return false }
      place += 1
    }
    return true
  }

  /// Ends a sum: terms of factor 0 go, the others are sorted.
  mutating func finish() -> Form {
    var end = first
    for place in first..<factors.count where factors[place] != 0 {
      factors[end] = factors[place]
      variables[end] = variables[place]
      end += 1
    }
    cut(to: end)
    let isSorted = (first..<end).dropFirst().allSatisfy { variables[$0 - 1] < variables[$0] }
    if !isSorted { sort() }
    return Form(start: first, end: end, constant: 0)
  }

  private mutating func sort() {
    let terms = (first..<factors.count).map { (variables[$0], factors[$0]) }
      .sorted { $0.0 < $1.0 }
    for (offset, term) in terms.enumerated() {
      variables[first + offset] = term.0
      factors[first + offset] = term.1
    }
  }

  /// Appends one more term behind a finished sum, whatever its order.
  mutating func extend(_ factor: Int, _ variable: Int32) {
    variables.append(variable)
    factors.append(factor)
  }

  /// Forgets what comes after the first `count` terms.
  mutating func cut(to count: Int) {
    variables.removeLast(factors.count - count)
    factors.removeLast(factors.count - count)
  }

  /// Divides the terms of a sum by their greatest common divisor, which is returned; 1 for none.
  mutating func reduce(_ form: Form) -> Int {
    var divisor = 0
    for place in form.start..<form.end {
      var (a, b) = (divisor, abs(factors[place]))
      while b != 0 { (a, b) = (b, a % b) }
      divisor = a
    }
    guard divisor > 1 else { return 1 }
    for place in form.start..<form.end { factors[place] /= divisor }
    return divisor
  }
}

/// The quotient rounded down; the divisor is positive.
func floorDivide(_ a: Int, _ b: Int) -> Int {
  let quotient = a / b
  return a % b < 0 ? quotient - 1 : quotient
}
