import ArgumentParser
import EngineCBC
import EngineCP
import EngineGLPK
import FlexibleJobShop
import LoopPipelining
import MemoryMapping
import Modeling
import OptCore
import SingleMachine

/// Every family of the command line: one line each.
let registrations: [any (FamilyRegistration & Sendable).Type] = [
  SingleMachineRegistration.self,
  FlexibleJobShopRegistration.self,
  LoopPipeliningRegistration.self,
  MemoryMappingRegistration.self,
]

enum SingleMachineRegistration: FamilyRegistration {
  static func family(engines: EngineSet) -> SingleMachineFamily {
    SingleMachineFamily(engines: engines)
  }
}

enum FlexibleJobShopRegistration: FamilyRegistration {
  static func family(engines: EngineSet) -> FlexibleJobShopFamily {
    FlexibleJobShopFamily(engines: engines)
  }
}

enum LoopPipeliningRegistration: FamilyRegistration {
  static func family(engines: EngineSet) -> LoopPipeliningFamily {
    LoopPipeliningFamily(engines: engines)
  }
}

enum MemoryMappingRegistration: FamilyRegistration {
  static func family(engines: EngineSet) -> MemoryMappingFamily {
    MemoryMappingFamily(engines: engines)
  }
}

/// Makes a family known to the command line.
protocol FamilyRegistration: Sendable {
  associatedtype Family: ProblemFamily
  /// The family with the engines it may use.
  static func family(engines: EngineSet) -> Family
}

extension FamilyRegistration {
  /// The family with the engines of this command line.
  static var family: Family { family(engines: .commandLine) }
  static var solveCommand: any ParsableCommand.Type { SolveCommand<Self>.self }
}

/// The registered family with an identifier.
func registration(_ id: String) throws -> any FamilyRegistration.Type {
  let none = EngineSet([])
  if let found = registrations.first(where: { $0.family(engines: none).id == id }) { return found }
  let known = registrations.map { $0.family(engines: none).id }
  throw Failure(.usage, "unknown family '\(id)'" + suggestion(id, among: known))
}

extension EngineSet {
  /// Every engine of this build, run inside this process.
  static let inProcess = EngineSet([CBCEngine(), GLPKEngine(), CPEngine()])

  /// Every engine, each run in a worker process where the console allows it.
  static var commandLine: EngineSet {
    guard let executable = Console.current.executable else { return inProcess }
    return EngineSet(
      inProcess.engines.map { engine in
        WorkerEngine(engine, executable: executable, arguments: ["__worker"])
      })
  }

  /// The identifiers of its engines as alternatives in a sentence, such as "cbc, glpk or cp".
  var alternatives: String {
    let words = engines.map(\.identity.id)
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}
