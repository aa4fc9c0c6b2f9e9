import EngineCP
import JobShopModel
import Modeling
import OptCore
import Testing

@Suite("Memory for clauses")
struct MemoryTests {
  /// Cells of a kernel's clauses never pass what they may take by more than one clause.
  @Test("Clauses keep to what they may take, and the search stays right", arguments: [300, 2000])
  func kept(cells: Int) throws {
    var random = RandomStream(seed: 81)
    let model = JobShop.draw(jobs: 7, machines: 5, &random).model()
    let expected = try #require(try CPEngine().solve(model).objective)
    var best = Int.max
    while true {
      var narrowed = model
      if best < .max { narrowed.restrict(Variable(index: 0), upper: Double(best - 1)) }
      let compiled = try ModelCompiler(narrowed)
      if compiled.isRefuted { break }
      var kernel = compiled.takeKernel()
      let before = kernel.clauseCells
      kernel.mostCells = before + cells
      var most = 0
      var outcome = SearchOutcome.limit
      while case .limit = outcome {
        let next = kernel.statistics.conflicts + 1
        outcome = kernel.search(conflictLimit: next, shouldStop: { false })
        most = max(most, kernel.clauseCells)
        guard next < 200_000 else { break }
      }
      #expect(most <= before + cells + 200)
      guard case .satisfied = outcome else {
        if case .refuted = outcome {} else { Issue.record("ended with \(outcome)") }
        break
      }
      best = Int(kernel.lower[0])
    }
    #expect(best == Int(expected))
  }

  /// 60,000 clauses of three literals over 2,000 variables, which need 2.3 MiB, and an objective.
  private static var large: Model {
    var random = RandomStream(seed: 82)
    var model = Model("large")
    let x = model.binaries(2000, name: "x")
    let truth = (0..<2000).map { _ in random.below(2) == 0 }
    for _ in 0..<60_000 {
      let chosen = [random.below(2000), random.below(2000), random.below(2000)]
      guard Set(chosen).count == 3 else { continue }
      // The first literal holds at `truth`, so that there is a solution.
      model.requireAny(
        chosen.enumerated().map { place, column in
          (place == 0 ? truth[column] : random.below(2) == 0) ? x[column].literal : !x[column]
        })
    }
    model.minimize(sum(0..<2000) { x[$0] })
    return model
  }

  @Test(
    "A model that takes more than its share ends the run; what was found before is kept",
    arguments: [
      EngineOptions(timeLimit: 60, settings: ["memory=1"]),
      EngineOptions(timeLimit: 60, threads: 2, settings: ["memory=2"]),
      EngineOptions(timeLimit: 60, memoryLimit: 4),
    ])
  func full(options: EngineOptions) throws {
    let model = Self.large
    let log = Locked()
    let result = try CPEngine().solve(
      model, options: options,
      observer: EngineObserver(incumbent: { _, value in log.note(value) }))
    #expect(result.termination == .memoryLimit)
    #expect(result.objective == log.value)
    #expect(result.bound != nil)
    let free = try CPEngine().solve(model, options: EngineOptions(nodeLimit: 2000))
    #expect(free.termination == .nodeLimit)
  }

  @Test("A run on a job shop goes on within one mebibyte")
  func goesOn() throws {
    var random = RandomStream(seed: 83)
    let model = JobShop.draw(jobs: 20, machines: 15, longest: 99, &random).model()
    let options = EngineOptions(nodeLimit: 6000, settings: ["memory=1", "clauses=1000000"])
    let result = try CPEngine().solve(model, options: options)
    #expect(result.termination == .nodeLimit)
    #expect(result.nodes >= 6000)
    #expect(result.point != nil)
  }
}

/// The last value told.
private final class Locked: @unchecked Sendable {
  private(set) var value: Double?
  func note(_ new: Double) { value = new }
}
