import OptCore

/// A finished run: what was asked, how its process ended, what it found.
public struct RunRecord: Sendable, Hashable {
  /// What was asked.
  public var specification: RunSpecification
  /// The identity of the run; see `RunSpecification.key`.
  public var key: String
  /// The version of optsolve that carried it out.
  public var version: String
  /// How the process ended.
  public var ending: RunEnding
  /// What it found out about the instance; `unknown` when the process failed without a word.
  public var status: SolveStatus
  /// Why the search ended; nil when the process failed before it could say.
  public var termination: Termination?
  /// The best checked objective; nil = none.
  public var objective: ObjectiveValue?
  /// The best proven bound; nil = nothing proven.
  public var bound: ObjectiveValue?
  /// Wall seconds of the search, as the run states them; of the process when it does not.
  public var time: Double
  /// What the process used.
  public var usage: ProcessUsage
  /// Every improvement in time order.
  public var trajectory: [TrajectoryPoint]
  /// The result document on one line; nil when the process delivered none.
  public var document: String?
  /// Unix seconds when the process began.
  public var started: Double
  /// The machine it ran on.
  public var machine: Machine

  /// Puts a record together.
  public init(
    specification: RunSpecification, key: String, version: String, ending: RunEnding,
    status: SolveStatus = .unknown, termination: Termination? = nil,
    objective: ObjectiveValue? = nil, bound: ObjectiveValue? = nil, time: Double,
    usage: ProcessUsage, trajectory: [TrajectoryPoint] = [], document: String? = nil,
    started: Double, machine: Machine
  ) {
    self.specification = specification
    self.key = key
    self.version = version
    self.ending = ending
    self.status = status
    self.termination = termination
    self.objective = objective
    self.bound = bound
    self.time = time
    self.usage = usage
    self.trajectory = trajectory
    self.document = document
    self.started = started
    self.machine = machine
  }

  /// The key that the run should have; nil when it cannot be told, for a file that it started from has no digest.
  var expectedKey: String? {
    specification.method.lacksWarmStartDigest ? nil : specification.key(version: version)
  }

  /// The relative gap to the run's own bound; nil unless both sides are known.
  public var gap: Double? {
    guard let objective, let bound else { return nil }
    return relativeGap(incumbent: objective, bound: bound)
  }
}

/// How the process of a run ended.
public enum RunEnding: Sendable, Hashable {
  /// It exited by itself with this status (see the table of exit statuses) and its last words, if any; with
  /// status 0 the message says what is wrong with its answer.
  case exited(Int32, message: String?)
  /// A signal ended it that we did not send.
  case signalled(Int32)
  /// We killed it, for it did not stop at its time limit.
  case overranTime
  /// We killed it, for its processes used more memory than allowed.
  case overranMemory
  /// It could not be started.
  case notStarted(String)

  /// Whether the run went as it should: a status that means an answer or an honest absence of one.
  public var isOrderly: Bool {
    guard case .exited(let status, let message) = self else { return false }
    return status == 0 ? message == nil : status == 3 || status == 4
  }
}

/// What the processes of a run used, by the kernel's account.
public struct ProcessUsage: Sendable, Hashable {
  /// Wall seconds from start to end of the process.
  public var wall: Double
  /// CPU seconds of the process and the children it waited for.
  public var cpu: Double
  /// Most mebibytes in use at once.
  public var peakMemory: Int

  /// States what was used.
  public init(wall: Double, cpu: Double, peakMemory: Int) {
    self.wall = wall
    self.cpu = cpu
    self.peakMemory = peakMemory
  }
}

/// The machine a run was carried out on.
public struct Machine: Sendable, Hashable {
  /// Its name in the network.
  public var host: String
  /// Its processor in the maker's words.
  public var processor: String
  /// Its logical cores.
  public var cores: Int
  /// Its memory in mebibytes.
  public var memory: Int
  /// Its operating system's kernel and release.
  public var system: String

  /// Describes a machine.
  public init(host: String, processor: String, cores: Int, memory: Int, system: String) {
    self.host = host
    self.processor = processor
    self.cores = cores
    self.memory = memory
    self.system = system
  }
}
