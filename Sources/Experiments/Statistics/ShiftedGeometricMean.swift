import Glibc

/// The shifted geometric mean `exp(mean of ln(t + s)) - s` of times, which neither the longest nor the shortest govern.
///
/// Every instance weighs the same: the logarithms of its runs are averaged first.
///
/// - Source: Achterberg (2007), "Constraint integer programming", appendix A.3, on geometric means with a shift.
struct ShiftedGeometricMean {
  /// Seconds added to each time, and taken off the mean.
  let shift: Double
  private var logarithms = InstanceMean()

  /// - Parameter shift: seconds, above 0 so that a time of 0 is allowed.
  init(shift: Double) { self.shift = shift }

  /// Takes in the times of the runs on one instance, in seconds, at least 0.
  mutating func add(_ times: some Sequence<Double>) {
    logarithms.add(times.map { log(max(0, $0) + shift) })
  }

  /// The mean in seconds; nil when there are no times.
  var mean: MeanValue? { logarithms.mean { max(0, exp($0) - shift) } }
}
