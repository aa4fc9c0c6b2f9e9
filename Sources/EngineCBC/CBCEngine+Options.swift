internal import EngineKit
import Modeling

extension CBCEngine {
  private static let switches = EngineSetting.Values.words(["off", "on"])
  private static let cutModes = EngineSetting.Values.words([
    "off", "on", "root", "ifmove", "forceOn",
  ])
  private static let heuristicModes = EngineSetting.Values.words(["off", "on", "both", "before"])

  /// The settings of CBC that may be changed, with their values; CBC's manual says what they do.
  static let settings: [EngineSetting] = [
    EngineSetting(
      "preprocess", .words(["off", "on", "equal", "sos", "trysos", "equalall", "aggregate"])),
    EngineSetting("presolve", switches),
    EngineSetting("cuts", cutModes),
    EngineSetting("gomory", cutModes),
    EngineSetting("probing", cutModes),
    EngineSetting("knapsack", cutModes),
    EngineSetting("mixed", cutModes),
    EngineSetting("flow", cutModes),
    EngineSetting("clique", cutModes),
    EngineSetting("two", cutModes),
    EngineSetting("zero", cutModes),
    EngineSetting("residual", cutModes),
    EngineSetting("reduce", .words(["off", "on", "root", "ifmove", "forceOn"])),
    EngineSetting("heuristics", switches),
    EngineSetting("feas", heuristicModes),
    EngineSetting("Rins", .words(["off", "on", "both", "before", "often"])),
    EngineSetting("Rens", .words(["off", "on", "both", "before", "200", "1000"])),
    EngineSetting("rounding", heuristicModes),
    EngineSetting("greedy", heuristicModes),
    EngineSetting("combine", heuristicModes),
    EngineSetting("proximity", .words(["off", "on", "both", "before", "10", "100", "300"])),
    EngineSetting("localTree", switches),
    EngineSetting("strong", .integer(0...1000)),
    EngineSetting("trust", .integer(-3...100_000)),
    EngineSetting("passC", .integer(-9_999_999...9_999_999)),
    EngineSetting("passT", .integer(-9_999_999...9_999_999)),
    EngineSetting("passF", .integer(0...10_000)),
    EngineSetting("cutDepth", .integer(-1...999_999)),
    EngineSetting("depth", .integer(-1000...1000)),
    EngineSetting("cost", .words(["off", "priorities", "columnOrder"])),
    EngineSetting("node", .words(["hybrid", "fewest", "depth", "upfewest", "downfewest"])),
    EngineSetting("expensive", .integer(0...2_000_000)),
  ]

  /// Settings such as `preprocess=off` as words of CBC's command line.
  ///
  /// - Throws: `EngineError.option` naming the known settings.
  func words(of settings: [String]) throws(EngineError) -> [String] {
    let pairs = try EngineSetting.words(of: settings, known: Self.settings, engine: "CBC")
    return pairs.enumerated().map { $0.offset % 2 == 0 ? "-" + $0.element : $0.element }
  }
}
