/// The result document of a run, the same for all families (schema `optsolve.result/1`).
public struct ResultDocument: Sendable {
  /// The name and version of the form.
  public static let schema = "optsolve.result/1"

  /// The document.
  public let json: JSONValue

  /// Puts together what a run was asked and what it found.
  ///
  /// `formulation` and `engine` are the ones a method noted in its statistics, else null.
  public init<Family: ProblemFamily>(
    _ result: SolveResult<Family.Instance.Solution>, of instance: Family.Instance, family: Family,
    request: SolveRequest<Family.Instance.Solution>, version: String
  ) {
    let lifted = ["formulation", "engine"]
    func noted(_ key: String) -> JSONValue {
      result.statistics.first { $0.key == key }?.value ?? .null
    }
    var members: [JSONValue.Member] = [
      .init("schema", .string(ResultDocument.schema)),
      .init("problem", .string(family.id)),
      .init("instance", .string(instance.name)),
      .init("digest", .string(instance.digest.description)),
      .init("method", .string(request.method)),
      .init("formulation", noted("formulation")),
      .init("engine", noted("engine")),
      .init("seed", .integer(Int(truncatingIfNeeded: request.seed))),
      .init("threads", .integer(request.threads)),
      .init("parameters", .object(request.parameters.given)),
      .init("status", .string(result.status.rawValue)),
      .init("termination", .string(result.termination.rawValue)),
      .init("objective", result.incumbent?.objective.json ?? .null),
      .init("bound", result.bound?.json ?? .null),
      .init("gap", .number(result.gap)),
      .init("time", .number(ResultDocument.rounded(result.time))),
      .init("version", .string(version)),
      .init("trajectory", .array(result.trajectory.map(ResultDocument.point))),
      .init(
        "statistics", .object(result.statistics.filter { !lifted.contains($0.key) })),
    ]
    if let incumbent = result.incumbent {
      members += family.fields(of: incumbent.solution, in: instance)
      for (name, bound) in zip(family.refinements, result.refinementBounds) {
        members.append(.init(name + "_bound", bound.map(JSONValue.integer) ?? .null))
      }
    }
    json = .object(members)
  }

  /// One improvement as a record of the trajectory.
  public static func point(_ point: TrajectoryPoint) -> JSONValue {
    var members = [JSONValue.Member("time", .number(rounded(point.time)))]
    if let objective = point.objective { members.append(.init("objective", objective.json)) }
    if let bound = point.bound { members.append(.init("bound", bound.json)) }
    return .object(members)
  }

  /// Seconds to the microsecond, which is enough for a time.
  public static func rounded(_ seconds: Double) -> Double { (seconds * 1e6).rounded() / 1e6 }
}
