import OptCore

/// Which job a rule prefers among equal priorities.
public enum TieOrder: String, Sendable, Hashable, CaseIterable {
  /// The smaller id: what published figures are based on.
  case id
  /// The smaller processing time, then the smaller id: a little better on average.
  case shortest

  /// The setting `ties`.
  static let parameter = ParameterDescription(
    "ties", .choice(TieOrder.allCases.map(\.rawValue)), default: TieOrder.id.rawValue,
    "which of several jobs with the same priority goes first: the smaller id or the shortest job")

  /// The order that was asked for.
  init(_ parameters: ParameterValues) {
    self = parameters.text("ties").flatMap(TieOrder.init(rawValue:)) ?? .id
  }

  /// What to compare before ids.
  @inline(__always)
  func key(_ processingTime: Int) -> Int { self == .shortest ? processingTime : 0 }
}
