import OptCore
import SingleMachine
import Testing

/// What is ruled out before an engine starts, against enumeration.
@Suite("Fixings before the engine")
struct FormulationFixingTests {
  @Test("Emmons' relations and the windows leave an optimal order", arguments: [false, true])
  func dominance(isWeighted: Bool) {
    var random = RandomStream(seed: isWeighted ? 11 : 12)
    var ruledOut = 0
    for _ in 0..<3000 {
      let instance = FormulationOracle.instance(
        &random, jobs: 1...6, isWeighted: isWeighted)
      let wanted = WantedSequences(tightening: JobBlock(instance))
      let orders = FormulationOracle.orders(instance.jobCount)
      let optimum = orders.map { FormulationOracle.cost($0, instance) }.min()
      let kept = orders.filter { wanted.admits($0) }
      ruledOut += orders.count - kept.count
      #expect(
        kept.contains { FormulationOracle.cost($0, instance) == optimum },
        "\(instance.processingTimes) \(instance.dueDates) \(instance.weights)")
    }
    #expect(ruledOut > 100_000)
  }

  @Test("Cost fixing keeps an optimal order under every cutoff above the optimum")
  func costFixing() throws {
    var random = RandomStream(seed: 21)
    for round in 0..<2000 {
      let instance = FormulationOracle.instance(
        &random, jobs: 2...6, isWeighted: round % 2 == 1)
      let block = JobBlock(instance)
      let orders = FormulationOracle.orders(instance.jobCount)
      let optimum = FormulationOracle.optimum(instance)
      let wanted = WantedSequences(tightening: block)
      for slack in [0, 1, 4] {
        var effort = LagrangianFixing.Effort()
        effort.freeSteps = 12
        effort.adjacentSteps = 20
        effort.stepsPerRound = 4
        effort.smallNetwork = round % 3 == 0 ? 0 : 1000
        var fixing = try #require(LagrangianFixing(wanted, effort))
        let isOpen = fixing.run(cutoff: optimum + slack, LagrangianFixing.Listener())
        #expect(fixing.bound <= Double(optimum + slack), "\(instance.processingTimes)")
        guard slack > 0 else { continue }
        #expect(fixing.bound <= Double(optimum), "\(instance.processingTimes)")
        let kept = orders.contains {
          FormulationOracle.cost($0, instance) == optimum && fixing.windows.admits($0, of: block)
        }
        #expect(
          isOpen && kept, "\(instance.processingTimes) \(instance.dueDates) \(instance.weights)")
      }
    }
  }

  @Test(
    "Told to stop, cost fixing ends at the same call, within a pass, and rules nothing more out")
  func stopsAtOnce() throws {
    var random = RandomStream(seed: 27)
    let instance = FormulationOracle.instance(&random, jobs: 60...60, isWeighted: true, longest: 60)
    // Every order is wanted: about 6 million arcs, so that one pass of either kind is many polls long.
    let wanted = WantedSequences(everyOrderOf: JobBlock(instance))
    let cutoff = wanted.block.cost(of: Array(0..<60))
    for smallNetwork in [0, .max] {
      var effort = LagrangianFixing.Effort()
      effort.smallNetwork = smallNetwork
      for last in [1, 2, 3] {
        var calls = 0
        var fixing = try #require(LagrangianFixing(wanted, effort))
        let listener = LagrangianFixing.Listener(progress: { _ in
          calls += 1
          return calls >= last
        })
        let isOpen = fixing.run(cutoff: cutoff, listener)
        #expect(isOpen)
        #expect(fixing.isStopped && calls == last)
        #expect(fixing.steps == 0, "the first pass alone is longer than three polls")
        #expect(fixing.windows.allowedCount == wanted.windows.allowedCount)
      }
    }
    #expect(LagrangianFixing(wanted, shouldStop: { true }) == nil)
  }

  @Test("Dominance that is stopped anywhere leaves an optimal order, and stops there")
  func stoppedDominance() {
    var random = RandomStream(seed: 28)
    var stopped = 0
    for round in 0..<600 {
      let instance = FormulationOracle.instance(&random, jobs: 2...6, isWeighted: round % 2 == 1)
      let last = round % 12 + 1
      var calls = 0
      let wanted = WantedSequences(
        tightening: JobBlock(instance),
        shouldStop: {
          calls += 1
          return calls >= last
        })
      let optimum = FormulationOracle.optimum(instance)
      #expect(
        FormulationOracle.orders(instance.jobCount).contains {
          wanted.admits($0) && FormulationOracle.cost($0, instance) == optimum
        })
      // One call by the relations, one by the windows.
      #expect(calls <= last + 1)
      if calls >= last { stopped += 1 }
    }
    #expect(stopped > 300)
  }

  @Test("Halving finds an optimal order below a loose cutoff and proves it")
  func pieces() throws {
    var random = RandomStream(seed: 25)
    var halved = 0
    for round in 0..<1500 {
      let instance = FormulationOracle.instance(
        &random, jobs: 2...6, isWeighted: round % 2 == 1)
      let block = JobBlock(instance)
      let optimum = FormulationOracle.optimum(instance)
      var effort = LagrangianFixing.Effort()
      effort.freeSteps = 1
      effort.adjacentSteps = 1
      var best = optimum + 1 + random.below(5)
      let listener = LagrangianFixing.Listener(
        candidate: { order in
          best = min(best, FormulationOracle.cost(order, instance))
          return best
        })
      var fixing = try #require(
        LagrangianFixing(WantedSequences(tightening: block), effort))
      guard fixing.run(cutoff: best, listener) else {
        #expect(best == optimum)
        continue
      }
      var search = PieceSearch(block)
      search.stepsPerPiece = 2
      let isProven = search.run(fixing, cutoff: { best }, listener)
      #expect(isProven)
      #expect(best == optimum, "\(instance)")
      halved += search.pieces
    }
    // The seeds are fixed: halving must have had work to do, or the test shows nothing.
    #expect(halved > 20)
  }

  @Test("Known work and counts equal the sums over known jobs; the relation is transitive")
  func closure() {
    var random = RandomStream(seed: 31)
    for _ in 0..<200 {
      let instance = FormulationOracle.instance(&random, jobs: 2...70, longest: 50)
      let relations = PrecedenceRelations(emmons: JobBlock(instance))
      let n = instance.jobCount
      for j in 0..<n {
        let before = (0..<n).filter { relations.isBefore($0, j) }
        #expect(relations.predecessors(of: j) == before)
        #expect(relations.countBefore[j] == before.count)
        #expect(
          relations.workBefore[j]
            == before.reduce(0) { $0 + instance.processingTimes[$1] })
        for i in before {
          #expect(!relations.isBefore(j, i))
          #expect(relations.predecessors(of: i).allSatisfy { relations.isBefore($0, j) })
          let hasBetween = (0..<n).contains {
            relations.isBefore(i, $0) && relations.isBefore($0, j)
          }
          #expect(relations.separates(i, j) == hasBetween)
        }
      }
    }
  }

  @Test("Stretches follow each other and hold every job once")
  func stretches() {
    var random = RandomStream(seed: 41)
    var cuts = 0
    for _ in 0..<300 {
      let instance = FormulationOracle.instance(&random, jobs: 1...30, longest: 40)
      let wanted = WantedSequences(tightening: JobBlock(instance))
      let parts = wanted.stretches()
      #expect(parts.flatMap { $0 }.sorted() == Array(0..<instance.jobCount))
      var start = 0
      for part in parts {
        for j in part {
          let positions = wanted.positions(of: j)
          #expect(positions.lowerBound >= start && positions.upperBound < start + part.count)
        }
        start += part.count
      }
      cuts += parts.count - 1
    }
    #expect(cuts > 300)
  }
}
