import EngineCP
import JobShopModel
import Modeling
import OptCore
import TestSupport
import Testing

@Suite("Settings of the engine")
struct SettingsTests {
  @Test("Each setting is understood, and none changes another")
  func understood() throws {
    #expect(try CPSettings([]) == CPSettings(["clauses=4000", "restart=100", "search=activity"]))
    let all = try CPSettings([
      "proof=a=b", "clauses=7", "memory=3", "neighbourhoods=off", "restart=20", "search=alternate",
    ])
    #expect(all.proof == "a=b" && all.clauses == 7 && all.memory == 3 && all.restart == 20)
    #expect(!all.neighbourhoods && all.branching == .alternate)
    #expect(try CPSettings(["neighbourhoods=on"]).neighbourhoods)
    #expect(try CPSettings(["search=schedule"]).branching == .schedule)
  }

  @Test(
    "What is not understood is refused, with what is known",
    arguments: [
      "nonsense=1", "", "=", "proof", "proof=", "clauses", "clauses=", "clauses=0", "clauses=1e3",
      "memory=0", "memory=-1", "memory=1.5", "memory=99999999", "neighbourhoods=yes", "restart=0",
      "search=", "search=Activity", "Clauses=3",
    ])
  func refused(text: String) {
    do throws(EngineError) {
      try CPEngine().check(settings: [text])
      Issue.record("accepted: \(text)")
    } catch .option(let message) {
      #expect(message.contains("'\(text)'") && message.contains("neighbourhoods=on|off"))
      #expect(message.contains("search=activity|schedule|alternate"))
    } catch {
      Issue.record("another error: \(error)")
    }
  }

  @Test("A setting given twice is refused")
  func twice() {
    #expect(throws: EngineError.option("the setting 'restart' of the engine cp is given twice")) {
      try CPEngine().check(settings: ["restart=3", "restart=3"])
    }
  }

  private static let choices = [
    ["clauses=1"], ["clauses=20", "restart=1"], ["memory=1"], ["neighbourhoods=off"], ["restart=7"],
    ["search=schedule"], ["search=alternate", "restart=2"],
  ]

  @Test("With each setting small models have the optimum of trying all points", arguments: choices)
  func sameOptimum(settings: [String]) throws {
    var random = RandomStream(seed: 71)
    let all = RandomConstraints.Kind.allCases
    for trial in 0..<min(modelCount, 300) {
      let kinds = (0..<3).map { _ in all[random.below(all.count)] }
      let model = RandomConstraints.draw(kinds, &random)
      let options = EngineOptions(threads: 1 + trial % 2, settings: settings)
      if let difference = try BruteForceTests.difference(model, options) {
        Issue.record("\(settings), model \(trial): \(difference)")
        return
      }
    }
  }

  @Test("With each setting job shops have the same optimum", arguments: choices)
  func sameMakespan(settings: [String]) throws {
    var random = RandomStream(seed: 72)
    for _ in 0..<4 {
      let model = JobShop.draw(jobs: 6, machines: 5, &random).model()
      let expected = try CPEngine().solve(model)
      let found = try CPEngine().solve(model, options: EngineOptions(settings: settings))
      #expect(found.termination == .optimal)
      #expect(found.objective == expected.objective && found.bound == expected.bound)
    }
  }
}
