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
  ///
  /// What CBC proves within a second it has to prove a second time in another way.
  public func solve(
    _ model: Model, options: EngineOptions, observer: EngineObserver
  ) throws(EngineError) -> ModelResult {
    let words = try words(of: options.settings)
    let first = try ShimLibrary.cbc.solve(
      model, options: options, words: words, observer: observer)
    guard Self.isDoubtful(first, options), model.columnKinds.contains(.integer),
      !observer.cancellation.isCancelled
    else { return first }
    let again = Self.secondOptions(first, options)
    // Its bounds would begin anew.
    let quiet = EngineObserver(
      cancellation: observer.cancellation, incumbent: observer.incumbent,
      log: observer.wantsLog ? observer.log : nil)
    let second = try ShimLibrary.cbc.solve(
      model, options: again, words: try self.words(of: again.settings), observer: quiet)
    return Self.verdict(first, second)
  }
}
