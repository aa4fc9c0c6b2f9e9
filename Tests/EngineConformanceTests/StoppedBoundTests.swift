import EngineCP
import Modeling
import OptCore
import Testing

@Suite("What an engine states when it is stopped holds", .serialized)
struct StoppedBoundTests {
  /// A job shop with one binary column and two big-M rows for each pair on a machine: a weak relaxation, and much to do in the root.
  private static func shop(jobs: Int, machines: Int, seed: UInt64) -> Model {
    var random = RandomStream(seed: seed)
    var model = Model("shop")
    let horizon = Double(jobs * machines * 20)
    let end = model.variable(.integer, upper: horizon, name: "end")
    let starts = model.variables(.integer, jobs, machines, upper: horizon, name: "s")
    var durations: [[Double]] = []
    for j in 0..<jobs {
      durations.append((0..<machines).map { _ in Double(random.integer(in: 1...20)) })
      var order = Array(0..<machines)
      for n in stride(from: machines - 1, to: 0, by: -1) { order.swapAt(n, random.below(n + 1)) }
      for (k, next) in zip(order, order.dropFirst()) {
        model.require(starts[j, next] - starts[j, k] >= durations[j][k])
      }
      for k in 0..<machines { model.require(end - starts[j, k] >= durations[j][k]) }
    }
    for k in 0..<machines {
      for i in 0..<jobs {
        for j in 0..<i {
          let first = model.binary()
          model.require(starts[j, k] - starts[i, k] - horizon * first >= durations[i][k] - horizon)
          model.require(starts[i, k] - starts[j, k] + horizon * first >= durations[j][k])
        }
      }
    }
    model.minimize(end)
    return model
  }

  /// The first schedule of another engine.
  private static func firstSchedule(_ model: Model) throws -> [Double] {
    let found = try CPEngine().solve(model, options: EngineOptions(nodeLimit: 1))
    return try #require(found.point)
  }

  @Test(
    "A run stopped anywhere states no bound beyond the optimum", arguments: EngineUnderTest.all)
  func stopped(_ tested: EngineUnderTest) throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      let model = StoppedBoundTests.shop(jobs: 5, machines: 3, seed: seed)
      let exact = try CPEngine().solve(model)
      try #require(exact.termination == .optimal)
      let optimum = try #require(exact.objective)
      let start = try StoppedBoundTests.firstSchedule(model)
      let times = (1...12).map {
        EngineOptions(timeLimit: 0.005 * Double($0 * $0), start: start)
      }
      let nodes = [0, 1, 2, 5, 20].map { EngineOptions(nodeLimit: $0, start: start) }
      var stopped = 0
      for options in times + nodes {
        let result = try tested.solve(model, options)
        if let bound = result.bound { #expect(bound <= optimum + 1e-6) }
        if let objective = result.objective { #expect(objective >= optimum - 1e-6) }
        if result.termination == .optimal { #expect(result.objective == optimum) }
        if [.timeLimit, .nodeLimit].contains(result.termination) { stopped += 1 }
      }
      if tested.isLinear { #expect(stopped > 0) }
    }
  }
}
