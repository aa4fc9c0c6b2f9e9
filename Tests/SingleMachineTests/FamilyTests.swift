import OptCore
import SingleMachine
import TestSupport
import Testing

@Suite("The family's front door")
struct FamilyTests {
  static let family = SingleMachineFamily()

  @Test("method identifiers are unique, lower-case and hyphenated; the default is one of them")
  func identifiers() {
    let ids = Self.family.methods.map(\.description.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids.contains(Self.family.defaultMethod))
    for id in ids { #expect(id.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }) }
    let rules = [
      "edd", "spt", "wspt", "mdd", "wmdd", "atc", "covert", "panneerselvam", "psk",
      "wilkerson-irwin", "nbr", "eddc", "eddc-paper", "mddc", "augmented-mdd", "augmented-mddc",
    ]
    #expect(Array(ids.prefix(rules.count)) == rules)
  }

  @Test("a warm start's method has to fit the instance, as the method itself has to")
  func unsuitableWarmStart() throws {
    let text = SourceText(file: "w", text: "2\n3 1 2\n4 1 5\n")
    let instance = try SingleMachineInstance.read(text)
    let request = SolveRequest<TardinessSchedule>(method: "mdd", warmStart: .method("exact"))
    let reason = try #require(try Self.family.method("exact").obstacle(on: instance))
    #expect(throws: SolveError.unsupported(method: "exact", reason: reason)) {
      try Self.family.solve(request, in: SolveSession(instance, sense: .minimize))
    }
  }

  @Test("on rounded data nothing is called optimal, and the restriction is named once")
  func rounded() throws {
    let text = SourceText(file: "r", text: "inst 0 1\n0.12345678901234 0.12345678901234 5\n")
    let instance = try SingleMachineInstance.read(text)
    var request = SolveRequest<TardinessSchedule>(method: "edd")
    request.warmStart = .method("mdd")
    let result = try Self.family.solve(request, in: SolveSession(instance, sense: .minimize))
    #expect(result.status == .feasible)
    #expect(result.incumbent?.objective == .real(0))
    #expect(result.statistics.filter { $0.key == "restriction" }.count == 1)
  }

  @Test("on real data that are kept exactly a proof counts")
  func exactReals() throws {
    let text = SourceText(file: "r", text: "inst 0 2\n0.5 1 0.25\n0.5 1 5\n")
    let instance = try SingleMachineInstance.read(text)
    let result = try Self.family.solve(
      SolveRequest(method: "wspt"), in: SolveSession(instance, sense: .minimize))
    #expect(result.incumbent?.objective == .real(0.25))
    #expect(Self.family.answer(TardinessSchedule(sequence: [0, 1]), in: instance)[0].value == "1")
  }

  @Test("the exact search proves optima of real data that are kept exactly")
  func exactSearchOnReals() throws {
    var stream = RandomStream(seed: 8)
    for _ in 0..<50 {
      let p = (0..<8).map { _ in stream.integer(in: 1...99) }
      let d = (0..<8).map { _ in stream.integer(in: 1...300) }
      let rows = zip(p, d).map { "\(Double($0) / 10) 1 \(Double($1) / 10)\n" }.joined()
      let text = SourceText(file: "r", text: "inst 0 8\n" + rows)
      let instance = try SingleMachineInstance.read(text)
      let method = try Self.family.method("exact").description
      let result = try Self.family.solve(
        SolveRequest(
          method: "exact", parameters: try ParameterValues([], allowed: method.parameters)),
        in: SolveSession(instance, sense: .minimize))
      let optimum = Double(TardinessOracle(p: p, d: d).subsetProgram()) / 10
      let objective = try #require(result.incumbent?.objective.asReal)
      #expect(result.status == .optimal)
      #expect(abs(objective - optimum) < 1e-9)
    }
  }

  @Test("a bound on real data does not pass the objective by a rounding error")
  func boundOfReals() throws {
    // 0.1 + (0.1 + 0.6) is 0.7999999999999999 in Double; the ticks give 8 / 10.
    let instance = try SingleMachineInstance.read(
      SourceText(file: "r", text: "inst 0 2\n0.1 1 0\n0.6 1 0\n"))
    let result = try Self.family.solve(
      SolveRequest(method: "exact"), in: SolveSession(instance, sense: .minimize))
    #expect(result.status == .optimal)
    #expect(result.incumbent?.objective == .real(0.1 + (0.1 + 0.6)))
    #expect(result.bound == result.incumbent?.objective)
  }

  @Test("a stopped exact search has a bound, and a limit beyond all memory means none")
  func exactLimits() throws {
    let recipe = SingleMachineInstance.Recipe(
      jobs: 200, tardinessFactor: 0.6, dueDateRange: 0.2)
    let instance = try SingleMachineInstance.random(recipe, seed: 4)
    let stopped = try Self.family.solve(
      SolveRequest(method: "exact"),
      in: SolveSession(instance, sense: .minimize, limits: SolveLimits(work: 1)))
    let usual = try Self.family.solve(
      SolveRequest(method: "exact"), in: SolveSession(instance, sense: .minimize))
    let full = try Self.family.solve(
      SolveRequest(method: "exact"),
      in: SolveSession(instance, sense: .minimize, limits: SolveLimits(memory: 1 << 44)))
    #expect(full.status == .optimal)
    #expect(full.statistics == usual.statistics)
    let optimum = try #require(full.bound?.asReal)
    let bound = try #require(stopped.bound?.asReal)
    #expect(stopped.status == .feasible && bound > 0 && bound <= optimum)
  }

  @Test("verify=true gives the same answer and counts the collisions it saw")
  func verifiedMemory() throws {
    let recipe = SingleMachineInstance.Recipe(
      jobs: 100, tardinessFactor: 0.6, dueDateRange: 0.2)
    let instance = try SingleMachineInstance.random(recipe, seed: 5)
    let method = try Self.family.method("exact").description
    func run(_ settings: [String]) throws -> SolveResult<TardinessSchedule> {
      try Self.family.solve(
        SolveRequest(
          method: "exact",
          parameters: try ParameterValues(settings, allowed: method.parameters)),
        in: SolveSession(instance, sense: .minimize))
    }
    let (plain, verified) = (try run([]), try run(["verify=true"]))
    func statistic(_ result: SolveResult<TardinessSchedule>, _ key: String) -> JSONValue? {
      result.statistics.first { $0.key == key }?.value
    }
    #expect(verified.status == .optimal && verified.bound == plain.bound)
    #expect(statistic(verified, "memory_hits") == statistic(plain, "memory_hits"))
    #expect(statistic(verified, "memory_collisions") == .integer(0))
    #expect(statistic(plain, "memory_collisions") == nil)
  }

  @Test("long sequences are cut in the answer, short ones are not")
  func answer() throws {
    func shown(_ jobs: Int) throws -> String {
      let recipe = SingleMachineInstance.Recipe(jobs: jobs, tardinessFactor: 0.5, dueDateRange: 1)
      let instance = try SingleMachineInstance.random(recipe, seed: 1)
      let schedule = TardinessSchedule(sequence: Array(0..<jobs))
      return Self.family.answer(schedule, in: instance)[1].value
    }
    #expect(try shown(3) == "0 1 2")
    #expect(try shown(1000).hasSuffix(" 998 999"))
    #expect(try shown(1001).hasSuffix(" 18 19 ... (all of it with -o FILE.json)"))
  }

  @Test("conversion writes text and JSON, refuses JSON for real data and names known extensions")
  func conversion() throws {
    let instance = try SingleMachineInstance(
      name: "x", processingTimes: [3, 4], dueDates: [5, 6], weights: [2, 1])
    func convert(_ instance: SingleMachineInstance, _ fileExtension: String) throws -> String {
      String(
        decoding: try Self.family.convert(
          instance, to: fileExtension, formulation: nil, parameters: ParameterValues()),
        as: UTF8.self)
    }
    #expect(try convert(instance, "txt") == "2\n3 5 2\n4 6 1\n")
    #expect(
      try convert(instance, "json") == """
        {
          "problem": "smtt",
          "name": "x",
          "n": 2,
          "p": [3, 4],
          "d": [5, 6],
          "w": [2, 1]
        }

        """)
    let real = try SingleMachineInstance.read(
      SourceText(file: "r", text: "inst 0 1\n0.5 1 0.25\n"))
    #expect(try convert(real, "txt") == "inst 0 1\n0.5 1.0 0.25\n")
    #expect(throws: SolveError.self) { try convert(real, "json") }
    #expect(throws: SolveError.self) { try convert(instance, "xml") }
  }

  @Test("the result document's fields are the sequence and one record per job in id order")
  func fields() throws {
    let instance = try SingleMachineInstance(
      name: "x", processingTimes: [3, 4], dueDates: [5, 4])
    let members = Self.family.fields(of: TardinessSchedule(sequence: [1, 0]), in: instance)
    #expect(
      JSONValue.object(members).compact()
        == #"{"sequence":[1,0],"jobs":[{"id":0,"start":4,"end":7,"tardiness":2},{"id":1,"start":0,"end":4,"tardiness":0}]}"#
    )
  }
}
