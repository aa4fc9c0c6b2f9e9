import Glibc

/// Prices of machine time that give a strong lower bound on total (weighted) tardiness.
///
/// Let mu(x) be a price for occupying the machine at time x and M its integral. For every schedule
/// without idle time in `0...P` the rents add up to M(P), so for any price function
///
///     sum_j w[j] T[j]  >=  sum_j v[j] - M(P),
///     v[j] = min over C in p[j]...P of  w[j] max(0, C - d[j]) + M(C) - M(C - p[j]).
///
/// This is the Lagrangian relaxation of the capacity rows of the time-indexed formulation; with the best
/// prices it equals that formulation's LP bound. It splits over jobs *and over time*, which makes it
/// useful inside a search: any part of a schedule has its own bound from the same prices.
///
/// The prices are a piecewise linear function on a coarse grid of nodes (machine time gets cheaper
/// smoothly, so few nodes are enough). The bound is concave in the node prices; it is maximised by
/// damped Newton steps on a smoothed version (the minimum over C becomes a soft minimum of width
/// epsilon), while epsilon shrinks and the grid gets finer.
///
/// - Source: Lagrangian relaxation of the time-indexed formulation: Dyer and Wolsey (1990),
///   "Formulating the single machine sequencing problem with release dates as a mixed integer program".
package struct MachinePrices: Sendable {
  let p: [Double]
  let d: [Double]
  let w: [Double]
  /// Jobs by processing time: equal lengths share their slots.
  let byLength: [Int]
  /// Total processing time P.
  let horizon: Double
  private let meanWeight: Double
  /// Grid nodes, increasing, from 0 to P.
  var nodes: [Double] = []
  /// Price at each node.
  var price: [Double] = []
  /// Width of the soft minimum, in units of the objective.
  var epsilon: Double
  /// Threads that share the jobs in each step. Sums of floating-point numbers depend on their number, so
  /// prices differ in their last digits; bounds are valid for any prices.
  var threads = 1
  /// Cells of the grid before refinement at the end.
  var cellCount = 0

  /// - Parameters:
  ///   - p: processing times, `>= 0`, with positive sum.
  ///   - w: weights, nil for unit weights.
  package init(processingTimes p: [Int], dueDates d: [Int], weights w: [Int]? = nil) {
    self.p = p.map(Double.init)
    self.d = d.map(Double.init)
    self.w = w?.map(Double.init) ?? [Double](repeating: 1, count: p.count)
    byLength = p.indices.sorted { (p[$0], $0) < (p[$1], $1) }
    horizon = self.p.reduce(0, +)
    meanWeight = self.w.reduce(0, +) / Double(max(1, p.count))
    epsilon = horizon * meanWeight / 8
  }

  /// Lays a grid of `count` equal cells, finer at the very end, and carries the prices over.
  mutating func refine(to count: Int) {
    let (oldNodes, oldPrice) = (nodes, price)
    cellCount = count
    let width = horizon / Double(count)
    var grid = (0...count).map { (horizon * Double($0) / Double(count)).rounded() }
    // The last jobs have nothing behind them: the price changes fast there.
    var back = horizon / Double(p.count) / 2
    while back < width {
      grid.append((horizon - back).rounded())
      back *= 2
    }
    nodes = grid.sorted().reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    guard oldNodes.count > 1 else {
      let start = w.reduce(0, +) / 2
      price = nodes.map { start * (1 - $0 / horizon) }
      return
    }
    var k = 0
    price = nodes.map { x in
      while k + 2 < oldNodes.count, oldNodes[k + 1] < x { k += 1 }
      let share = (x - oldNodes[k]) / (oldNodes[k + 1] - oldNodes[k])
      return oldPrice[k] + (oldPrice[k + 1] - oldPrice[k]) * share
    }
  }

  /// Improves the prices on the present grid.
  ///
  /// - Parameters:
  ///   - steps: most Newton steps.
  ///   - tolerance: relative gain below which the steps end.
  mutating func ascend(steps: Int, tolerance: Double, shouldStop: () -> Bool = { false }) {
    let count = nodes.count
    var damping = 1e-2
    var best = SmoothedBound(prices: self)
    for _ in 0..<steps {
      if shouldStop() { return }
      guard let step = best.newtonStep(nodes: nodes, damping: damping) else {
        damping *= 10
        continue
      }
      let old = price
      for i in 0..<count { price[i] += step[i] }
      let trial = SmoothedBound(prices: self)
      if trial.value > best.value {
        let gain = trial.value - best.value
        best = trial
        damping *= 0.2
        if gain < tolerance * abs(best.value) { return }
      } else {
        price = old
        damping *= 10
      }
    }
  }

  /// Improves the prices by a schedule of stages: a coarse grid with wide soft minima first, then finer
  /// and sharper ones. `.fine` continues where `.standard` ended.
  package mutating func optimize(_ schedule: Schedule, shouldStop: () -> Bool = { false }) {
    guard horizon > 0, !p.isEmpty else { return }
    for stage in schedule.stages {
      if shouldStop() { return }
      if cellCount != stage.cells { refine(to: stage.cells) }
      epsilon = horizon * meanWeight / stage.sharpness
      ascend(steps: stage.steps, tolerance: stage.tolerance, shouldStop: shouldStop)
    }
  }

  /// How far prices are optimised.
  package struct Schedule: Sendable {
    fileprivate let stages: [Stage]

    fileprivate init(_ stages: [Stage]) { self.stages = stages }

    /// Within about 0.5 % of the best prices on 100 jobs and more.
    package static let quick = Self(Array(Stage.standard.prefix(4)))
    /// Within about 0.1 %.
    package static let standard = Self(Stage.standard)
    /// Continues `standard`; close to the best.
    package static let fine = Self(Stage.fine)
  }

  /// Newton steps on one grid; `sharpness` is P (times the mean weight) over epsilon. The first grids
  /// only need a rough optimum. Found by trial on instances with 100 to 1000 jobs.
  fileprivate struct Stage: Sendable {
    var cells: Int
    var sharpness: Double
    var steps: Int
    var tolerance: Double

    static let standard = [
      Stage(cells: 16, sharpness: 40, steps: 5, tolerance: 1e-3),
      Stage(cells: 32, sharpness: 160, steps: 5, tolerance: 1e-3),
      Stage(cells: 64, sharpness: 640, steps: 6, tolerance: 1e-4),
      Stage(cells: 64, sharpness: 2000, steps: 6, tolerance: 1e-4),
      Stage(cells: 128, sharpness: 6000, steps: 6, tolerance: 1e-4),
      Stage(cells: 128, sharpness: 18000, steps: 6, tolerance: 1e-4),
    ]

    static let fine = [
      Stage(cells: 128, sharpness: 18_000, steps: 10, tolerance: 1e-6),
      Stage(cells: 192, sharpness: 50_000, steps: 8, tolerance: 1e-5),
      Stage(cells: 256, sharpness: 100_000, steps: 8, tolerance: 1e-5),
      Stage(cells: 256, sharpness: 300_000, steps: 8, tolerance: 1e-6),
    ]
  }

  /// Integral of the price from 0 to each node.
  var integralAtNodes: [Double] {
    var sum = [0.0]
    sum.reserveCapacity(nodes.count)
    for i in 1..<max(1, nodes.count) {
      sum.append(sum[i - 1] + (price[i - 1] + price[i]) / 2 * (nodes[i] - nodes[i - 1]))
    }
    return sum
  }

  /// `scale * M(x)` for every integer x in `0...P`, rounded down. Any rounding leaves a valid bound as
  /// long as all terms are taken from the same table.
  package func potential(scale: Int) -> [Int] {
    let count = Int(horizon) + 1
    let integral = integralAtNodes
    guard nodes.count > 1 else { return [Int](repeating: 0, count: count) }
    var result = [Int](repeating: 0, count: count)
    var k = 0
    for x in 0..<count {
      let time = Double(x)
      while k + 2 < nodes.count, nodes[k + 1] < time { k += 1 }
      let y = time - nodes[k]
      let slope = (price[k + 1] - price[k]) / (nodes[k + 1] - nodes[k])
      result[x] = Int(
        (Double(scale) * (integral[k] + y * (price[k] + slope * y / 2))).rounded(.down))
    }
    return result
  }
}
