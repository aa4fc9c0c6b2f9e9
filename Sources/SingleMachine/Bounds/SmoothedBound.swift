import Glibc

/// Value, gradient and curvature of the smoothed price bound at one point.
///
/// For each job the minimum over completion times C is replaced by
/// `-epsilon log sum exp(-cost(C) / epsilon)` over the kinks of its cost: C at a node, C - p at a node, and
/// C = d. The gradient with respect to a node's price is the expected use of that node's hat function
/// minus its area; the (negated) Hessian is the sum over jobs of the covariance of that use, over epsilon.
struct SmoothedBound {
  private(set) var value = 0.0
  private(set) var gradient: [Double]
  /// Negated Hessian, row-major, positive semidefinite.
  private(set) var curvature: [Double]
  private let count: Int

  init(prices: MachinePrices) {
    count = prices.nodes.count
    gradient = [Double](repeating: 0, count: count)
    curvature = [Double](repeating: 0, count: count * count)
    let integral = prices.integralAtNodes
    for i in 1..<count {
      let half = (prices.nodes[i] - prices.nodes[i - 1]) / 2
      gradient[i - 1] -= half
      gradient[i] -= half
    }
    value = -(integral.last ?? 0)
    let choices = 3 * count
    withUnsafeTemporaryAllocation(of: Choice.self, capacity: choices) { choice in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * count) { scratch in
        scratch.initialize(repeating: 0)
        guard let choice = choice.baseAddress, let scratch = scratch.baseAddress else { return }
        prices.nodes.withUnsafeBufferPointer { nodes in
          prices.price.withUnsafeBufferPointer { price in
            integral.withUnsafeBufferPointer { integral in
              guard let nodes = nodes.baseAddress, let price = price.baseAddress,
                let integral = integral.baseAddress
              else { return }
              let curve = PriceCurve(nodes: nodes, price: price, integral: integral, count: count)
              for j in prices.p.indices {
                let job = (prices.p[j], prices.d[j], prices.w[j])
                add(job, curve, prices.epsilon, choice, use: scratch, hat: scratch + count)
              }
            }
          }
        }
      }
    }
  }

  /// Adds one job's share.
  private mutating func add(
    _ job: (p: Double, d: Double, w: Double), _ curve: PriceCurve, _ epsilon: Double,
    _ choice: UnsafeMutablePointer<Choice>, use: UnsafeMutablePointer<Double>,
    hat: UnsafeMutablePointer<Double>
  ) {
    let (kept, least) = curve.choices(
      p: job.p, d: job.d, w: job.w, window: 12 * epsilon, into: choice)
    var total = 0.0
    for i in 0..<kept {
      choice[i].cost = exp((least - choice[i].cost) / epsilon)
      total += choice[i].cost
    }
    value += least - epsilon * log(total)
    let n = count
    var low = n
    var high = -1
    gradient.withUnsafeMutableBufferPointer { gradient in
      curvature.withUnsafeMutableBufferPointer { curvature in
        for i in 0..<kept {
          let share = choice[i].cost / total
          if share < 1e-6 { continue }
          let first = choice[i].first
          let last = choice[i].last + 1
          low = min(low, first)
          high = max(high, last)
          curve.hats(choice[i], length: job.p, into: hat)
          let scaled = share / epsilon
          var g = first
          while g <= last {
            use[g] += share * hat[g]
            let x = scaled * hat[g]
            let row = curvature.baseAddress.unsafelyUnwrapped + g &* n
            var h = first
            while h <= last {
              row[h] += x * hat[h]
              h &+= 1
            }
            g &+= 1
          }
        }
        guard low <= high else { return }
        var g = low
        while g <= high {
          let x = use[g] / epsilon
          if x != 0 {
            gradient[g] += use[g]
            let row = curvature.baseAddress.unsafelyUnwrapped + g &* n
            var h = low
            while h <= high {
              row[h] -= x * use[h]
              h &+= 1
            }
          }
          g &+= 1
        }
        for g in low...high { use[g] = 0 }
      }
    }
  }

  /// Solves `(curvature + damping * area) step = gradient` by a Cholesky factorisation.
  ///
  /// - Returns: nil when the matrix is not positive definite in floating point.
  func newtonStep(nodes: [Double], damping: Double) -> [Double]? {
    let n = count
    var a = curvature
    var x = gradient
    for i in 0..<n {
      a[i * n + i] += damping * (nodes[min(i + 1, n - 1)] - nodes[max(0, i - 1)])
    }
    return a.withUnsafeMutableBufferPointer { a in
      for i in 0..<n {
        for j in 0...i {
          var sum = a[i &* n &+ j]
          var k = 0
          while k < j {
            sum -= a[i &* n &+ k] * a[j &* n &+ k]
            k &+= 1
          }
          if i == j {
            guard sum > 1e-12 else { return nil }
            a[i &* n &+ i] = sum.squareRoot()
          } else {
            a[i &* n &+ j] = sum / a[j &* n &+ j]
          }
        }
      }
      for i in 0..<n {
        for k in 0..<i { x[i] -= a[i * n + k] * x[k] }
        x[i] /= a[i * n + i]
      }
      for i in stride(from: n - 1, through: 0, by: -1) {
        for k in (i + 1)..<max(n, i + 1) { x[i] -= a[k * n + i] * x[k] }
        x[i] /= a[i * n + i]
      }
      return x
    }
  }
}
