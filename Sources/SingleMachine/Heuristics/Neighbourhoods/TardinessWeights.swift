/// How a tick of tardiness counts; chosen at compile time so that unit weights cost no multiplication.
package protocol TardinessWeights: Sendable {
  /// The cost of `ticks` of tardiness of a job of weight `weight`.
  static func cost<Value: FixedWidthInteger>(_ ticks: Value, _ weight: Value) -> Value
}

/// Every job has weight 1.
package enum UnitWeights: TardinessWeights {
  @inline(__always)
  package static func cost<Value: FixedWidthInteger>(_ ticks: Value, _ weight: Value) -> Value {
    ticks
  }
}

/// Each job has its own weight.
package enum JobWeights: TardinessWeights {
  @inline(__always)
  package static func cost<Value: FixedWidthInteger>(_ ticks: Value, _ weight: Value) -> Value {
    ticks &* weight
  }
}
