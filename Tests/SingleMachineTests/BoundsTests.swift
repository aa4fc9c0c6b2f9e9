import OptCore
import SingleMachine
import Testing

@Suite("Lower bounds and due dates for single-machine tardiness")
struct BoundsTests {
  @Test("no bound exceeds the optimum, and the known order of strength holds")
  func boundsAreValid() {
    var instances = SmallInstances(seed: 11)
    for _ in 0..<5000 {
      let (p, d) = instances.next(upTo: 8)
      let optimum = leastTardiness(p, d)
      let certain = CertainTardinessBound(processingTimes: p, dueDates: d).value
      let sorted = SortedDueDateBound(processingTimes: p, dueDates: d).value
      let window = TightenedWindowBound(processingTimes: p, dueDates: d).value
      #expect(certain <= sorted)
      #expect(sorted <= optimum, "p = \(p), d = \(d)")
      #expect(window <= optimum, "p = \(p), d = \(d)")
    }
  }

  @Test("the price bound never exceeds the optimum, with and without weights")
  func priceBoundIsValid() {
    var instances = SmallInstances(seed: 12)
    for _ in 0..<1500 {
      let (p, d) = instances.next(upTo: 8)
      let w = p.map { _ in instances.random.integer(in: 0...10) }
      let plain = MachinePriceBound(processingTimes: p, dueDates: d, schedule: .quick)
      #expect(plain.value <= leastTardiness(p, d), "p = \(p), d = \(d)")
      let weighted = MachinePriceBound(
        processingTimes: p, dueDates: d, weights: w, schedule: .quick)
      #expect(weighted.value <= leastTardiness(p, d, weights: w), "p = \(p), d = \(d), w = \(w)")
    }
  }

  @Test("the price bound stops within its last sum too, and falls back on a bound that is proven")
  func priceBoundStops() {
    let (p, d) = ExactTardinessSearchTests.hardInstance(600, seed: 2)
    let w = p.indices.map { 1 + $0 % 7 }
    var calls = 0
    let whole = MachinePriceBound(
      processingTimes: p, dueDates: d, weights: w, schedule: .quick,
      shouldStop: {
        calls += 1
        return false
      })
    let certain = CertainTardinessBound(processingTimes: p, dueDates: d, weights: w).value
    #expect(whole.value > certain)
    for last in [1, calls / 2, calls] {
      var count = 0
      let bound = MachinePriceBound(
        processingTimes: p, dueDates: d, weights: w, schedule: .quick,
        shouldStop: {
          count += 1
          return count >= last
        })
      #expect(bound.value == certain)
      // The ascent, the schedule of grids and the sum each ask once more.
      #expect(count <= last + 3)
    }
  }

  @Test("the price bound is within one percent on a hard instance of 150 jobs")
  func priceBoundIsStrong() {
    let (p, d) = ExactTardinessSearchTests.hardInstance(150, seed: 1)
    let optimum = TardinessSearch(processingTimes: p, dueDates: d).solve().value
    let bound = MachinePriceBound(processingTimes: p, dueDates: d).value
    #expect(bound <= optimum)
    #expect(bound * 100 >= optimum * 99)
    #expect(bound > TightenedWindowBound(processingTimes: p, dueDates: d).value)
  }

  /// All permutations of `0..<n` with their total tardiness.
  private func forEachSequence(_ n: Int, _ body: ([Int]) -> Void) {
    func extend(_ prefix: [Int]) {
      if prefix.count == n {
        body(prefix)
        return
      }
      for j in 0..<n where !prefix.contains(j) { extend(prefix + [j]) }
    }
    extend([])
  }

  private func tardiness(_ sequence: [Int], _ p: [Int], _ d: [Int]) -> Int {
    var time = 0
    var sum = 0
    for j in sequence {
      time += p[j]
      sum += max(0, time - d[j])
    }
    return sum
  }

  @Test("every sequence optimal for tightened due dates is optimal for the given ones")
  func tighteningIsSafe() {
    var instances = SmallInstances(seed: 14)
    var moved = 0
    for round in 0..<2500 {
      let (p, d) = instances.next(upTo: 6)
      let limit = round % 4 == 0 ? 1 + round % 3 : 100
      let tightened = TightenedDueDates(processingTimes: p, dueDates: d, roundLimit: limit)
      if tightened.dueDates != d { moved += 1 }
      let optimum = leastTardiness(p, d)
      let other = leastTardiness(p, tightened.dueDates)
      let constant = zip(d, tightened.dueDates).reduce(0) { $0 + max(0, $1.1 - $1.0) }
      #expect(other + constant == optimum, "p = \(p), d = \(d)")
      forEachSequence(p.count) { sequence in
        if tardiness(sequence, p, tightened.dueDates) == other {
          #expect(tardiness(sequence, p, d) == optimum)
        }
      }
    }
    #expect(moved > 1000)
  }
}
