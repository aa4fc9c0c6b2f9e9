internal import EngineKit
import Modeling

extension GLPKEngine {
  /// The settings GLPK understands, with their values.
  static let settings: [EngineSetting] = [
    EngineSetting("cuts", .words(["on", "off"])),
    EngineSetting("pump", .words(["on", "off"])),
    EngineSetting("branching", .words(["first", "last", "fractional", "driebeck", "pseudocost"])),
    EngineSetting("backtracking", .words(["depth", "breadth", "bound", "projection"])),
  ]

  /// Settings such as `cuts=off` as the pairs the shim takes.
  ///
  /// - Throws: `EngineError.option` naming the known settings.
  func words(of settings: [String]) throws(EngineError) -> [String] {
    try EngineSetting.words(of: settings, known: Self.settings, engine: "GLPK")
  }
}
