import Foundation
import LoopPipelining
import OptCore
import TestSupport
import Testing

@Suite("Broken loop files")
struct ReaderErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let file: String
    let settings: [String]
    let kind: String
    let message: String
    var testDescription: String { file }
  }

  /// The rows of `messages.tsv`: file, settings, kind of the error and message.
  static let cases: [Case] = {
    let path = LoopTexts.broken + "messages.tsv"
    let table = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return table.split(separator: "\n").dropFirst().map { row in
      let fields = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Case(
        file: fields[0], settings: fields[1].split(separator: ";").map(String.init),
        kind: fields[2], message: fields[3])
    }
  }()

  @Test("the table lists every file in the folder that no setting names")
  func complete() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: LoopTexts.broken)
    let named = Self.cases.flatMap(\.settings).compactMap { setting in
      setting.hasPrefix("resources=FOLDER/") ? String(setting.dropFirst(17)) : nil
    }
    let listed = Set(Self.cases.map(\.file) + named + ["messages.tsv"])
    #expect(Set(files).isSubset(of: listed))
    #expect(listed.subtracting(files) == ["missing.xml"])
    #expect(Self.cases.count > 160)
  }

  @Test("is refused with one exact line", arguments: cases)
  func refused(broken: Case) throws {
    let bytes = try SourceText.read(path: LoopTexts.broken + broken.file).bytes
    let settings = broken.settings.map { $0.replacing("FOLDER/", with: LoopTexts.broken) }
    do {
      let instance = try LoopTexts.read(SourceText(file: broken.file, bytes: bytes), settings)
      Issue.record("\(broken.file) was accepted as \(instance.name)")
    } catch let error as InstanceError {
      let message = error.description.replacing(LoopTexts.broken, with: "")
      #expect(message == broken.message)
      #expect("\(error.kind)" == broken.kind)
      #expect(!message.contains("\n"))
    }
  }
}
