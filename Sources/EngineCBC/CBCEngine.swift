internal import EngineKit
import Modeling
import OptCore

/// CBC: COIN-OR branch and cut, with Clp for linear programs.
public struct CBCEngine: Engine {
  /// The engine; it holds no state.
  public init() {}

  /// What it is and what it can do.
  public var identity: EngineIdentity {
    EngineIdentity(
      id: "cbc", name: "CBC", version: ShimLibrary.cbc.version, usesThreads: true,
      separatesLazyRows: true)
  }

  /// Checks settings against those of `settings`.
  public func check(settings: [String]) throws(EngineError) { _ = try words(of: settings) }

  /// Solves a model on a thread of its own; CBC's exceptions become `EngineError.failed`.
  public func solve(
    _ model: Model, options: EngineOptions, observer: EngineObserver
  ) throws(EngineError) -> ModelResult {
    let words = try words(of: options.settings)
    return try ShimLibrary.cbc.solve(model, options: options, words: words, observer: observer)
  }
}
