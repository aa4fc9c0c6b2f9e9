import EngineCBC
import EngineCP
import EngineGLPK
import FlexibleJobShop
import Modeling
import OptCore
import Testing

/// Every formulation on every engine that is meant for it.
private let pairs: [(formulation: any ShopFormulation, engine: any Engine)] =
  MIPMethod.formulations.flatMap { formulation in
    let engines: [any Engine] =
      formulation is IntervalFormulation
      ? [CPEngine()] : [CBCEngine(), GLPKEngine(), CPEngine()]
    return engines.map { (formulation, $0) }
  }

@Suite("Formulations of shops against enumeration")
struct FormulationModelTests {
  @Test("The optimum of whole instances, on every engine", arguments: pairs.indices)
  func optimum(place: Int) throws {
    let (formulation, engine) = pairs[place]
    var random = RandomStream(seed: 100 + UInt64(place))
    let rounds = formulation is IntervalFormulation ? 900 : 90
    for round in 0..<rounds {
      let objective = ShopObjective.allCases[round % 3]
      let instance = try FormulationOracle.instance(&random, setups: round % 4 == 0, objective)
      var task = ShopTask(instance)
      if formulation.obstacle(on: task) != nil {
        #expect(instance.conditions.setup != nil)
        continue
      }
      let optimum = FormulationOracle.optimum(task)
      // The limit is the optimum itself, something above it, or none.
      task.limit = round % 3 == 0 ? optimum : round % 3 == 1 ? optimum + random.below(4) : nil
      let outcome = try ShopSolver(engine, formulation: formulation).solve(
        task, .init(), start: round % 2 == 0 ? task.quickPlan() : nil)
      let plan = try #require(outcome.plan, "\(instance)")
      #expect(task.objective(of: plan) == optimum, "\(instance)")
      #expect(outcome.bound == optimum && outcome.isProven, "\(instance)")
      #expect(task.schedule(plan).violations(in: instance).isEmpty, "\(instance)")
      #expect(task.schedule(plan).objective(in: instance) == .integer(optimum))
    }
  }

  @Test("The optimum of parts with tails, blockers and precedences", arguments: pairs.indices)
  func parts(place: Int) throws {
    let (formulation, engine) = pairs[place]
    var random = RandomStream(seed: 200 + UInt64(place))
    for round in 0..<(formulation is IntervalFormulation ? 600 : 60) {
      let instance = try FormulationOracle.instance(
        &random, setups: round % 5 == 0, ShopObjective.allCases[round % 3])
      var task = FormulationOracle.task(&random, instance)
      if formulation.obstacle(on: task) != nil { continue }
      let optimum = FormulationOracle.optimum(task)
      let outcome = try ShopSolver(engine, formulation: formulation).solve(task, .init())
      let plan = try #require(outcome.plan, "\(task)")
      #expect(task.objective(of: plan) == optimum && outcome.bound == optimum, "\(task)")
      // Nothing is better than the optimum.
      task.limit = optimum - 1
      let none = try ShopSolver(engine, formulation: formulation).solve(task, .init())
      #expect(none.plan == nil && none.isProven && none.bound == optimum, "\(task)")
    }
  }

  @Test("Plans satisfy the models, with the objective they have, and come back no worse")
  func encoded() throws {
    var random = RandomStream(seed: 300)
    var encoded = 0
    for round in 0..<600 {
      let instance = try FormulationOracle.instance(
        &random, setups: round % 4 == 0, ShopObjective.allCases[round % 3])
      var task = FormulationOracle.task(&random, instance)
      let plan = try #require(task.quickPlan())
      let value = task.objective(of: plan)
      if round % 2 == 0 { task.limit = value }
      for formulation in MIPMethod.formulations + durations {
        if formulation.obstacle(on: task) != nil { continue }
        let built = try #require(formulation.build(task), "\(task)")
        #expect(built.model.fault == nil)
        let point = try #require(built.encode(plan), "\(formulation.description.id) \(task)")
        encoded += 1
        #expect(
          built.model.violations(of: point).isEmpty,
          "\(formulation.description.id) \(built.model.violations(of: point)) \(task)")
        #expect(
          built.model.objectiveValue(at: point) == Double(value), "\(formulation.description.id)")
        let back = try #require(built.decode(point))
        #expect(task.objective(of: back) <= value, "\(formulation.description.id) \(task)")
      }
    }
    #expect(encoded > 3000)
  }

  /// The constraint model with each of its options.
  private var durations: [any ShopFormulation] {
    ShopModelOptions.Durations.allCases.map { mode in
      var options = ShopModelOptions()
      options.durations = mode
      options.pools = .sets
      options.hasLoads = true
      return IntervalFormulation(options)
    }
  }

  @Test("Options of the constraint model leave the optimum as it is", arguments: 0..<4)
  func options(place: Int) throws {
    var random = RandomStream(seed: 400 + UInt64(place))
    for round in 0..<300 {
      let instance = try FormulationOracle.instance(&random, ShopObjective.allCases[round % 3])
      let task = FormulationOracle.task(&random, instance)
      let outcome = try ShopSolver(CPEngine(), formulation: durations[place]).solve(task, .init())
      #expect(outcome.plan.map(task.objective(of:)) == FormulationOracle.optimum(task), "\(task)")
    }
  }

  @Test("Operations of no length at one time keep setups in the order of their numbers")
  func withoutLength() throws {
    var random = RandomStream(seed: 600)
    let family = FlexibleJobShopFamily(engines: EngineSet([CPEngine()]))
    for _ in 0..<300 {
      let count = 2 + random.below(4)
      var conditions = ShopConditions()
      conditions.setup = .init(
        jobType: (0..<count).map { _ in random.below(2) },
        matrix: [[[0, random.below(3)], [random.below(3), 0]]])
      let instance = try FlexibleJobShopInstance(
        name: "empty", machineCount: 1,
        jobs: (0..<count).map { _ in [[.init(machine: 0, duration: random.below(4) / 3)]] },
        conditions: conditions)
      let task = ShopTask(instance)
      let quick = try #require(task.quickPlan())
      #expect(task.schedule(quick).violations(in: instance).isEmpty, "\(instance)")
      let times = (0..<count).map { _ in Double(random.below(2)) }
      let plan = try #require(task.plan(Array(0..<count), near: times))
      #expect(task.schedule(plan).violations(in: instance).isEmpty, "\(instance)")
      #expect(try family.solve(instance, method: "cp").incumbent != nil, "\(instance)")
    }
  }

  @Test("Any point decodes to a plan without faults")
  func anyPoint() throws {
    var random = RandomStream(seed: 500)
    for round in 0..<300 {
      let instance = try FormulationOracle.instance(
        &random, setups: round % 4 == 0, ShopObjective.allCases[round % 3])
      let task = ShopTask(instance)
      for formulation in MIPMethod.formulations where formulation.obstacle(on: task) == nil {
        let built = try #require(formulation.build(task))
        let point = (0..<built.model.columnCount).map { _ in random.unit() * 9 }
        let plan = try #require(built.decode(point))
        #expect(task.schedule(plan).violations(in: instance).isEmpty, "\(instance)")
      }
    }
  }
}
