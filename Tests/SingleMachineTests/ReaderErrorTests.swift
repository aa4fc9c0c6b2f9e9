import Foundation
import OptCore
import SingleMachine
import TestSupport
import Testing

@Suite("Broken instance files")
struct ReaderErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let file: String
    let pick: String?
    let jobs: Int?
    let message: String
    var testDescription: String { file }
  }

  static let folder = SharedData.packageRoot + "/Tests/SingleMachineTests/Broken/"

  /// The rows of `messages.tsv`: file, pick, jobs, message.
  static let cases: [Case] = {
    let table = (try? String(contentsOfFile: folder + "messages.tsv", encoding: .utf8)) ?? ""
    return table.split(separator: "\n").dropFirst().map { row in
      let fields = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Case(
        file: fields[0], pick: fields[1].isEmpty ? nil : fields[1], jobs: Int(fields[2]),
        message: fields[3])
    }
  }()

  @Test("the table lists every file in the folder")
  func complete() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
    #expect(Set(files) == Set(Self.cases.map(\.file) + ["messages.tsv"]))
    #expect(Self.cases.count > 50)
  }

  @Test("is refused with one exact line", arguments: cases)
  func refused(broken: Case) throws {
    let bytes = try SourceText.read(path: Self.folder + broken.file).bytes
    let text = SourceText(file: broken.file, bytes: bytes)
    do {
      _ = try SingleMachineInstance.read(text, pick: broken.pick, jobs: broken.jobs)
      Issue.record("\(broken.file) was accepted")
    } catch {
      #expect(error.description == "\(broken.file):\(broken.message)")
      #expect(error.kind == .malformed)
    }
  }
}
