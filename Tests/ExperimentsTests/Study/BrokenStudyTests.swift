import Experiments
import Foundation
import Modeling
import OptCore
import SingleMachine
import TestSupport
import Testing

@Suite("Broken studies")
struct BrokenStudyTests {
  static let folder = SharedData.packageRoot + "/Tests/ExperimentsTests/Study/Broken/"
  static let helpers: Set = ["messages.tsv", "a.txt", "bad.txt", "wt1", "bad.csv"]

  /// The rows of `messages.tsv`: file, and the message behind the file's folder.
  static let cases: [(file: String, message: String)] = {
    let table = (try? String(contentsOfFile: folder + "messages.tsv", encoding: .utf8)) ?? ""
    return table.split(separator: "\n").dropFirst().map { row in
      let fields = row.split(separator: "\t", maxSplits: 1).map(String.init)
      return (fields[0], fields.count > 1 ? fields[1] : "")
    }
  }()

  /// What reading and planning a file of the folder says; nil when it is accepted.
  static func message(_ file: String) throws -> String? {
    let families: [any ProblemFamily] = [
      SingleMachineFamily(engines: EngineSet([ScriptedEngine()]))
    ]
    let planner = StudyPlanner(families: families, version: "1")
    do {
      _ = try planner.plan(try StudyReader.read(try SourceText.read(path: folder + file)))
      return nil
    } catch {
      return "\(error)".replacingOccurrences(of: folder, with: "")
    }
  }

  @Test("the table lists every study in the folder")
  func complete() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
    #expect(Set(files).subtracting(Self.helpers) == Set(Self.cases.map(\.file)))
    #expect(Self.cases.count > 80)
  }

  @Test("each is refused with one exact line that names its place", arguments: cases.map(\.file))
  func refused(file: String) throws {
    let expected = try #require(Self.cases.first { $0.file == file }).message
    #expect(try Self.message(file) == expected)
    #expect(!expected.contains("\n"))
  }
}
