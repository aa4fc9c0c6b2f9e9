/// What a variable is.
enum VariableMeaning {
  /// A number that nothing has named so far.
  case unknown
  case column
  /// `limit + sum`; the term after those of the sum is the variable itself with factor -1.
  case sum
  /// 1 if and only if `sum <= limit` and all predicates hold.
  case when
}

/// How a variable depends on others.
struct Definition {
  var meaning = VariableMeaning.unknown
  /// Terms of the sum.
  var start = 0
  var end = 0
  var limit = 0
  /// Predicates in `Definitions.predicates`.
  var firstPredicate = 0
  var endPredicate = 0
  /// Place among the definitions: those that it uses have lower ones.
  var rank = 0
}

/// All variables by number, with their definitions.
struct Definitions {
  private(set) var all: [Definition]
  private(set) var predicates: [Predicate] = []
  private var rank = 0

  init(columns: Int) {
    all = [Definition](repeating: Definition(meaning: .column), count: columns)
  }

  func knows(_ variable: Int) -> Bool {
    variable < all.count && all[variable].meaning != .unknown
  }

  private mutating func note(_ variable: Int, _ definition: Definition) {
    while all.count <= variable { all.append(Definition()) }
    rank += 1
    all[variable] = definition
    all[variable].rank = rank
  }

  /// Defines a sum whose terms were just built in a store.
  mutating func addSum(_ variable: Int, _ constant: Int, _ store: inout LinearStore) {
    let form = store.finish()
    store.extend(-1, Int32(truncatingIfNeeded: variable))
    note(
      variable, Definition(meaning: .sum, start: form.start, end: form.end, limit: constant))
  }

  /// Defines a condition on a sum whose terms were just built in a store.
  mutating func addWhen(
    _ variable: Int, _ limit: Int, _ parts: [Predicate], _ store: inout LinearStore
  ) {
    let form = store.finish()
    let divisor = store.reduce(form)
    let first = predicates.count
    predicates.append(contentsOf: parts)
    note(
      variable,
      Definition(
        meaning: .when, start: form.start, end: form.end, limit: floorDivide(limit, divisor),
        firstPredicate: first, endPredicate: predicates.count))
  }
}

extension Definition {
  /// The sum without the variable itself.
  var form: Form { Form(start: start, end: end, constant: meaning == .sum ? limit : 0) }

  /// `sum - variable <= -constant`, or its reverse.
  func equation(sign: Int) -> Inequality {
    Inequality(start: start, end: end + 1, sign: sign, limit: -sign * limit)
  }

  /// `sum <= limit`, or `sum >= limit + 1`.
  func condition(holds: Bool) -> Inequality {
    holds
      ? Inequality(start: start, end: end, sign: 1, limit: limit)
      : Inequality(start: start, end: end, sign: -1, limit: -limit - 1)
  }
}
