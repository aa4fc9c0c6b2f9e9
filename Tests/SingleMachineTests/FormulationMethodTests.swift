import EngineCBC
import EngineCP
import EngineGLPK
import Modeling
import OptCore
import SingleMachine
import Synchronization
import TestSupport
import Testing

/// The method `mip` as a user runs it.
@Suite("Method mip")
struct FormulationMethodTests {
  private let engines = EngineSet([CBCEngine(), GLPKEngine()])

  private func run(
    _ instance: SingleMachineInstance, _ settings: [String] = [], formulation: String? = nil,
    engine: String? = nil, limits: SolveLimits = SolveLimits(),
    warmStart: WarmStart<TardinessSchedule> = .automatic, engines: EngineSet? = nil
  ) throws -> SolveResult<TardinessSchedule> {
    let family = SingleMachineFamily(engines: engines ?? self.engines)
    let session = SolveSession(instance, sense: .minimize, limits: limits)
    let parameters = try ParameterValues(
      settings, allowed: try family.method("mip").description.parameters)
    return try family.solve(
      SolveRequest(
        method: "mip", formulation: formulation, engine: engine, parameters: parameters,
        warmStart: warmStart), in: session)
  }

  @Test("Every combination of fixings and starts proves the optimum")
  func settings() throws {
    var random = RandomStream(seed: 91)
    let settings = [
      [], ["cost-fixing=false"], ["fixings=false"], ["cuts=false", "cost-fixing=false"],
    ]
    for round in 0..<80 {
      let instance = FormulationOracle.instance(
        &random, jobs: 0...6, isWeighted: round % 4 == 3, longest: 12)
      let optimum = FormulationOracle.optimum(instance)
      let result = try run(
        instance, settings[round % settings.count],
        formulation: round % 4 == 3 ? ["f3", "f4"][round / 4 % 2] : nil,
        engine: round % 5 == 0 ? "glpk" : "cbc", warmStart: round % 3 == 0 ? .none : .automatic)
      #expect(result.incumbent?.objective == .integer(optimum), "\(instance)")
      #expect(result.status == .optimal && result.bound == .integer(optimum), "\(instance)")
      #expect(result.termination == .proved)
    }
  }

  @Test(
    "The engine cp proves the optimum of every formulation, with and without fixings",
    arguments: ["f1", "f2", "f3", "f4", "f5"])
  func constraintEngine(id: String) throws {
    var random = RandomStream(seed: 92)
    let settings = [
      [], ["cost-fixing=false"], ["fixings=false"], ["fixings=false", "cuts=false"],
    ]
    for round in 0..<40 {
      let instance = FormulationOracle.instance(
        &random, jobs: 0...5, isWeighted: id != "f2" && round % 2 == 1, longest: 9)
      let optimum = FormulationOracle.optimum(instance)
      let result = try run(
        instance, settings[round % 4], formulation: id,
        warmStart: round % 3 == 0 ? .none : .automatic, engines: EngineSet([CPEngine()]))
      #expect(result.incumbent?.objective == .integer(optimum), "\(instance)")
      #expect(result.status == .optimal && result.bound == .integer(optimum), "\(instance)")
    }
  }

  @Test("Formulations by long name; unknown ones and unfit weights are refused")
  func names() throws {
    let plain = try SingleMachineInstance(
      name: "p", processingTimes: [3, 1, 2], dueDates: [2, 2, 2])
    for id in ["f1", "positional-completion", "f5", "linear-ordering", "time-indexed"] {
      let result = try run(plain, formulation: id)
      // SPT 1, 3, 6 against due date 2 everywhere: 0 + 1 + 4.
      #expect(result.incumbent?.objective == .integer(5))
    }
    #expect(throws: SolveError.self) { try run(plain, formulation: "f6") }
    let weighted = try SingleMachineInstance(
      name: "w", processingTimes: [3, 1], dueDates: [0, 0], weights: [2, 1])
    #expect(throws: SolveError.self) { try run(weighted, formulation: "f2") }
    #expect(throws: SolveError.self) { try run(plain, engines: EngineSet([])) }
  }

  @Test("A run is never worse than its warm start and keeps an optimal one as cutoff or start")
  func warmStart() throws {
    var random = RandomStream(seed: 101)
    for settings in [[], ["cost-fixing=false"], ["fixings=false"]] {
      let instance = FormulationOracle.instance(&random, jobs: 6...6, longest: 30)
      let orders = FormulationOracle.orders(6)
      let best = try #require(
        orders.min {
          FormulationOracle.cost($0, instance) < FormulationOracle.cost($1, instance)
        })
      let result = try run(
        instance, settings, limits: SolveLimits(work: 0),
        warmStart: .solution(TardinessSchedule(sequence: best)))
      #expect(result.incumbent?.objective == .integer(FormulationOracle.cost(best, instance)))
    }
  }

  @Test("The statistics name engine, formulation, size and start")
  func statistics() throws {
    let instance = try SingleMachineInstance(
      name: "s", processingTimes: [4, 6, 3, 5], dueDates: [6, 7, 8, 9])
    let result = try run(instance, ["fixings=false"], formulation: "f1")
    let keys = result.statistics.map(\.key)
    for key in ["engine", "formulation", "rows", "columns", "nonzeros", "nodes", "start"] {
      #expect(keys.contains(key), "\(key)")
    }
    let rows = result.statistics.first { $0.key == "rows" }?.value
    #expect(rows == .integer(4 * 4 + 4 * 4))
  }

  @Test("A cancelled run and a spent time limit still deliver the start")
  func limits() throws {
    var random = RandomStream(seed: 111)
    let instance = FormulationOracle.instance(&random, jobs: 30...30, longest: 60)
    let result = try run(
      instance, ["fixings=false"], formulation: "f1", limits: SolveLimits(time: 0))
    #expect(result.incumbent != nil)
    let cancellation = Cancellation()
    cancellation.cancel()
    let session = SolveSession(instance, sense: .minimize, cancellation: cancellation)
    let family = SingleMachineFamily(engines: engines)
    let request = SolveRequest<TardinessSchedule>(
      method: "mip", parameters: try ParameterValues([], allowed: MIPParameters.descriptions))
    let stopped = try family.solve(request, in: session)
    #expect(stopped.incumbent != nil && stopped.termination == .interrupted)
  }

  /// Counts how often it is asked to solve.
  private struct CountingEngine: Engine {
    final class Calls: Sendable { let count = Atomic<Int>(0) }

    let identity = EngineIdentity(
      id: "counting", name: "Counting", version: "1", usesThreads: false, separatesLazyRows: false)
    let calls = Calls()

    func solve(
      _ model: Model, options: EngineOptions, observer: EngineObserver
    ) throws(EngineError) -> ModelResult {
      calls.count.wrappingAdd(1, ordering: .relaxed)
      return ModelResult(termination: .interrupted, engineStatus: "counted")
    }
  }

  @Test(
    "A run that has to stop builds no model and starts no engine",
    arguments: [[], ["cost-fixing=false"], ["fixings=false"]])
  func stoppedBeforeTheEngine(settings: [String]) throws {
    var random = RandomStream(seed: 112)
    let instance = FormulationOracle.instance(&random, jobs: 30...30, longest: 60)
    let engine = CountingEngine()
    let set = EngineSet([engine])
    let result = try run(instance, settings, limits: SolveLimits(time: 0), engines: set)
    #expect(result.termination == .timeLimit && result.incumbent != nil)
    #expect(engine.calls.count.load(ordering: .relaxed) == 0)
    _ = try run(instance, ["fixings=false"], engines: set)
    #expect(engine.calls.count.load(ordering: .relaxed) == 1)
  }

  @Test("Settings of the engine are checked even where the proof needs no engine")
  func engineSettings() throws {
    let easy = try SingleMachineInstance(name: "e", processingTimes: [1, 1], dueDates: [9, 9])
    #expect(try run(easy, ["engine-settings=cuts=off"]).status == .optimal)
    for engine in ["cbc", "glpk"] {
      do {
        _ = try run(easy, ["engine-settings=foo=3"], engine: engine)
        Issue.record("accepted by \(engine)")
      } catch SolveError.badRequest(let text) {
        #expect(text.hasPrefix("-P engine-settings: ") && text.contains("'foo'"))
      }
    }
  }

  @Test("Large numbers are scaled and solved; claims stay consistent")
  func largeNumbers() throws {
    var random = RandomStream(seed: 121)
    for round in 0..<10 {
      let p = (0..<5).map { _ in random.integer(in: 1...3_000_000_000) }
      let total = p.reduce(0, +)
      let d = (0..<5).map { _ in random.integer(in: -total...total) }
      let w = (0..<5).map { _ in round % 2 == 0 ? 1 : random.integer(in: 0...100_000) }
      guard
        let instance = try? SingleMachineInstance(
          name: "large", processingTimes: p, dueDates: d, weights: w)
      else { continue }
      let optimum = FormulationOracle.optimum(instance)
      let result = try run(instance, formulation: round % 2 == 0 ? "f2" : "f3")
      #expect(result.incumbent?.objective == .integer(optimum))
      #expect((result.bound?.asReal ?? 0) <= Double(optimum))
    }
  }

  @Test("A proof within an engine's tolerances is no proof where those are worth whole ticks")
  func tolerances() throws {
    // GLPK takes u = 0.99999 for 1: the big-M rows give way by 6 ticks a job, and 420126 "is optimal".
    let instance = try SingleMachineInstance(
      name: "near", processingTimes: [100_045, 100_049, 100_004, 100_021, 100_005, 100_050],
      dueDates: [360_094, 360_074, 360_103, 360_102, 360_111, 360_083])
    let optimum = FormulationOracle.optimum(instance)
    #expect(optimum == 420_089)
    for (engine, formulation) in [("glpk", "f1"), ("cbc", "f1"), ("cbc", "f2")] {
      let result = try run(
        instance, ["fixings=false", "cuts=false"], formulation: formulation, engine: engine,
        limits: SolveLimits(time: 20), warmStart: .none)
      let bound = try #require(result.bound?.asReal)
      #expect(bound <= Double(optimum), "\(engine) \(formulation)")
    }
  }

  @Test("GLPK's cuts on coefficients near 1e5 lead to no linear program without end")
  func largeCoefficients() throws {
    let instance = try SingleMachineInstance(
      name: "near", processingTimes: [100_045, 100_049, 100_004, 100_021, 100_005, 100_050],
      dueDates: [360_094, 360_074, 360_103, 360_102, 360_111, 360_083])
    let result = try run(
      instance, ["fixings=false", "cuts=false"], formulation: "f3", engine: "glpk",
      limits: SolveLimits(time: 60), warmStart: .none)
    #expect(result.termination != .timeLimit)
    #expect(result.incumbent?.objective == .integer(420_089))
  }

  @Test("What was found stays an answer where the model would be too large")
  func tooLarge() throws {
    var random = RandomStream(seed: 131)
    let p = (0..<8).map { _ in random.integer(in: 400_000...600_000) }
    let d = p.map { $0 + random.integer(in: 0...2_000_000) }
    let instance = try SingleMachineInstance(
      name: "wide", processingTimes: p, dueDates: d, weights: (0..<8).map { 1 + $0 % 3 })
    let result = try run(instance, ["fixings=false"])
    #expect(result.incumbent != nil)
    #expect(result.status == .feasible && result.termination == .completed)
    let reason = try #require(result.statistics.first { $0.key == "not_solved" }?.value.asString)
    #expect(reason.contains("f4"))
    // Without anything to deliver it is a refusal as before.
    #expect(throws: SolveError.self) { try run(instance, ["fixings=false"], warmStart: .none) }
  }

  @Test("A request without parameters has the defaults of the descriptions")
  func defaults() throws {
    var random = RandomStream(seed: 141)
    let family = SingleMachineFamily(engines: engines)
    var differs = false
    for _ in 0..<6 {
      let instance = FormulationOracle.instance(&random, jobs: 7...7, longest: 30)
      let bare = try family.solve(
        SolveRequest(method: "mip"), in: SolveSession(instance, sense: .minimize))
      let described = try run(instance)
      let plain = try run(instance, ["fixings=false"])
      #expect(bare.statistics == described.statistics)
      differs = differs || bare.statistics != plain.statistics
    }
    #expect(differs)
  }

  @Test("An engine that lies about infeasibility is an internal error, not an answer")
  func lyingEngine() throws {
    let instance = try SingleMachineInstance(
      name: "lie", processingTimes: [4, 6, 3, 5], dueDates: [6, 7, 8, 9])
    #expect(throws: SolveError.self) {
      try run(
        instance, ["fixings=false", "engine-settings=infeasible"], warmStart: .none,
        engines: EngineSet([ScriptedEngine()]))
    }
  }
}
