import OptCore
import SingleMachine
import Testing

@Suite("Descent and iterated local search")
struct LocalSearchMethodTests {
  /// Runs a task and returns the last cost and sequence it reported.
  private func run(
    _ task: IteratedLocalSearchTask, _ instance: SingleMachineInstance, from start: [Int],
    while goesOn: @escaping () -> Bool = { true }
  ) throws -> (costs: [Int], sequence: [Int], kicks: Int) {
    var costs: [Int] = []
    var sequence = start
    let kicks = try task.search(instance, from: start, while: goesOn) { cost, better in
      costs.append(cost)
      sequence = better
    }
    return (costs, sequence, kicks)
  }

  @Test("a descent ends where no insertion, swap or block insertion improves")
  func descentEndsInLocalOptimum() throws {
    var source = LocalSearchInstances(seed: 21)
    for _ in 0..<1500 {
      let instance = try source.next(upTo: 12)
      let start = source.order(instance.jobCount)
      let task = IteratedLocalSearchTask(
        LocalSearchParameters(blockLength: 3), kickLimit: 0)
      let result = try run(task, instance, from: start)
      let cost = slowCost(result.sequence, instance)
      #expect(result.costs == [cost])
      #expect(cost <= slowCost(start, instance))
      #expect(result.sequence.sorted() == Array(start.indices))
      for i in start.indices {
        #expect(slowBestOfRow(result.sequence, i, instance) == cost)
        for length in 2...3 {
          #expect(slowBestBlock(result.sequence, i, length: length, instance) == cost)
        }
      }
    }
  }

  @Test(
    "iterated searches report falling costs and reach the optimum of small instances",
    arguments: [IteratedLocalSearchTask.Descent.jobByJob, .independentMoves])
  func reachesOptimum(descent: IteratedLocalSearchTask.Descent) throws {
    var source = LocalSearchInstances(seed: 22)
    for _ in 0..<400 {
      let instance = try source.next(upTo: 9)
      let start = source.order(instance.jobCount)
      let result = try run(
        IteratedLocalSearchTask(descent: descent, seed: 5, kickLimit: 300), instance, from: start)
      #expect(zip(result.costs, result.costs.dropFirst()).allSatisfy { $0 > $1 })
      #expect(result.costs.last == slowCost(result.sequence, instance))
      let optimum = leastTardiness(
        instance.processingTimes, instance.dueDates, weights: instance.weights)
      #expect(result.costs.last == optimum)
    }
  }

  @Test(
    "the same seed and work limit give the same run, another seed another one",
    arguments: [IteratedLocalSearchTask.Descent.jobByJob, .independentMoves])
  func isDeterministic(descent: IteratedLocalSearchTask.Descent) throws {
    var source = LocalSearchInstances(seed: 23)
    var differences = 0
    for _ in 0..<30 {
      let instance = try source.next(count: 40)
      let start = Array(0..<40)
      let first = try run(
        IteratedLocalSearchTask(descent: descent, seed: 7, kickLimit: 40), instance, from: start)
      let again = try run(
        IteratedLocalSearchTask(descent: descent, seed: 7, kickLimit: 40), instance, from: start)
      let other = try run(
        IteratedLocalSearchTask(descent: descent, seed: 8, kickLimit: 40), instance, from: start)
      #expect(first == again)
      if first.sequence != other.sequence { differences += 1 }
    }
    #expect(differences > 0)
  }

  @Test(
    "a search told to stop ends with a sequence no worse than its start",
    arguments: [IteratedLocalSearchTask.Descent.jobByJob, .independentMoves])
  func stopsAtOnce(descent: IteratedLocalSearchTask.Descent) throws {
    var source = LocalSearchInstances(seed: 24)
    for polls in [0, 1, 2, 5] {
      let instance = try source.next(count: 2000)
      let start = source.order(2000)
      var left = polls
      let result = try run(
        IteratedLocalSearchTask(descent: descent), instance, from: start,
        while: {
          left -= 1
          return left >= 0
        })
      #expect(left <= 0 && left >= -3)
      #expect(slowCost(result.sequence, instance) <= slowCost(start, instance))
    }
  }

  @Test("no jobs, one job and two jobs are searched")
  func tinyInstances() throws {
    for count in 0...2 {
      let instance = try SingleMachineInstance(
        name: "tiny", processingTimes: Array([3, 1].prefix(count)),
        dueDates: Array([-1, 0].prefix(count)))
      let result = try run(
        IteratedLocalSearchTask(LocalSearchParameters(blockLength: 4), kickLimit: 20),
        instance,
        from: Array(0..<count))
      #expect(result.costs.last == [0, 4, 6][count])
      #expect(result.sequence == [[], [0], [1, 0]][count])
    }
  }

  @Test("through the front door: kicks are counted, zero cost is proven, the work limit is named")
  func frontDoor() throws {
    let family = SingleMachineFamily()
    let hard = try SingleMachineInstance(
      name: "six", processingTimes: [10, 11, 10, 10, 11, 10], dueDates: [15, 11, 13, 11, 12, 11])
    let session = SolveSession(hard, sense: .minimize, limits: SolveLimits(work: 50))
    let result = try family.solve(SolveRequest(method: "ils"), in: session)
    #expect(result.incumbent?.objective == .integer(141))
    #expect(result.termination == .workLimit && result.status == .feasible)
    let easy = try SingleMachineInstance(
      name: "easy", processingTimes: [1, 1], dueDates: [1, 2])
    for method in ["descent", "ils", "dynasearch"] {
      let session = SolveSession(easy, sense: .minimize)
      let result = try family.solve(SolveRequest(method: method), in: session)
      #expect(result.status == .optimal && result.bound == .integer(0))
    }
  }
}
