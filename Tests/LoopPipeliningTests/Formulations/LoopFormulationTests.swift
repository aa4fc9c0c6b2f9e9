import EngineCBC
import EngineCP
import EngineGLPK
import LoopPipelining
import Modeling
import OptCore
import Testing

@Suite("models of a loop at one initiation interval")
struct LoopFormulationTests {
  private let family = LoopPipeliningFamily(
    engines: EngineSet([GLPKEngine(), CBCEngine(), CPEngine()]))

  @Test("the definition counted cycle by cycle agrees with the checker", arguments: [false, true])
  func checker(isJoint: Bool) throws {
    var random = RandomStream(seed: 7)
    var sound = 0
    for seed in 20_000..<21_500 {
      guard let instance = TinyLoop.loop(seed, isJoint: isJoint) else { continue }
      let interval = random.integer(in: 2...7)
      let starts = instance.operations.map { _ in random.integer(in: 0...10) }
      let count = instance.machine.warps?.count ?? 0
      let sets = instance.operations.map { operation in
        WarpSet((0..<count).shuffled(using: &random).prefix(operation.warpCount))
      }
      let machine = instance.machine.warps
      let isPlaced = zip(instance.operations, sets).allSatisfy { operation, set in
        machine?.variableLatencyWarp.map { set.contains($0) == operation.hasVariableLatency }
          ?? true
      }
      let schedule = LoopSchedule(
        interval: interval, starts: starts, warps: isJoint ? sets : [])
      let accepted =
        isPlaced
        && LoopOracle.accepts(
          instance, interval: interval, starts: starts, warps: sets.map { Int($0.bits) })
      sound += accepted ? 1 : 0
      #expect(schedule.violations(in: instance).isEmpty == accepted, "\(instance.json.compact())")
    }
    #expect(sound > 30)
  }

  @Test(
    "a schedule is a point of the model, and the point is the schedule", arguments: [false, true])
  func points(isJoint: Bool) throws {
    var compared = 0
    for seed in 30_000..<30_150 {
      guard let instance = TinyLoop.loop(seed, isJoint: isJoint) else { continue }
      for interval in 2...4 {
        var oracle = LoopOracle(instance, interval: interval)
        guard let best = oracle.solve().best else { continue }
        let schedule = LoopSchedule(
          interval: interval, starts: best.starts,
          warps: isJoint ? best.warps.map { WarpSet(bits: UInt64($0)) } : [])
        for formulation in ["structured", "time-indexed"] {
          for goal in LoopIntervalModel.Goal.allCases where isJoint || goal != .fewestWarps {
            let model = try LoopIntervalModel(
              instance, interval: interval, formulation: formulation, limit: best.length, goal: goal
            )
            let built = try #require(model, "\(instance.json.compact())")
            let point = try #require(built.encode(schedule), "\(goal) \(instance.json.compact())")
            let broken = built.model.violations(of: point)
            #expect(broken.isEmpty, "\(goal) \(broken) \(instance.json.compact())")
            let decoded = try #require(built.decode(point))
            #expect(decoded.violations(in: instance).isEmpty)
            if goal != .any {
              #expect(decoded.length(in: instance) == best.length)
              #expect(decoded.warpsUsed.count == best.warpCount)
            }
            compared += 1
          }
        }
      }
    }
    #expect(compared > 300)
  }

  private func example() throws -> LoopInstance {
    try LoopInstance(
      name: "example",
      machine: LoopMachine(
        units: [.init(name: "U", capacity: 1)], memories: [.init(name: "M", capacity: 4)]),
      operations: (0..<3).map {
        LoopOperation(
          id: "o\($0)", uses: [.init(unit: 0, from: 0, to: 1)],
          memory: [.init(memory: 0, amount: 2)])
      },
      edges: [LoopEdge(from: 0, to: 1, delay: 2), LoopEdge(from: 1, to: 2, delay: 2)])
  }

  @Test("structured models have rows and stages for starts")
  func size() throws {
    let instance = try example()
    let built = try #require(try LoopIntervalModel(instance, interval: 4, limit: 40, goal: .within))
    // Each value has one use, so that no end has columns of its own.
    #expect(built.model.columnCount == 3 * (4 + 1))
  }

  @Test("files hold the model of the interval asked for, or of the least")
  func files() throws {
    let instance = try example()
    func text(_ format: String, _ settings: [String]) throws -> String {
      let allowed = try family.method("mip").description.parameters
      let bytes = try family.convert(
        instance, to: format, formulation: nil,
        parameters: try ParameterValues(settings, allowed: allowed))
      return String(decoding: bytes, as: UTF8.self)
    }
    for format in ["lp", "mps"] {
      #expect(try text(format, []).contains("start_row_0_2"))
      #expect(try !text(format, []).contains("start_row_0_3"))
      #expect(try text(format, ["interval=5"]).contains("start_row_0_4"))
    }
    #expect(try text("fzn", ["interval=4"]).contains("solve"))
    #expect(throws: SolveError.self) { try text("lp", ["interval=1"]) }
  }

  @Test("one interval is looked at where it is asked for, and nothing is called optimal")
  func oneInterval() throws {
    let instance = try example()
    for formulation in ["structured", "time-indexed", "turns"] {
      let result = try family.solve(
        instance, method: "mip", formulation: formulation, settings: ["interval=5"])
      #expect(result.incumbent?.solution.interval == 5)
      #expect(result.status == .feasible)
      #expect(result.bound == nil)
    }
    let none = try family.solve(instance, method: "mip", settings: ["interval=2"])
    #expect(none.incumbent == nil)
    #expect(none.status == .unknown)
  }

  @Test("models that are too large are refused")
  func obstacle() throws {
    let instance = try LoopInstance(
      name: "long", machine: LoopMachine(units: [.init(name: "U", capacity: 1)]),
      operations: (0..<3).map {
        LoopOperation(id: "o\($0)", uses: [.init(unit: 0, from: 0, to: 3000)])
      }, edges: [])
    #expect(throws: SolveError.self) {
      try family.solve(instance, method: "mip", warmStart: .none)
    }
  }

  @Test("limits and cancellation end a run")
  func limits() throws {
    let instance = try example()
    let cancellation = Cancellation()
    cancellation.cancel()
    let stopped = try family.solve(instance, method: "mip", cancellation: cancellation)
    #expect(stopped.termination == .interrupted)
    let short = try family.solve(instance, method: "cp", limits: SolveLimits(time: 0))
    #expect(short.termination == .timeLimit)
    let idle = try family.solve(
      instance, method: "mip", limits: SolveLimits(work: 0), warmStart: .none)
    #expect(idle.termination == .workLimit)
  }
}
