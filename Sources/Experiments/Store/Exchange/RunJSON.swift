import OptCore

/// A record as one JSON object, without loss.
enum RunJSON {
  static func json(_ record: RunRecord) -> JSONValue {
    let ending = EndingFields(record.ending)
    let asked = [("key", JSONValue.string(record.key))] + members(record.specification)
    return .object(
      pairs: asked + [
        ("version", .string(record.version)),
        (
          "ending",
          .object(pairs: [
            ("kind", .string(ending.kind.rawValue)), ("code", integer(ending.code)),
            ("message", .optional(ending.message)),
          ])
        ),
        ("status", .string(record.status.rawValue)),
        ("termination", .optional(record.termination?.rawValue)),
        ("objective", record.objective?.json ?? .null), ("bound", record.bound?.json ?? .null),
        ("time", .real(record.time)),
        (
          "usage",
          .object(pairs: [
            ("wall", .real(record.usage.wall)), ("cpu", .real(record.usage.cpu)),
            ("peak_memory", .integer(record.usage.peakMemory)),
          ])
        ),
        ("started", .real(record.started)), ("machine", json(record.machine)),
        ("trajectory", TrajectoryText.json(record.trajectory)),
        ("document", .optional(record.document)),
      ])
  }

  /// What is asked, as members of the object of a run.
  static func members(_ specification: RunSpecification) -> [(String, JSONValue)] {
    [
      ("instance", json(specification.instance)), ("method", json(specification.method)),
      ("seed", json(specification.seed)), ("limits", json(specification.limits)),
    ]
  }

  /// The sense is left out where it is the family's.
  private static func json(_ instance: InstanceReference) -> JSONValue {
    let sense = instance.sense.map { [("sense", JSONValue.string($0.rawValue))] } ?? []
    return .object(
      pairs: [
        ("family", .string(instance.family)), ("name", .string(instance.name)),
        ("path", .string(instance.path)), ("pick", .optional(instance.pick)),
        ("parameters", .array(instance.parameters.map(JSONValue.string))),
        ("digest", .string(instance.digest)), ("size", .integer(instance.size)),
      ] + sense)
  }

  /// The digest is left out where there is none, so that such files are what they were before digests were kept.
  private static func json(_ method: MethodSetting) -> JSONValue {
    let digest = method.warmStartDigest.map { [("warm_start_digest", JSONValue.string($0))] } ?? []
    return .object(
      pairs: [
        ("label", .string(method.label)), ("id", .string(method.method)),
        ("formulation", .optional(method.formulation)), ("engine", .optional(method.engine)),
        ("parameters", .array(method.parameters.map(JSONValue.string))),
        ("warm_start", .optional(method.warmStart)),
      ] + digest + [("threads", .integer(method.threads))])
  }

  /// JSON's integers here have 63 bits and a sign; a larger seed is written as text.
  private static func json(_ seed: UInt64) -> JSONValue {
    Int(exactly: seed).map(JSONValue.integer) ?? .string(String(seed))
  }

  private static func json(_ limits: SolveLimits) -> JSONValue {
    .object(pairs: [
      ("time", limits.time.map(JSONValue.real) ?? .null), ("work", integer(limits.work)),
      ("memory", integer(limits.memory)), ("gap", .real(limits.gap)),
      ("target", limits.target?.json ?? .null),
    ])
  }

  private static func json(_ machine: Machine) -> JSONValue {
    .object(pairs: [
      ("host", .string(machine.host)), ("processor", .string(machine.processor)),
      ("cores", .integer(machine.cores)), ("memory", .integer(machine.memory)),
      ("system", .string(machine.system)),
    ])
  }

  private static func integer(_ value: Int?) -> JSONValue {
    value.map(JSONValue.integer) ?? .null
  }
}
