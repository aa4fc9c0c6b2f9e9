import EngineCBC
import EngineCP
import EngineGLPK
import FlexibleJobShop
import Modeling
import OptCore
import TestSupport
import Testing

private let engines = EngineSet([CBCEngine(), GLPKEngine(), CPEngine()])
private let family = FlexibleJobShopFamily(engines: engines)

@Suite("Models of shops where numbers or models are large")
struct FormulationLimitTests {
  @Test("Long operations with few ticks to start at make small models")
  func longOperation() throws {
    let instance = try FlexibleJobShopInstance(
      name: "long", machineCount: 1,
      jobs: [[[.init(machine: 0, duration: 1 << 40)], [.init(machine: 0, duration: 1 << 41)]]])
    var task = ShopTask(instance)
    task.limit = 3 << 40
    #expect(TimeIndexedFormulation().obstacle(on: task) == nil)
    let model = try #require(TimeIndexedFormulation().build(task)).model
    #expect(model.columnCount == 3 && model.rowCount < 10)
  }

  @Test("The latest due date there is", arguments: ["cp", "mip", "rho", "auto"])
  func latestDue(method: String) throws {
    var conditions = ShopConditions()
    conditions.jobDue = [.max, 3]
    let instance = try FlexibleJobShopInstance(
      name: "latest due", machineCount: 1,
      jobs: [[[.init(machine: 0, duration: 5)]], [[.init(machine: 0, duration: 7)]]],
      conditions: conditions, objective: .totalTardiness)
    let result = try family.solve(instance, method: method)
    #expect(result.incumbent?.objective == .integer(4))
  }

  @Test("The triangle inequality, against its definition")
  func triangle() throws {
    var random = RandomStream(seed: 700)
    var found = Set<Bool>()
    for _ in 0..<500 {
      let (kinds, machines) = (1 + random.below(4), 1 + random.below(3))
      let plain: [[Int]] = (0..<kinds).map { a in
        (0..<kinds).map { a == $0 ? 0 : 2 + random.below(3) }
      }
      let matrix: [[[Int]]] = (0..<machines).map { k in
        k == 0 || random.below(2) == 0
          ? plain : plain.map { row in row.map { $0 + random.below(2) } }
      }
      var conditions = ShopConditions()
      conditions.setup = .init(jobType: [0], matrix: matrix)
      let instance = try FlexibleJobShopInstance(
        name: "kinds", machineCount: machines, jobs: [[[.init(machine: 0, duration: 1)]]],
        conditions: conditions)
      var holds = true
      for times in matrix {
        for a in 0..<kinds {
          for b in 0..<kinds {
            for c in 0..<kinds where times[a][c] > times[a][b] + times[b][c] { holds = false }
          }
        }
      }
      #expect(ShopTask(instance).hasTriangleInequality == holds)
      found.insert(holds)
    }
    #expect(found.count == 2)
  }

  @Test("What bounds have proven stays proven, whatever the model would be restricted to")
  func provenWithoutModel() throws {
    var conditions = ShopConditions()
    let matrix = [[0, 1, 9], [1, 0, 1], [9, 1, 0]]
    conditions.setup = .init(jobType: [0, 1, 2], matrix: [matrix, matrix])
    let instance = try FlexibleJobShopInstance(
      name: "apart", machineCount: 2,
      jobs: [
        [[.init(machine: 0, duration: 5)], [.init(machine: 0, duration: 3)]],
        [[.init(machine: 1, duration: 2)]], [[.init(machine: 1, duration: 1)]],
      ], conditions: conditions)
    for threads in 1...2 {
      let result = try family.solve(instance, limits: SolveLimits(time: 60), threads: threads)
      #expect(result.status == .optimal && result.bound == .integer(8))
    }
  }

  @Test(
    "Large times: engines of real numbers give schedules, but no proofs; whole numbers give both")
  func largeTimes() throws {
    let long = 100_000_000
    let instance = try FlexibleJobShopInstance(
      name: "large times", machineCount: 2,
      jobs: [
        [[.init(machine: 0, duration: long + 1)], [.init(machine: 1, duration: long / 2 + 5)]],
        [[.init(machine: 1, duration: long + 3)], [.init(machine: 0, duration: long / 2 + 9)]],
        [[.init(machine: 0, duration: 7)], [.init(machine: 1, duration: 2)]],
      ])
    let exact = try family.solve(instance, method: "cp")
    let optimum = try #require(exact.incumbent?.objective)
    #expect(exact.status == .optimal)
    for engine in ["cbc", "glpk"] {
      let result = try family.solve(
        instance, method: "mip", engine: engine, limits: SolveLimits(time: 5))
      let value = try #require(result.incumbent?.objective)
      #expect(result.status == .feasible && value >= optimum)
      #expect(try #require(result.bound) <= optimum)
    }
    let whole = try family.solve(instance, method: "mip", engine: "cp")
    #expect(whole.status == .optimal && whole.incumbent?.objective == optimum)
  }

  @Test("Objectives above 2^53 are refused by models, and left to local search by others")
  func largeObjectives() throws {
    var conditions = ShopConditions()
    conditions.jobDue = [0, 0, 0]
    conditions.jobWeight = [(1 << 50) + 1, (1 << 51) + 3, (1 << 50) + 7]
    let instance = try FlexibleJobShopInstance(
      name: "large weights", machineCount: 1,
      jobs: [3, 5, 4].map { [[.init(machine: 0, duration: $0)]] }, conditions: conditions,
      objective: .totalTardiness)
    for method in ["cp", "mip"] {
      do throws(SolveError) {
        _ = try family.solve(instance, method: method)
        Issue.record("\(method) takes numbers that it cannot hold")
      } catch {
        guard case .unsupported = error else { throw error }
      }
    }
    for method in ["auto", "rho"] {
      let result = try family.solve(instance, method: method, limits: SolveLimits(time: 2))
      #expect(result.status == .feasible)
      if method == "auto" {
        #expect(result.incumbent?.objective == .integer(33_776_997_205_278_827))
      }
    }
  }

  @Test("The portfolio does without a model that has too many pairs with setups")
  func tooManyPairs() throws {
    let count = 2_100
    var conditions = ShopConditions()
    conditions.setup = .init(jobType: (0..<count).map { $0 % 2 }, matrix: [[[0, 3], [2, 0]]])
    let instance = try FlexibleJobShopInstance(
      name: "pairs", machineCount: 1,
      jobs: (0..<count).map { [[.init(machine: 0, duration: 1 + $0 % 7)]] }, conditions: conditions)
    #expect(IntervalFormulation().obstacle(on: ShopTask(instance)) != nil)
    let result = try family.solve(instance, limits: SolveLimits(time: 2))
    #expect(result.incumbent != nil)
  }
}
