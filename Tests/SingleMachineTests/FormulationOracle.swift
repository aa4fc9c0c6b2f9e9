import OptCore
import SingleMachine

/// Random small instances and answers by enumeration, for the tests of formulations.
enum FormulationOracle {
  /// A random instance: ties, zero lengths, negative and late due dates, and weights (also 0) occur.
  static func instance(
    _ random: inout RandomStream, jobs: ClosedRange<Int>, isWeighted: Bool = false,
    longest: Int? = nil
  ) -> SingleMachineInstance {
    let count = random.integer(in: jobs)
    let longest = longest ?? [2, 5, 12, 30][random.below(4)]
    let shortest = random.below(2)
    let p = (0..<count).map { _ in random.integer(in: shortest...max(longest, shortest)) }
    let total = p.reduce(0, +)
    let low = random.integer(in: -3...max(0, total / 2))
    let high = max(low, random.integer(in: 0...(total + 3)))
    let d = (0..<count).map { _ in random.integer(in: low...high) }
    let w = (0..<count).map { _ in isWeighted ? random.integer(in: 0...5) : 1 }
    do {
      return try SingleMachineInstance(
        name: "random", processingTimes: p, dueDates: d, weights: w)
    } catch {
      preconditionFailure("random data are within the limits: \(error)")
    }
  }

  /// Total weighted tardiness from the definition.
  static func cost(_ order: [Int], _ instance: SingleMachineInstance) -> Int {
    var time = 0
    var total = 0
    for j in order {
      time += instance.processingTimes[j]
      total += instance.weights[j] * max(0, time - instance.dueDates[j])
    }
    return total
  }

  /// Every order of `0..<count`.
  static func orders(_ count: Int) -> [[Int]] {
    if count == 0 { return [[]] }
    return orders(count - 1).flatMap { order in
      (0...order.count).map { place in
        var longer = order
        longer.insert(count - 1, at: place)
        return longer
      }
    }
  }

  /// The least cost over all orders.
  static func optimum(_ instance: SingleMachineInstance) -> Int {
    orders(instance.jobCount).map { cost($0, instance) }.min() ?? 0
  }

  /// The least cost by dynamic programming over subsets.
  static func subsetOptimum(_ instance: SingleMachineInstance) -> Int {
    let n = instance.jobCount
    var best = [Int](repeating: .max, count: 1 << n)
    best[0] = 0
    for set in 0..<(1 << n) {
      var time = 0
      for j in 0..<n where set >> j & 1 == 1 { time += instance.processingTimes[j] }
      for j in 0..<n where set >> j & 1 == 0 {
        let end = time + instance.processingTimes[j]
        let value = best[set] + instance.weights[j] * max(0, end - instance.dueDates[j])
        best[set | 1 << j] = min(best[set | 1 << j], value)
      }
    }
    return best[(1 << n) - 1]
  }
}
