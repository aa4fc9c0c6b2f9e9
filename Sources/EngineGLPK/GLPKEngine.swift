internal import EngineKit
import Modeling
import OptCore

/// GLPK: the simplex method and branch and cut of the GNU Linear Programming Kit; one thread.
public struct GLPKEngine: Engine {
  /// The engine; it holds no state.
  public init() {}

  /// What it is and what it can do.
  public var identity: EngineIdentity {
    EngineIdentity(
      id: "glpk", name: "GLPK", version: ShimLibrary.glpk.version, usesThreads: false,
      separatesLazyRows: true)
  }

  /// Checks settings against those of `settings`.
  public func check(settings: [String]) throws(EngineError) { _ = try words(of: settings) }

  /// Solves a model on a thread of its own; GLPK's fatal errors become `EngineError.failed`.
  public func solve(
    _ model: Model, options: EngineOptions, observer: EngineObserver
  ) throws(EngineError) -> ModelResult {
    let words = try words(of: options.settings)
    return try ShimLibrary.glpk.solve(model, options: options, words: words, observer: observer)
  }
}
