import Modeling
import OptCore
import TestSupport
import Testing

@Suite("Rows left out until they are violated give the same answers")
struct LazyRowTests {
  /// Total weighted completion time by a linear ordering of the jobs; the triangle rows may be lazy.
  private func ordering(_ count: Int, seed: UInt64, lazily: Bool) -> Model {
    var random = RandomStream(seed: seed)
    var model = Model("ordering")
    let before = model.binaries(count, count)
    for i in 0..<count {
      model.fix(before[i, i], to: 0)
      for j in 0..<i { model.require(before[i, j] + before[j, i] == 1) }
    }
    for i in 0..<count {
      for j in 0..<count where j != i {
        for k in 0..<count where k != i && k != j {
          let cycle = before[i, j] + before[j, k] + before[k, i]
          model.require(cycle <= 2, lazily: lazily)
        }
      }
    }
    var cost = LinearExpression()
    for i in 0..<count {
      for j in 0..<count where i != j {
        cost.add(Double(random.integer(in: -20...20)), before[i, j])
      }
    }
    model.minimize(cost)
    return model
  }

  @Test("linear orderings", arguments: EngineUnderTest.all)
  func orderings(_ tested: EngineUnderTest) throws {
    for seed in 0..<6 {
      let full = try tested.solve(ordering(8, seed: UInt64(seed), lazily: false))
      let model = ordering(8, seed: UInt64(seed), lazily: true)
      let log = RunLog(model)
      let lazy = try tested.solve(model, observer: log.observer)
      #expect(lazy.termination == .optimal)
      #expect(full.termination == .optimal)
      #expect(lazy.objective == full.objective)
      #expect(lazy.bound == full.bound)
      log.check(against: .optimal(full.objective ?? 0))
    }
  }

  @Test("rows that cut off every relaxed optimum are found in time", arguments: EngineUnderTest.all)
  func manyRounds(_ tested: EngineUnderTest) throws {
    // Of ten items at most one of each pair: the optimum takes the best single item.
    var model = Model("pairs")
    let take = model.binaries(10)
    for i in 0..<10 {
      for j in 0..<i { model.require(take[i] + take[j] <= 1, lazily: true) }
    }
    model.maximize(sum(0..<10) { (10 + $0) * take[$0] })
    let result = try tested.solve(model)
    #expect(result.termination == .optimal)
    #expect(result.objective == 19)
  }

  @Test("lazy rows can make a model infeasible or bounded", arguments: EngineUnderTest.mip)
  func decisive(_ tested: EngineUnderTest) throws {
    var bounded = Model("bounded")
    let x = bounded.variable(.integer)
    bounded.require(3 * x <= 25, lazily: true)
    bounded.maximize(x)
    #expect(try tested.solve(bounded).objective == 8)
    var infeasible = Model("infeasible")
    let y = infeasible.variables(.integer, 2, upper: 5)
    infeasible.require(2 * y[0] + 2 * y[1] == 7, lazily: true)
    infeasible.minimize(y[0])
    #expect(try tested.solve(infeasible).termination == .infeasible)
    var linear = Model("linear")
    let z = linear.variables(.continuous, 2, upper: 5)
    linear.require(z[0] + 2 * z[1] >= 4, lazily: true)
    linear.minimize(z[0] + z[1])
    #expect(abs((try tested.solve(linear).objective ?? 0) - 2) < 1e-7)
  }

  @Test("a start that breaks a lazy row is refused", arguments: EngineUnderTest.all)
  func start(_ tested: EngineUnderTest) throws {
    var model = Model("start")
    let x = model.binaries(3)
    model.require(x[0] + x[1] + x[2] <= 2, lazily: true)
    model.maximize(x[0] + x[1] + x[2])
    let result = try tested.solve(model, EngineOptions(start: [1, 1, 1]))
    guard case .rejected = result.start else {
      Issue.record("the start was not refused: \(result.start)")
      return
    }
    #expect(result.objective == 2)
  }
}
