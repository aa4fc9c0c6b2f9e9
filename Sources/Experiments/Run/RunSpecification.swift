import OptCore

/// One run as it is asked for.
public struct RunSpecification: Sendable, Hashable {
  /// What is solved.
  public var instance: InstanceReference
  /// How.
  public var method: MethodSetting
  /// Seed of every random choice.
  public var seed: UInt64
  /// When to stop; the process is killed some time after the time limit, and the memory limit holds for all processes
  /// of the run together.
  public var limits: SolveLimits

  /// Asks for a run.
  public init(
    instance: InstanceReference, method: MethodSetting, seed: UInt64, limits: SolveLimits
  ) {
    self.instance = instance
    self.method = method
    self.seed = seed
    self.limits = limits
  }

  /// The run's identity: 32 hexadecimal digits that depend on everything that may change its answer.
  ///
  /// Paths and labels do not count: the same data under another name are the same run.
  ///
  /// Of a warm start from a file its content counts, so its digest has to be known.
  ///
  /// - Parameter version: the version of optsolve that carries the run out.
  public func key(version: String) -> String {
    let members: [(String, JSONValue)] = [
      ("family", .string(instance.family)), ("digest", .string(instance.digest)),
      ("reader", .array(instance.parameters.map(JSONValue.string))),
      ("method", .string(method.method)), ("formulation", .optional(method.formulation)),
      ("engine", .optional(method.engine)),
      ("parameters", .array(method.parameters.map(JSONValue.string))),
      ("warm_start", .optional(method.warmStartDigest ?? method.warmStart)),
      ("threads", .integer(method.threads)), ("seed", .string(String(seed))),
      ("time", .number(limits.time)), ("work", limits.work.map(JSONValue.integer) ?? .null),
      ("memory", limits.memory.map(JSONValue.integer) ?? .null), ("gap", .number(limits.gap)),
      ("target", limits.target?.json ?? .null), ("version", .string(version)),
    ]
    let text = JSONValue.object(pairs: members).compact()
    return String(InstanceDigest(of: Array(text.utf8)).hexadecimal.prefix(32))
  }
}
