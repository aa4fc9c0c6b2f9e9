import ArgumentParser
import Modeling
import OptCore

/// `optsolve version`: optsolve, its engines and its compiler.
struct VersionCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "version", abstract: "Print the versions of optsolve, engines and compiler.",
      discussion: """
        Examples:
          optsolve version
          optsolve version --json
        """)
  }

  @Flag(help: "Print a JSON document.") var json = false

  func run() throws {
    let engines = EngineSet.inProcess.engines.map(\.identity)
    if json {
      let document = JSONValue.object(pairs: [
        ("optsolve", .string(Tool.version)),
        ("compiler", .string(VersionCommand.compiler)),
        ("engines", .object(engines.map { .init($0.id, .string($0.version)) })),
      ])
      try writeOutput(document.formatted())
      return
    }
    var block = AnswerBlock()
    block.add("optsolve", Tool.version)
    for engine in engines { block.add(engine.id, "\(engine.name) \(engine.version)") }
    block.add("compiler", VersionCommand.compiler)
    try writeOutput(block.text)
  }

  /// The compiler's language version at build time.
  private static var compiler: String {
    #if compiler(>=6.4)
      "Swift 6.4 or later"
    #elseif compiler(>=6.3)
      "Swift 6.3"
    #else
      "Swift 6.2"
    #endif
  }
}
