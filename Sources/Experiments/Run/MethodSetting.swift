import OptCore

/// A method with everything besides instance, seed and limits that shapes its answer.
public struct MethodSetting: Sendable, Hashable {
  /// The name in tables: unique in a study.
  public var label: String
  /// The method's identifier: `mip`.
  public var method: String
  /// The formulation's short identifier; nil = the method's default.
  public var formulation: String?
  /// The engine's identifier; nil = the family's default.
  public var engine: String?
  /// `key=value` settings in key order.
  public var parameters: [String]
  /// A method's identifier, a solution file or `none`; nil = the method's own choice.
  public var warmStart: String?
  /// `sha256:` and the digest of the warm start's content when it is a file; nil otherwise, and in what was written
  /// before digests were kept.
  public var warmStartDigest: String?
  /// Threads a run may use, at least 1.
  public var threads: Int

  /// A method with every setting at its default, labelled with its identifier.
  public init(
    _ method: String, label: String? = nil, formulation: String? = nil, engine: String? = nil,
    parameters: [String] = [], warmStart: String? = nil,
    warmStartDigest: String? = nil, threads: Int = 1
  ) {
    self.label = label ?? method
    self.method = method
    self.formulation = formulation
    self.engine = engine
    self.parameters = parameters.sorted()
    self.warmStart = warmStart
    self.warmStartDigest = warmStartDigest
    self.threads = threads
  }

  /// Whether the warm start is a solution file.
  public var startsFromFile: Bool { warmStart.map(WarmStartFile.isFile) ?? false }

  /// Whether nobody knows what was in the solution file it starts from.
  public var lacksWarmStartDigest: Bool { startsFromFile && warmStartDigest == nil }
}
