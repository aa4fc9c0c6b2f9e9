import EngineCP
import Modeling
import OptCore
import TestSupport
import Testing

@Suite("The core of an infeasible model")
struct CoreTests {
  @Test("two rows that contradict each other among many that do not")
  func rows() throws {
    var model = Model("rows")
    let x = model.variables(.integer, 20, upper: 10, name: "x")
    for i in 0..<19 { model.require(x[i] + x[i + 1] <= 12, "chain", i) }
    model.require(x[3] >= 7, "high")
    for i in 0..<19 { model.require(x[i] - x[i + 1] <= 9, "fall", i) }
    model.require(2 * x[3] + x[5] <= 13, "low")
    model.maximize(x[0])
    let result = try CPEngine().solve(model)
    #expect(result.termination == .infeasible)
    #expect(result.core == ["high", "low", "x_5 >= 0"])
  }

  @Test("a machine, the deadlines of two of its tasks, and a chain")
  func machine() throws {
    var model = Model("machine")
    let start = model.variables(.integer, 6, upper: 100, name: "s")
    let tasks = start.map { Interval(start: $0, duration: 5) }
    model.require(.noOverlap([tasks[0], tasks[2]]), "first")
    model.require(.noOverlap(Array(tasks[3..<6])), "second")
    model.require(tasks[0].end <= start[3], "chain", 0)
    model.require(tasks[1].end <= start[4], "chain", 1)
    model.restrict(start[3], upper: 7)
    model.restrict(start[4], upper: 6)
    // Tasks 3 and 4 start at 5 and last 5 each: the second would have to start at 10.
    let result = try CPEngine().solve(model)
    #expect(result.termination == .infeasible)
    #expect(
      result.core == [
        "chain_0", "chain_1", "second", "s_0 >= 0", "s_1 >= 0", "s_3 <= 7", "s_4 <= 6",
      ])
  }

  @Test("bounds that two rows do not need are left out")
  func withoutBounds() throws {
    var model = Model("sums")
    let x = model.variable(.integer, upper: 10, name: "x")
    let y = model.variable(.integer, lower: -4, upper: 7, name: "y")
    let z = model.variable(.integer, upper: 9, name: "z")
    model.require(x + y <= 2, "low")
    model.require(x + z >= 1, "other")
    model.require(x + y >= 3, "high")
    #expect(try CPEngine().solve(model).core == ["low", "high"])
  }

  @Test("pigeons: every constraint is needed, and the bounds of 0/1 variables are no rules")
  func pigeons() throws {
    var model = Model("pigeons")
    let x = model.binaries(4, 3, name: "in")
    for pigeon in 0..<4 { model.requireAny(x.row(pigeon), "pigeon", pigeon) }
    for hole in 0..<3 { model.require(sum(0..<4) { x[$0, hole] } <= 1, "hole", hole) }
    model.require(x[0, 0] + x[1, 1] <= 1, "idle")
    let core = try CPEngine().solve(model).core
    #expect(
      core == ["hole_0", "hole_1", "hole_2", "pigeon_0", "pigeon_1", "pigeon_2", "pigeon_3"])
  }

  @Test(
    "what is refuted before the search: a row without variables, a domain without a whole number")
  func root() throws {
    var empty = Model("row")
    let x = empty.variable(.integer, upper: 5)
    empty.require(x <= 3)
    empty.require(0 * x >= 1, "nothing")
    #expect(try CPEngine().solve(empty).core == ["nothing"])
    var gap = Model("gap")
    let y = gap.variable(.integer, lower: 2.25, upper: 2.75, name: "y")
    let z = gap.variable(.integer, upper: 5, name: "z")
    gap.require(y + z <= 3)
    #expect(try CPEngine().solve(gap).core == ["y >= 2.25", "y <= 2.75"])
  }

  @Test(
    "no core where it is not wanted, where a cutoff ended the run, or where there are solutions")
  func absent() throws {
    var model = Model("absent")
    let x = model.variable(.integer, upper: 5, name: "x")
    model.minimize(x)
    #expect(try CPEngine().solve(model, options: EngineOptions(cutoff: 0)).core == nil)
    #expect(try CPEngine().solve(model).core == nil)
    model.require(2 * x == 3)
    #expect(try CPEngine().solve(model, options: EngineOptions(wantsCore: false)).core == nil)
    #expect(try CPEngine().solve(model).core == ["R1"])
  }

  @Test("with a conflict limit and no time limit the same core comes every time")
  func repeats() throws {
    var model = Model("shop")
    var random = RandomStream(seed: 9)
    let start = model.variables(.integer, 24, upper: 62, name: "s")
    var tasks = [[Interval]](repeating: [], count: 4)
    for job in 0..<6 {
      for k in 0..<4 {
        let task = Interval(start: start[4 * job + k], duration: random.integer(in: 6...14))
        if k < 3 { model.require(task.end <= start[4 * job + k + 1], "chain", job, k) }
        if k == 3 { model.require(task.end <= 62, "end", job) }
        tasks[(k + job) % 4].append(task)
      }
    }
    for (k, list) in tasks.enumerated() { model.require(.noOverlap(list), "machine", k) }
    let options = EngineOptions(nodeLimit: 20_000)
    var (first, second) = (
      try CPEngine().solve(model, options: options), try CPEngine().solve(model, options: options)
    )
    (first.time, second.time) = (0, 0)
    #expect(first.termination == .infeasible)
    #expect(first == second)
    #expect(first.core.map { $0.count < model.rules.count } == true)
  }
}

@Suite("Cores of random models")
struct RandomCoreTests {
  /// The part of some rules with bounds 12 beyond the model's where none is left: the oracle needs some.
  private func part(_ rules: [ModelRule], of model: Model) -> Model {
    var part = model.part(keeping: rules)
    for column in 0..<model.columnCount {
      let (low, high) = (model.columnLower[column] - 12, model.columnUpper[column] + 12)
      part.restrict(Variable(index: column), lower: low, upper: high)
    }
    return part
  }

  @Test("is infeasible, and no longer without any one of its rules", arguments: 0..<4)
  func irreducible(part number: Int) throws {
    var random = RandomStream(seed: 45, worker: UInt64(number))
    let all = RandomConstraints.Kind.allCases
    var (found, left) = (0, 0)
    while found < modelCount / 25 {
      let kinds = (0..<random.integer(in: 2...6)).map { _ in all[random.below(all.count)] }
      let model = RandomConstraints.draw(kinds, &random, values: 3)
      if model.columnCount > 5 || model.answerByTryingAll() != .infeasible { continue }
      found += 1
      var search = CoreSearch(
        model,
        CoreEffort(EngineOptions(), Cancellation(), runBegin: MonotonicClock.now, used: 0))
      let answer = search.run()
      let core = try #require(answer, "\(kinds)")
      #expect(part(core, of: model).answerByTryingAll() == .infeasible, "\(kinds): \(core)")
      left += model.rules.count - core.count
      for rule in core {
        let rest = core.filter { $0 != rule }
        switch rule {
        case .row, .constraint:
          #expect(
            model.part(keeping: rest + model.bounds).answerByTryingAll() != .infeasible,
            "\(kinds): \(rule) of \(core)")
        case .lowerBound, .upperBound:
          // Or there is no finite domain without the bound.
          #expect(
            part(rest, of: model).answerByTryingAll() != .infeasible
              || (try? CPEngine().solve(model.part(keeping: rest))) == nil,
            "\(kinds): \(rule) of \(core)")
        }
      }
    }
    #expect(left > modelCount / 15)
  }
}
