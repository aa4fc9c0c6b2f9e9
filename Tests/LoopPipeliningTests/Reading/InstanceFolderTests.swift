import Foundation
import LoopPipelining
import OptCore
import TestSupport
import Testing

@Suite("The loops that come with the package")
struct InstanceFolderTests {
  static let folder = SharedData.packageRoot + "/Instances/pipeline/"

  /// A row of `optima.csv`.
  struct Row: Sendable, CustomTestStringConvertible {
    let file: String
    let interval: Int?
    let length: Int?
    let warps: Int?
    /// Settings of the generator; nil = written by hand.
    let settings: [String]?
    var testDescription: String { file }
  }

  static let rows: [Row] = {
    let table = (try? String(contentsOfFile: folder + "optima.csv", encoding: .utf8)) ?? ""
    return table.split(separator: "\n").dropFirst().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let words = fields[4].split(separator: " ").map(String.init)
      let settings = words.first == "generate" ? words.dropFirst().filter { $0 != "-P" } : nil
      return Row(
        file: fields[0], interval: Int(fields[1]), length: Int(fields[2]), warps: Int(fields[3]),
        settings: settings.map(Array.init))
    }
  }()

  @Test("the list names every file but those of the other formats")
  func listed() throws {
    #expect(Self.rows.count >= 20)
    for inner in ["", "edge/"] {
      let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder + inner)
        .filter { $0.hasSuffix(".json") }
      let listed = Self.rows.map(\.file).filter { $0.contains("/") == !inner.isEmpty }
      #expect(Set(files.map { inner + $0 }) == Set(listed))
    }
  }

  @Test("generated files are what the generator gives, byte by byte", arguments: rows)
  func generated(row: Row) throws {
    let text = try SourceText.read(path: Self.folder + row.file)
    let instance = try LoopTexts.read(text)
    #expect(instance.name == text.stem)
    guard let settings = row.settings else { return }
    let own = try LoopTexts.generate(settings)
    #expect(own == instance && Array(own.json.formatted().utf8) == text.bytes)
  }

  @Test("the search proves the values of the list", arguments: rows)
  func optimal(row: Row) throws {
    let instance = try LoopTexts.read(try SourceText.read(path: Self.folder + row.file))
    let result = try LoopTexts.family.solve(
      instance, method: "search", limits: SolveLimits(time: 60))
    let schedule = try #require(result.incumbent?.solution)
    #expect(result.status == .optimal && schedule.interval == row.interval)
    #expect(schedule.length(in: instance) == row.length)
    #expect((instance.isJoint ? schedule.warpsUsed.count : nil) == row.warps)
    #expect(result.refinementBounds.compactMap { $0 } == result.incumbent?.refinements)
  }

  @Test("every loop has its models as files", arguments: rows)
  func models(row: Row) throws {
    guard let interval = row.interval else { return }
    let instance = try LoopTexts.read(try SourceText.read(path: Self.folder + row.file))
    let allowed = try LoopTexts.family.method("mip").description.parameters
    let settings = try ParameterValues(["interval=\(interval)"], allowed: allowed)
    // A row of the kernel for each cycle is too much for loops in cycles of the machine.
    for formulation in interval <= 100 ? ["turns", "structured"] : ["turns"] {
      for format in ["lp", "mps", "fzn"] {
        let text = try LoopTexts.family.convert(
          instance, to: format, formulation: formulation, parameters: settings)
        #expect(text.count > 100, "\(formulation) as .\(format)")
      }
    }
  }
}
