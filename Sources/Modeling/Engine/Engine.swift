import OptCore

/// What an engine is and what it can do.
public struct EngineIdentity: Sendable, Hashable {
  /// Identifier on the command line: `cbc`.
  public let id: String
  /// Name for people: `CBC`.
  public let name: String
  /// The library's version.
  public let version: String
  /// Whether it can use more than one thread.
  public let usesThreads: Bool
  /// Whether it adds rows marked lazy only when they are violated (otherwise it loads them all).
  public let separatesLazyRows: Bool

  /// States an identity.
  public init(
    id: String, name: String, version: String, usesThreads: Bool, separatesLazyRows: Bool
  ) {
    self.id = id
    self.name = name
    self.version = version
    self.usesThreads = usesThreads
    self.separatesLazyRows = separatesLazyRows
  }
}

/// An external or own solver of models.
public protocol Engine: Sendable {
  /// What it is and what it can do.
  var identity: EngineIdentity { get }

  /// Checks settings in the engine's own words before there is a model.
  ///
  /// - Throws: `EngineError.option` naming what is known.
  func check(settings: [String]) throws(EngineError)

  /// Solves a model.
  ///
  /// Limits, infeasibility and unboundedness are results. Nothing is printed.
  ///
  /// - Parameters:
  ///   - model: checked before the engine sees it.
  ///   - options: limits and settings.
  ///   - observer: receives incumbents and bounds while running and may ask to stop.
  /// - Throws: `EngineError` for a faulty model and when the engine fails.
  func solve(
    _ model: Model, options: EngineOptions, observer: EngineObserver
  ) throws(EngineError) -> ModelResult
}

extension Engine {
  /// An engine may leave the check to its run.
  public func check(settings: [String]) throws(EngineError) {}

  /// Solves a model without watching it.
  public func solve(
    _ model: Model, options: EngineOptions = EngineOptions()
  ) throws(EngineError) -> ModelResult {
    try solve(model, options: options, observer: EngineObserver())
  }
}

/// What a caller sees and controls while an engine runs. Closures may be called from any thread, one at a time.
public struct EngineObserver: Sendable {
  /// Stops the run soon, keeping the incumbent.
  public let cancellation: Cancellation
  /// A better point and its objective in the model's sense; it satisfies the model within tolerance.
  public let incumbent: @Sendable (_ point: [Double], _ objective: Double) -> Void
  /// A better proven bound in the model's sense.
  public let bound: @Sendable (Double) -> Void
  /// A line of the engine's own log.
  public let log: @Sendable (String) -> Void
  /// Whether log lines are wanted at all; writing them costs the engine time.
  public let wantsLog: Bool
  /// A point that somebody else has found and that is better than an objective (nil = any), one value a column; nil = there is none.
  ///
  /// An engine that can use such points asks between steps of its search, always on the same thread; it may be kept waiting, so other
  /// closures may be called meanwhile. A point is checked before it counts; one that breaks the model, or has the wrong size, is left
  /// out. Engines in worker processes do not ask.
  public let elsewhere: @Sendable (_ best: Double?) -> [Double]?

  /// Watches what is given and ignores the rest.
  public init(
    cancellation: Cancellation = Cancellation(),
    incumbent: @escaping @Sendable ([Double], Double) -> Void = { _, _ in },
    bound: @escaping @Sendable (Double) -> Void = { _ in },
    log: (@Sendable (String) -> Void)? = nil,
    elsewhere: @escaping @Sendable (Double?) -> [Double]? = { _ in nil }
  ) {
    self.elsewhere = elsewhere
    self.cancellation = cancellation
    self.incumbent = incumbent
    self.bound = bound
    self.log = log ?? { _ in }
    wantsLog = log != nil
  }
}

/// Limits and settings of one engine run.
public struct EngineOptions: Sendable, Hashable {
  /// Wall seconds; nil = none.
  public var timeLimit: Double?
  /// Branch-and-bound nodes; nil = none.
  public var nodeLimit: Int?
  /// Relative gap at which to stop.
  public var gap: Double
  /// Threads, at least 1.
  public var threads: Int
  /// Only points strictly better than this objective are wanted; nil = any. A run that finds none is then
  /// `.cutoff`, not infeasible.
  public var cutoff: Double?
  /// Objective at which to stop, in the model's sense; nil = none.
  public var target: Double?
  /// A point to start from: one value a column; nil = none. Not-a-number leaves a value to the engine.
  public var start: [Double]?
  /// Every objective value worth having is a multiple of this, the objective's constant left out; lets the engine
  /// round its bounds. nil = `Model.objectiveStep` decides.
  public var objectiveStep: Double?
  /// Whether points with whole values in every variable are enough, because some best point has them or no others are of use. An
  /// engine of whole numbers may then take continuous variables as whole, and its bounds and proofs speak of such points;
  /// others pay no heed.
  public var wholeIsEnough: Bool
  /// Seed of the engine's random decisions, at least 0.
  public var seed: Int
  /// Mebibytes of memory the engine's process may use (worker processes only); nil = no cap.
  public var memoryLimit: Int?
  /// Whether an engine that can name a small infeasible part of an infeasible model looks for one, in what is left of
  /// the limits and some seconds at most.
  public var wantsCore: Bool
  /// Further settings of the engine in its own words, such as `preprocess=off`.
  public var settings: [String]

  /// No limits but those given.
  public init(
    timeLimit: Double? = nil, nodeLimit: Int? = nil, gap: Double = 0, threads: Int = 1,
    cutoff: Double? = nil, target: Double? = nil, start: [Double]? = nil,
    objectiveStep: Double? = nil, wholeIsEnough: Bool = false, seed: Int = 0,
    memoryLimit: Int? = nil, wantsCore: Bool = true,
    settings: [String] = []
  ) {
    self.timeLimit = timeLimit
    self.nodeLimit = nodeLimit
    self.gap = gap
    self.threads = threads
    self.cutoff = cutoff
    self.target = target
    self.start = start
    self.objectiveStep = objectiveStep
    self.wholeIsEnough = wholeIsEnough
    self.seed = seed
    self.memoryLimit = memoryLimit
    self.wantsCore = wantsCore
    self.settings = settings
  }
}
