import OptCore
import SingleMachine
import TestSupport
import Testing

@Suite("Properties of all rules")
struct RulePropertyTests {
  static let family = SingleMachineFamily()
  static let rules = family.methods.filter { $0.description.kind == .rule }.map(\.description.id)

  static func solve(
    _ id: String, _ instance: SingleMachineInstance, limits: SolveLimits = SolveLimits()
  ) throws -> SolveResult<TardinessSchedule> {
    let method = try family.method(id)
    let parameters = try ParameterValues([], allowed: method.description.parameters)
    return try family.solve(
      SolveRequest(method: id, parameters: parameters),
      in: SolveSession(instance, sense: .minimize, limits: limits))
  }

  @Test("brute force and the subset program agree on 500 instances of up to 7 jobs")
  func oracles() {
    for instance in SmallTardinessInstances(seed: 20, count: 500, largest: 7) {
      let oracle = TardinessOracle(
        p: instance.processingTimes, d: instance.dueDates, w: instance.weights)
      #expect(oracle.bruteForce() == oracle.subsetProgram())
    }
  }

  @Test("never beats the optimum, and is optimal whenever it says so", arguments: rules)
  func sound(rule: String) throws {
    var proofs = 0
    for instance in SmallTardinessInstances(seed: 21, count: 400, largest: 9) {
      let oracle = TardinessOracle(
        p: instance.processingTimes, d: instance.dueDates, w: instance.weights)
      let optimum = oracle.subsetProgram()
      let result = try Self.solve(rule, instance)
      let incumbent = try #require(result.incumbent)
      #expect(incumbent.objective == .integer(oracle.cost(incumbent.solution.sequence)))
      #expect(incumbent.objective >= .integer(optimum))
      if result.status == .optimal {
        proofs += 1
        #expect(incumbent.objective == .integer(optimum))
      }
    }
    #expect(proofs > 0)
  }

  @Test("the six-job example: MDD 144, MDDC 141, which is optimal")
  func example() throws {
    let instance = try SingleMachineInstance(
      name: "six", processingTimes: [10, 11, 10, 10, 11, 10],
      dueDates: [15, 11, 13, 11, 12, 11])
    let mdd = try #require(try Self.solve("mdd", instance).incumbent)
    #expect(mdd.solution.sequence == [1, 0, 2, 3, 5, 4])
    #expect(mdd.objective == .integer(144))
    let mddc = try #require(try Self.solve("mddc", instance).incumbent)
    #expect(mddc.solution.sequence == [3, 5, 2, 0, 1, 4])
    #expect(mddc.objective == .integer(141))
    let oracle = TardinessOracle(p: instance.processingTimes, d: instance.dueDates)
    #expect(oracle.bruteForce() == 141)
  }

  @Test("answers on the edge cases of the format", arguments: rules)
  func edges(rule: String) throws {
    let big = 1 << 29
    let cases: [(p: [Int], d: [Int], w: [Int]?)] = [
      ([], [], nil), ([0], [0], nil), ([7], [-3], [0]), ([0, 0, 0], [0, 5, -5], nil),
      ([0, 0], [0, 0], [0, 0]), ([5, 5, 5], [7, 7, 7], [1, 2, 3]), ([3, 1], [100, 200], nil),
      ([0, 4, 0], [9, 1, -9], [0, 1, 2]), ([big, big + 1, 1], [big, -big, 3], [big, 1, 0]),
      ([1 << 58, 1 << 58, 3], [1 << 57, 1 << 59, 5], nil),
    ]
    for (p, d, w) in cases {
      let instance = try SingleMachineInstance(
        name: "edge", processingTimes: p, dueDates: d, weights: w)
      let result = try Self.solve(rule, instance)
      #expect(result.incumbent?.solution.violations(in: instance) == [])
    }
  }

  @Test("a run that is stopped at once still delivers a schedule", arguments: rules)
  func stopped(rule: String) throws {
    let recipe = SingleMachineInstance.Recipe(
      jobs: 3000, tardinessFactor: 0.6, dueDateRange: 0.4)
    let instance = try SingleMachineInstance.random(recipe, seed: 3)
    let result = try Self.solve(rule, instance, limits: SolveLimits(time: 0))
    #expect(result.incumbent?.solution.violations(in: instance) == [])
    #expect([.timeLimit, .completed, .proved].contains(result.termination))
  }

  @Test(
    "large instances give the same sequence as the definition", arguments: [1, 2, 3] as [UInt64])
  func large(seed: UInt64) throws {
    var recipe = SingleMachineInstance.Recipe(
      jobs: 600, tardinessFactor: 0.2 * Double(seed), dueDateRange: 0.4)
    recipe.clampsDueDates = false
    let instance = try SingleMachineInstance.random(recipe, seed: seed)
    let (p, d) = (instance.processingTimes, instance.dueDates)
    #expect(
      EDDChallenger().sequence(of: instance)
        == RuleDefinitions.eddChallenger(p, d, asPrinted: false))
    #expect(MDDChallenger().sequence(of: instance) == RuleDefinitions.mddChallenger(p, d))
    #expect(PanwalkarSmithKoulamas().sequence(of: instance) == RuleDefinitions.psk(p, d))
  }

  @Test("permuting the jobs of a tie-free instance permutes the sequence", arguments: rules)
  func relabelling(rule: String) throws {
    // Distinct durations and due dates, so that no rule meets a tie it would break by id.
    let p = [13, 29, 7, 41, 19, 53, 3]
    let d = [60, 31, 90, 77, 101, 45, 12]
    let w = [3, 5, 2, 7, 4, 9, 1]
    let labels = [4, 2, 6, 0, 5, 1, 3]
    let instance = try SingleMachineInstance(
      name: "a", processingTimes: p, dueDates: d, weights: w)
    let permuted = try SingleMachineInstance(
      name: "b", processingTimes: labels.map { p[$0] }, dueDates: labels.map { d[$0] },
      weights: labels.map { w[$0] })
    let sequence = try #require(try Self.solve(rule, instance).incumbent?.solution.sequence)
    let other = try #require(try Self.solve(rule, permuted).incumbent?.solution.sequence)
    #expect(other.map { labels[$0] } == sequence)
  }
}
