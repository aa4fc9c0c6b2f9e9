import Modeling
import OptCore

/// F4: time-indexed. Every job picks its completion tick.
///
/// Sets: jobs j in `0..<n`, ticks t in `0..<P`. Parameters: processing times p, due dates d, weights w. Variables:
/// `x[j,t]` = 1 when j completes at tick t, `p[j] <= t <= P`.
///
///     min  sum_jt w[j] max(0, t - d[j]) x[j,t]
///     sum_t x[j,t] = 1  for all j
///     sum_j sum_{t+1 <= s <= t + p[j]} x[j,s] <= 1  for all ticks t: at most one job runs from t to t + 1
///
/// Size: n (P + 1) - P columns, n + P rows, n (P + 1) - P + sum_j p[j] (P - p[j] + 1) nonzeros. Ticks outside the
/// windows of a job have no column.
/// Strength: the strongest LP bound of the five; its size limits it to small P or narrow windows.
/// Source: Sousa and Wolsey (1992), "A time indexed formulation of non-preemptive single machine scheduling problems";
/// Dyer and Wolsey (1990).
package struct F4TimeIndexed: TardinessFormulation {
  /// Most columns a model may have.
  package static let largestColumnCount = 400_000
  /// Most ticks, which are rows, a model may have.
  package static let largestTickCount = 2_000_000
  /// Most terms the rows may have: each takes a dozen bytes while the model is built and in the engine.
  package static let largestTermCount = 50_000_000

  /// The formulation.
  package init() {}

  /// What it is.
  package var description: FormulationDescription {
    FormulationDescription(
      "f4", "time-indexed", "a completion tick for each job; for short horizons or narrow windows",
      source: "Sousa and Wolsey (1992), A time indexed formulation of non-preemptive single"
        + " machine scheduling problems")
  }

  /// The number of columns grows with the horizon.
  package func obstacle(on block: JobBlock) -> String? {
    obstacle(on: WantedSequences(everyOrderOf: block))
  }

  /// Why the ticks left by windows are still too many; nil when they are not.
  package func obstacle(on wanted: WantedSequences) -> String? {
    func refusal(_ count: Int, _ what: String, _ limit: Int) -> String {
      "formulation f4 would have \(count) \(what), at most \(limit) allowed"
    }
    let block = wanted.block
    guard block.horizon <= F4TimeIndexed.largestTickCount else {
      return refusal(block.horizon, "rows (ticks)", F4TimeIndexed.largestTickCount)
    }
    // At most n (P + 1) columns of at most P terms: below 2^62 by the limit on n P of instances and on P here.
    var columns = 0
    var terms = 0
    for j in 0..<wanted.jobCount {
      let count = wanted.completions(of: j).count
      columns += count
      terms += count * (block.processingTimes[j] + 1)
    }
    guard columns <= F4TimeIndexed.largestColumnCount else {
      return refusal(columns, "columns (jobs times ticks)", F4TimeIndexed.largestColumnCount)
    }
    guard terms <= F4TimeIndexed.largestTermCount else {
      return refusal(terms, "terms (columns times durations)", F4TimeIndexed.largestTermCount)
    }
    return nil
  }

  /// The model.
  package func build(
    _ wanted: WantedSequences, _ options: FormulationOptions
  ) -> any BuiltFormulation {
    let block = wanted.block
    let n = block.jobCount
    var model = Model("time-indexed")
    var objective = LinearExpression()
    var columns: [[Int32]] = []
    var running = [LinearExpression](repeating: LinearExpression(), count: block.horizon)
    let ticks = (0..<n).map { wanted.completions(of: $0) }
    for j in 0..<n {
      if wanted.shouldStop() { break }
      var chosen = LinearExpression()
      var row: [Int32] = []
      let isTick = allowedTicks(wanted, j, ticks[j])
      for t in ticks[j] {
        guard isTick[t - ticks[j].lowerBound] else {
          row.append(-1)
          continue
        }
        let x = model.variable(.integer, lower: 0, upper: 1, name: "x", j, t)
        row.append(Int32(truncatingIfNeeded: x.index))
        chosen.add(1, x)
        objective.add(Double(block.cost(of: j, completingAt: t)), x)
        for tick in (t - block.processingTimes[j])..<t { running[tick].add(1, x) }
      }
      columns.append(row)
      model.require(chosen == 1, "job", j)
    }
    for (tick, jobs) in running.enumerated() { model.require(jobs <= 1, "tick", tick) }
    model.minimize(objective)
    return Built(model: model, block: block, ticks: ticks, columns: columns)
  }

  /// Which ticks of a range lie in the window of some position of job `j`.
  private func allowedTicks(
    _ wanted: WantedSequences, _ j: Int, _ range: ClosedRange<Int>
  ) -> [Bool] {
    var isTick = [Bool](repeating: false, count: range.count)
    for k in 0..<wanted.jobCount where wanted.windows.allows(j, k) {
      for t in wanted.windows.earliest(j, k)...wanted.windows.latest(j, k) {
        isTick[t - range.lowerBound] = true
      }
    }
    return isTick
  }

  private struct Built: BuiltFormulation {
    let model: Model
    let scale = ModelScale.unit
    let block: JobBlock
    /// First and last tick of each job, and the column of each tick between.
    let ticks: [ClosedRange<Int>]
    let columns: [[Int32]]

    /// By mean completion tick; ties: longer first, then number. A job of length 0 inside another comes before it.
    func decode(_ point: [Double]) -> [Int] {
      let mean = (0..<block.jobCount).map { j in
        var total = 0.0
        for (offset, column) in columns[j].enumerated() where column >= 0 {
          total += Double(ticks[j].lowerBound + offset) * point[Int(column)]
        }
        return total
      }
      let p = block.processingTimes
      return (0..<block.jobCount).sorted {
        (mean[$0], -p[$0], $0) < (mean[$1], -p[$1], $1)
      }
    }

    func encode(_ order: [Int]) -> [Double] {
      var point = [Double](repeating: 0, count: model.columnCount)
      var time = 0
      for j in order {
        time += block.processingTimes[j]
        guard ticks[j].contains(time) else { continue }
        let column = columns[j][time - ticks[j].lowerBound]
        if column >= 0 { point[Int(column)] = 1 }
      }
      return point
    }
  }
}

extension ModelScale {
  /// Model numbers are the block's integers.
  static let unit = ModelScale(time: 1, weight: 1)
}
