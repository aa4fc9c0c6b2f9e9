import Foundation
import MemoryMapping
import OptCore
import TestSupport
import Testing

@Suite("Broken memory files")
struct MemoryErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let file: String
    let settings: [String]
    let kind: String
    let message: String
    var testDescription: String { file }
  }

  /// The rows of a table of messages: file, settings (for instances), kind of the error and message.
  static func cases(_ folder: String, hasSettings: Bool) -> [Case] {
    let path = MemoryTexts.broken + folder + "messages.tsv"
    let table = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return table.split(separator: "\n").dropFirst().map { row in
      var fields = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      if !hasSettings { fields.insert("", at: 1) }
      return Case(
        file: fields[0], settings: fields[1].split(separator: ";").map(String.init),
        kind: fields[2], message: fields[3])
    }
  }

  static let instances = cases("", hasSettings: true)
  static let solutions = cases("Solutions/", hasSettings: false)

  @Test("the tables list every file of their folders")
  func complete() throws {
    for (folder, cases, least) in [("", Self.instances, 75), ("Solutions/", Self.solutions, 25)] {
      let files = try FileManager.default.contentsOfDirectory(
        atPath: MemoryTexts.broken + folder)
      #expect(Set(files).subtracting(["messages.tsv", "Solutions"]) == Set(cases.map(\.file)))
      #expect(cases.count >= least)
    }
  }

  private func expectRefusal(_ broken: Case, _ read: () throws -> Void) throws {
    do {
      try read()
      Issue.record("\(broken.file) was accepted")
    } catch let error as InstanceError {
      #expect(error.description == broken.message)
      #expect("\(error.kind)" == broken.kind)
      #expect(!error.description.contains("\n"))
    }
  }

  @Test("an instance is refused with one exact line", arguments: instances)
  func refused(broken: Case) throws {
    let bytes = try SourceText.read(path: MemoryTexts.broken + broken.file).bytes
    try expectRefusal(broken) {
      _ = try MemoryTexts.read(SourceText(file: broken.file, bytes: bytes), broken.settings)
    }
  }

  @Test("a solution is refused with one exact line", arguments: solutions)
  func refusedSolution(broken: Case) throws {
    let bytes = try SourceText.read(path: MemoryTexts.broken + "Solutions/" + broken.file).bytes
    // Files about a program begin with m.
    let instance = try MemoryTexts.read(
      broken.file.hasPrefix("m-")
        ? MemoryTexts.program : "id,lower,upper,size\na,0,1,2\nb,0,2,4\n")
    try expectRefusal(broken) {
      _ = try MemoryTexts.family.readSolution(
        SourceText(file: broken.file, bytes: bytes), of: instance)
    }
  }
}
