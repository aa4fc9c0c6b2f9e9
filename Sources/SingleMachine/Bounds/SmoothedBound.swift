import Glibc
import OptCore

/// Value, gradient and curvature of the smoothed price bound at one point.
///
/// For each job the minimum over completion times C is replaced by
/// `-epsilon log sum exp(-cost(C) / epsilon)` over the kinks of its cost: C at a node, C - p at a node, and
/// C = d. The gradient with respect to a node's price is the expected use of that node's hat function
/// minus its area; the (negated) Hessian is the sum over jobs of the covariance of that use, over epsilon.
struct SmoothedBound {
  private(set) var value = 0.0
  private(set) var gradient: [Double]
  /// Upper triangle of the negated Hessian, row-major; positive semidefinite.
  private(set) var curvature: [Double]
  private let count: Int

  /// - Complexity: O(n g + n s^2) for g nodes, where s <= g nodes matter to a job.
  init(prices: MachinePrices) {
    let size = prices.nodes.count
    count = size
    gradient = [Double](repeating: 0, count: size)
    curvature = [Double](repeating: 0, count: size * size)
    let integral = prices.integralAtNodes
    for i in 1..<size {
      let half = (prices.nodes[i] - prices.nodes[i - 1]) / 2
      gradient[i - 1] -= half
      gradient[i] -= half
    }
    value = -(integral.last ?? 0)
    prices.nodes.withUnsafeBufferPointer { nodes in
      prices.price.withUnsafeBufferPointer { price in
        integral.withUnsafeBufferPointer { integral in
          gradient.withUnsafeMutableBufferPointer { gradient in
            curvature.withUnsafeMutableBufferPointer { curvature in
              guard let nodes = nodes.baseAddress, let price = price.baseAddress,
                let integral = integral.baseAddress, let gradient = gradient.baseAddress,
                let curvature = curvature.baseAddress
              else { return }
              let curve = PriceCurve(nodes: nodes, price: price, integral: integral, count: size)
              value += Self.addAll(prices, curve, gradient, curvature)
            }
          }
        }
      }
    }
  }

  /// Adds the jobs to gradient and curvature, a share of them on each thread.
  ///
  /// - Returns: the sum of their soft minima.
  private static func addAll(
    _ prices: MachinePrices, _ curve: PriceCurve, _ gradient: UnsafeMutablePointer<Double>,
    _ curvature: UnsafeMutablePointer<Double>
  ) -> Double {
    let size = curve.count
    let jobs = prices.byLength.count
    let shareCount = max(1, min(prices.threads, jobs / 50))
    // Sum, gradient and curvature of the second and later shares, one behind the other.
    let room = 1 + size + size * size
    let others = UnsafeMutablePointer<Double>.allocate(capacity: (shareCount - 1) * room + 1)
    others.initialize(repeating: 0, count: (shareCount - 1) * room + 1)
    defer { others.deallocate() }
    func add(
      _ share: Int, _ gradient: UnsafeMutablePointer<Double>,
      _ curvature: UnsafeMutablePointer<Double>
    ) -> Double {
      let range = (share * jobs / shareCount)..<((share + 1) * jobs / shareCount)
      return addShare(range, prices, curve, gradient, curvature)
    }
    var sum = ThreadTeam.run(shareCount, stackBytes: 1 << 20) { share in
      let own = others + (share - 1) * room
      own.pointee = add(share, own + 1, own + 1 + size)
    } lead: {
      add(0, gradient, curvature)
    }
    for share in 1..<max(1, shareCount) {
      let own = others + (share - 1) * room
      sum += own.pointee
      for i in 0..<size { gradient[i] += own[1 + i] }
      for i in 0..<(size * size) { curvature[i] += own[1 + size + i] }
    }
    return sum
  }

  private static func addShare(
    _ range: Range<Int>, _ prices: MachinePrices, _ curve: PriceCurve,
    _ gradient: UnsafeMutablePointer<Double>, _ curvature: UnsafeMutablePointer<Double>
  ) -> Double {
    let size = curve.count
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: 2 * size + 2)
    let doubles = UnsafeMutablePointer<Double>.allocate(capacity: 5 * size + 8)
    doubles.initialize(repeating: 0, count: 5 * size + 8)
    defer {
      slots.deallocate()
      doubles.deallocate()
    }
    let sums = Accumulator(
      gradient: gradient, curvature: curvature, count: size, use: doubles,
      hat: doubles + size, cost: doubles + 2 * size, epsilon: prices.epsilon)
    return sums.addAll(range, prices, curve, SlotList(storage: slots))
  }

  /// Solves `(curvature + damping * area) step = gradient` by a symmetric factorisation.
  ///
  /// - Returns: nil when the matrix is not positive definite in floating point.
  func newtonStep(nodes: [Double], damping: Double) -> [Double]? {
    let n = count
    var matrix = curvature
    var step = gradient
    for i in 0..<n {
      matrix[i * n + i] += damping * (nodes[min(i + 1, n - 1)] - nodes[max(0, i - 1)])
    }
    let isPositive = matrix.withUnsafeMutableBufferPointer { buffer -> Bool in
      guard let a = buffer.baseAddress else { return false }
      var k = 0
      while k < n {
        let top = a + k &* n
        guard top[k] > 1e-12 else { return false }
        var i = k &+ 1
        while i < n {
          let factor = top[i] / top[k]
          if factor != 0 {
            let row = a + i &* n
            var j = i
            while j < n {
              row[j] -= factor * top[j]
              j &+= 1
            }
            step[i] -= factor * step[k]
          }
          i &+= 1
        }
        k &+= 1
      }
      return true
    }
    guard isPositive else { return nil }
    for i in stride(from: n - 1, through: 0, by: -1) {
      var sum = step[i]
      for j in (i + 1)..<max(n, i + 1) { sum -= matrix[i * n + j] * step[j] }
      step[i] = sum / matrix[i * n + i]
    }
    return step
  }
}

/// Sums the shares of all jobs into gradient and curvature.
private struct Accumulator {
  let gradient: UnsafeMutablePointer<Double>
  let curvature: UnsafeMutablePointer<Double>
  let count: Int
  /// Expected use of the nodes by one job (zero between jobs), and scratch.
  let use: UnsafeMutablePointer<Double>
  let hat: UnsafeMutablePointer<Double>
  let cost: UnsafeMutablePointer<Double>
  let epsilon: Double

  /// - Parameter range: places in `prices.byLength`.
  /// - Returns: the sum of the soft minima.
  func addAll(
    _ range: Range<Int>, _ prices: MachinePrices, _ curve: PriceCurve, _ list: SlotList
  ) -> Double {
    var list = list
    var sum = 0.0
    var length = -1.0
    for j in prices.byLength[range] {
      if prices.p[j] != length {
        length = prices.p[j]
        list.fill(length: length, curve: curve)
      }
      let slotCount = list.withExtra(endingAt: prices.d[j], length: length, curve: curve)
      sum += add(
        list.slots, slotCount, length: length, due: prices.d[j], weight: prices.w[j], curve)
    }
    return sum
  }

  /// Adds one job; returns its soft minimum.
  @inline(__always)
  private func add(
    _ slots: UnsafeMutablePointer<Slot>, _ slotCount: Int, length: Double, due: Double,
    weight: Double, _ curve: PriceCurve
  ) -> Double {
    var least = Double.infinity
    var i = 0
    while i < slotCount {
      let late = slots[i].end - due
      let value = slots[i].rent + (late > 0 ? weight * late : 0)
      cost[i] = value
      least = value < least ? value : least
      i &+= 1
    }
    // Slots this much dearer than the best weigh less than 1e-4 of it.
    let window = least + 9 * epsilon
    var total = 0.0
    i = 0
    while i < slotCount {
      if cost[i] < window {
        cost[i] = exp((least - cost[i]) / epsilon)
        total += cost[i]
      } else {
        cost[i] = 0
      }
      i &+= 1
    }
    var low = count
    var high = -1
    i = 0
    while i < slotCount {
      let share = cost[i] / total
      if share > 1e-5 {
        low = min(low, slots[i].first)
        high = max(high, slots[i].last &+ 1)
        curve.hats(slots[i], length: length, into: hat)
        addSlot(share, slots[i].first, slots[i].last &+ 1)
      }
      i &+= 1
    }
    if low <= high { closeJob(low, high) }
    return least - epsilon * log(total)
  }

  @inline(__always)
  private func addSlot(_ share: Double, _ first: Int, _ last: Int) {
    let scaled = share / epsilon
    var g = first
    while g <= last {
      use[g] += share * hat[g]
      let factor = scaled * hat[g]
      let row = curvature + g &* count
      var h = g
      while h <= last {
        row[h] += factor * hat[h]
        h &+= 1
      }
      g &+= 1
    }
  }

  /// Subtracts the square of the mean use and clears it.
  @inline(__always)
  private func closeJob(_ low: Int, _ high: Int) {
    var g = low
    while g <= high {
      let mean = use[g]
      if mean != 0 {
        gradient[g] += mean
        let factor = mean / epsilon
        let row = curvature + g &* count
        var h = g
        while h <= high {
          row[h] -= factor * use[h]
          h &+= 1
        }
      }
      g &+= 1
    }
    g = low
    while g <= high {
      use[g] = 0
      g &+= 1
    }
  }
}
