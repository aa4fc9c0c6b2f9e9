import ArgumentParser
import Modeling
import OptCore

/// `optsolve plot`: draws a solution.
struct PlotCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "plot",
      abstract: "Draw a solution as a picture.",
      discussion: """
        Examples:
          optsolve plot smtt jobs.txt plan.json -o plan.svg -o plan.html
          optsolve plot fjsp shop.fjs plan.json -o gantt.html
        """)
  }

  @Argument(help: "The family, such as smtt or fjsp.", completion: Completions.families)
  var family: String
  @Argument(help: "Instance file.", completion: .file()) var instance: String
  @Argument(help: "Solution file.", completion: .file()) var solution: String
  @Option(
    name: [.short, .long], help: "Picture file; - prints SVG; repeatable.", completion: .file())
  var output: [String]
  @Option(help: "Name or index of an instance in a file of many.") var pick: String?
  @Option(name: [.customShort("P"), .long], help: "Setting of the family, key=value; repeatable.")
  var parameter: [String] = []

  func run() throws { try run(try registration(family)) }

  private func run<Registration: FamilyRegistration>(_ type: Registration.Type) throws {
    let family = type.family(engines: EngineSet([]))
    let parameters = try familyParameters(family, parameter)
    try refuseSharedInput(instance, solution)
    try refuseOverwriting([instance, solution], by: output)
    let data = try loadInstance(family, path: instance, pick: pick, parameters: parameters)
    var files = SolutionFiles(family: family, instance: data)
    try files.check(output)
    let text = try readFile(solution)
    if let fault = foreignFault(
      text, for: data, family, path: instance, pick: pick, settings: parameter)
    {
      throw Failure(.incorrect, fault)
    }
    let candidate = try loadSolution(family, text, data)
    // A bare sequence is no JSON and says nothing about a run.
    files.remarks = (try? JSONReader.read(text)).map(ResultDocument.remarks) ?? []
    if let violation = candidate.violations(in: data).first {
      throw Failure(.incorrect, "\(solution): \(violation.description)")
    }
    var delivery = Delivery()
    for path in distinct(output) {
      delivery.attempt { () throws(Failure) in
        let format = path == "-" ? "svg" : try files.format(of: path)
        try writeFile(try files.bytes(candidate, as: format), to: path)
      }
    }
    try delivery.finish()
  }
}
