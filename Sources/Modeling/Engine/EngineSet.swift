import OptCore

/// The engines a family may use; the first is the default.
public struct EngineSet: Sendable {
  /// In order of preference.
  public let engines: [any Engine]

  /// Names the engines.
  public init(_ engines: [any Engine]) { self.engines = engines }

  /// What they are, for lists.
  public var descriptions: [EngineDescription] {
    engines.map {
      EngineDescription($0.identity.id, "\($0.identity.name) \($0.identity.version)")
    }
  }

  /// The engine with an identifier, or the first one for nil.
  ///
  /// - Throws: `SolveError.badRequest` naming the known ones; `SolveError.engine` when there is none at all.
  public func engine(_ id: String?) throws(SolveError) -> any Engine {
    guard let first = engines.first else {
      throw .engine(name: id ?? "any", reason: "no engine is installed")
    }
    guard let id else { return first }
    if let engine = engines.first(where: { $0.identity.id == id }) { return engine }
    throw .badRequest(
      "unknown engine '\(id)'" + suggestion(id, among: engines.map(\.identity.id)))
  }

  /// The identifier of our engine of constraint programming; nil = it is not there.
  package var constraintEngine: String? {
    engines.first { $0.identity.id == "cp" }?.identity.id
  }
}
