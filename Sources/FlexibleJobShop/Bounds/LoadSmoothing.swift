import Glibc

/// The value of prices, with the minimum over the machines of an operation softened, and its derivatives.
///
/// With a price `pi[r] >= 0` for a unit of time in row r, sum 1, and `P[a]` the sum over the rows that cover alternative a,
///
///     L(pi) = sum_r pi[r] constant[r] + sum_i min over a in alternatives of i of P[a] p[a]
///
/// is a lower bound on the makespan (Lagrangian relaxation of the rows). The minimum is replaced by
/// `-mu log sum exp(-P[a] p[a] / mu)`, and `mu log pi[r]` keeps prices positive; the weights of the soft minimum are shares x of
/// operations that nearly solve the linear relaxation.
final class LoadSmoothing {
  let data: LoadData
  /// The number of rows.
  let rowCount: Int
  /// `x[a]`: the share of an operation its alternative a runs.
  let shares: UnsafeMutablePointer<Double>
  /// `loads[r]`: constant of the row plus the work its shares bring.
  let loads: UnsafeMutablePointer<Double>
  /// Minus the second derivatives, row by row.
  let curvature: UnsafeMutablePointer<Double>
  private let constants: [Double]
  private let work: UnsafeMutablePointer<Double>
  /// L of the prices seen last.
  private(set) var exact = 0.0
  /// The softened value with barrier.
  private(set) var smooth = 0.0

  /// - Parameter curved: whether second derivatives will be asked for.
  init(_ data: LoadData, _ rows: LoadRows, curved: Bool) {
    self.data = data
    rowCount = rows.count
    constants = rows.constants.map(Double.init)
    shares = .allocate(capacity: max(1, data.alternativeCount))
    loads = .allocate(capacity: max(1, rowCount))
    curvature = .allocate(capacity: curved ? max(1, rowCount * rowCount) : 1)
    work = .allocate(capacity: max(1, rowCount))
    shares.initialize(repeating: 0, count: data.alternativeCount)
    work.initialize(repeating: 0, count: rowCount)
  }

  deinit {
    shares.deallocate()
    loads.deallocate()
    curvature.deallocate()
    work.deallocate()
  }

  /// An upper bound on every L: the largest load of a row under the current shares.
  var largestLoad: Double {
    var largest = 0.0
    var r = 0
    while r < rowCount {
      largest = max(largest, loads[r])
      r += 1
    }
    return largest
  }

  /// Computes values, shares, loads and, where wanted, the curvature.
  ///
  /// - Complexity: O(covered pairs), and with curvature the sum over undecided operations of the square of their pairs.
  func evaluate(_ prices: UnsafeMutablePointer<Double>, softness mu: Double, curved: Bool) {
    (exact, smooth) = (0, 0)
    for r in 0..<rowCount {
      loads[r] = constants[r]
      exact += prices[r] * constants[r]
      smooth += mu * log(prices[r])
    }
    smooth += exact
    if curved {
      curvature.update(repeating: 0, count: rowCount * rowCount)
      for r in 0..<rowCount { curvature[r &* rowCount &+ r] = mu / (prices[r] * prices[r]) }
    }
    var i = 0
    while i < data.operationCount {
      let (first, end) = (data.firstAlternative[i], data.firstAlternative[i &+ 1])
      let isDecided = share(first, end, prices, mu)
      addLoads(first, end)
      if curved, !isDecided { addCurvature(first, end, mu) }
      i &+= 1
    }
  }

  /// Shares of one operation; whether one alternative has (nearly) everything.
  @inline(__always)
  private func share(
    _ first: Int, _ end: Int, _ prices: UnsafeMutablePointer<Double>, _ mu: Double
  ) -> Bool {
    var least = Double.infinity
    var a = first
    while a < end {
      var price = 0.0
      var k = data.firstRow[a]
      while k < data.firstRow[a &+ 1] {
        price += prices[Int(data.coveringRows[k])]
        k &+= 1
      }
      let cost = price * data.durations[a]
      shares[a] = cost
      if cost < least { least = cost }
      a &+= 1
    }
    exact += least
    var total = 0.0
    a = first
    while a < end {
      let above = (shares[a] - least) / mu
      let weight = above < 40 ? exp(-above) : 0
      shares[a] = weight
      total += weight
      a &+= 1
    }
    smooth += least - mu * log(total)
    a = first
    while a < end {
      shares[a] /= total
      a &+= 1
    }
    return total < 1 + 1e-12
  }

  @inline(__always)
  private func addLoads(_ first: Int, _ end: Int) {
    var a = first
    while a < end {
      let work = shares[a] * data.durations[a]
      if work > 0 {
        var k = data.firstRow[a]
        while k < data.firstRow[a &+ 1] {
          loads[Int(data.coveringRows[k])] += work
          k &+= 1
        }
      }
      a &+= 1
    }
  }

  /// Adds the covariance over alternatives of the vectors "duration in the rows that cover the alternative", divided by mu.
  @inline(__always)
  private func addCurvature(_ first: Int, _ end: Int, _ mu: Double) {
    var a = first
    while a < end {
      let mean = shares[a] * data.durations[a]
      let square = mean * data.durations[a] / mu
      var k = data.firstRow[a]
      let last = data.firstRow[a &+ 1]
      while k < last, mean > 0 {
        let r = Int(data.coveringRows[k])
        work[r] += mean
        var l = data.firstRow[a]
        while l < last {
          curvature[r &* rowCount &+ Int(data.coveringRows[l])] += square
          l &+= 1
        }
        k &+= 1
      }
      a &+= 1
    }
    let (from, to) = (data.firstRow[first], data.firstRow[end])
    var k = from
    while k < to {
      let r = Int(data.coveringRows[k])
      let scaled = work[r] / mu
      if scaled > 0 {
        var l = from
        while l < to {
          let s = Int(data.coveringRows[l])
          curvature[r &* rowCount &+ s] -= scaled * work[s]
          l &+= 1
        }
      }
      k &+= 1
    }
    k = from
    while k < to {
      work[Int(data.coveringRows[k])] = 0
      k &+= 1
    }
  }
}
