import ArgumentParser
import Modeling
import OptCore

/// `optsolve check`: verifies a solution from the definition.
struct CheckCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check",
      abstract: "Verify a solution from the definition of its problem.",
      discussion: """
        Recomputes the objective. Exit status 0 when the solution is feasible and
        everything it states is right, 6 when not.

        Examples:
          optsolve check smtt jobs.txt plan.json
          optsolve check fjsp shop.fjs plan.json -P extra=calendar.json
        """)
  }

  @Argument(help: "The family, such as smtt or fjsp.", completion: Completions.families)
  var family: String
  @Argument(help: "Instance file.", completion: .file()) var instance: String
  @Argument(
    help: "Solution file: a result document, or a form the family knows.", completion: .file())
  var solution: String
  @Option(help: "Name or index of an instance in a file of many.") var pick: String?
  @Option(name: [.customShort("P"), .long], help: "Setting of the family, key=value; repeatable.")
  var parameter: [String] = []
  @Flag(help: "Print a JSON document.") var json = false

  func run() throws { try run(try registration(family)) }

  private func run<Registration: FamilyRegistration>(_ type: Registration.Type) throws {
    let family = type.family(engines: .inProcess)
    let parameters = try familyParameters(family, parameter)
    try refuseSharedInput(instance, solution)
    let path = instance
    let instance = try loadInstance(family, path: path, pick: pick, parameters: parameters)
    let text = try readFile(solution)
    let candidate = try loadSolution(family, text, instance)
    var faults =
      foreignFault(
        text, for: instance, family, path: path, pick: pick, settings: parameter
      ).map { [$0] } ?? candidate.violations(in: instance).map(\.description)
    var objective: ObjectiveValue?
    if faults.isEmpty {
      objective = candidate.objective(in: instance)
      faults = StatedFields.faults(text, candidate, instance, family)
    }
    try print(instance.name, objective, faults)
    if !faults.isEmpty { throw Failure(.incorrect) }
  }

  private func print(_ name: String, _ objective: ObjectiveValue?, _ faults: [String]) throws {
    if json {
      let document = JSONValue.object(pairs: [
        ("instance", .string(name)), ("valid", .bool(faults.isEmpty)),
        ("objective", objective?.json ?? .null),
        ("faults", .array(faults.map(JSONValue.string))),
      ])
      try writeOutput(document.formatted())
      return
    }
    var block = AnswerBlock()
    block.add("instance", name)
    block.add("valid", faults.isEmpty ? "yes" : "no")
    if let objective { block.add("objective", objective.description) }
    for fault in faults.prefix(20) { block.add("fault", fault) }
    if faults.count > 20 { block.add("faults", "\(faults.count) in all") }
    try writeOutput(block.text)
  }
}

/// Settings that belong to the family's reader only.
func familyParameters(
  _ family: some ProblemFamily, _ settings: [String]
) throws -> ParameterValues {
  do {
    return try ParameterValues(settings, allowed: family.readParameters)
  } catch {
    throw Failure(error)
  }
}
