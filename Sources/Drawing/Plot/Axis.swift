import Glibc

/// A mapping from values to positions along one side of a plot, with its ticks.
public struct Axis: Sendable, Hashable {
  /// How values are spread along the axis.
  public enum Scale: Sendable, Hashable {
    /// Equal differences are equally long.
    case linear
    /// Equal ratios are equally long; values must be positive.
    case logarithmic
  }

  /// How values are spread along the axis.
  public let scale: Scale
  /// Smallest value shown.
  public let lower: Double
  /// Largest value shown; greater than `lower`.
  public let upper: Double
  /// Position of `lower` in user units.
  public let start: Double
  /// Position of `upper` in user units; smaller than `start` for an axis that points upwards.
  public let end: Double

  /// An axis that shows `lower...upper` between the positions `start` and `end`.
  ///
  /// An empty range is widened around its value; a logarithmic axis moves a lower end that is not
  /// positive to a millionth of the upper end.
  public init(
    scale: Scale = .linear, lower: Double, upper: Double, start: Double, end: Double
  ) {
    var low = lower.isFinite ? min(max(lower, -1e300), 1e300) : 0
    var high = upper.isFinite ? min(max(upper, -1e300), 1e300) : low + 1
    if scale == .logarithmic {
      if high <= 0 { high = 1 }
      if low <= 0 { low = high * 1e-6 }
      if low >= high { (low, high) = (low / 2, low * 2) }
    } else if low >= high {
      let padding = max(abs(low) * 0.05, 0.5)
      (low, high) = (low - padding, low + padding)
    }
    self.scale = scale
    self.lower = low
    self.upper = high
    self.start = start
    self.end = end
  }

  /// The position of `value`; values outside the range land on its ends.
  public func position(of value: Double) -> Double {
    let inside = min(max(value.isNaN ? lower : value, lower), upper)
    return start + (end - start) * min(max(share(of: inside), 0), 1)
  }

  /// The position of `value`, beyond the ends for values outside the range, but at most ten
  /// lengths of the axis away.
  func unboundedPosition(of value: Double) -> Double {
    start + (end - start) * min(max(share(of: value), -10), 10)
  }

  /// Where `value` stands: 0 at the lower end, 1 at the upper end.
  private func share(of value: Double) -> Double {
    switch scale {
    case .linear: value / (upper - lower) - lower / (upper - lower)
    case .logarithmic: log(value / lower) / log(upper / lower)
    }
  }

  /// About `count` round values of the range with their labels, ascending.
  public func ticks(count: Int) -> [(value: Double, label: String)] {
    switch scale {
    case .linear:
      let values = Ticks.linear(from: lower, to: upper, count: count)
      let step = values.count > 1 ? values[1] - values[0] : max(abs(lower), 1)
      return values.map { ($0, Axis.label(for: $0, step: step)) }
    case .logarithmic:
      return Ticks.logarithmic(from: lower, to: upper, count: count).map {
        ($0, Axis.label(for: $0, step: $0))
      }
    }
  }

  /// The text of tick `value` on an axis whose ticks are `step` apart.
  static func label(for value: Double, step: Double) -> String {
    let size = max(abs(value), abs(step))
    if size >= 1e12 || abs(step) < 1e-4 {
      guard value != 0 else { return "0" }
      let exponent = Int((log10(abs(value)) + 1e-9).rounded(.down))
      let mantissa = value / pow(10, Double(exponent))
      return Decimal.text(mantissa, places: 2) + "e" + String(exponent)
    }
    let fraction = step - step.rounded(.down)
    if fraction < 1e-9 || step >= 1e6 { return Decimal.grouped(Int(value.rounded())) }
    let places = max(0, Int((-log10(step) - 1e-9).rounded(.up)))
    return Decimal.text(value, places: min(places, 6))
  }
}
