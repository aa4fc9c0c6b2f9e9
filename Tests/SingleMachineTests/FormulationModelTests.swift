import EngineCBC
import EngineGLPK
import Modeling
import OptCore
import SingleMachine
import Testing

/// The five models against enumeration.
@Suite("Formulations")
struct FormulationModelTests {
  static let ids = MIPMethod.formulations.map(\.description.id)

  private func formulation(_ id: String) throws -> any TardinessFormulation {
    try #require(MIPMethod.formulations.first { $0.description.id == id })
  }

  private func variants(_ id: String) -> [FormulationOptions] {
    var plain = FormulationOptions()
    plain.cuts = false
    var all = FormulationOptions()
    all.validInequality = .both
    var head = all
    head.validInequality = .head
    return id == "f1" ? [plain, all, head] : [plain, all]
  }

  @Test("Sizes without fixings are the stated functions of n", arguments: ids)
  func sizes(id: String) throws {
    for n in [1, 2, 5, 9] {
      let p = (0..<n).map { 3 + 2 * $0 }
      let d = (0..<n).map { 4 + 3 * $0 }
      let block = JobBlock(
        try SingleMachineInstance(name: "sizes", processingTimes: p, dueDates: d))
      var options = FormulationOptions()
      options.cuts = false
      let model = try formulation(id).build(WantedSequences(everyOrderOf: block), options).model
      let horizon = p.reduce(0, +)
      let found = [model.columnCount, model.rowCount, model.termCount]
      switch id {
      case "f1": #expect(found == [n * n + 3 * n, n * n + 4 * n, 6 * n * n + 4 * n - 1])
      case "f2": #expect(found == [n * n + 2 * n, 4 * n, 4 * n * n + 4 * n - 1])
      case "f3":
        let triangles = n * (n - 1) * (n - 2) / 3
        #expect(found == [n * (n - 1) / 2 + n, n + triangles, n * n + 3 * triangles])
      case "f4":
        let columns = n * (horizon + 1) - horizon
        let ticks = p.reduce(0) { $0 + $1 * (horizon - $1 + 1) }
        #expect(found == [columns, n + horizon, columns + ticks])
      default:
        #expect(
          found == [n * (n - 1) / 2 + 2 * n, n * (n - 1) + n, 3 * n * (n - 1) + 2 * n])
      }
    }
  }

  @Test("A build that is told to stop ends after a small part of the model", arguments: ids)
  func stoppedBuild(id: String) throws {
    let n = 40
    let instance = try SingleMachineInstance(
      name: "stop", processingTimes: (0..<n).map { 1 + $0 % 9 }, dueDates: (0..<n).map { 3 * $0 })
    var wanted = WantedSequences(everyOrderOf: JobBlock(instance))
    let whole = try formulation(id).build(wanted, FormulationOptions()).model
    wanted.shouldStop = { true }
    let part = try formulation(id).build(wanted, FormulationOptions()).model
    #expect(part.columnCount + part.termCount < (whole.columnCount + whole.termCount) / 10)
  }

  @Test("An encoded order satisfies the model, costs what it costs, and decodes", arguments: ids)
  func roundTrip(id: String) throws {
    var random = RandomStream(seed: 51)
    let formulation = try formulation(id)
    var admitted = 0
    for round in 0..<120 {
      let instance = FormulationOracle.instance(
        &random, jobs: 0...6, isWeighted: id != "f2" && round % 2 == 1, longest: 9)
      let block = JobBlock(instance)
      let tightened = WantedSequences(tightening: block)
      for options in variants(id) {
        for wanted in [WantedSequences(everyOrderOf: block), tightened] {
          let built = formulation.build(wanted, options)
          #expect(built.model.fault == nil)
          for order in FormulationOracle.orders(instance.jobCount).shuffled(using: &random)
            .prefix(30) where wanted.admits(order)
          {
            let point = built.encode(order)
            #expect(built.model.violations(of: point).isEmpty)
            let cost = FormulationOracle.cost(order, instance)
            #expect(built.model.objectiveValue(at: point) == Double(cost))
            #expect(FormulationOracle.cost(built.decode(point), instance) <= cost)
            admitted += 1
          }
        }
      }
    }
    #expect(admitted > 2000)
  }

  @Test("Every model has the optimum of enumeration", arguments: ids, ["cbc", "glpk"])
  func optimum(id: String, engine: String) throws {
    let engines = EngineSet([CBCEngine(), GLPKEngine()])
    let engine = try engines.engine(engine)
    let formulation = try formulation(id)
    var random = RandomStream(seed: 61)
    for round in 0..<40 {
      let isLarge = (id == "f2" || id == "f3") && round % 8 == 0
      let instance = FormulationOracle.instance(
        &random, jobs: isLarge ? 7...7 : 0...5, isWeighted: id != "f2" && round % 2 == 1,
        longest: id == "f4" ? 9 : nil)
      let block = JobBlock(instance)
      let optimum = FormulationOracle.optimum(instance)
      let options = variants(id)[round % variants(id).count]
      let wanted =
        round % 3 == 0 ? WantedSequences(everyOrderOf: block) : WantedSequences(tightening: block)
      let built = formulation.build(wanted, options)
      let result = try engine.solve(built.model)
      #expect(result.termination == .optimal)
      let objective = try #require(result.objective)
      #expect(abs(objective - Double(optimum)) < 1e-4, "\(instance)")
      let point = try #require(result.point)
      #expect(FormulationOracle.cost(built.decode(point), instance) == optimum, "\(instance)")
    }
  }

  @Test("The bound of the linear relaxation is at most the optimum", arguments: ids)
  func relaxation(id: String) throws {
    let formulation = try formulation(id)
    var random = RandomStream(seed: 71)
    for round in 0..<60 {
      let instance = FormulationOracle.instance(
        &random, jobs: 1...6, isWeighted: id != "f2" && round % 2 == 1, longest: 12)
      let wanted = WantedSequences(tightening: JobBlock(instance))
      let built = formulation.build(wanted, FormulationOptions())
      let result = try CBCEngine().solve(relaxed(built.model))
      let bound = try #require(result.objective)
      #expect(bound <= Double(FormulationOracle.optimum(instance)) + 1e-5, "\(instance)")
    }
  }

  /// The same model without integrality.
  private func relaxed(_ model: Model) -> Model {
    var copy = Model(model.name)
    for column in 0..<model.columnCount {
      copy.variable(
        .continuous, lower: model.columnLower[column], upper: model.columnUpper[column])
    }
    for row in 0..<model.rowCount {
      var sum = LinearExpression()
      for term in model.terms(ofRow: row) {
        sum.add(model.termCoefficients[term], Variable(index: Int(model.termColumns[term])))
      }
      copy.require(LinearRelation(model.rowLower[row], sum, model.rowUpper[row]))
    }
    copy.minimize(model.objective)
    return copy
  }

  @Test("F2 and F3 agree with subset dynamic programming at twelve jobs")
  func twelveJobs() throws {
    var random = RandomStream(seed: 81)
    for id in ["f2", "f3"] {
      for _ in 0..<4 {
        let instance = FormulationOracle.instance(&random, jobs: 12...12, longest: 30)
        let built = try formulation(id).build(
          WantedSequences(tightening: JobBlock(instance)), FormulationOptions())
        let result = try CBCEngine().solve(built.model)
        let objective = try #require(result.objective)
        #expect(abs(objective - Double(FormulationOracle.subsetOptimum(instance))) < 1e-4)
      }
    }
  }

  @Test("F2 refuses weights, F4 refuses long horizons")
  func obstacles() throws {
    let weighted = try SingleMachineInstance(
      name: "w", processingTimes: [1, 2], dueDates: [1, 1], weights: [1, 2])
    #expect(F2PositionalTardiness().obstacle(on: JobBlock(weighted)) != nil)
    let long = try SingleMachineInstance(
      name: "long", processingTimes: [300_000, 300_000], dueDates: [1, 1])
    #expect(F4TimeIndexed().obstacle(on: JobBlock(long)) != nil)
    #expect(F1PositionalCompletion().obstacle(on: JobBlock(long)) == nil)
  }

  @Test("F4 refuses narrow windows in a long horizon, and few columns of many ticks")
  func obstaclesOfSize() throws {
    // Emmons orders the long job last: every job has few completions, but there are 10^9 ticks.
    let late = try SingleMachineInstance(
      name: "late", processingTimes: [1_000_000_000, 1, 1, 2], dueDates: [0, 0, 0, 1])
    let wanted = WantedSequences(tightening: JobBlock(late))
    #expect((0..<4).allSatisfy { wanted.completions(of: $0).count < 10 })
    #expect(F4TimeIndexed().obstacle(on: wanted) != nil)
    let family = SingleMachineFamily()
    #expect(throws: SolveError.self) {
      try family.convert(
        late, to: "lp", formulation: "f4",
        parameters: try ParameterValues([], allowed: MIPParameters.descriptions))
    }
    // Four jobs of 20,000 ticks: 240,000 columns, but each holds 20,000 ticks.
    let long = try SingleMachineInstance(
      name: "long", processingTimes: Array(repeating: 20_000, count: 4),
      dueDates: [0, 1, 2, 3])
    #expect(F4TimeIndexed().obstacle(on: JobBlock(long)) != nil)
  }

  @Test("Cost fixing leaves costs alone whose sums are not exact")
  func inexactSums() throws {
    func fixing(_ weight: Int) throws -> LagrangianFixing? {
      let instance = try SingleMachineInstance(
        name: "w", processingTimes: [3, 4, 5], dueDates: [1, 2, 3],
        weights: [weight, weight, weight + 1])
      return LagrangianFixing(WantedSequences(everyOrderOf: JobBlock(instance)))
    }
    #expect(try fixing(1000) != nil)
    #expect(try fixing(1 << 50) == nil)
  }
}
