import ArgumentParser
import OptCore

/// `optsolve <family> <instance>`: solves an instance.
struct SolveCommand<Registration: FamilyRegistration>: ParsableCommand {
  typealias Family = Registration.Family

  static var configuration: CommandConfiguration {
    let family = Registration.family
    let id = family.id
    return CommandConfiguration(
      commandName: id,
      abstract: "Solve an instance: \(family.title).",
      discussion: """
        Methods: \(family.methods.map { $0.description.id }.joined(separator: " "))
        (default \(family.defaultMethod); `optsolve methods \(id)` explains them and their -P settings)

        Instance formats: \(family.instanceFormats.map { "." + $0.fileExtension }.joined(separator: " "))
        Outputs: .json \(family.exportFormats.map { "." + $0.fileExtension }.joined(separator: " "))

        Examples:
          optsolve \(id) instance.txt
          optsolve \(id) instance.txt -t 10 -o result.json -o picture.svg
          optsolve \(id) set.jsonl --pick 3 --json
          optsolve \(id) instance.txt -m mip -e glpk --warm-start none -t 1.5m
        """)
  }

  @Argument(help: "Instance file; - is standard input.")
  var instance: String

  @OptionGroup var options: SolveOptions

  func run() throws {
    try Solving(family: Registration.family, path: instance, options: options).run()
  }
}
