import OptCore

/// Settings of `descent` and `ils`.
public struct LocalSearchParameters: Sendable, Hashable {
  /// Longest block that block insertions move, at least 1; 1 = single jobs only.
  public let blockLength: Int
  /// Random exchanges a kick makes, at least 1.
  public let kickSwaps: Int
  /// Least width of the window a kick exchanges jobs in, in positions, at least 2; the greatest width is the
  /// whole sequence.
  public let kickWidth: Int

  /// States settings; a value out of range is replaced by the nearest one in range.
  public init(blockLength: Int = 1, kickSwaps: Int = 5, kickWidth: Int = 20) {
    self.blockLength = min(max(1, blockLength), LocalSearchParameters.longestBlock)
    self.kickSwaps = min(max(1, kickSwaps), LocalSearchParameters.mostSwaps)
    self.kickWidth = max(2, kickWidth)
  }

  static let longestBlock = 50
  static let mostSwaps = 1000
}

extension LocalSearchParameters {
  /// `block-length` with the default of a method.
  static func blockLengthDescription(default length: Int) -> ParameterDescription {
    ParameterDescription(
      "block-length", .integer(1...longestBlock), default: "\(length)",
      "longest block of jobs moved as one; 1 = single jobs only")
  }

  /// The settings of kicks.
  static let kickDescriptions = [
    ParameterDescription(
      "kick-swaps", .integer(1...mostSwaps), default: "5", "random exchanges in a kick"),
    ParameterDescription(
      "kick-width", .integer(2...Int.max), default: "20",
      "least width of the window a kick exchanges jobs in, in positions"),
  ]

  /// The settings of a request whose values were checked against the descriptions.
  init(_ values: ParameterValues) {
    let usual = LocalSearchParameters()
    self.init(
      blockLength: values.integer("block-length") ?? usual.blockLength,
      kickSwaps: values.integer("kick-swaps") ?? usual.kickSwaps,
      kickWidth: values.integer("kick-width") ?? usual.kickWidth)
  }
}
