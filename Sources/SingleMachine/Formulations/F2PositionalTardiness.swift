import Modeling
import OptCore

/// F2: tardiness of positions instead of jobs; no big-M. Unit weights only.
///
/// Sets: jobs j and positions k in `0..<n`. Parameters: processing times p, due dates d; with cuts also the earliest
/// and latest completion `a[j,k]`, `b[j,k]` of j at position k. Variables: `u[j,k]` = 1 when j stands at position
/// k; `c[k]` completion and `T[k] >= 0` tardiness of position k.
///
///     min  sum_k T[k]
///     sum_k u[j,k] = 1 for all j;   sum_j u[j,k] = 1 for all k
///     c[k] = c[k-1] + sum_j p[j] u[j,k]
///     T[k] >= c[k] - sum_j d[j] u[j,k]
///
/// With cuts, the tardiness that j has at position k in any case goes to the objective and T[k] is the rest:
///
///     min  sum_k T[k] + sum_jk max(0, a[j,k] - d[j]) u[j,k]
///     T[k] >= c[k] - sum_j min(max(d[j], a[j,k]), b[j,k]) u[j,k];   least work <= c[k] <= most work
///
/// This is the projection of the disjunction over the job at position k: it implies the single-job rows
/// `T[k] >= sum_j max(0, a[j,k] - d[j]) u[j,k]` and every mixture of them with the rows above, and costs no row.
///
/// Size: n^2 + 2n columns (n^2 binary), 4n rows, 4n^2 + 4n - 1 nonzeros (terms with d[j] = 0 less).
/// Strength: root gaps of 0-11 % on generated instances of 50 jobs with dominance windows and cuts.
/// Source: ours; positional variables after Lasserre and Queyranne (1992), "Generic scheduling polyhedra and a new
/// mixed-integer formulation for single-machine scheduling".
package struct F2PositionalTardiness: TardinessFormulation {
  /// The formulation.
  package init() {}

  /// What it is.
  package var description: FormulationDescription {
    FormulationDescription(
      "f2", "positional-tardiness", "tardiness of positions, no big-M; unit weights only")
  }

  /// Weights would tie the tardiness of a position to its job.
  package func obstacle(on block: JobBlock) -> String? {
    block.hasUnitWeights ? nil : "formulation f2 is exact for unit weights only; use f3 or f4"
  }

  /// The model.
  package func build(
    _ wanted: WantedSequences, _ options: FormulationOptions
  ) -> any BuiltFormulation {
    let block = wanted.block
    let scale = ModelScale(block)
    let n = block.jobCount
    let work = LeastAndMostWork(wanted)
    var model = Model("positional tardiness")
    let positions = PositionVariables(wanted, in: &model)
    var targets = [Int](repeating: 0, count: n * n)
    for j in 0..<n {
      for k in 0..<n {
        let (earliest, latest) = (work.earliest(j, k), work.latest(j, k))
        let isCut = options.cuts && earliest <= latest
        targets[j * n + k] =
          isCut ? min(max(block.dueDates[j], earliest), latest) : block.dueDates[j]
      }
    }
    let c = model.variables(.continuous, n, upper: scale.time(block.horizon), name: "c")
    let tardiness = model.variables(.continuous, n, name: "T")
    var objective = sum(0..<n) { LinearExpression() + tardiness[$0] }
    positions.requireAssignment(in: &model)
    for k in 0..<n {
      if wanted.shouldStop() { break }
      let length = positions.sum(at: k) { scale.time(block.processingTimes[$0]) }
      if k == 0 {
        model.require(c[k] == length, "length", k)
      } else {
        model.require(c[k] == c[k - 1] + length, "length", k)
      }
      let due = positions.sum(at: k) { scale.time(targets[$0 * n + k]) }
      model.require(tardiness[k] >= c[k] - due, "late", k)
      guard options.cuts else { continue }
      let (least, most) = (work.leastThrough[k], work.mostThrough[k])
      model.restrict(c[k], lower: scale.time(least), upper: scale.time(max(least, most)))
      objective += positions.sum(at: k) {
        scale.time(max(0, targets[$0 * n + k] - block.dueDates[$0]))
      }
    }
    model.minimize(objective)
    return Built(
      model: model, scale: scale, block: block, positions: positions, c: c,
      tardiness: tardiness, targets: targets)
  }

  private struct Built: BuiltFormulation {
    let model: Model
    let scale: ModelScale
    let block: JobBlock
    let positions: PositionVariables
    let c: VariableVector
    let tardiness: VariableVector
    /// Due date of job j at position k as it stands in the rows, at `j * n + k`.
    let targets: [Int]

    func decode(_ point: [Double]) -> [Int] { positions.order(at: point) }

    func encode(_ order: [Int]) -> [Double] {
      var point = [Double](repeating: 0, count: model.columnCount)
      positions.set(order, in: &point)
      var time = 0
      for (k, j) in order.enumerated() {
        time += block.processingTimes[j]
        point[c[k].index] = scale.time(time)
        let target = targets[j * block.jobCount + k]
        point[tardiness[k].index] = scale.time(max(0, time - target))
      }
      return point
    }
  }
}
