import ArgumentParser
import Modeling
import OptCore

/// What shells offer for the values of arguments.
enum Completions {
  /// Every method of every family.
  static var methods: CompletionKind { words { methodIDs(of: $0) } }

  /// Every formulation of every family, by its short name.
  static var formulations: CompletionKind { words { $0.formulations.map(\.id) } }

  /// Every engine of this build.
  static var engines: CompletionKind { .list(EngineSet.inProcess.descriptions.map(\.id)) }

  /// Every family.
  static var families: CompletionKind { words { [$0.id] } }

  private static func methodIDs(of family: some ProblemFamily) -> [String] {
    family.methods.map { $0.description.id }
  }

  /// The words of all families, each once.
  private static func words(_ list: (any ProblemFamily) -> [String]) -> CompletionKind {
    .list(distinct(registrations.flatMap { list($0.anyFamily) }))
  }
}

extension FamilyRegistration {
  /// The family for lists: no engine is started through it.
  fileprivate static var anyFamily: any ProblemFamily { family(engines: .inProcess) }
}
