import LoopPipelining
import OptCore
import TestSupport
import Testing

@Suite("search on the reference loops", .enabled(if: SharedData.root != nil))
struct ReferenceSearchTests {
  /// A row of the table of proven values.
  struct Row: CustomStringConvertible, Sendable {
    let name: String
    let interval: Int
    let isProven: Bool
    let length: Int?
    var description: String { name }

    /// Rows whose instances the reference decided within some seconds.
    static let all: [Row] = {
      guard let path = SharedData.file("benchmarks/pipelining/expected.csv"),
        let text = try? String(contentsOfFile: path, encoding: .utf8)
      else { return [] }
      return text.split(separator: "\n").dropFirst().compactMap { line in
        let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard cells.count > 13, let interval = Int(cells[7]), let seconds = Double(cells[13]),
          seconds <= 3
        else { return nil }
        return Row(
          name: cells[0], interval: interval, isProven: cells[8] == "optimal",
          length: cells[10] == "optimal" ? Int(cells[9]) : nil)
      }
    }()
  }

  @Test("interval and length are proven, and are the reference's", arguments: Row.all)
  func values(row: Row) throws {
    let path = try #require(SharedData.file("benchmarks/pipelining/\(row.name).json"))
    let family = LoopPipeliningFamily()
    let instance = try family.instance(at: path)
    let result = try family.solve(instance, method: "search")
    #expect(result.status == .optimal)
    #expect(result.termination == .proved)
    let interval = try #require(result.incumbent?.objective.asInteger)
    #expect(row.isProven ? interval == row.interval : interval <= row.interval)
    if let length = row.length, interval == row.interval {
      #expect(result.incumbent?.refinements.first == length)
    }
  }

  @Test("the window of lengths costs throughput where the reference says so")
  func window() throws {
    let path = try #require(SharedData.file("benchmarks/pipelining/window_gap_toy.json"))
    let family = LoopPipeliningFamily()
    let instance = try family.instance(at: path)
    let windowed = try family.solve(instance, method: "windowed")
    #expect(windowed.incumbent?.objective == .integer(14))
    #expect(windowed.status == .feasible)
    let best = try family.solve(instance, method: "auto")
    #expect(best.incumbent?.objective == .integer(12))
    #expect(best.status == .optimal)
  }
}
