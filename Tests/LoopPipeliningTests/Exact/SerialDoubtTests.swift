import EngineCBC
import EngineCP
import EngineGLPK
import LoopPipelining
import Modeling
import OptCore
import Testing

/// Whether any interval works, as the methods find out that go from one interval to the next.
@Suite("loops that no interval works for")
struct SerialDoubtTests {
  private let family = LoopPipeliningFamily(
    engines: EngineSet([GLPKEngine(), CBCEngine(), CPEngine()]))

  /// A method, with formulation and engine.
  struct Way: Sendable, CustomStringConvertible {
    var method: String
    var formulation: String?
    var engine: String?
    var description: String {
      [method, formulation, engine].compactMap { $0 }.joined(separator: " ")
    }

    static let all = [
      Way(method: "search"), Way(method: "auto"), Way(method: "cp"),
      Way(method: "mip", engine: "glpk"), Way(method: "mip", engine: "cbc"),
      Way(method: "mip", formulation: "turns"),
      Way(method: "mip", formulation: "time-indexed", engine: "cbc"),
    ]
  }

  private func solve(
    _ instance: LoopInstance, _ way: Way, time: Double = 60
  ) throws -> SolveResult<LoopSchedule> {
    try family.solve(
      instance, method: way.method, formulation: way.formulation, engine: way.engine,
      limits: SolveLimits(time: time), warmStart: .none)
  }

  private func reason(_ result: SolveResult<LoopSchedule>) -> String {
    result.statistics.first { $0.key == "infeasible" }?.value.compact() ?? ""
  }

  /// Three values of 2 registers each live together when their user starts; each of two warps has room for one. Bounds see nothing,
  /// as values need not live long.
  private func crowded(cycles: Int, delay: Int = 1) throws -> LoopInstance {
    let operations = ["a", "b", "c"].map {
      LoopOperation(id: $0, cycles: cycles, registers: 2, issue: 0)
    }
    return try LoopInstance(
      name: "crowded", machine: LoopMachine(units: [], warps: .init(count: 2, registers: [3, 3])),
      operations: operations + [LoopOperation(id: "d", cycles: cycles, issue: 0)],
      edges: (0..<3).map { LoopEdge(from: $0, to: 3, delay: 1) }
        + [LoopEdge(from: 3, to: 0, delay: delay, distance: 9, kind: .order)])
  }

  @Test("are told after a few intervals, however long operations are", arguments: Way.all)
  func crowded(way: Way) throws {
    let instance = try crowded(cycles: 100)
    #expect(instance.serialInterval > 400)
    let result = try solve(instance, way)
    #expect(result.status == .infeasible)
    #expect(result.termination == .proved)
    #expect(result.incumbent == nil)
    #expect(reason(result).contains("no initiation interval works: it fails by"))
    #expect(reason(result).contains("registers"))
    let bounds = result.trajectory.compactMap { $0.bound?.asInteger }
    #expect(bounds.max() ?? 0 <= 4)
  }

  /// With a negative delay only all intervals up to the serial one are a proof.
  @Test("with a negative delay are told at the serial interval", arguments: Way.all)
  func negative(way: Way) throws {
    let instance = try crowded(cycles: 1, delay: -1)
    let result = try solve(instance, way)
    #expect(result.status == .infeasible)
    #expect(result.termination == .proved)
    #expect(reason(result).contains("no initiation interval works"))
    let bounds = result.trajectory.compactMap { $0.bound?.asInteger }
    #expect(bounds.max() == instance.serialInterval)
  }

  @Test("one interval that is asked for proves nothing of others", arguments: ["cp", "mip"])
  func oneInterval(method: String) throws {
    let result = try family.solve(
      try crowded(cycles: 1), method: method, settings: ["interval=4"], warmStart: .none)
    #expect(result.status == .unknown)
    #expect(reason(result).isEmpty)
  }

  /// x and y take the unit 12 cycles apart, which fails at 2, 3 and 4. The value of a, of which no room is left for any, is born five
  /// cycles after its user of the iteration before starts: it is live from 6 on. So 5 works, and nothing longer does.
  @Test(
    "are not confused with loops that only short intervals work for", arguments: Way.all,
    [false, true])
  func shortOnly(way: Way, isNegative: Bool) throws {
    let large = [LoopOperation.Footprint(memory: 0, amount: 2)]
    let shift = isNegative ? 5 : 0
    let instance = try LoopInstance(
      name: "short only",
      machine: LoopMachine(
        units: [.init(name: "U", capacity: 1)], memories: [.init(name: "M", capacity: 1)]),
      operations: [
        LoopOperation(id: "a", memory: large, liveFrom: 5 - shift), LoopOperation(id: "b"),
        LoopOperation(id: "x", uses: [.init(unit: 0, from: 0, to: 1)]),
        LoopOperation(id: "y", uses: [.init(unit: 0, from: 12, to: 13)]),
      ],
      edges: [
        LoopEdge(from: 0, to: 1, delay: -shift, distance: 1),
        LoopEdge(from: 0, to: 1, delay: -shift, kind: .order),
        LoopEdge(from: 1, to: 0, delay: shift, kind: .order),
        LoopEdge(from: 2, to: 3, kind: .order), LoopEdge(from: 3, to: 2, kind: .order),
      ])
    let result = try solve(instance, way)
    #expect(result.status == .optimal)
    #expect(result.incumbent?.solution.interval == 5)
  }

  @Test("are the same for all methods: tiny loops with little room", arguments: [false, true])
  func random(isJoint: Bool) throws {
    var (infeasible, feasible) = (0, 0)
    for seed in 0..<120 {
      guard let instance = try tight(seed, isJoint: isJoint) else { continue }
      let first = try solve(instance, Way.all[0])
      #expect(first.termination == .proved)
      let isInfeasible = first.status == .infeasible
      (infeasible, feasible) = (
        infeasible + (isInfeasible ? 1 : 0), feasible + (isInfeasible ? 0 : 1)
      )
      // Of loops with a schedule a few are enough: other tests have many.
      guard isInfeasible || feasible % 8 == 0 else { continue }
      if isInfeasible {
        for interval in 1...4 {
          var oracle = LoopOracle(instance, interval: interval)
          #expect(oracle.solve(steps: 5000).best == nil, "\(instance.json.compact())")
        }
      }
      for way in [Way.all[2], Way.all[4]] {
        let other = try solve(instance, way)
        #expect(other.status == first.status, "\(way): \(instance.json.compact())")
        #expect(
          other.incumbent?.objective == first.incumbent?.objective,
          "\(way): \(instance.json.compact())")
      }
    }
    #expect(infeasible > 10 && feasible > 10, "\(infeasible) infeasible, \(feasible) feasible")
  }

  /// A tiny loop without negative delays and `live_from`, with half the room for values.
  private func tight(_ seed: Int, isJoint: Bool) throws -> LoopInstance? {
    guard let drawn = TinyLoop.loop(40_000 + seed, isJoint: isJoint) else { return nil }
    var machine = drawn.machine
    for memory in machine.memories.indices {
      machine.memories[memory].capacity = (machine.memories[memory].capacity + 1) / 2
    }
    if var warps = machine.warps {
      warps.registers = warps.registers.map { $0.map { ($0 + 1) / 2 } }
      machine.warps = warps
    }
    let operations = drawn.operations.map { operation in
      var operation = operation
      operation.liveFrom = 0
      return operation
    }
    let edges = drawn.edges.map { edge in
      var edge = edge
      edge.delay = max(0, edge.delay)
      return edge
    }
    return try? LoopInstance(
      name: drawn.name, machine: machine, operations: operations, edges: edges)
  }
}
