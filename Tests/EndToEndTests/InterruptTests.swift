import Foundation
import Glibc
import Testing

@Suite("The built binary can be stopped", .serialized)
struct InterruptTests {
  /// A wide instance on which every search takes far longer than these tests.
  static let wide: String = {
    var state: UInt64 = 12345
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let times = (0..<300).map { _ in 1 + next(100) }
    let total = times.reduce(0, +)
    let lines = times.map { "\($0) \(total * 3 / 10 + next(total / 5)) \(1 + next(10))" }
    return "300\n" + lines.joined(separator: "\n") + "\n"
  }()

  @Test(
    "an interrupt keeps the incumbent", arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
  func interrupt(signal: Int32, status: Int32) throws {
    try BuiltBinary.withFolder { folder in
      let plan = folder.appendingPathComponent("plan.json")
      let run = try BuiltBinary.run(
        ["smtt", "-", "-m", "ils", "-t", "60", "-o", plan.path], input: Self.wide,
        interrupt: (signal, 1))
      #expect(run.status == status, "\(run.errors)")
      #expect(run.seconds < 20)
      #expect(run.output.contains("objective:"))
      let data = try Data(contentsOf: plan)
      let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      #expect(document["termination"] as? String == "interrupted")
      #expect((document["sequence"] as? [Int])?.count == 300)
    }
  }

  @Test("an engine in a worker is stopped at once", arguments: ["cbc", "glpk"])
  func interruptEngine(engine: String) throws {
    let run = try BuiltBinary.run(
      ["smtt", "-", "-m", "mip", "-f", "f1", "-e", engine, "-t", "60"], input: Self.wide,
      interrupt: (SIGINT, 2))
    #expect(run.status == 130, "\(run.errors)")
    #expect(run.seconds < 20)
    #expect(run.output.contains("objective:"))
  }

  @Test("an engine that crashes costs the proof, not the solution found before")
  func crash() throws {
    try BuiltBinary.withFolder { folder in
      let plan = folder.appendingPathComponent("plan.json")
      let run = try BuiltBinary.run(
        ["smtt", "-", "-m", "mip", "-f", "f1", "-t", "60", "-q", "-o", plan.path],
        input: Self.wide, meanwhile: { Self.crashWorker(of: $0) })
      #expect(run.status == 69, "\(run.output)\(run.errors)")
      #expect(run.errors.contains("SIGSEGV"))
      #expect(run.output.contains("objective:"))
      let data = try Data(contentsOf: plan)
      let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      #expect((document["sequence"] as? [Int])?.count == 300)
      #expect(document["status"] as? String == "feasible")
      let statistics = try #require(document["statistics"] as? [String: Any])
      #expect((statistics["fault"] as? String)?.contains("SIGSEGV") == true)
    }
  }

  /// Waits for a process's worker and crashes it.
  private static func crashWorker(of parent: Int32) {
    for _ in 0..<3000 {
      if let worker = child(of: parent) {
        usleep(300_000)
        kill(worker, SIGSEGV)
        return
      }
      usleep(10_000)
    }
  }

  /// A child of a process, by the fourth field of `/proc/N/stat`.
  private static func child(of parent: Int32) -> Int32? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { Int32($0) }.first { candidate in
      guard let text = try? String(contentsOfFile: "/proc/\(candidate)/stat", encoding: .utf8),
        let end = text.lastIndex(of: ")")
      else { return false }
      let fields = text[end...].split(separator: " ")
      return fields.count > 2 && fields[2] == "\(parent)"
    }
  }

  @Test("a time limit is a hard limit for engines too", arguments: ["cbc", "glpk"])
  func timeLimit(engine: String) throws {
    let run = try BuiltBinary.run(
      ["smtt", "-", "-m", "mip", "-f", "f1", "-e", engine, "-t", "2", "--json", "-q"],
      input: Self.wide)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("\"termination\": \"time_limit\""))
    #expect(run.output.contains("\"status\": \"feasible\""))
  }
}
