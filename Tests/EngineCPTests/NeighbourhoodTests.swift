import EngineCP
import JobShopModel
import Modeling
import OptCore
import Testing

@Suite("Search on schedules")
struct NeighbourhoodTests {
  private static func shop(jobs: Int, machines: Int, seed: UInt64) -> Model {
    var random = RandomStream(seed: seed)
    return JobShop.draw(jobs: jobs, machines: machines, &random).model()
  }

  @Test("The first schedule is built from left to right, not one operation after the other")
  func firstSchedule() throws {
    let model = Self.shop(jobs: 30, machines: 8, seed: 3)
    let result = try CPEngine().solve(
      model, options: EngineOptions(nodeLimit: 300, target: model.columnUpper[0]))
    let objective = try #require(result.objective)
    // Work of all operations is about 30 * 8 * 10.5 = 2520; any sensible schedule overlaps most of it.
    #expect(objective < 1000)
  }

  @Test("One thread and a conflict limit: a run repeats exactly, neighbourhoods and all")
  func repeats() throws {
    let model = Self.shop(jobs: 15, machines: 8, seed: 5)
    let options = EngineOptions(nodeLimit: 4000)
    var (first, second) = (
      try CPEngine().solve(model, options: options), try CPEngine().solve(model, options: options)
    )
    (first.time, second.time) = (0, 0)
    #expect(first == second)
  }

  @Test("Workers that share clauses prove the optimum one worker proves", arguments: 0..<20)
  func sharing(seed: UInt64) throws {
    let model = Self.shop(jobs: 6, machines: 5, seed: seed)
    let one = try CPEngine().solve(model)
    let three = try CPEngine().solve(model, options: EngineOptions(threads: 3))
    #expect(one.termination == .optimal && three.termination == .optimal)
    #expect(one.objective == three.objective && one.bound == three.bound)
  }
}
