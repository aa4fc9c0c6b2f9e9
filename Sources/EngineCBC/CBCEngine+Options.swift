internal import EngineKit
import Modeling

extension CBCEngine {
  private static let switches = EngineSetting.Values.words(["off", "on"])
  private static let cutModes = EngineSetting.Values.words(["off", "root", "on"])

  /// The settings of CBC that may be changed, with their values.
  static let settings: [EngineSetting] = [
    EngineSetting("preprocess", switches),
    EngineSetting("cuts", cutModes),
    EngineSetting("probing", cutModes),
    EngineSetting("gomory", cutModes),
    EngineSetting("knapsack", cutModes),
    EngineSetting("clique", cutModes),
    EngineSetting("mixed", cutModes),
    EngineSetting("flow", cutModes),
    EngineSetting("twomir", cutModes),
    EngineSetting("zerohalf", cutModes),
    EngineSetting("heuristics", switches),
    EngineSetting("pump", switches),
    EngineSetting("rounding", switches),
    EngineSetting("greedy", switches),
    EngineSetting("diving", switches),
    EngineSetting("rins", switches),
    EngineSetting("order", .words(["bound", "hybrid"])),
    EngineSetting("strong", .integer(0...1000)),
    EngineSetting("trust", .integer(-1...100_000)),
    EngineSetting("passes", .integer(-1000...1000)),
    EngineSetting("treepasses", .integer(0...1000)),
  ]

  /// Settings such as `preprocess=off` as the pairs the shim takes.
  ///
  /// - Throws: `EngineError.option` naming the known settings.
  func words(of settings: [String]) throws(EngineError) -> [String] {
    try EngineSetting.words(of: settings, known: Self.settings, engine: "CBC")
  }
}
