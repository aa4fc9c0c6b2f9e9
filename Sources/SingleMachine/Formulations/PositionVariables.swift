import Modeling

/// The binaries `u[j,k]` of the positional formulations: job j stands at position k. Pairs that windows rule out
/// have no column.
struct PositionVariables: Sendable {
  private let jobCount: Int
  private var columns: [Int32]
  private let first: [Int]

  /// Adds one binary for each allowed pair, job by job.
  init(_ wanted: WantedSequences, in model: inout Model) {
    jobCount = wanted.jobCount
    columns = [Int32](repeating: -1, count: jobCount * jobCount)
    for j in 0..<jobCount {
      if wanted.shouldStop() { break }
      for k in 0..<jobCount where wanted.windows.allows(j, k) {
        let variable = model.variable(.integer, lower: 0, upper: 1, name: "u", j, k)
        columns[j * jobCount + k] = Int32(truncatingIfNeeded: variable.index)
      }
    }
    first = (0..<jobCount).map { wanted.positions(of: $0).lowerBound }
  }

  /// The variable of job `j` at position `k`; nil when it was ruled out.
  subscript(j: Int, k: Int) -> Variable? {
    let column = columns[j * jobCount + k]
    return column < 0 ? nil : Variable(index: Int(column))
  }

  /// `sum_j coefficient(j) u[j,k]`.
  func sum(at k: Int, _ coefficient: (Int) -> Double) -> LinearExpression {
    var result = LinearExpression()
    for j in 0..<jobCount {
      if let u = self[j, k] { result.add(coefficient(j), u) }
    }
    return result
  }

  /// `sum_k coefficient(k) u[j,k]`.
  func sum(of j: Int, _ coefficient: (Int) -> Double) -> LinearExpression {
    var result = LinearExpression()
    for k in 0..<jobCount {
      if let u = self[j, k] { result.add(coefficient(k), u) }
    }
    return result
  }

  /// Each job at one position, each position for one job: 2n rows.
  func requireAssignment(in model: inout Model) {
    for j in 0..<jobCount { model.require(sum(of: j) { _ in 1 } == 1, "job", j) }
    for k in 0..<jobCount { model.require(sum(at: k) { _ in 1 } == 1, "position", k) }
  }

  /// The jobs by mean position; ties: first allowed position, then number.
  func order(at point: [Double]) -> [Int] {
    var mean = [Double](repeating: 0, count: jobCount)
    for j in 0..<jobCount {
      for k in 0..<jobCount {
        if let u = self[j, k] { mean[j] += Double(k) * point[u.index] }
      }
    }
    return (0..<jobCount).sorted { (mean[$0], first[$0], $0) < (mean[$1], first[$1], $1) }
  }

  /// Sets the binaries of an order; pairs that were ruled out are left out.
  func set(_ order: [Int], in point: inout [Double]) {
    for (k, j) in order.enumerated() {
      if let u = self[j, k] { point[u.index] = 1 }
    }
  }
}

/// The least and the most work up to each position, alone and with a given job there.
///
/// Windows give both. Without windows they are the sums of the shortest and of the longest other jobs.
struct LeastAndMostWork: Sendable {
  /// Whether nothing is known about the sequences.
  let isPlain: Bool
  /// `leastThrough[k]`, `mostThrough[k]`: bounds on the completion of position k.
  private(set) var leastThrough: [Int]
  private(set) var mostThrough: [Int]
  private let jobCount: Int
  private var lower: [Int]
  private var upper: [Int]

  init(_ wanted: WantedSequences) {
    let block = wanted.block
    isPlain = wanted.isPlain
    jobCount = block.jobCount
    var windows = wanted.windows
    if isPlain {
      var propagation = WindowPropagation(block, wanted.precedence)
      _ = propagation.run(&windows, shouldStop: wanted.shouldStop)
    }
    lower = []
    upper = []
    leastThrough = [Int](repeating: block.horizon, count: jobCount)
    mostThrough = [Int](repeating: 0, count: jobCount)
    for j in 0..<jobCount {
      for k in 0..<jobCount {
        lower.append(windows.earliest(j, k))
        upper.append(windows.latest(j, k))
        guard windows.allows(j, k) else { continue }
        leastThrough[k] = min(leastThrough[k], windows.earliest(j, k))
        mostThrough[k] = max(mostThrough[k], windows.latest(j, k))
      }
    }
  }

  /// The first tick at which job `j` may complete at position `k`.
  func earliest(_ j: Int, _ k: Int) -> Int { lower[j * jobCount + k] }

  /// The last tick at which job `j` may complete at position `k`.
  func latest(_ j: Int, _ k: Int) -> Int { upper[j * jobCount + k] }
}
