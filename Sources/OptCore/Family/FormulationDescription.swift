/// A mathematical model of the family's problem, as it is listed.
public struct FormulationDescription: Sendable, Hashable {
  /// Short identifier: `f2`.
  public let id: String
  /// Long name, accepted as well: `positional-tardiness`.
  public let longName: String
  /// One line of help.
  public let summary: String
  /// Author, year, title; nil when it is ours.
  public let source: String?

  /// Describes a formulation.
  public init(_ id: String, _ longName: String, _ summary: String, source: String? = nil) {
    self.id = id
    self.longName = longName
    self.summary = summary
    self.source = source
  }

  /// The one of some formulations that a name, short or long, stands for.
  ///
  /// - Throws: `SolveError.badRequest` naming the nearest known formulation.
  public static func choose<Formulation>(
    _ name: String, among formulations: [Formulation],
    described: (Formulation) -> FormulationDescription
  ) throws(SolveError) -> Formulation {
    let descriptions = formulations.map(described)
    if let place = descriptions.firstIndex(where: { $0.id == name || $0.longName == name }) {
      return formulations[place]
    }
    throw .badRequest(
      "unknown formulation '\(name)'"
        + suggestion(name, among: descriptions.flatMap { [$0.id, $0.longName] }))
  }
}
