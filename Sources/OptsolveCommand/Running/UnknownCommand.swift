import ArgumentParser
import Glibc
import Modeling
import OptCore

/// First words that are no command, and what was probably meant.
enum UnknownCommand {
  /// Why the command line cannot be understood; nil when it begins with a command or an option.
  static func failure(_ arguments: [String]) -> Failure? {
    let subcommands = Optsolve.configuration.subcommands
    let names = subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard let word = arguments.first, !word.hasPrefix("-"), !names.contains(word) else {
      return nil
    }
    let text = "unknown command \(quoted(word))"
    if let command = command(forFile: word) {
      return Failure(.usage, "\(text); did you mean 'optsolve \(command) \(word)'?")
    }
    let shown = subcommands.filter { $0.configuration.shouldDisplay }
      .compactMap { $0.configuration.commandName }
    return Failure(.usage, text + suggestion(word, among: shown))
  }

  /// The program and the commands at the beginning of a command line: `optsolve bench export`.
  static func path(_ arguments: [String]) -> String {
    var words = ["optsolve"]
    var commands = Optsolve.configuration.subcommands
    for argument in arguments {
      guard let next = commands.first(where: { $0.configuration.commandName == argument }) else {
        break
      }
      words.append(argument)
      commands = next.configuration.subcommands
    }
    return words.joined(separator: " ")
  }

  /// The command that reads a file; nil for a word that looks like none.
  private static func command(forFile word: String) -> String? {
    let name = SourceText(file: word, bytes: []).fileExtension
    switch name {
    case "lp", "mps": return "model"
    case "yaml", "yml": return "bench"
    case "sqlite": return "report"
    default: break
    }
    let families = registrations.map { family($0) }
    if let reader = families.first(where: { $0.extensions.contains(name) }) { return reader.id }
    return access(word, F_OK) == 0 ? families.first?.id : nil
  }

  private static func family<R: FamilyRegistration>(
    _ type: R.Type
  ) -> (id: String, extensions: [String]) {
    let family = type.family(engines: EngineSet([]))
    return (family.id, family.instanceFormats.map(\.fileExtension))
  }
}
