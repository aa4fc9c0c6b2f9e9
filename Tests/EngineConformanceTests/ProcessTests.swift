import EngineShims
import Foundation
import Modeling
import OptCore
import TestSupport
import Testing

@Suite("An engine is a good citizen of the process", .serialized)
struct ProcessTests {
  @Test("nothing of an engine reaches standard output", arguments: EngineUnderTest.all)
  func silence(_ tested: EngineUnderTest) throws {
    let text = try StandardOutput.captured {
      var random = RandomStream(seed: 99)
      if tested.isLinear {
        for _ in 0..<60 { _ = try tested.solve(RandomModel.draw(&random)) }
      }
      let positional = PositionalTardinessModel.random(tested.quickJobs, seed: 1)
      let start = positional.point(positional.modifiedDueDateSequence)
      _ = try tested.solve(positional.model, EngineOptions(start: start))
      _ = try tested.solve(positional.model, EngineOptions(start: start.map { 1 - $0 }))
      _ = try tested.solve(positional.model, observer: EngineObserver(log: { _ in }))
    }
    // The test runner writes lines of its own meanwhile; an engine's lines would hold one of these.
    let words = [
      "Cbc", "Clp", "Cgl", "Coin", "Osi", "GLPK", "glp_", "implex", "OPTIMAL", "Welcome", "resolve",
      "nteger", "***", "obj", "ptimal",
    ]
    let lines = text.split(separator: "\n").filter { line in
      words.contains { line.contains($0) } && !line.contains("Test") && !line.contains("Suite")
    }
    #expect(lines.isEmpty)
  }

  @Test("eight solves at once give the right answers", arguments: EngineUnderTest.all)
  func parallel(_ tested: EngineUnderTest) {
    let jobs = tested.quickJobs - 2
    let models = (0..<8).map { PositionalTardinessModel.random(jobs, seed: UInt64(100 + $0)) }
    let group = DispatchGroup()
    for positional in models {
      group.enter()
      let thread = Thread {
        let result = try? tested.solve(positional.model)
        #expect(result?.objective == Double(positional.optimum))
        #expect(result?.termination == .optimal)
        group.leave()
      }
      thread.start()
    }
    group.wait()
  }

  @Test("200 solves leave memory flat", arguments: EngineUnderTest.all)
  func memory(_ tested: EngineUnderTest) throws {
    let positional = PositionalTardinessModel.random(6, seed: 17)
    let start = positional.point(positional.modifiedDueDateSequence)
    func solve(_ times: Int) throws {
      for _ in 0..<times { _ = try tested.solve(positional.model, EngineOptions(start: start)) }
    }
    try solve(30)
    let before = residentBytes()
    try solve(200)
    // A solve touches well over half a megabyte, so a leak would show; other tests share the process.
    #expect(residentBytes() - before < 60 << 20)
  }

  @Test("the same model solved again gives the same answer", arguments: EngineUnderTest.all)
  func repeated(_ tested: EngineUnderTest) throws {
    let positional = PositionalTardinessModel.random(tested.quickJobs - 1, seed: 12)
    let results = try (0..<3).map { _ in try tested.solve(positional.model) }
    for result in results {
      #expect(result.point == results[0].point)
      #expect(result.nodes == results[0].nodes)
    }
  }

  @Test("two threads prove the same optimum")
  func threads() throws {
    for tested in EngineUnderTest.all where tested.engine.identity.usesThreads {
      let positional = PositionalTardinessModel.random(tested.quickJobs + 1, seed: 13)
      let log = RunLog(positional.model)
      let result = try tested.solve(
        positional.model, EngineOptions(threads: 2), observer: log.observer)
      #expect(result.objective == Double(positional.optimum))
      log.check(against: .optimal(Double(positional.optimum)))
    }
  }

  @Test("an error inside GLPK is caught and GLPK goes on working")
  func glpkError() throws {
    var message = [CChar](repeating: 0, count: 512)
    #expect(shim_glpk_provoke_error(&message, 512) == 1)
    let text = String(
      decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    #expect(text.contains("glp_set_row_bnds: i = 7"))
    let positional = PositionalTardinessModel.random(5, seed: 2)
    for tested in EngineUnderTest.all where tested.engine.identity.id == "glpk" {
      #expect(try tested.solve(positional.model).objective == Double(positional.optimum))
    }
  }

  private func residentBytes() -> Int {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}

/// Standard output of the process, diverted to a file for a while.
enum StandardOutput {
  static func captured(_ body: () throws -> Void) throws -> String {
    let path = NSTemporaryDirectory() + "output-\(UUID().uuidString)"
    fflush(nil)
    let saved = dup(1)
    let file = open(path, O_CREAT | O_RDWR | O_TRUNC, 0o600)
    dup2(file, 1)
    defer {
      close(saved)
      close(file)
      unlink(path)
    }
    let outcome = Result { try body() }
    fflush(nil)
    dup2(saved, 1)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    FileHandle.standardOutput.write(Data(text.utf8))
    try outcome.get()
    return text
  }
}
