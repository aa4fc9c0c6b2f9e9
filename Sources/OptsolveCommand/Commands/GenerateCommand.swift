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
        The same seed gives the same instance. An output that is a folder, or ends
        in / (then it is made when it is missing), takes each instance under its own
        name; a .jsonl output is a set that takes all of them, one a line.

        Examples:
          optsolve generate smtt -P jobs=100 -P tf=0.6 -P rdd=0.2 --seed 7 -o n100.txt
          optsolve generate smtt -P jobs=50 --seed 1 --count 10 -o instances/
          optsolve generate smtt -P jobs=50 --count 10 -o set.jsonl
          optsolve generate fjsp -P jobs=20 -P operations=30 -o shop.fjs
          optsolve generate fjsp -P breakdowns=low -o shop.json
          optsolve generate pipeline -P kind=attention -P machine=blackwell -o loop.json
        """)
  }

  @Argument(help: "The family, such as smtt or fjsp.", completion: Completions.families)
  var family: String
  @Option(name: [.customShort("P"), .long], help: "Setting of the generator; repeatable.")
  var parameter: [String] = []
  @Option(name: [.short, .long], parsing: .unconditional, help: "Seed of the first instance.")
  var seed: UInt64 = 1
  @Option(parsing: .unconditional, help: "Number of instances, with consecutive seeds.")
  var count: Int = 1
  @Option(
    name: [.short, .long],
    help: "Output file, a folder, or a set (.jsonl); - is standard output.", completion: .file())
  var output: String = "-"

  func validate() throws {
    if count < 1 { throw ValidationError("--count: found \(count), expected 1 or more") }
  }

  func run() throws { try run(try registration(family)) }

  private func run<Registration: FamilyRegistration>(_ type: Registration.Type) throws {
    let family = type.family(engines: EngineSet([]))
    guard let allowed = family.generatorParameters else {
      throw Failure(.usage, "the family \(family.id) has no generator")
    }
    do {
      let parameters = try ParameterValues(parameter, allowed: allowed)
      let destination = try place(family)
      var set: [UInt8] = []
      for offset in 0..<UInt64(count) {
        let instance = try family.generate(parameters, seed: seed &+ offset)
        switch destination {
        case .file(let format):
          try writeFile(try encode(instance, family, as: format).bytes, to: output)
        case .folder(let path):
          let (bytes, format) = try encode(instance, family, as: nil)
          try writeFile(bytes, to: path + instance.name + "." + format)
        case .set: set += try line(of: try encode(instance, family, as: "json").bytes)
        }
      }
      if case .set = destination { try writeFile(set, to: output) }
    } catch let error as SolveError {
      throw Failure(error)
    }
  }

  /// An instance in a format; without one in the first of the family's that can hold it.
  private func encode<Family: ProblemFamily>(
    _ instance: Family.Instance, _ family: Family, as format: String?
  ) throws(SolveError) -> (bytes: [UInt8], format: String) {
    var refusal = SolveError.badRequest("the family \(family.id) has no format for instances")
    let candidates = format.map { [$0] } ?? family.convertFormats.map(\.fileExtension)
    for (index, format) in candidates.enumerated() {
      do throws(SolveError) {
        let bytes = try family.convert(
          instance, to: format, formulation: nil, parameters: ParameterValues())
        return (bytes, format)
      } catch {
        guard case .badRequest = error else { throw error }
        if index == 0 { refusal = error }
      }
    }
    throw refusal
  }

  /// Where instances go; nil = in a format that can hold them.
  private enum Place {
    case file(format: String?)
    case folder(String)
    case set
  }

  private func place(_ family: some ProblemFamily) throws(Failure) -> Place {
    let own = output == "-" ? "" : SourceText(file: output, bytes: []).fileExtension
    if output.hasSuffix("/") {
      try makeFolder()
      return .folder(output)
    }
    if FileOutput.isFolder(output) { return .folder(output + "/") }
    if own == "jsonl", family.instanceFormats.contains(where: { $0.fileExtension == own }) {
      return .set
    }
    if count > 1 {
      throw Failure(
        .usage,
        "--count: found output \(quoted(output)), expected a folder such as instances/"
          + " or a set such as set.jsonl")
    }
    return .file(format: own.isEmpty ? nil : own)
  }

  /// A JSON document on one line.
  private func line(of document: [UInt8]) throws(Failure) -> [UInt8] {
    do throws(InstanceError) {
      let value = try JSONReader.read(SourceText(file: output, bytes: document))
      return Array((value.compact() + "\n").utf8)
    } catch {
      throw Failure(.internalError, error.description)
    }
  }

  private func makeFolder() throws(Failure) {
    do throws(FileError) {
      try FileOutput.makeFolder(output)
    } catch {
      throw Failure(error)
    }
  }
}
