import ArgumentParser
import Modeling
import OptCore

/// `optsolve train`: trains what a method has learned.
struct TrainCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "train",
      abstract: "Train what a method has learned, on random instances.",
      discussion: """
        Writes a file of weights, which the method then takes as -P weights=FILE.
        The same seed and settings give the same file, unless a time limit or a
        signal ends the collection of examples; then what there is, is fitted and
        written. A second signal ends the command at once.

        Examples:
          optsolve train fjsp -o weights.json
          optsolve train fjsp -P instances=40 -P jobs=40 --seed 7 -t 1h -o weights.json
          optsolve fjsp shop.fjs -m rho -P fix=learned -P weights=weights.json
        """)
  }

  @Argument(help: "The family, such as fjsp.", completion: Completions.families)
  var family: String
  @Option(name: [.customShort("P"), .long], help: "Setting of the training; repeatable.")
  var parameter: [String] = []
  @Option(name: [.short, .long], parsing: .unconditional, help: "Seed of every random choice.")
  var seed: UInt64 = 1
  @Option(
    name: [.customShort("t"), .long], parsing: .unconditional,
    help: "Wall time for examples: 90 (seconds), 10s, 500ms, 1.5m, 1h30m; the fit follows.",
    transform: Duration.parse)
  var timeLimit: Duration?
  @Option(
    name: [.short, .long], help: "Output file; - is standard output.", completion: .file())
  var output: String
  @Flag(name: [.short, .long], help: "No progress.")
  var quiet = false

  func validate() throws {
    try OptionRules.check(threads: 1, target: nil, seed: seed, memoryLimit: nil)
  }

  func run() throws { try run(try registration(family)) }

  private func run<Registration: FamilyRegistration>(_ type: Registration.Type) throws {
    let family = type.family(engines: .inProcess)
    guard let allowed = family.trainingParameters else {
      throw Failure(.usage, "the family \(family.id) has nothing to train")
    }
    let parameters: ParameterValues
    do {
      parameters = try ParameterValues(parameter, allowed: allowed)
    } catch {
      throw Failure(error)
    }
    try checkOutput(output)
    let interruption = Interruption.listen()
    let console = Console.current
    do {
      let document = try family.train(
        parameters, seed: seed, timeLimit: timeLimit?.seconds,
        cancellation: interruption.cancellation,
        progress: { line in if !quiet { console.error(line) } })
      try writeFile(Array(document.formatted().utf8), to: output)
    } catch let error as SolveError {
      throw Failure(interruption.status ?? Failure(error).status, error.description)
    }
    if let status = interruption.status { throw Failure(status) }
  }
}
