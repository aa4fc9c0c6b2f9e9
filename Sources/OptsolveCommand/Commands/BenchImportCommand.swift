import ArgumentParser
import Experiments
import Modeling
import OptCore

/// `optsolve bench import`: takes exported runs into a store.
struct BenchImportCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "import",
      abstract: "Take the runs of a .csv or .jsonl file into a store.",
      discussion: """
        The store is made when there is none. Runs that it has already (by their key)
        stay as they are, and so does what it knows about instances; references of
        others are taken from a .jsonl file. A file with a mistake changes nothing. A
        .csv file needs every column of an export with --columns standard, except
        gap, in any order.

        Example:
          optsolve bench import study.sqlite runs.jsonl
        """)
  }

  @Argument(help: "Result store.", completion: .file()) var store: String
  @Argument(help: "Exported runs, .csv or .jsonl.", completion: .file()) var file: String

  func run() throws {
    try refuseOverwriting([file], by: [store])
    let format = try ExchangeFormat(of: file)
    do {
      let source = try SourceText.read(path: file)
      var content =
        format == .csv
        ? try StoreContent.readCSV(source) : try StoreContent.readJSONLines(source)
      if content.header == nil { content.header = try header(of: content.runs) }
      let added = try ResultStore.open(store, for: .writing).add(content)
      try Console.current.output(
        """
        read:    \(content.runs.count) runs
        new:     \(added)
        present: \(content.runs.count - added)

        """)
    } catch let error as FileError {
      throw Failure(error)
    } catch let error as InstanceError {
      throw Failure(error)
    } catch let error as StoreError {
      throw Failure(error)
    }
  }

  /// A header for runs that came without one: the store takes it when it has none itself.
  private func header(of runs: [RunRecord]) throws -> StudyHeader {
    let ids = Set(runs.map(\.specification.instance.family)).sorted()
    let families = try ids.map { id in
      do {
        return try registration(id).description
      } catch {
        throw Failure(.badData, "\(file): unknown family '\(id)'")
      }
    }
    return StudyHeader(
      name: SourceText(file: store, bytes: []).stem, families: families,
      methods: Set(runs.map(\.specification.method.label)).sorted(), runCount: runs.count)
  }
}

extension FamilyRegistration {
  /// The family as results show it.
  fileprivate static var description: StudyResults.Family {
    let family = family(engines: EngineSet([]))
    return StudyResults.Family(
      id: family.id, title: family.title, sense: family.sense, sizeUnit: family.sizeUnit)
  }
}
