import Modeling
import OptCore

/// `fattahi`: positions in the sequence of each machine; for comparison.
///
/// To the columns and rows of `ShopLinear` come, for machine k with alternatives of n(k) operations, positions l in `0..<n(k)`:
/// `z[a,l]` = 1 when alternative a is at position l of its machine, and `t[k,l]` start of position l. H is the latest end of the
/// windows:
///
///     sum of z[a,l] over l = x[a];   sum of z[a,l] over the alternatives of k <= 1, and no more at l + 1 than at l
///     t[k,l+1] >= t[k,l] + sum of d(a) z[a,l]
///     t[k,l] <= s[i] + H (1 - z[a,l]);   s[i] <= t[k,l] + H (1 - z[a,l])
///
/// Size: columns and rows of `ShopLinear`; sum of n(k)² + n(k) columns; sum of 2 n(k)² + 4 n(k) - 2 rows over machines in use.
/// Strength: that of the longest job. Source: Fattahi, Saidi Mehrabad and Jolai (2007), "Mathematical modeling and heuristic
/// approaches to flexible job shop scheduling problems".
package struct FattahiFormulation: ShopFormulation {
  /// Most columns `z`, the pairs of alternatives and positions.
  package static let largestColumnCount = 60_000

  /// The formulation.
  package init() {}

  /// What it is.
  package var description: FormulationDescription {
    FormulationDescription(
      "fattahi", "sequence-position",
      "positions in the sequences of machines; weak, for comparison",
      source: "Fattahi, Saidi Mehrabad and Jolai (2007), Mathematical modeling and heuristic"
        + " approaches to flexible job shop scheduling problems")
  }

  /// It knows no setups, and the number of columns is limited.
  package func obstacle(on task: ShopTask) -> String? {
    if task.instance.conditions.setup != nil { return "formulation fattahi knows no setups" }
    let columns = 2 * task.pairCount + task.machines.count
    return columns <= FattahiFormulation.largestColumnCount
      ? nil
      : "formulation fattahi would have \(columns) positions of operations, at most \(FattahiFormulation.largestColumnCount) allowed"
  }

  /// The model.
  package func build(_ task: ShopTask) -> (any BuiltShopFormulation)? {
    guard var linear = ShopLinear(task, named: "sequence position") else { return nil }
    var sequences: [Sequence] = []
    let horizon = Double(linear.windows.latestEnd)
    for k in 0..<task.instance.machineCount {
      let here = linear.alternatives(on: k)
      if !here.isEmpty { sequences.append(Sequence(k, here, horizon, &linear)) }
    }
    return Built(linear: linear, sequences: sequences)
  }

  /// The positions of a machine.
  private struct Sequence: Sendable {
    let members: [(operation: Int, alternative: Int)]
    /// `member[m, l]`.
    let member: VariableTable
    let start: VariableVector

    init(
      _ k: Int, _ members: [(operation: Int, alternative: Int)], _ horizon: Double,
      _ linear: inout ShopLinear
    ) {
      self.members = members
      let count = members.count
      let task = linear.task
      member = linear.model.binaries(count, count, name: "z\(k)")
      start = linear.model.variables(.continuous, count, upper: horizon, name: "t\(k)")
      for (m, choice) in members.enumerated() {
        linear.model.require(
          sum(0..<count) { [member] in member[m, $0] }
            == (linear.used[choice.alternative] ?? LinearExpression()),
          "place", choice.operation, k)
        for l in 0..<count {
          let s = linear.start[choice.operation]
          linear.model.require(
            start[l] <= s + horizon * (1.0 - member[m, l]), "until", k, choice.operation, l)
          linear.model.require(
            s <= start[l] + horizon * (1.0 - member[m, l]), "from", k, choice.operation, l)
        }
      }
      for l in 0..<count {
        let taken = sum(0..<count) { [member] in member[$0, l] }
        linear.model.require(taken <= 1, "one", k, l)
        if l + 1 == count { continue }
        linear.model.require(
          sum(0..<count) { [member] in member[$0, l + 1] } <= taken, "next", k, l)
        let work = sum(0..<count) { [member] in
          Double(task.durations[members[$0].alternative]) * member[$0, l]
        }
        linear.model.require(start[l + 1] >= start[l] + work, "length", k, l)
      }
    }
  }

  private struct Built: BuiltShopFormulation {
    let linear: ShopLinear
    let sequences: [Sequence]
    var model: Model { linear.model }

    func decode(_ point: [Double]) -> ShopPlan? { linear.decode(point) }

    func encode(_ plan: ShopPlan) -> [Double]? {
      guard var point = linear.encode(plan) else { return nil }
      let task = linear.task
      for sequence in sequences {
        let here = sequence.members.enumerated().filter {
          plan.alternatives[$0.element.operation] == $0.element.alternative
        }.map { m, choice in
          (
            key: (plan.starts[choice.operation] + task.end(of: choice.operation, in: plan), m),
            m: m, i: choice.operation
          )
        }.sorted { $0.key < $1.key }
        var time = 0
        for l in 0..<sequence.members.count {
          if l < here.count {
            point[sequence.member[here[l].m, l].index] = 1
            point[sequence.start[l].index] = Double(plan.starts[here[l].i])
            time = task.end(of: here[l].i, in: plan)
          } else {
            point[sequence.start[l].index] = Double(time)
          }
        }
      }
      return point
    }
  }
}
