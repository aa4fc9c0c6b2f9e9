import FlexibleJobShop
import Foundation
import OptCore
import TestSupport
import Testing

@Suite("Broken shop files")
struct ReaderErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let file: String
    let message: String
    var testDescription: String { file }
  }

  static let folder = SharedData.packageRoot + "/Tests/FlexibleJobShopTests/Broken/"

  /// The rows of `messages.tsv`: file and message.
  static let cases: [Case] = {
    let table = (try? String(contentsOfFile: folder + "messages.tsv", encoding: .utf8)) ?? ""
    return table.split(separator: "\n").dropFirst().map { row in
      let fields = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Case(file: fields[0], message: fields[1])
    }
  }()

  @Test("the table lists every file in the folder")
  func complete() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
    #expect(Set(files) == Set(Self.cases.map(\.file) + ["messages.tsv"]))
    #expect(Self.cases.count > 80)
  }

  @Test("is refused with one exact line", arguments: cases)
  func refused(broken: Case) throws {
    let bytes = try SourceText.read(path: Self.folder + broken.file).bytes
    do {
      _ = try FlexibleJobShopInstance.read(SourceText(file: broken.file, bytes: bytes))
      Issue.record("\(broken.file) was accepted")
    } catch {
      #expect(error.description == "\(broken.file):\(broken.message)")
      #expect(error.kind == .malformed)
    }
  }
}
