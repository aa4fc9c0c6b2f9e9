import OptCore

/// Better and better prices for `MappingLagrangian`: the volume algorithm, which steps along an average of what walks used.
///
/// - Source: Barahona and Anbil (2000), "The volume algorithm: producing primal solutions with a subgradient method".
package struct PriceImprovement {
  package private(set) var lagrangian: MappingLagrangian
  /// The best bound on the time, in parts of `lagrangian.one`, and its prices.
  package private(set) var best = Int.min
  package private(set) var bestPrices: MappingPrices
  /// Evaluations so far.
  package private(set) var steps = 0
  /// The averages of what the walks used.
  private var average: Violation
  private var factor = 0.1
  private var failures = 0
  private var weight = 0.1
  private var lastBest = Double.leastNormalMagnitude
  /// By instruction: the time with slow memory only, and what a step of the space's price is measured in.
  private let scale: [Double]
  /// By row of space: its limit.
  private let limits: [Double]
  private let preloadScale: Double
  private var centre: Prices

  /// Prices as real numbers: shares of 1, picoseconds a cell, picoseconds a byte.
  struct Prices {
    var memory: [Double]
    var port: [Double]
    var space: [Double]
    var preload = 0.0
  }

  /// How much more is used than there is, scaled.
  struct Violation {
    var memory: [Double]
    var port: [Double]
    var space: [Double]
    var preload = 0.0

    /// The scalar product.
    static func * (a: Violation, b: Violation) -> Double {
      var sum = a.preload * b.preload
      for time in a.memory.indices {
        sum += a.memory[time] * b.memory[time] + a.port[time] * b.port[time]
      }
      for place in a.space.indices { sum += a.space[place] * b.space[place] }
      return sum
    }

    /// Moves towards another one.
    mutating func move(towards other: Violation, by share: Double) {
      preload += share * (other.preload - preload)
      for time in memory.indices {
        memory[time] += share * (other.memory[time] - memory[time])
        port[time] += share * (other.port[time] - port[time])
      }
      for place in space.indices { space[place] += share * (other.space[place] - space[place]) }
    }
  }

  /// Begins with the price 1 for memory time where memory is what takes time.
  package init(_ instance: MappingInstance) {
    lagrangian = MappingLagrangian(instance)
    let count = instance.instructions.count
    var slow = [Int](repeating: 0, count: count)
    for tensor in instance.tensors {
      for access in tensor.accesses { slow[access.instruction] += access.slow }
    }
    scale = (0..<count).map { Double(max(1, instance.instructions[$0].compute, slow[$0])) }
    limits = lagrangian.room.rows.map { Double(max(1, $0.limit)) }
    preloadScale = Double(max(1, instance.preloadLimit)) / Double(max(1, count)).squareRoot()
    let zeros = [Double](repeating: 0, count: count)
    let spaces = [Double](repeating: 0, count: count * limits.count)
    centre = Prices(memory: zeros, port: zeros, space: spaces)
    for time in 0..<count where slow[time] > instance.instructions[time].compute {
      centre.memory[time] = 1
    }
    average = Violation(memory: zeros, port: zeros, space: spaces)
    bestPrices = MappingPrices(
      count: count, rows: limits.count, one: lagrangian.one)
    let (value, violation) = evaluate(centre)
    average = violation
    best = value
  }

  /// The time saved at most.
  package var saving: Int { lagrangian.saving(best) }

  /// One step towards a target on the time that is above what can be proven.
  package mutating func step(target: Double) {
    let one = Double(lagrangian.one)
    let current = Double(best) / one
    let norm = average * average
    guard norm > 1e-18 else {
      average = evaluate(centre).violation
      return
    }
    let length = factor * max(target - current, 1e-6 * abs(current)) / norm
    let candidate = moved(by: length)
    let (value, violation) = evaluate(candidate)
    let isBetter = value > best
    let agreement = average * violation
    average.move(towards: violation, by: share(violation))
    if isBetter {
      (best, centre) = (value, candidate)
      failures = 0
      if agreement > 0 { factor = min(2, factor * 1.1) }
    } else {
      failures += 1
      if failures >= 20 {
        factor *= 0.66
        failures = 0
        if factor < 1e-4 { (factor, weight) = (0.1, 0.1) }
      }
    }
    if steps % 100 == 0 {
      let now = Double(best) / one
      if now - lastBest < 0.01 * abs(target - now) { weight = max(weight / 2, 1e-3) }
      lastBest = now
    }
  }

  /// How far the average moves: as is best for its length, within limits.
  private func share(_ violation: Violation) -> Double {
    let (own, other, both) = (average * average, violation * violation, average * violation)
    let span = own + other - 2 * both
    let best = span > 0 ? (own - both) / span : weight
    return min(weight, max(weight / 10, best))
  }

  private func moved(by length: Double) -> Prices {
    var prices = centre
    for time in scale.indices {
      let memory = centre.memory[time] + length * average.memory[time] / scale[time]
      let port = centre.port[time] + length * average.port[time] / scale[time]
      (prices.memory[time], prices.port[time]) = PriceImprovement.triangle(memory, port)
    }
    for place in prices.space.indices {
      prices.space[place] = max(
        0, centre.space[place] + length * average.space[place] / limits[place / scale.count])
    }
    prices.preload = max(0, centre.preload + length * average.preload / preloadScale)
    return prices
  }

  /// The nearest point with x, y >= 0 and x + y <= 1.
  private static func triangle(_ x: Double, _ y: Double) -> (Double, Double) {
    let (u, v) = (max(0, x), max(0, y))
    guard u + v > 1 else { return (u, v) }
    let excess = (x + y - 1) / 2
    if x - excess < 0 { return (0, 1) }
    if y - excess < 0 { return (1, 0) }
    return (x - excess, y - excess)
  }

  /// The bound of some prices, and by how much their walks use more than there is.
  private mutating func evaluate(_ prices: Prices) -> (value: Int, violation: Violation) {
    steps += 1
    let whole = whole(prices)
    let usage = lagrangian.usage(under: whole)
    let value = lagrangian.bound(usage, under: whole)
    if value > best { bestPrices = whole }
    let instance = lagrangian.instance
    var violation = average
    for time in scale.indices {
      let compute = instance.instructions[time].compute
      violation.memory[time] = Double(usage.memory[time] - compute) / scale[time]
      violation.port[time] = Double(usage.port[time] - compute) / scale[time]
    }
    let count = scale.count
    for (place, row) in lagrangian.room.rows.enumerated() {
      for time in 0..<count {
        var used = place == 0 ? -lagrangian.room.free[time] : -row.limit
        for (sizeClass, weight) in row.weights.enumerated() where weight > 0 {
          used += weight * usage.space[sizeClass * count + time]
        }
        violation.space[place * count + time] = Double(used) / limits[place]
      }
    }
    violation.preload = Double(usage.preload - instance.preloadLimit) / preloadScale
    return (value, violation)
  }

  /// Prices rounded down to parts of `one`.
  private func whole(_ prices: Prices) -> MappingPrices {
    let one = Double(lagrangian.one)
    var whole = MappingPrices(
      count: scale.count, rows: limits.count, one: lagrangian.one)
    for time in scale.indices {
      whole.memory[time] = min(lagrangian.one, Int(prices.memory[time] * one))
      whole.port[time] = min(lagrangian.one - whole.memory[time], Int(prices.port[time] * one))
    }
    for place in whole.space.indices {
      let most = Double(lagrangian.largestSpacePrices[place / scale.count])
      whole.space[place] = Int(min(most, prices.space[place] * one))
    }
    whole.preload = Int(min(Double(lagrangian.largestPreloadPrice), prices.preload * one))
    return whole
  }
}
