import Foundation
import MemoryMapping
import OptCore
import TestSupport
import Testing

@Suite("The memory instances that come with the package")
struct MemoryFolderTests {
  /// A row of `optima.csv`.
  struct Row: Sendable, CustomTestStringConvertible {
    let file: String
    /// `peak` or `saved`.
    let objective: String
    /// nil = not known, or infeasible.
    let value: Int?
    let isInfeasible: Bool
    /// Settings of the generator; nil = written by hand.
    let settings: [String]?
    var testDescription: String { file }
  }

  static let rows: [Row] = {
    let path = MemoryTexts.instances + "optima.csv"
    let table = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return table.split(separator: "\n").dropFirst().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let words = fields[3].split(separator: " ").map(String.init)
      let settings = words.first == "generate" ? words.dropFirst().filter { $0 != "-P" } : nil
      return Row(
        file: fields[0], objective: fields[1], value: Int(fields[2]),
        isInfeasible: fields[2] == "infeasible", settings: settings.map(Array.init))
    }
  }()

  @Test("the list names every file")
  func listed() throws {
    #expect(Self.rows.count >= 28)
    for inner in ["", "edge/"] {
      let files = try FileManager.default.contentsOfDirectory(
        atPath: MemoryTexts.instances + inner
      ).filter { $0.hasSuffix(".json") || ($0.hasSuffix(".csv") && $0 != "optima.csv") }
      let listed = Self.rows.map(\.file).filter { $0.contains("/") == !inner.isEmpty }
      #expect(Set(files.map { inner + $0 }) == Set(listed))
    }
  }

  @Test("generated files are what the generator gives, byte by byte", arguments: rows)
  func generated(row: Row) throws {
    let text = try SourceText.read(path: MemoryTexts.instances + row.file)
    let instance = try MemoryTexts.read(text)
    #expect((instance.mapping == nil) == (row.objective == "peak"))
    guard let settings = row.settings else { return }
    let own = try MemoryTexts.generate(settings)
    #expect(try own.digest == instance.digest && MemoryTexts.written(own) == text.bytes)
    #expect(own.name == text.stem)
  }

  @Test("no value of the list is beyond its bound", arguments: rows)
  func bounds(row: Row) throws {
    let instance = try MemoryTexts.read(
      try SourceText.read(path: MemoryTexts.instances + row.file))
    if let allocation = instance.allocation {
      let load = LoadBound.load(of: allocation.buffers)
      if let value = row.value { #expect(value >= load) }
      if row.isInfeasible { #expect(load > allocation.limit ?? load) }
    } else if let program = instance.mapping, let value = row.value {
      let least = program.instructions.enumerated().reduce(0) { sum, item in
        let fast = program.tensors.flatMap(\.accesses).filter { $0.instruction == item.offset }
          .reduce(0) { $0 + $1.fast }
        return sum + max(item.element.compute, fast)
      }
      #expect(value >= 0 && value <= MappingCost.base(of: program) - least)
    }
  }
}
