/// A mean with what stands behind it.
public struct MeanValue: Sendable, Hashable {
  /// The mean.
  public var value: Double
  /// How many runs it is made from.
  public var runCount: Int
  /// How many instances those runs are on.
  public var instanceCount: Int

  /// States a mean.
  public init(_ value: Double, runCount: Int, instanceCount: Int) {
    self.value = value
    self.runCount = runCount
    self.instanceCount = instanceCount
  }
}

/// Forms a mean in which every instance weighs the same, however many seeds were run on it.
///
/// `mean = (1/m) sum over instances of (1/k_i) sum over the k_i runs on instance i`.
struct InstanceMean {
  private var sum = 0.0
  private var runCount = 0
  private var instanceCount = 0

  /// Takes in the values of the runs on one instance; an instance without values does not count.
  mutating func add(_ values: some Sequence<Double>) {
    var total = 0.0
    var count = 0
    for value in values {
      total += value
      count += 1
    }
    guard count > 0 else { return }
    sum += total / Double(count)
    runCount += count
    instanceCount += 1
  }

  /// Takes in one value of an instance that sums up `runCount` runs.
  mutating func add(_ value: Double, runCount count: Int) {
    sum += value
    runCount += count
    instanceCount += 1
  }

  /// The sum of the instances' means.
  var total: Double { sum }

  /// The mean, changed by `transform`; nil when no value was added.
  func mean(_ transform: (Double) -> Double = { $0 }) -> MeanValue? {
    guard instanceCount > 0 else { return nil }
    return MeanValue(
      transform(sum / Double(instanceCount)), runCount: runCount, instanceCount: instanceCount)
  }
}
