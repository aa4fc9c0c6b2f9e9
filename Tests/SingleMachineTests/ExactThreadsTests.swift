import OptCore
import SingleMachine
import Synchronization
import Testing

@Suite("Exact search on several threads")
struct ExactThreadsTests {
  typealias Inferences = TardinessSearch.Inferences

  static func hardInstance(_ n: Int, seed: UInt64) -> (p: [Int], d: [Int]) {
    ExactTardinessSearchTests.hardInstance(n, seed: seed)
  }

  /// A search that calls its helpers at once.
  static func parameters(threads: Int, _ inferences: Inferences = .standard)
    -> TardinessSearch.Parameters
  {
    var parameters = TardinessSearch.Parameters()
    parameters.threads = threads
    parameters.inferences = inferences
    parameters.pricingDelay = 0
    return parameters
  }

  @Test("agrees with subset enumeration under every combination of inferences")
  func matchesEnumeration() {
    var instances = SmallInstances(seed: 141)
    for round in 0..<6000 {
      let (p, d) = instances.next(upTo: round % 20 == 0 ? 11 : 9)
      let optimum = leastTardiness(p, d)
      var parameters = Self.parameters(
        threads: 2 + round % 3, Inferences(rawValue: round / 3 % 16))
      if round % 5 == 0 { parameters.memoryLimit = 0 }
      let search = TardinessSearch(processingTimes: p, dueDates: d, parameters: parameters)
      let outcome = search.solve()
      #expect(outcome.value == optimum, "p = \(p), d = \(d), \(parameters)")
      #expect(outcome.bound == optimum)
      #expect(outcome.ending == .proved)
      #expect(outcome.sequence.sorted() == Array(p.indices))
      #expect(search.value(of: outcome.sequence) == optimum)
    }
  }

  @Test("agrees with one thread where the workers really meet", arguments: [0, 1, 64])
  func matchesOneThread(memoryLimit: Int) {
    for round in 0..<150 {
      let (p, d) = Self.hardInstance(30 + round % 26, seed: UInt64(round))
      // Values beyond 32 bits use longer entries.
      let factor = round % 4 == 3 ? 1_000_003 : 1
      let (long, due) = (p.map { $0 * factor }, d.map { $0 * factor })
      let alone = TardinessSearch(processingTimes: p, dueDates: d).solve()
      let inferences: Inferences =
        [.standard, [.sequenceComparison], [], [.sequenceComparison, .exactKeys]][round % 4]
      var parameters = Self.parameters(threads: 2 + round % 3, inferences)
      parameters.memoryLimit = memoryLimit
      let search = TardinessSearch(processingTimes: long, dueDates: due, parameters: parameters)
      let outcome = search.solve()
      #expect(outcome.value == alone.value * factor, "round \(round)")
      #expect(outcome.bound == alone.value * factor)
      #expect(outcome.ending == .proved)
      #expect(search.value(of: outcome.sequence) == outcome.value)
      #expect(memoryLimit > 0 || outcome.statistics.entryCount <= 8)
    }
  }

  @Test("helpers take part in a search that lasts")
  func helpersTakePart() {
    var helped = false
    for seed in 0..<10 where !helped {
      let (p, d) = Self.hardInstance(400, seed: UInt64(seed))
      let alone = TardinessSearch(processingTimes: p, dueDates: d).solve()
      let search = TardinessSearch(
        processingTimes: p, dueDates: d, parameters: Self.parameters(threads: 3))
      let outcome = search.solve()
      #expect(outcome.value == alone.value)
      #expect(search.value(of: outcome.sequence) == outcome.value)
      #expect(alone.statistics.helperNodeCount == 0)
      helped = outcome.statistics.helperNodeCount > 0
    }
    #expect(helped)
  }

  @Test("one thread repeats itself exactly")
  func oneThreadIsDeterministic() {
    let (p, d) = Self.hardInstance(200, seed: 5)
    let search = TardinessSearch(processingTimes: p, dueDates: d)
    let (first, second) = (search.solve(), search.solve())
    #expect(first.statistics == second.statistics)
    #expect(first.sequence == second.sequence)
  }

  @Test("stops when told to, with a valid bound and a feasible sequence")
  func stops() {
    let (p, d) = Self.hardInstance(300, seed: 5)
    let optimum = TardinessSearch(processingTimes: p, dueDates: d).solve().value
    for patience in 0..<40 {
      var calls = 0
      var parameters = Self.parameters(threads: 2 + patience % 3)
      if patience % 2 == 0 { parameters.inferences.remove(.prices) }
      var told: [Int] = []
      let outcome = TardinessSearch(processingTimes: p, dueDates: d, parameters: parameters)
        .solve(
          shouldStop: {
            calls += 1
            return calls > patience
          }, onBound: { told.append($0) })
      #expect(outcome.ending == .stopped || outcome.ending == .proved)
      #expect(outcome.bound <= optimum && optimum <= outcome.value)
      #expect(told.allSatisfy { $0 <= optimum } && told == told.sorted())
      #expect(outcome.sequence.sorted() == Array(p.indices))
      #expect(outcome.ending == .stopped || outcome.value == optimum)
    }
  }

  @Test("the node limit counts the nodes of all threads")
  func nodeLimit() {
    let (p, d) = Self.hardInstance(400, seed: 5)
    var parameters = Self.parameters(threads: 4, [.sequenceComparison])
    parameters.nodeLimit = 20_000
    let outcome = TardinessSearch(processingTimes: p, dueDates: d, parameters: parameters).solve()
    #expect(outcome.ending == .nodeLimit)
    // Every worker may overrun by what it does between two polls.
    #expect(outcome.statistics.nodeCount < 20_000 + 4 * 6_000)
    #expect(outcome.bound <= outcome.value)
  }

  @Test("exact and auto pass their threads on", arguments: ["exact", "auto"])
  func methods(id: String) throws {
    let family = SingleMachineFamily()
    let method = try family.method(id).description
    var helped = false
    for seed in 0..<10 where !helped {
      let (p, d) = Self.hardInstance(500, seed: UInt64(20 + seed))
      let rows = zip(p, d).map { "\($0) \($1)\n" }.joined()
      let instance = try SingleMachineInstance.read(SourceText(file: "h", text: "500\n" + rows))
      let request = SolveRequest<TardinessSchedule>(
        method: id, threads: 2, parameters: try ParameterValues([], allowed: method.parameters))
      let result = try family.solve(request, in: SolveSession(instance, sense: .minimize))
      #expect(result.status == .optimal)
      helped = result.statistics.contains { $0.key == "helper_nodes" }
    }
    #expect(helped)
  }
}

@Suite("Memory shared by threads")
struct SharedMemoryTests {
  /// What the test stores under a key: readers can tell a wrong answer from a right one.
  static func value(_ key: UInt64) -> Int { Int(mix(key ^ 0xABCD) >> 34) }

  static func mix(_ x: UInt64) -> UInt64 {
    var z = x &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// What four threads saw that wrote and read the same keys.
  struct Tally {
    var wrongCount = 0
    var hitCount = 0
    var entryCount = 0
  }

  private func stress<Value: FixedWidthInteger & SignedInteger>(
    _: Value.Type, byteLimit: Int, keyWords: Int, keyCount: Int
  ) -> Tally {
    guard let memory = SharedMemory<Value>(byteLimit: byteLimit, keyWords: keyWords) else {
      Issue.record("no memory for a table")
      return Tally()
    }
    let tallies = Mutex(Tally())
    func work(_ index: Int) {
      var own = memory
      var tally = Tally()
      var random = RandomStream(seed: UInt64(index))
      own.join()
      for _ in 0..<300_000 {
        _ = own.checkIn()
        // With hashes only, keys differ in the hash; exact keys also tell equal hashes apart.
        let key = UInt64(random.below(keyCount))
        let hash = Self.mix(keyWords > 0 ? key / 2 : key)
        let (tag, exact) = (UInt32(truncatingIfNeeded: hash >> 8) & ~255, [key, ~key])
        if random.below(2) == 0 {
          own.store(
            hash, tag, exactKey: exact, value: Value(Self.value(key)), isExact: true, effort: 5)
        } else if let known = own.recall(hash, tag, exactKey: exact) {
          tally.hitCount += 1
          if Int(known.value) != Self.value(key) || !known.isExact { tally.wrongCount += 1 }
        }
      }
      own.leave()
      tallies.withLock {
        $0.wrongCount += tally.wrongCount
        $0.hitCount += tally.hitCount
      }
    }
    ThreadTeam.run(4, stackBytes: 1 << 20) {
      work($0)
    } lead: {
      work(0)
    }
    return tallies.withLock { tally in
      tally.entryCount = memory.entryCount
      return tally
    }
  }

  @Test("answers are right or missing, in one window and while the table grows")
  func answers() {
    for byteLimit in [0, 1 << 22] {
      let keyCount = byteLimit == 0 ? 40 : 30_000
      let tallies = [
        stress(Int32.self, byteLimit: byteLimit, keyWords: 0, keyCount: keyCount),
        stress(Int.self, byteLimit: byteLimit, keyWords: 0, keyCount: keyCount),
        stress(Int32.self, byteLimit: byteLimit, keyWords: 2, keyCount: keyCount),
        stress(Int.self, byteLimit: byteLimit, keyWords: 2, keyCount: keyCount),
      ]
      for tally in tallies {
        #expect(tally.wrongCount == 0)
        #expect(tally.hitCount > 1000)
        // A table with room loses nothing: almost all keys have been written.
        if byteLimit > 0 { #expect(tally.entryCount > keyCount / 2) }
      }
    }
  }

  @Test("a better entry of the same sub-problem stays")
  func strongest() throws {
    var memory = try #require(SharedMemory<Int32>(byteLimit: 1 << 16, keyWords: 0))
    let key: [UInt64] = [0]
    memory.join()
    func put(_ value: Int32, isExact: Bool) {
      memory.store(77, 1 << 10, exactKey: key, value: value, isExact: isExact, effort: 1)
    }
    func known() -> (Int32, Bool)? {
      memory.recall(77, 1 << 10, exactKey: key).map { ($0.value, $0.isExact) }
    }
    #expect(known() == nil)
    put(10, isExact: false)
    put(8, isExact: false)
    #expect(known() ?? (0, true) == (10, false))
    put(12, isExact: false)
    #expect(known() ?? (0, true) == (12, false))
    put(15, isExact: true)
    put(99, isExact: false)
    #expect(known() ?? (0, false) == (15, true))
    #expect(memory.recall(78, 1 << 10, exactKey: key) == nil)
    #expect(memory.recall(77, 1 << 11, exactKey: key) == nil)
    memory.leave()
  }
}
