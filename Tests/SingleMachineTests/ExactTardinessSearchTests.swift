import OptCore
import SingleMachine
import Testing

@Suite("Exact search for total tardiness")
struct ExactTardinessSearchTests {
  typealias Inferences = TardinessSearch.Inferences

  /// Every combination of inferences the search knows.
  static let combinations = (0..<16).map { Inferences(rawValue: $0) }

  @Test("agrees with subset enumeration under every combination of inferences")
  func matchesEnumeration() {
    var instances = SmallInstances(seed: 41)
    for round in 0..<6000 {
      let (p, d) = instances.next(upTo: 9)
      let optimum = leastTardiness(p, d)
      var parameters = TardinessSearch.Parameters()
      parameters.inferences = Self.combinations[round % Self.combinations.count]
      parameters.pricingDelay = round % 3 == 0 ? 0 : nil
      let search = TardinessSearch(processingTimes: p, dueDates: d, parameters: parameters)
      let outcome = search.solve()
      #expect(outcome.value == optimum, "p = \(p), d = \(d), \(parameters)")
      #expect(outcome.bound == optimum)
      #expect(outcome.ending == .proved)
      #expect(outcome.sequence.sorted() == Array(p.indices))
      #expect(search.value(of: outcome.sequence) == optimum)
    }
  }

  @Test("agrees with subset enumeration on many more instances without prices")
  func matchesEnumerationWithoutPrices() {
    var instances = SmallInstances(seed: 43)
    var wrong: [([Int], [Int])] = []
    for round in 0..<30_000 {
      let (p, d) = instances.next(upTo: round % 50 == 0 ? 11 : 8)
      var parameters = TardinessSearch.Parameters()
      parameters.inferences = round % 2 == 0 ? [.sequenceComparison] : []
      let search = TardinessSearch(processingTimes: p, dueDates: d, parameters: parameters)
      if search.solve().value != leastTardiness(p, d) { wrong.append((p, d)) }
    }
    #expect(wrong.isEmpty, "first: \(String(describing: wrong.first))")
  }

  /// A hard instance of the usual kind: due dates around the middle, of little spread.
  static func hardInstance(_ n: Int, seed: UInt64) -> (p: [Int], d: [Int]) {
    var random = RandomStream(seed: seed)
    let p = (0..<n).map { _ in random.integer(in: 1...100) }
    let total = p.reduce(0, +)
    let d = (0..<n).map { _ in random.integer(in: (total * 3 / 10)...(total / 2)) }
    return (p, d)
  }

  @Test("all inferences lead to the same optimum on medium instances")
  func inferencesAgree() {
    for seed in 0..<6 {
      let (p, d) = Self.hardInstance(70, seed: UInt64(seed))
      let values = Self.combinations.map { inferences in
        var parameters = TardinessSearch.Parameters()
        parameters.inferences = inferences
        parameters.pricingDelay = 0
        return TardinessSearch(processingTimes: p, dueDates: d, parameters: parameters).solve()
          .value
      }
      #expect(Set(values).count == 1, "seed \(seed): \(values)")
    }
  }

  @Test("a tiny memory costs time only")
  func tinyMemory() {
    let (p, d) = Self.hardInstance(60, seed: 9)
    var parameters = TardinessSearch.Parameters()
    parameters.inferences = [.sequenceComparison]
    let roomy = TardinessSearch(processingTimes: p, dueDates: d, parameters: parameters).solve()
    parameters.memoryLimit = 0
    let tight = TardinessSearch(processingTimes: p, dueDates: d, parameters: parameters).solve()
    #expect(tight.value == roomy.value)
    #expect(tight.ending == .proved)
    #expect(tight.statistics.evictionCount > 0)
    #expect(tight.statistics.entryCount <= 8)
  }

  @Test("one thread keeps a node limit exactly", arguments: [nil, 3] as [Int?])
  func nodeLimit(beamWidth: Int?) {
    let (p, d) = Self.hardInstance(120, seed: 2)
    for limit in [0, 1, 2, 3, 10, 100, 300] {
      var parameters = TardinessSearch.Parameters()
      parameters.inferences = [.sequenceComparison]
      parameters.beamWidth = beamWidth
      parameters.nodeLimit = limit
      let outcome = TardinessSearch(processingTimes: p, dueDates: d, parameters: parameters)
        .solve()
      #expect(outcome.ending == .nodeLimit)
      #expect(outcome.statistics.nodeCount == limit)
      #expect(outcome.sequence.sorted() == Array(p.indices))
    }
  }

  @Test("a value that its sequence does not reach is no optimum, whatever the hashes say")
  func collisions() {
    var caught = 0
    for seed in 0..<60 {
      let (p, d) = Self.hardInstance(30, seed: UInt64(seed))
      let optimum = TardinessSearch(processingTimes: p, dueDates: d).solve().value
      var parameters = TardinessSearch.Parameters()
      parameters.inferences = [.sequenceComparison]
      parameters.hashMask = 0xF
      parameters.threads = 1 + seed % 2
      let search = TardinessSearch(processingTimes: p, dueDates: d, parameters: parameters)
      let outcome = search.solve()
      #expect(outcome.ending == .proved)
      #expect(outcome.bound == outcome.value, "seed \(seed)")
      #expect(search.value(of: outcome.sequence) == outcome.value)
      if outcome.statistics.collisionCount > 0 {
        // It ran again with exact keys.
        caught += 1
        #expect(outcome.value == optimum)
      }
    }
    #expect(caught > 10)
  }

  @Test("shifts, scales and permutes with the instance")
  func invariances() {
    let (p, d) = Self.hardInstance(50, seed: 3)
    let optimum = TardinessSearch(processingTimes: p, dueDates: d).solve().value
    let scaled = TardinessSearch(
      processingTimes: p.map { $0 * 1_000_003 }, dueDates: d.map { $0 * 1_000_003 })
    #expect(scaled.solve().value == optimum * 1_000_003)
    let reversed = TardinessSearch(
      processingTimes: p.reversed(), dueDates: d.reversed())
    #expect(reversed.solve().value == optimum)
    let padded = TardinessSearch(processingTimes: p + [0], dueDates: d + [0])
    #expect(padded.solve().value == optimum)
  }

  @Test("stops when told to, with a valid bound and a feasible sequence")
  func stops() {
    let (p, d) = Self.hardInstance(400, seed: 5)
    var calls = 0
    let outcome = TardinessSearch(processingTimes: p, dueDates: d).solve {
      calls += 1
      return calls > 3
    }
    #expect(outcome.ending == .stopped)
    #expect(outcome.bound <= outcome.value)
    #expect(outcome.sequence.sorted() == Array(p.indices))
  }

  @Test("a beam gives a feasible sequence, never better than the optimum")
  func beam() {
    var instances = SmallInstances(seed: 47)
    for _ in 0..<2000 {
      let (p, d) = instances.next(upTo: 8)
      var parameters = TardinessSearch.Parameters()
      parameters.beamWidth = 1
      let search = TardinessSearch(processingTimes: p, dueDates: d, parameters: parameters)
      let outcome = search.solve()
      #expect(search.value(of: outcome.sequence) == outcome.value)
      #expect(outcome.value >= leastTardiness(p, d))
      #expect(outcome.bound <= leastTardiness(p, d))
    }
  }

  @Test("long chains do not exhaust the stack")
  func longChains() {
    let n = 100_000
    let p = (0..<n).map { 1 + $0 % 7 }
    let d = (0..<n).map { 3 * $0 }
    var polls = 0
    let outcome = TardinessSearch(processingTimes: p, dueDates: d).solve {
      polls += 1
      return polls > 500
    }
    #expect(outcome.sequence.count == n)
    #expect(outcome.bound <= outcome.value)
  }
}
