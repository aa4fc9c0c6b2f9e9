import EngineCBC
import EngineCP
import EngineGLPK
import LoopPipelining
import Modeling
import OptCore
import Testing

/// Methods against every start and every choice of warps, on tiny loops.
@Suite("methods against brute force on tiny loops")
struct OracleTests {
  private let family = LoopPipeliningFamily(
    engines: EngineSet([GLPKEngine(), CBCEngine(), CPEngine()]))

  /// Intervals that are enumerated.
  private let intervals = 1...6

  /// The interval of the result is the least that brute force finds, and so are its length and its warps.
  private func compare(
    _ instance: LoopInstance, _ method: String, formulation: String? = nil, engine: String? = nil,
    settings: [String] = []
  ) throws {
    var (best, limits): (LoopOracle.Best?, [Int?]) = (nil, [])
    for interval in intervals where best == nil {
      var oracle = LoopOracle(instance, interval: interval)
      let (schedule, limit) = oracle.solve()
      best = schedule
      limits.append(limit)
    }
    // Models grow with the interval; only the search looks for what comes late or never.
    if best == nil, method != "search" { return }
    let what = "\(method) \(formulation ?? "") \(engine ?? "") on \(instance.json.compact())"
    let result: SolveResult<LoopSchedule>
    do {
      result = try family.solve(
        instance, method: method, formulation: formulation, engine: engine,
        limits: SolveLimits(time: 60), settings: settings, warmStart: .none)
    } catch {
      Issue.record("\(what): \(error)")
      return
    }
    #expect(result.termination == .proved, "\(what)")
    #expect(result.status == (result.incumbent == nil ? .infeasible : .optimal), "\(what)")
    let interval = result.incumbent?.solution.interval ?? .max
    if best == nil { try checkLater(instance, before: interval, what) }
    if let best, interval >= limits.count {
      let wanted = [limits.count, best.length] + (instance.isJoint ? [best.warpCount] : [])
      let found = result.incumbent.map { [interval] + $0.refinements }
      #expect(found == wanted, "\(what)")
      #expect(result.refinementBounds == Array(wanted.dropFirst()), "\(what)")
    } else if interval <= limits.count, let found = result.incumbent {
      // Sooner than by brute force: that had to give up at some length.
      #expect(found.refinements[0] > limits[interval - 1] ?? .max, "\(what): \(found.solution)")
    }
  }

  /// Beyond the intervals of brute force another model finds nothing before the interval of the result either.
  private func checkLater(_ instance: LoopInstance, before interval: Int, _ what: String) throws {
    for skipped in intervals.upperBound + 1...intervals.upperBound + 3 where skipped < interval {
      let other = try family.solve(
        instance, method: "mip", engine: "glpk", settings: ["interval=\(skipped)"])
      #expect(other.incumbent == nil, "\(what): left out \(skipped)")
    }
  }

  private func loops(_ block: Int, _ count: Int, isJoint: Bool) -> [LoopInstance] {
    (0..<count).compactMap { TinyLoop.loop(1000 * block + $0, isJoint: isJoint) }
  }

  @Test("search without warps", arguments: 0..<5)
  func searchModulo(block: Int) throws {
    for instance in loops(block, 250, isJoint: false) { try compare(instance, "search") }
  }

  @Test("search with warps", arguments: 0..<5)
  func searchJoint(block: Int) throws {
    for instance in loops(block, 250, isJoint: true) { try compare(instance, "search") }
  }

  @Test("structured rows", arguments: ["glpk", "cbc", "cp"], [false, true])
  func structured(engine: String, isJoint: Bool) throws {
    for instance in loops(10, engine == "cp" ? 60 : 150, isJoint: isJoint) {
      try compare(instance, "mip", engine: engine)
    }
  }

  @Test("one row for each dependence", arguments: ["glpk", "cbc"], [false, true])
  func plain(engine: String, isJoint: Bool) throws {
    for instance in loops(11, 50, isJoint: isJoint) {
      try compare(instance, "mip", engine: engine, settings: ["dependences=plain"])
    }
  }

  @Test("a column for each time", arguments: ["glpk", "cbc"], [false, true])
  func timeIndexed(engine: String, isJoint: Bool) throws {
    for instance in loops(12, 50, isJoint: isJoint) {
      try compare(instance, "mip", formulation: "time-indexed", engine: engine)
    }
  }

  @Test("turns, by our engine and in linear form", arguments: ["cp", "cbc"], [false, true])
  func turns(engine: String, isJoint: Bool) throws {
    for instance in loops(13, engine == "cp" ? 100 : 30, isJoint: isJoint) {
      try compare(instance, "mip", formulation: "turns", engine: engine)
    }
  }

  @Test(
    "operations that are kept on the same warps",
    arguments: [
      ("search", 1000), ("cp", 400), ("mip glpk structured", 300), ("mip cbc structured", 60),
      ("mip glpk time-indexed", 60), ("mip cbc turns", 30),
    ])
  func tied(method: String, count: Int) throws {
    let words = method.split(separator: " ").map(String.init)
    for seed in 14_000..<14_000 + count {
      guard let instance = TinyLoop.loop(seed, isJoint: true, isTied: true) else { continue }
      try compare(
        instance, words[0], formulation: words.dropFirst(2).first,
        engine: words.dropFirst().first)
    }
  }

  @Test(
    "rules keep operations on the same warps", arguments: ["partition-first", "schedule-first"])
  func tiedRules(method: String) throws {
    var (found, kept) = (0, 0)
    for seed in 15_000..<15_400 {
      guard let instance = TinyLoop.loop(seed, isJoint: true, isTied: true) else { continue }
      // What breaks a rule is an error of the session.
      let result = try family.solve(instance, method: method, limits: SolveLimits(time: 10))
      guard let incumbent = result.incumbent else { continue }
      found += 1
      kept += instance.edges.contains { $0.needsSameWarps && $0.source != $0.target } ? 1 : 0
      let best = try family.solve(instance, method: "search", limits: SolveLimits(time: 10))
      #expect(best.status == .optimal)
      let least = best.incumbent?.solution.interval ?? .max
      #expect(least <= incumbent.solution.interval, "\(instance.json.compact())")
    }
    #expect(found > 100 && kept > 20, "\(found) \(kept)")
  }

  /// Two copies of a value do not fit on one warp, and its user is three iterations away: the schedule is three stages long. The
  /// other warp has no budget, so that nothing bounds lifetimes before warps are chosen.
  @Test("a value on warps with and without a budget", arguments: ["search", "cp", "mip"])
  func mixedBudgets(method: String) throws {
    let instance = try LoopInstance(
      name: "mixed", machine: LoopMachine(units: [], warps: .init(count: 2, registers: [1, nil])),
      operations: [
        LoopOperation(id: "a", registers: 2, warpCount: 2, issue: 0),
        LoopOperation(id: "b", issue: 0),
      ], edges: [LoopEdge(from: 0, to: 1, delay: 1, distance: 3, kind: .data)])
    let result = try family.solve(instance, method: method, warmStart: .none)
    #expect(result.status == .optimal)
    #expect(result.incumbent?.solution.interval == 1)
    #expect(result.incumbent?.refinements == [3, 2])
  }

  /// The value of a dies as it is born, inside the life of that of c, which has no room for another one beside it.
  @Test("a value that is never live takes no room", arguments: ["search", "cp", "mip"])
  func emptyLife(method: String) throws {
    let two = [LoopOperation.Footprint(memory: 0, amount: 2)]
    let instance = try LoopInstance(
      name: "empty life",
      machine: LoopMachine(
        units: [.init(name: "U", capacity: 1)], memories: [.init(name: "M", capacity: 3)]),
      operations: [
        LoopOperation(id: "a", uses: [.init(unit: 0, from: 0, to: 3)], memory: two),
        LoopOperation(id: "b"), LoopOperation(id: "c", memory: two), LoopOperation(id: "d"),
      ],
      edges: [
        LoopEdge(from: 0, to: 1), LoopEdge(from: 2, to: 3, delay: 2),
        LoopEdge(from: 3, to: 2, delay: -2, kind: .order),
        LoopEdge(from: 2, to: 0, delay: 1, kind: .order),
        LoopEdge(from: 0, to: 2, delay: -1, kind: .order),
      ])
    let result = try family.solve(instance, method: method, warmStart: .none)
    #expect(result.status == .optimal)
    #expect(result.incumbent?.solution.interval == 3)
    #expect(result.incumbent?.refinements == [3])
  }
}
