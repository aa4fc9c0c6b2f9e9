/// How a method works, for lists of methods.
public enum MethodKind: String, Sendable, Hashable {
  case rule = "constructive rule"
  case localSearch = "local search"
  case formulation = "formulation + engine"
  case exact = "exact search"
  case portfolio
}

/// A method as it is listed and checked against the command line.
public struct MethodDescription: Sendable, Hashable {
  /// Lower-case words joined by hyphens: `augmented-mdd`.
  public let id: String
  /// How it works.
  public let kind: MethodKind
  /// One line of help.
  public let summary: String
  /// Author, year, title; nil when it is ours.
  public let source: String?
  /// Its `-P` settings.
  public let parameters: [ParameterDescription]
  /// What one unit of the work limit is; nil when the method has none.
  public let workUnit: String?
  /// Whether a run takes a formulation and an engine.
  public let usesEngine: Bool
  /// Whether a run may use more than one thread.
  public let usesThreads: Bool

  /// Describes a method.
  ///
  /// - Parameter usesEngine: nil = as the kind says.
  public init(
    _ id: String, _ kind: MethodKind, _ summary: String, source: String? = nil,
    parameters: [ParameterDescription] = [], workUnit: String? = nil,
    usesEngine: Bool? = nil, usesThreads: Bool = false
  ) {
    self.id = id
    self.kind = kind
    self.summary = summary
    self.source = source
    self.parameters = parameters
    self.workUnit = workUnit
    self.usesEngine = usesEngine ?? (kind == .formulation)
    self.usesThreads = usesThreads
  }
}

/// Where a run starts from.
public enum WarmStart<Solution: Sendable & Hashable>: Sendable, Hashable {
  /// The method's own choice (engines: the family's best quick heuristic).
  case automatic
  /// From nothing.
  case none
  /// From the result of another method of the family.
  case method(String)
  /// From a given solution.
  case solution(Solution)
}

/// Everything a run is asked for besides its limits.
public struct SolveRequest<Solution: Sendable & Hashable>: Sendable {
  /// The method's identifier.
  public var method: String
  /// The formulation's identifier; nil = the method's default.
  public var formulation: String?
  /// The engine's identifier; nil = the family's default.
  public var engine: String?
  /// Seed of every random choice.
  public var seed: UInt64
  /// Threads the method may use, at least 1.
  public var threads: Int
  /// The method's and the family's settings.
  public var parameters: ParameterValues
  /// Where to start from.
  public var warmStart: WarmStart<Solution>

  /// Asks for a method with every setting at its default.
  public init(
    method: String, formulation: String? = nil, engine: String? = nil, seed: UInt64 = 1,
    threads: Int = 1, parameters: ParameterValues = ParameterValues(),
    warmStart: WarmStart<Solution> = .automatic
  ) {
    self.method = method
    self.formulation = formulation
    self.engine = engine
    self.seed = seed
    self.threads = threads
    self.parameters = parameters
    self.warmStart = warmStart
  }

  /// The same request to another method, whose settings are at their defaults: how portfolios run their parts.
  public func passed(to method: MethodDescription) throws(SolveError) -> SolveRequest {
    var other = self
    other.method = method.id
    other.parameters = try ParameterValues([], allowed: method.parameters)
    return other
  }
}

/// Any way of producing solutions and bounds: rule, metaheuristic, formulation with an engine, exact search.
///
/// A method offers what it finds to its session and returns why it ended. A warm start, where one was asked for,
/// is the session's incumbent when the method begins.
public protocol SolveMethod<Instance>: Sendable {
  associatedtype Instance: ProblemInstance
  /// Identifier, kind, help and parameters.
  var description: MethodDescription { get }
  /// Why the method cannot work on an instance; nil when it can.
  func obstacle(on instance: Instance) -> String?
  /// Runs until done or until the session says stop.
  ///
  /// - Throws: `SolveError` for requests that do not fit and for faults; a limit is no error.
  func run(
    _ request: SolveRequest<Instance.Solution>, in session: SolveSession<Instance>
  ) throws(SolveError) -> Termination
}

extension SolveMethod {
  /// Most methods work on every instance.
  public func obstacle(on instance: Instance) -> String? { nil }
}
