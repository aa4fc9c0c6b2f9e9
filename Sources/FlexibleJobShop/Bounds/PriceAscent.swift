import Glibc

/// Raises the value of row prices: damped Newton steps on the softened value while the softness shrinks, or multiplicative updates
/// where rows are too many for a matrix.
///
/// - Source: interior-point treatment of a piecewise linear dual, as in Nesterov (2005), "Smooth minimization of non-smooth functions";
///   Arora, Hazan and Kale (2012), "The multiplicative weights update method".
struct PriceAscent {
  /// More rows than this have no matrix of second derivatives.
  static let largestMatrix = 600

  let smoothing: LoadSmoothing
  /// The prices with the best value so far; sum 1, positive.
  private(set) var best: [Double]
  /// Their value.
  private(set) var value = -Double.infinity
  /// The linear relaxation over these rows is not above this.
  private(set) var ceiling = Double.infinity
  /// The shares that have `ceiling` as largest load.
  private(set) var shares: [Double] = []
  private var current: [Double]

  init(_ data: LoadData, _ rows: LoadRows, prices: [Double]) {
    smoothing = LoadSmoothing(data, rows, curved: rows.count <= PriceAscent.largestMatrix)
    best = prices
    current = prices
  }

  /// Improves prices until their value is within `tolerance` of the ceiling, softness falling from `start` to `end`.
  mutating func run(
    softness start: Double, to end: Double, tolerance: Double, _ shouldStop: () -> Bool
  ) {
    guard smoothing.rowCount <= PriceAscent.largestMatrix else {
      multiply(softness: end * 100, tolerance: tolerance, shouldStop)
      return
    }
    var mu = start
    while true {
      for _ in 0..<15 where !shouldStop() {
        // The smaller the promise, the more equal the loads: the last stage goes on until they are.
        if newton(mu) <= (mu <= end ? 1e-6 : 0.03) * mu { break }
        if ceiling - value <= tolerance { return }
      }
      if mu <= end || ceiling - value <= tolerance || shouldStop() { return }
      mu = max(end, mu * 0.2)
    }
  }

  private mutating func note() {
    if smoothing.exact > value {
      value = smoothing.exact
      best = current
    }
    let largest = smoothing.largestLoad
    if largest < ceiling {
      ceiling = largest
      shares = Array(
        UnsafeBufferPointer(start: smoothing.shares, count: smoothing.data.alternativeCount))
    }
  }

  private mutating func evaluate(_ mu: Double, curved: Bool) {
    current.withUnsafeMutableBufferPointer { buffer in
      guard let prices = buffer.baseAddress else { return }
      smoothing.evaluate(prices, softness: mu, curved: curved)
    }
    note()
  }

  /// One step; the gain it promised before it was made.
  private mutating func newton(_ mu: Double) -> Double {
    evaluate(mu, curved: true)
    let (old, before) = (current, smoothing.smooth)
    var gradient = old.indices.map { smoothing.loads[$0] + mu / old[$0] }
    let mean = gradient.reduce(0, +) / Double(gradient.count)
    for r in gradient.indices { gradient[r] -= mean }
    let direction = NewtonStep(smoothing.curvature, gradient: gradient)
    guard direction.promise > 0 else { return 0 }
    var length = 1.0
    for (price, step) in zip(old, direction.step) where price + length * step < 0.05 * price {
      length = -0.95 * price / step
    }
    for _ in 0..<20 {
      for r in old.indices { current[r] = old[r] + length * direction.step[r] }
      evaluate(mu, curved: false)
      if smoothing.smooth >= before + 0.1 * length * direction.promise { break }
      length *= 0.4
    }
    return direction.promise
  }

  /// Multiplicative updates, best first in effect and then slower.
  private mutating func multiply(
    softness mu: Double, tolerance: Double, _ shouldStop: () -> Bool
  ) {
    for round in 1...3000 where !shouldStop() {
      evaluate(mu, curved: false)
      if ceiling - value <= tolerance { return }
      let rate = 0.3 / Double(round).squareRoot()
      let scale = max(smoothing.exact, 1e-9)
      var sum = 0.0
      for r in current.indices {
        current[r] *= exp(rate * min(3, (smoothing.loads[r] - scale) / scale))
        current[r] = max(current[r], 1e-12)
        sum += current[r]
      }
      for r in current.indices { current[r] /= sum }
    }
  }
}
