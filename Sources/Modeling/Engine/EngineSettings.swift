import OptCore

extension ParameterDescription {
  /// Settings of the engine, for methods that use one.
  package static let engineSettings = ParameterDescription(
    "engine-settings", .text, default: nil,
    "settings in the engine's own words, separated by commas, such as preprocess=off (cbc) or memory=512 (cp)"
  )
}

extension Engine {
  /// The settings that `-P engine-settings` gives to the engine.
  ///
  /// - Throws: `SolveError.badRequest` for one that it does not know.
  package func settings(of values: ParameterValues) throws(SolveError) -> [String] {
    let settings = (values.text("engine-settings") ?? "").split(separator: ",").map(String.init)
    do {
      try check(settings: settings)
    } catch {
      throw .badRequest("-P engine-settings: \(error)")
    }
    return settings
  }
}
