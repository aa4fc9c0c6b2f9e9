import Modeling
import OptCore

/// F1: positions and job completions, linked by big-M rows; the model of the published comparisons.
///
/// Sets: jobs j and positions k in `0..<n`. Parameters: processing times p, due dates d, weights w, horizon P.
/// Variables: `u[j,k]` = 1 when j stands at position k; `c[k]` completion of position k; `C[j]`, `T[j] >= 0`
/// completion and tardiness of j.
///
///     min  sum_j w[j] T[j]
///     sum_k u[j,k] = 1 for all j;   sum_j u[j,k] = 1 for all k
///     c[0] = sum_j p[j] u[j,0];     c[k] >= c[k-1] + sum_j p[j] u[j,k]   (k >= 1)
///     C[j] >= c[k] - M (1 - u[j,k])  for all j, k          M = P
///     T[j] >= C[j] - d[j]
///
/// Size: n^2 + 3n columns (n^2 binary), n^2 + 4n rows, 6n^2 + 4n - 1 nonzeros.
/// Strength: the big-M rows make the LP bound almost 0. Windows leave columns out and shrink M to the latest
/// completion of position k less the earliest of j. Valid inequalities on request (least and most work in front of
/// position k, by windows; without windows the sums of the k shortest and longest other jobs):
///
///     C[j] >= sum_k earliest[j,k] u[j,k]      (and C[j] <= sum_k latest[j,k] u[j,k])
///
/// Source: Keha, Khowala and Fowler (2009), "Mixed integer programming formulations for single machine scheduling
/// problems"; the first inequality: Cetinkaya, Buyuktahtakin, Shojaee and Reddy (2025), "Discovering heuristics with
/// LLMs for mixed-integer programs", with the prefix sums as proved there (the published program is one job short).
package struct F1PositionalCompletion: TardinessFormulation {
  /// The formulation.
  package init() {}

  /// What it is.
  package var description: FormulationDescription {
    FormulationDescription(
      "f1", "positional-completion", "positions and job completions linked by big-M rows",
      source: "Keha, Khowala and Fowler (2009), Mixed integer programming formulations for single"
        + " machine scheduling problems")
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
    let work = LeastAndMostWork(wanted)
    var model = Model("positional completion")
    let positions = PositionVariables(wanted, in: &model)
    let horizon = scale.time(block.horizon)
    let c = model.variables(.continuous, n, upper: horizon, name: "c")
    let completion = model.variables(.continuous, n, upper: horizon, name: "C")
    let tardiness = model.variables(.continuous, n, name: "T")
    model.minimize(sum(0..<n) { scale.weight(block.weights[$0]) * tardiness[$0] })
    positions.requireAssignment(in: &model)
    for k in 0..<n {
      if wanted.shouldStop() { break }
      let length = positions.sum(at: k) { scale.time(block.processingTimes[$0]) }
      if k == 0 {
        model.require(c[k] == length, "length", k)
      } else {
        model.require(c[k] >= c[k - 1] + length, "length", k)
      }
    }
    for j in 0..<n {
      if wanted.shouldStop() { break }
      let earliest = wanted.completions(of: j).lowerBound
      for k in 0..<n {
        guard let u = positions[j, k] else { continue }
        let bigM = work.isPlain ? horizon : scale.time(max(0, work.mostThrough[k] - earliest))
        model.require(completion[j] >= c[k] - bigM * (1.0 - u), "link", j, k)
      }
      model.require(tardiness[j] >= completion[j] - scale.time(block.dueDates[j]), "late", j)
    }
    if options.validInequality != .none {
      for j in 0..<n {
        let least = positions.sum(of: j) { scale.time(work.earliest(j, $0)) }
        model.require(completion[j] >= least, "head", j)
        if options.validInequality == .both {
          let most = positions.sum(of: j) { scale.time(work.latest(j, $0)) }
          model.require(completion[j] <= most, "tail", j)
        }
      }
    }
    return Built(
      model: model, scale: scale, block: block, positions: positions, c: c,
      completion: completion, tardiness: tardiness)
  }

  private struct Built: BuiltFormulation {
    let model: Model
    let scale: ModelScale
    let block: JobBlock
    let positions: PositionVariables
    let c: VariableVector
    let completion: VariableVector
    let tardiness: VariableVector

    func decode(_ point: [Double]) -> [Int] { positions.order(at: point) }

    func encode(_ order: [Int]) -> [Double] {
      var point = [Double](repeating: 0, count: model.columnCount)
      positions.set(order, in: &point)
      var time = 0
      for (k, j) in order.enumerated() {
        time += block.processingTimes[j]
        point[c[k].index] = scale.time(time)
        point[completion[j].index] = scale.time(time)
        point[tardiness[j].index] = scale.time(max(0, time - block.dueDates[j]))
      }
      return point
    }
  }
}

extension WantedSequences {
  /// Whether nothing at all is known.
  var isPlain: Bool {
    precedence.pairCount == 0 && windows.allowedCount == jobCount * jobCount
  }
}
