import Modeling
import OptCore

/// F5: disjunctive big-M rows on start times; the weakest of the five, for comparison.
///
/// Sets: jobs in `0..<n`. Parameters: processing times p, due dates d, weights w, horizon P, and windows: earliest
/// and latest completion `e[j]`, `l[j]` (`p[j]` and P when nothing is known). Variables: `y[i,j]` = 1 when i is
/// before j (i < j); `s[j]` start, `T[j] >= 0` tardiness of j.
///
///     min  sum_j w[j] T[j]
///     s[j] >= s[i] + p[i] - M[i,j] (1 - y[i,j]);   s[i] >= s[j] + p[j] - M[j,i] y[i,j]   for all i < j
///     T[j] >= s[j] + p[j] - d[j];    e[j] - p[j] <= s[j] <= l[j] - p[j];    M[i,j] = max(0, l[i] - e[j] + p[j])
///
/// Size: n(n-1)/2 binaries and 2n continuous columns, n(n-1) + n rows, 3n(n-1) + 2n nonzeros. A known pair has one
/// row without big-M.
/// Strength: the LP bound is `sum_j w[j] max(0, e[j] - d[j])`.
/// Source: Manne (1960), "On the job-shop scheduling problem".
package struct F5Disjunctive: TardinessFormulation {
  /// The formulation.
  package init() {}

  /// What it is.
  package var description: FormulationDescription {
    FormulationDescription(
      "f5", "disjunctive", "start times and big-M disjunctions; weak, for comparison",
      source: "Manne (1960), On the job-shop scheduling problem")
  }

  /// It fits every block.
  package func obstacle(on block: JobBlock) -> String? { nil }

  /// The model.
  package func build(
    _ wanted: WantedSequences, _ options: FormulationOptions
  ) -> any BuiltFormulation {
    let block = wanted.block
    let scale = ModelScale(block)
    let n = block.jobCount
    let p = block.processingTimes.map(scale.time)
    var model = Model("disjunctive")
    let pairs = OrderVariables(wanted, in: &model)
    let ranges = (0..<n).map { wanted.completions(of: $0) }
    let earliest = ranges.map { scale.time($0.lowerBound) }
    let latest = ranges.map { scale.time($0.upperBound) }
    let start = model.variables(.continuous, n, name: "s")
    let tardiness = model.variables(.continuous, n, name: "T")
    model.minimize(sum(0..<n) { scale.weight(block.weights[$0]) * tardiness[$0] })
    for j in 0..<n {
      if wanted.shouldStop() { break }
      model.restrict(
        start[j], lower: max(0, earliest[j] - p[j]), upper: max(0, latest[j] - p[j]))
      model.require(
        tardiness[j] >= start[j] + p[j] - scale.time(block.dueDates[j]), "late", j)
      for i in 0..<n where i != j {
        if wanted.isBefore(j, i) { continue }
        if wanted.isBefore(i, j) {
          model.require(start[j] >= start[i] + p[i], "order", i, j)
        } else {
          let bigM = max(0, latest[i] - earliest[j] + p[j])
          model.require(
            start[j] >= start[i] + p[i] - bigM * pairs.before(j, i), "either", i, j)
        }
      }
    }
    return Built(
      model: model, scale: scale, block: block, pairs: pairs, start: start, tardiness: tardiness)
  }

  private struct Built: BuiltFormulation {
    let model: Model
    let scale: ModelScale
    let block: JobBlock
    let pairs: OrderVariables
    let start: VariableVector
    let tardiness: VariableVector

    /// By start; jobs that start together (one of them has length 0): the shorter first.
    func decode(_ point: [Double]) -> [Int] {
      let n = block.jobCount
      let middle = (0..<n).map { j in
        (2 * point[start[j].index] + scale.time(block.processingTimes[j])) / 2
      }
      return (0..<n).sorted { (middle[$0], $0) < (middle[$1], $1) }
    }

    func encode(_ order: [Int]) -> [Double] {
      var point = [Double](repeating: 0, count: model.columnCount)
      pairs.set(order, in: &point)
      var time = 0
      for j in order {
        point[start[j].index] = scale.time(time)
        time += block.processingTimes[j]
        point[tardiness[j].index] = scale.time(max(0, time - block.dueDates[j]))
      }
      return point
    }
  }
}
