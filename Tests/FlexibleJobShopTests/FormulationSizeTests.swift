import EngineCBC
import EngineCP
import EngineGLPK
import FlexibleJobShop
import Modeling
import OptCore
import TestSupport
import Testing

/// Two jobs of two operations on two machines, everything possible everywhere, alternatives of different durations.
private func square(_ conditions: ShopConditions = ShopConditions()) throws
  -> FlexibleJobShopInstance
{
  try FlexibleJobShopInstance(
    name: "square", machineCount: 2,
    jobs: [
      [
        [.init(machine: 0, duration: 3), .init(machine: 1, duration: 4)],
        [.init(machine: 0, duration: 2), .init(machine: 1, duration: 5)],
      ],
      [
        [.init(machine: 0, duration: 6), .init(machine: 1, duration: 1)],
        [.init(machine: 0, duration: 7), .init(machine: 1, duration: 8)],
      ],
    ], conditions: conditions)
}

private let engines = EngineSet([CBCEngine(), GLPKEngine(), CPEngine()])
private let family = FlexibleJobShopFamily(engines: engines)

@Suite("Formulations of shops: sizes, refusals, files")
struct FormulationSizeTests {
  @Test("Documented sizes")
  func sizes() throws {
    let task = ShopTask(try square())
    // 8 choices, 4 starts, the makespan; 4 rows of choice, 4 of last starts, 2 precedences, 2 ends.
    let (columns, rows) = (13, 12)
    let plain = try #require(ManneFormulation(hasCuts: false).build(task)).model
    // 4 pairs of operations of different jobs, each on both machines.
    #expect(plain.columnCount == columns + 4 && plain.rowCount == rows + 16)
    let ozguven = try #require(OzguvenFormulation().build(task)).model
    #expect(ozguven.columnCount == columns + 2 * 8 + 8)
    #expect(ozguven.rowCount == rows + 4 + 2 * 8 + 2 * 8)
    let fattahi = try #require(FattahiFormulation().build(task)).model
    #expect(fattahi.columnCount == columns + 2 * (16 + 4))
    #expect(fattahi.rowCount == rows + 2 * (2 * 16 + 4 * 4 - 2))
    let intervals = try #require(ShopModel(task)).model
    // Four starts, a literal for each of eight alternatives, the makespan.
    #expect(intervals.columnCount == 4 + 8 + 1)
  }

  @Test("Load cuts bound the makespan by the work")
  func loadCuts() throws {
    // Four operations of 5 on two machines alike: 10 at least; the longest job is 5.
    let jobs = (0..<4).map { _ in
      [
        [
          FlexibleJobShopInstance.Alternative(machine: 0, duration: 5),
          .init(machine: 1, duration: 5),
        ]
      ]
    }
    let instance = try FlexibleJobShopInstance(name: "work", machineCount: 2, jobs: jobs)
    func relaxed(_ formulation: ManneFormulation) throws -> Double {
      let model = try #require(formulation.build(ShopTask(instance))).model
      var lp = Model("relaxed")
      for column in 0..<model.columnCount {
        lp.variable(.continuous, lower: model.columnLower[column], upper: model.columnUpper[column])
      }
      for row in 0..<model.rowCount {
        var terms = LinearExpression()
        for t in model.terms(ofRow: row) {
          terms.add(model.termCoefficients[t], Variable(index: Int(model.termColumns[t])))
        }
        lp.require(LinearRelation(model.rowLower[row], terms, model.rowUpper[row]))
      }
      lp.minimize(model.objective)
      return try #require(try GLPKEngine().solve(lp).objective)
    }
    #expect(abs(try relaxed(ManneFormulation(hasCuts: false)) - 5) < 1e-6)
    #expect(abs(try relaxed(ManneFormulation()) - 10) < 1e-6)
  }

  @Test("What a formulation does not know is refused by name")
  func refusals() throws {
    var conditions = ShopConditions()
    conditions.setup = .init(jobType: [0, 1], matrix: [[[0, 1], [1, 0]], [[0, 2], [2, 0]]])
    let instance = try square(conditions)
    for name in ["ozguven", "fattahi", "time-indexed"] {
      #expect(
        throws: SolveError.unsupported(
          method: name, reason: "formulation \(name) knows no setups")
      ) { try family.solve(instance, method: "mip", formulation: name) }
    }
    let long = try FlexibleJobShopInstance(
      name: "long", machineCount: 1,
      jobs: [[[.init(machine: 0, duration: 1_000_000)]], [[.init(machine: 0, duration: 5)]]])
    #expect(TimeIndexedFormulation().obstacle(on: ShopTask(long)) != nil)
    #expect(throws: SolveError.self) {
      try family.solve(instance, method: "mip", formulation: "mane")
    }
    #expect(throws: SolveError.self) {
      try family.solve(instance, method: "cp", formulation: "manne")
    }
    #expect(throws: SolveError.self) {
      try family.solve(instance, method: "cp", settings: ["engine-settings=nonsense=1"])
    }
  }

  @Test("Windows of one operation that are far apart are no overflow")
  func farApart() throws {
    var conditions = ShopConditions()
    conditions.machineRelease = [0, 1 << 48, 0]
    let instance = try FlexibleJobShopInstance(
      name: "far apart", machineCount: 3,
      jobs: [
        [
          [.init(machine: 0, duration: 1 << 48), .init(machine: 1, duration: 1)],
          [.init(machine: 2, duration: 1)],
        ]
      ], conditions: conditions)
    var task = ShopTask(instance)
    task.limit = (1 << 48) + 2
    let reason = try #require(TimeIndexedFormulation().obstacle(on: task))
    #expect(reason.contains("terms"))
  }

  @Test("Setups without the triangle inequality are solved, but nothing is called optimal")
  func noTriangle() throws {
    var conditions = ShopConditions()
    conditions.setup = .init(
      jobType: [0, 1, 2], matrix: [[[0, 1, 9], [1, 0, 1], [9, 1, 0]]])
    let jobs = (0..<3).map { _ in [[FlexibleJobShopInstance.Alternative(machine: 0, duration: 2)]] }
    let instance = try FlexibleJobShopInstance(
      name: "detour", machineCount: 1, jobs: jobs, conditions: conditions)
    #expect(!ShopTask(instance).hasTriangleInequality)
    for method in ["cp", "mip"] {
      let result = try family.solve(instance, method: method)
      #expect(result.incumbent != nil && result.status == .feasible && result.bound == nil)
    }
  }

  @Test("Models as text", arguments: ["lp", "mps", "fzn"])
  func files(fileExtension: String) throws {
    let instance = try square()
    for name in MIPMethod.formulations.map(\.description.id) {
      if (name == "cp") != (fileExtension == "fzn") { continue }
      let bytes = try family.convert(
        instance, to: fileExtension, formulation: name, parameters: ParameterValues())
      #expect(bytes.count > 300)
    }
    let usual = try family.convert(
      instance, to: fileExtension, formulation: nil, parameters: ParameterValues())
    #expect(!usual.isEmpty)
  }

  @Test("Published optima", arguments: [("fattahi/fattahi5", 119), ("kacem/kacem1", 11)])
  func published(name: String, optimum: Int) throws {
    guard let path = SharedData.file("benchmarks/fjsp/\(name).fjs") else { return }
    let instance = try family.instance(at: path)
    let result = try family.solve(instance, method: "cp")
    #expect(result.status == .optimal && result.incumbent?.objective == .integer(optimum))
    if optimum > 100 {
      let result = try family.solve(instance, method: "mip")
      #expect(result.status == .optimal && result.incumbent?.objective == .integer(optimum))
    }
  }
}
