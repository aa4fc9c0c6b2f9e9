import Metaheuristics
import OptCore
import Testing

/// A search on the integers whose local optima are the multiples of ten and whose cost is the distance from 0.
private struct Valleys: IteratedSearch {
  var current: Int
  var accepted: Int
  var kicks = 0
  /// Steps a descent may make before it is told to ask.
  let step: Int

  init(at start: Int, step: Int = 1) {
    current = start
    accepted = start
    self.step = step
  }

  var cost: Int { abs(current) }
  var acceptedCost: Int { abs(accepted) }

  mutating func improve(while goesOn: () -> Bool) {
    while current % 10 != 0, goesOn() { current -= current.signum() * step }
  }

  mutating func kick(using random: inout RandomStream) {
    kicks += 1
    current += random.integer(in: -15...15)
  }

  mutating func accept() { accepted = current }
  mutating func reject() { current = accepted }
}

@Suite("Iterated local search")
struct IteratedLocalSearchTests {
  @Test("it descends, accepts what is not worse and ends at the target")
  func reachesTarget() {
    var search = Valleys(at: 997)
    var random = RandomStream(seed: 1)
    var costs: [Int] = []
    let kicks = IteratedLocalSearch().run(&search, using: &random, while: { true }) {
      costs.append($0.acceptedCost)
    }
    // 997 descends to 990; each improvement is a smaller multiple of ten; the last one is 0.
    #expect(costs.first == 990 && costs.last == 0)
    #expect(zip(costs, costs.dropFirst()).allSatisfy { $0 > $1 })
    #expect(costs.allSatisfy { $0 % 10 == 0 })
    #expect(kicks == search.kicks && search.current == search.accepted)
  }

  @Test("a kick limit of 0 is one descent, and a limit is met exactly")
  func kickLimit() {
    for limit in [0, 1, 7] {
      var search = Valleys(at: 100_003)
      var random = RandomStream(seed: 2)
      let driver = IteratedLocalSearch(kickLimit: limit)
      #expect(driver.run(&search, using: &random, while: { true }) { _ in } == limit)
      #expect(search.acceptedCost <= 100_000)
    }
  }

  @Test("a target above zero ends the run as soon as it is met")
  func target() {
    var search = Valleys(at: 500)
    var random = RandomStream(seed: 3)
    _ = IteratedLocalSearch(target: 300).run(&search, using: &random, while: { true }) { _ in }
    #expect(search.acceptedCost == 300)
  }

  @Test("told to stop, it keeps the best of what it has and calls back at least once")
  func stops() {
    for polls in 0..<40 {
      var search = Valleys(at: 95)
      var random = RandomStream(seed: 4)
      var left = polls
      var last = Int.max
      let driver = IteratedLocalSearch()
      _ = driver.run(
        &search, using: &random,
        while: {
          left -= 1
          return left >= 0
        }
      ) { last = $0.acceptedCost }
      #expect(last <= 95 && last == search.acceptedCost && search.cost == search.acceptedCost)
    }
  }

  @Test("an error of the receiver ends the run and is passed on")
  func receiverThrows() {
    struct Full: Error {}
    var search = Valleys(at: 20)
    var random = RandomStream(seed: 5)
    var calls = 0
    #expect(throws: Full.self) {
      try IteratedLocalSearch().run(&search, using: &random, while: { true }) {
        _ throws(Full) in
        calls += 1
        throw Full()
      }
    }
    #expect(calls == 1)
  }
}
