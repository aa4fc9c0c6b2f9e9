import Modeling
import OptCore

/// `time-indexed`: a tick of start for every operation on every machine; for short horizons.
///
/// `z[a,t]` = 1 when alternative a starts at t, for the ticks of its window that are clear of blockers; `C` makespan.
///
///     sum of z[a,t] over alternatives of i and t = 1
///     sum of z[a,u] over alternatives of k and t - d(a) < u <= t is at most 1            for each machine k and tick t of a start
///     z[b,t] + sum of z[a,u] over alternatives of k and t - d(a) < u < t is at most 1    for each b on k with d(b) = 0
///     sum of z[b,u] over alternatives of j and u <= t
///       <= sum of z[a,u] over alternatives of i and u + d(a) + lag <= t                  for each precedence i, j and tick t
///     min C, C >= sum of (t + d(a) + tails[i]) z[a,t] for each i;   or the sum of the cost of each z[a,t]
///
/// Size: A H columns and (N + P + m) H rows at most, H ticks of a window. Strength: the strongest LP bound of all, at a size that
/// grows with the horizon.
/// Source: Bowman (1959), "The schedule-sequencing problem"; Sousa and Wolsey (1992), "A time indexed formulation of non-preemptive
/// single machine scheduling problems".
package struct TimeIndexedFormulation: ShopFormulation {
  /// Most columns of a model, alternatives times ticks.
  package static let largestColumnCount = 100_000
  /// Most terms of a model's rows.
  package static let largestTermCount = 10_000_000

  /// The formulation.
  package init() {}

  /// What it is.
  package var description: FormulationDescription {
    FormulationDescription(
      "time-indexed", "ticks", "a tick of start for each operation; for short horizons",
      source: "Bowman (1959), The schedule-sequencing problem")
  }

  /// It knows no setups, and its size grows with the horizon.
  package func obstacle(on task: ShopTask) -> String? {
    if task.instance.conditions.setup != nil { return "formulation time-indexed knows no setups" }
    let windows = ShopWindows(task)
    if windows.isEmpty { return nil }
    func refusal(_ what: String, _ limit: Int) -> String {
      "formulation time-indexed would have more than \(limit) \(what)"
    }
    var (columns, terms) = (0, 0)
    // By machine the ticks at which something can start, counted for each alternative.
    var starts = [Int](repeating: 0, count: task.instance.machineCount)
    for i in 0..<task.count {
      for a in windows.alternatives(of: i) {
        let ticks = TimeIndexedFormulation.ticks(of: a, in: i, windows)
        guard ticks <= TimeIndexedFormulation.largestColumnCount - columns else {
          return refusal(
            "columns (alternatives times ticks)", TimeIndexedFormulation.largestColumnCount)
        }
        columns += ticks
        starts[task.machines[a]] += ticks
      }
    }
    for i in 0..<task.count {
      for a in windows.alternatives(of: i) {
        let most = min(task.durations[a], starts[task.machines[a]])
        terms += TimeIndexedFormulation.ticks(of: a, in: i, windows) * (most + 2)
      }
    }
    for precedence in task.precedences {
      for i in [precedence.before, precedence.after] {
        // The windows of alternatives may be short and far apart.
        let ticks = windows.latest[i] - windows.earliest[i] + 1
        guard ticks <= TimeIndexedFormulation.largestTermCount,
          terms <= TimeIndexedFormulation.largestTermCount
        else {
          return refusal("terms", TimeIndexedFormulation.largestTermCount)
        }
        terms += ticks * ticks / 2 * windows.alternatives(of: i).count
      }
    }
    return terms <= TimeIndexedFormulation.largestTermCount
      ? nil : refusal("terms", TimeIndexedFormulation.largestTermCount)
  }

  private static func ticks(of a: Int, in i: Int, _ windows: ShopWindows) -> Int {
    windows.latestStart(of: a, in: i) - windows.earliestStart(of: a) + 1
  }

  /// The model.
  package func build(_ task: ShopTask) -> (any BuiltShopFormulation)? {
    TimeIndexedModel(task)
  }
}
