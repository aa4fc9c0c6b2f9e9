import OptCore

/// The `-P` settings of methods that use an engine.
enum ShopParameters {
  /// Settings of the engine.
  static let engineSettings = ParameterDescription(
    "engine-settings", .text, default: nil,
    "settings in the engine's own words, separated by commas, such as preprocess=off (cbc) or memory=512 (cp)"
  )

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
