/// `variable <= limit` or `variable >= limit`.
struct Predicate: Hashable {
  var variable: Int32
  var isUpper: Bool
  var limit: Int

  /// Whether it holds for a value of the variable.
  func holds(at value: Int) -> Bool { isUpper ? value <= limit : value >= limit }
}

/// Where an inference comes from.
enum Source: Hashable {
  case row(Int)
  case constraint(Int)
  case definitions
}

/// The greatest number that a proof may contain, either sign: ten times as much still fits into 64 bits.
let greatestNumber = 1 << 59
