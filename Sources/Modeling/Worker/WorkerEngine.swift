import OptCore

/// An engine that runs in a process of its own, so that a C library that aborts, overruns its limit or eats all
/// memory costs neither the caller's process nor the incumbent.
///
/// The worker streams its incumbents and bounds. It is killed at the time limit plus max(0.2 s, 2 %), and on a
/// cancellation 0.2 s after it was asked politely. Every point is checked against the model on this side.
public struct WorkerEngine: Engine {
  /// The engine that the worker runs.
  public let identity: EngineIdentity
  /// The engine itself where it is known, to check settings without a process.
  private let engine: (any Engine)?
  private let executable: String
  private let arguments: [String]

  /// Runs an engine through a program that calls `runEngineWorker`.
  ///
  /// - Parameters:
  ///   - identity: the engine's identity, as the worker knows it.
  ///   - executable: path of the program; by default the running one.
  ///   - arguments: what makes it call `runEngineWorker`.
  public init(
    _ identity: EngineIdentity, executable: String = "/proc/self/exe",
    arguments: [String] = ["__worker"]
  ) {
    self.identity = identity
    engine = nil
    self.executable = executable
    self.arguments = arguments
  }

  /// Runs the same engine out of process.
  public init(
    _ engine: any Engine, executable: String = "/proc/self/exe",
    arguments: [String] = ["__worker"]
  ) {
    identity = engine.identity
    self.engine = engine
    self.executable = executable
    self.arguments = arguments
  }

  /// Checks settings as the engine does; one known by its identity alone checks them when it runs.
  public func check(settings: [String]) throws(EngineError) {
    try engine?.check(settings: settings)
  }

  /// Solves a model in a new worker process.
  ///
  /// - Throws: `EngineError.failed` with the signal's name when the worker dies without an incumbent;
  ///   with one, the incumbent is returned and the termination says what happened.
  public func solve(
    _ model: Model, options: EngineOptions, observer: EngineObserver
  ) throws(EngineError) -> ModelResult {
    try model.requireSound()
    let start = MonotonicClock.now
    if observer.cancellation.isCancelled {
      return ModelResult(termination: .interrupted, engineStatus: "not started")
    }
    let child: ChildProcess
    do {
      child = try ChildProcess.start(executable, arguments)
    } catch {
      throw .unavailable(error.description)
    }
    var run = WorkerRun(
      child: child, engine: identity.id, model: model, options: options, observer: observer,
      start: start)
    return try run.finish(run.exchange())
  }
}
