import Modeling
import OptCore

/// A mathematical model of a task.
package protocol ShopFormulation: Sendable {
  /// Identifier, long name, help and source.
  var description: FormulationDescription { get }

  /// Why the formulation does not fit a task; nil when it does.
  func obstacle(on task: ShopTask) -> String?

  /// The model of a task that it fits.
  ///
  /// - Returns: nil when no plan within the task's limit exists, as the windows show.
  func build(_ task: ShopTask) -> (any BuiltShopFormulation)?
}

/// A model that was built, with the way between its points and plans of the task.
package protocol BuiltShopFormulation: Sendable {
  /// The model; its objective is that of the task.
  var model: Model { get }

  /// The plan a point stands for, every operation as early as the orders of the machines allow: a plan without faults whatever the point,
  /// and no worse than a point that satisfies the model. nil only where precedences form a cycle.
  func decode(_ point: [Double]) -> ShopPlan?

  /// The point that stands for a plan, or nil where the plan is worse than the limit or starts later than the windows allow.
  func encode(_ plan: ShopPlan) -> [Double]?
}

/// Optional intervals: `ShopModel` as a formulation.
package struct IntervalFormulation: ShopFormulation {
  /// What the model gets beyond its definition.
  package var options: ShopModelOptions

  /// The formulation.
  package init(_ options: ShopModelOptions = ShopModelOptions()) { self.options = options }

  /// What it is.
  package var description: FormulationDescription {
    FormulationDescription(
      "cp", "intervals", "optional intervals, one for each machine of an operation",
      source: "Laborie (2009), IBM ILOG CP Optimizer for detailed scheduling illustrated on three"
        + " problems")
  }

  /// Setups need orders of pairs, machine by machine.
  package func obstacle(on task: ShopTask) -> String? {
    let most = 2_000_000
    if task.instance.conditions.setup == nil { return nil }
    let pairs = task.pairCount
    return pairs <= most
      ? nil : "formulation cp would have \(pairs) pairs with setups, at most \(most) allowed"
  }

  /// The model.
  package func build(_ task: ShopTask) -> (any BuiltShopFormulation)? { ShopModel(task, options) }
}

extension ShopModel: BuiltShopFormulation {}

extension ShopTask {
  /// The number of pairs of operations that can use the same machine, counted for each of them.
  package var pairCount: Int {
    var count = [Int](repeating: 0, count: instance.machineCount)
    for k in machines { count[k] += 1 }
    return count.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
  }
}
