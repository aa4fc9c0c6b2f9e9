import OptCore

/// The `-P` settings of methods that use an engine.
enum ShopParameters {
  /// Cuts of the formulation.
  static let cuts = ParameterDescription(
    "cuts", .flag, default: "true", "cuts on the load of machines (manne)")

  /// What the constraint model gets beyond its definition.
  static let intervals = [
    ParameterDescription(
      "durations", .choice(ShopModelOptions.Durations.allCases.map(\.rawValue)),
      default: ShopModelOptions().durations.rawValue,
      "how ends of operations with several durations are stated"),
    ParameterDescription(
      "pools", .choice(ShopModelOptions.Pools.allCases.map(\.rawValue)),
      default: ShopModelOptions().pools.rawValue,
      "sets of machines with a cumulative constraint"),
    ParameterDescription(
      "loads", .flag, default: ShopModelOptions().hasLoads ? "true" : "false",
      "rows that bound the makespan by the load of each machine"),
  ]
}
