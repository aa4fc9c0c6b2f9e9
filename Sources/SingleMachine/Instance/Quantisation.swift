import OptCore

/// How real-valued data became integer ticks, with the original numbers.
///
/// Times are multiplied by `timeScale` and weights by `weightScale`, both powers of ten, and rounded. Methods
/// search on ticks; objectives are recomputed from the original numbers, so rounding never shows in a reported
/// value. Unless `isExact`, a proof about the ticks is no proof about the original data.
public struct Quantisation: Sendable, Hashable {
  /// The original durations, one per job.
  public let processingTimes: [Double]
  /// The original due dates, one per job.
  public let dueDates: [Double]
  /// The original weights, one per job.
  public let weights: [Double]
  /// Ticks per unit of time: a power of ten.
  public let timeScale: Int
  /// Integer weight per unit of weight: a power of ten.
  public let weightScale: Int
  /// Whether every decimal of the original data is kept.
  public let isExact: Bool

  /// The restriction that a result holds under when rounding lost decimals; nil when nothing was lost.
  public var restriction: String? {
    isExact ? nil : "data rounded to 1/\(timeScale) of time and 1/\(weightScale) of weight"
  }
}

extension SingleMachineInstance {
  /// A cost counted in ticks times integer weights, as an objective value of this instance.
  ///
  /// Methods that prove bounds on ticks state them through this: integer data give the integer itself,
  /// real-valued data the real number it stands for.
  public func objectiveValue(ofTicks cost: Int) -> ObjectiveValue {
    guard let quantisation else { return .integer(cost) }
    return .real(Double(cost) / Double(quantisation.timeScale) / Double(quantisation.weightScale))
  }
}
