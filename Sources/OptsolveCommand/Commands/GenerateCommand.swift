import ArgumentParser
import Modeling
import OptCore

/// `optsolve generate`: writes instances of published generators.
struct GenerateCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "generate",
      abstract: "Generate random instances by a published recipe.",
      discussion: """
        The same seed gives the same instance. An output that ends in / is a folder, made when it is
        missing: each instance is written there under its own name.

        Examples:
          optsolve generate smtt -P jobs=100 -P tf=0.6 -P rdd=0.2 --seed 7 -o n100.txt
          optsolve generate smtt -P jobs=50 --seed 1 --count 10 -o instances/
        """)
  }

  @Argument(help: "The family, such as smtt.") var family: String
  @Option(name: [.customShort("P"), .long], help: "Setting of the generator; repeatable.")
  var parameter: [String] = []
  @Option(name: [.short, .long], help: "Seed of the first instance.") var seed: UInt64 = 1
  @Option(help: "Number of instances, with consecutive seeds.") var count: Int = 1
  @Option(
    name: [.short, .long], help: "Output file, or a folder ending in /; - is standard output.")
  var output: String = "-"

  func validate() throws {
    if count < 1 { throw ValidationError("--count: found \(count), expected 1 or more") }
    if count > 1 && !output.hasSuffix("/") {
      throw ValidationError("--count needs an output folder, such as -o instances/")
    }
  }

  func run() throws { try run(try registration(family)) }

  private func run<Registration: FamilyRegistration>(_ type: Registration.Type) throws {
    let family = type.family(engines: EngineSet([]))
    guard let allowed = family.generatorParameters else {
      throw Failure(.usage, "the family \(family.id) has no generator")
    }
    do {
      let parameters = try ParameterValues(parameter, allowed: allowed)
      if output.hasSuffix("/") { try makeFolder() }
      for offset in 0..<UInt64(count) {
        let instance = try family.generate(parameters, seed: seed &+ offset)
        let isFolder = output.hasSuffix("/")
        let format = isFolder ? family.convertFormats[0].fileExtension : extensionOfOutput(family)
        let path = isFolder ? output + instance.name + "." + format : output
        let bytes = try family.convert(
          instance, to: format, formulation: nil, parameters: ParameterValues())
        try writeFile(bytes, to: path)
      }
    } catch let error as SolveError {
      throw Failure(error)
    }
  }

  private func makeFolder() throws(Failure) {
    do throws(FileError) {
      try FileOutput.makeFolder(output)
    } catch {
      throw Failure(error)
    }
  }

  private func extensionOfOutput(_ family: some ProblemFamily) -> String {
    let own = SourceText(file: output, bytes: []).fileExtension
    return own.isEmpty || output == "-" ? family.convertFormats[0].fileExtension : own
  }
}
