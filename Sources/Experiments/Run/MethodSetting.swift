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
  /// Threads a run may use, at least 1.
  public var threads: Int

  /// A method with every setting at its default, labelled with its identifier.
  public init(
    _ method: String, label: String? = nil, formulation: String? = nil, engine: String? = nil,
    parameters: [String] = [], warmStart: String? = nil, threads: Int = 1
  ) {
    self.label = label ?? method
    self.method = method
    self.formulation = formulation
    self.engine = engine
    self.parameters = parameters.sorted()
    self.warmStart = warmStart
    self.threads = threads
  }
}
