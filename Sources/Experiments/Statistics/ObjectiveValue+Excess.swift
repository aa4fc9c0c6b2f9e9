import OptCore

extension ObjectiveValue {
  /// Below this size a real number counts as zero where it would be a divisor.
  static let smallestDivisor = 1e-10
  /// Real numbers that differ by no more are equal, however small they are.
  static let roundingNoise = 1e-9

  /// By how much this value is worse than `reference` under `sense`; negative when it is better.
  ///
  /// The difference of integers is formed in integers and rounded once.
  func excess(over reference: ObjectiveValue, _ sense: ObjectiveSense) -> Double {
    let difference: Double
    if case .integer(let a) = self, case .integer(let b) = reference {
      let (exact, overflow) = a.subtractingReportingOverflow(b)
      difference = overflow ? Double(a) - Double(b) : Double(exact)
    } else {
      difference = asReal - reference.asReal
    }
    return sense == .minimize ? difference : 0 - difference
  }

  /// The deviation `excess / |reference|`: a fraction, positive when this value is worse.
  ///
  /// - Returns: nil when the reference is zero: no percentage of it says anything.
  func deviation(from reference: ObjectiveValue, _ sense: ObjectiveSense) -> Double? {
    guard !reference.isZero else { return nil }
    return excess(over: reference, sense) / abs(reference.asReal)
  }

  /// Whether this is the integer 0 or a real number too small to divide by.
  var isZero: Bool {
    switch self {
    case .integer(let value): value == 0
    case .real(let value): abs(value) < ObjectiveValue.smallestDivisor
    }
  }

  /// Whether this value is better than `other` beyond what rounding explains.
  ///
  /// Integers are compared exactly; real numbers have to differ by more than `tolerance` times the larger of their
  /// sizes, and by more than what rounding leaves of sums that cancel.
  func isClearlyBetter(
    than other: ObjectiveValue, _ sense: ObjectiveSense, tolerance: Double
  ) -> Bool {
    if case .integer = self, case .integer = other { return isBetter(than: other, sense) }
    let scale = max(abs(asReal), abs(other.asReal))
    return excess(over: other, sense) < -max(tolerance * scale, ObjectiveValue.roundingNoise)
  }
}
