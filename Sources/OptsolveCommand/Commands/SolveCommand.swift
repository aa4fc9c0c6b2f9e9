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
        Methods:
        \(lines(of: family.methods.map { $0.description.id }))
        (default \(family.defaultMethod); `optsolve methods \(id)` explains them and their -P settings)

        Instance formats: \(family.instanceFormats.map { "." + $0.fileExtension }.joined(separator: " "))
        Outputs: .json \(family.exportFormats.map { "." + $0.fileExtension }.joined(separator: " "))

        Ctrl-C keeps the best solution found so far and writes every output.

        Examples:
        \(examples(family))
        """)
  }

  private static func examples(_ family: Family) -> String {
    let extensions = family.instanceFormats.map(\.fileExtension)
    let file = "instance." + (extensions.first ?? "txt")
    var lines = [file, file + " -t 10 -o result.json -o picture.svg"]
    if extensions.contains("jsonl") { lines.append("set.jsonl --pick 3 --json") }
    lines.append(file + " -m mip -e glpk --warm-start none -t 1.5m")
    return lines.map { "  optsolve \(family.id) \($0)" }.joined(separator: "\n")
  }

  @Argument(help: "Instance file; - is standard input.", completion: .file())
  var instance: String

  @OptionGroup var options: SolveOptions

  /// Words in lines that fit into a terminal of 80 columns.
  private static func lines(of words: [String]) -> String {
    var lines: [String] = [""]
    for word in words {
      if lines[lines.count - 1].count + word.count > 76 { lines.append("") }
      lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "  " : " ") + word
    }
    return lines.joined(separator: "\n")
  }

  func run() throws {
    try Solving(family: Registration.family, path: instance, options: options).run()
  }
}
