import Modeling
import OptCore

/// F3: linear ordering. The order of each pair decides, completion times are sums, no big-M.
///
/// Sets: jobs in `0..<n`. Parameters: processing times p, due dates d, weights w. Variables: `delta[i,j]` = 1 when i
/// is before j (for i < j; `delta[j,i]` stands for `1 - delta[i,j]`); `T[j] >= 0` tardiness of j.
///
///     min  sum_j w[j] T[j]
///     T[j] >= p[j] + sum_{i != j} p[i] delta[i,j] - d[j]
///     delta[i,j] + delta[j,k] + delta[k,i] <= 2   for all distinct i, j, k (two rows for each three jobs)
///
/// With cuts, for each open pair the tardiness both jobs cannot avoid, with `e` the earliest completions:
///
///     T[i] + T[j] >= a delta[i,j] + b delta[j,i]
///     a = max(0, e[i] - d[i]) + max(0, max(e[j], e[i] + p[j]) - d[j]),   b likewise with i and j exchanged
///
/// and `T[j] >= max(0, e[j] - d[j])` as a bound.
///
/// Size: n(n-1)/2 binaries and n continuous columns; n rows and n(n-1)(n-2)/3 triangle rows, lazy beyond 30 jobs;
/// n^2 and n(n-1)(n-2) nonzeros. Cuts add n(n-1)/2 rows.
/// Strength: weak where jobs may be early (LP bound often 0), strong where most are tardy. Known pairs are constants
/// and triangles they satisfy are left out.
/// Source: Potts (1980), "An algorithm for the single machine sequencing problem with precedence constraints";
/// comparison in Keha, Khowala and Fowler (2009).
package struct F3LinearOrdering: TardinessFormulation {
  /// The formulation.
  package init() {}

  /// What it is.
  package var description: FormulationDescription {
    FormulationDescription(
      "f3", "linear-ordering", "order of each pair, triangle rows",
      source: "Potts (1980), An algorithm for the single machine sequencing problem with"
        + " precedence constraints")
  }

  /// The triangle rows grow with the cube of the number of jobs.
  package func obstacle(on block: JobBlock) -> String? {
    block.jobCount <= 150
      ? nil : "formulation f3 has n^3/3 rows: \(block.jobCount) jobs, at most 150 allowed"
  }

  /// The model.
  package func build(
    _ wanted: WantedSequences, _ options: FormulationOptions
  ) -> any BuiltFormulation {
    let block = wanted.block
    let scale = ModelScale(block)
    let n = block.jobCount
    var model = Model("linear ordering")
    let pairs = OrderVariables(wanted, in: &model)
    let tardiness = model.variables(.continuous, n, name: "T")
    model.minimize(sum(0..<n) { scale.weight(block.weights[$0]) * tardiness[$0] })
    for j in 0..<n {
      var completion = LinearExpression(scale.time(block.processingTimes[j]))
      for i in 0..<n where i != j {
        completion.add(scale.time(block.processingTimes[i]), pairs.before(i, j))
      }
      model.require(tardiness[j] >= completion - scale.time(block.dueDates[j]), "late", j)
    }
    requireTriangles(
      pairs, n, lazily: n > options.largestFullTriangle, wanted.shouldStop, in: &model)
    if options.cuts { addPairCuts(wanted, pairs, tardiness, scale, in: &model) }
    return Built(model: model, scale: scale, block: block, pairs: pairs, tardiness: tardiness)
  }

  private func requireTriangles(
    _ pairs: OrderVariables, _ n: Int, lazily: Bool, _ shouldStop: () -> Bool,
    in model: inout Model
  ) {
    for i in 0..<n {
      if shouldStop() { return }
      for j in (i + 1)..<max(i + 1, n) {
        for k in (j + 1)..<max(j + 1, n) {
          let open =
            (pairs.isOpen(i, j) ? 1 : 0) + (pairs.isOpen(j, k) ? 1 : 0)
            + (pairs.isOpen(i, k) ? 1 : 0)
          if open == 0 { continue }
          let turn = pairs.before(i, j) + pairs.before(j, k) + pairs.before(k, i)
          let back = pairs.before(i, k) + pairs.before(k, j) + pairs.before(j, i)
          if !isSatisfied(turn) { model.require(turn <= 2, "turn", i, j, k, lazily: lazily) }
          if !isSatisfied(back) { model.require(back <= 2, "back", i, j, k, lazily: lazily) }
        }
      }
    }
  }

  /// Whether a sum of binaries and complements is at most 2 whatever they are.
  private func isSatisfied(_ sum: LinearExpression) -> Bool {
    sum.constant + sum.coefficients.reduce(0) { $0 + max(0, $1) } <= 2
  }

  private func addPairCuts(
    _ wanted: WantedSequences, _ pairs: OrderVariables, _ tardiness: VariableVector,
    _ scale: ModelScale, in model: inout Model
  ) {
    let block = wanted.block
    let n = block.jobCount
    let earliest = (0..<n).map { wanted.completions(of: $0).lowerBound }
    func unavoidable(_ i: Int, then j: Int) -> Int {
      let next = max(earliest[j], earliest[i] + block.processingTimes[j])
      return max(0, earliest[i] - block.dueDates[i]) + max(0, next - block.dueDates[j])
    }
    for j in 0..<n {
      let least = scale.time(max(0, earliest[j] - block.dueDates[j]))
      model.restrict(tardiness[j], lower: least)
      for i in 0..<j where pairs.isOpen(i, j) {
        let first = scale.time(unavoidable(i, then: j))
        let second = scale.time(unavoidable(j, then: i))
        model.require(
          tardiness[i] + tardiness[j]
            >= first * pairs.before(i, j) + second * pairs.before(j, i), "pair", i, j)
      }
    }
  }

  private struct Built: BuiltFormulation {
    let model: Model
    let scale: ModelScale
    let block: JobBlock
    let pairs: OrderVariables
    let tardiness: VariableVector

    /// By the number of jobs before, then the work before.
    func decode(_ point: [Double]) -> [Int] {
      let n = block.jobCount
      var count = [Double](repeating: 0, count: n)
      for j in 0..<n {
        for i in 0..<n where i != j { count[j] += pairs.before(i, j).value(at: point) }
      }
      return (0..<n).sorted { (count[$0], $0) < (count[$1], $1) }
    }

    func encode(_ order: [Int]) -> [Double] {
      var point = [Double](repeating: 0, count: model.columnCount)
      pairs.set(order, in: &point)
      var time = 0
      for j in order {
        time += block.processingTimes[j]
        point[tardiness[j].index] = scale.time(max(0, time - block.dueDates[j]))
      }
      return point
    }
  }
}
