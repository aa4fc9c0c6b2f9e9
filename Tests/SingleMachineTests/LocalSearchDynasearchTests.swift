import OptCore
import SingleMachine
import Testing

/// The least cost reachable by mutually independent moves at positions from `first` on, by trying every set.
private func slowIndependent(
  _ sequence: [Int], from first: Int, _ instance: SingleMachineInstance
) -> Int {
  if first + 1 >= sequence.count { return slowCost(sequence, instance) }
  var best = slowIndependent(sequence, from: first + 1, instance)
  for k in first + 1..<sequence.count {
    let neighbours = [
      slowSwap(sequence, first, k), slowInsertion(sequence, from: first, to: k),
      slowInsertion(sequence, from: k, to: first),
    ]
    for neighbour in neighbours {
      best = min(best, slowIndependent(neighbour, from: k + 1, instance))
    }
  }
  return best
}

/// Finds and makes the best set of independent moves; the output is the cost it leads to.
private struct IndependentCheck: SequenceTask {
  let range: Range<Int>
  let polls: Int

  mutating func run<Value, Weights>(_ state: consuming SequenceState<Value, Weights>) -> Int {
    var changed = state
    var table = IndependentMoves<Value>(count: changed.count)
    var left = polls
    let moves = table.best(in: changed, meeting: range) { _ in
      left -= 1
      return left >= 0
    }
    var end = changed.count
    for move in moves {
      #expect(move.range.upperBound <= end && move.range.overlaps(range))
      end = move.range.lowerBound
      changed.apply(move)
    }
    return Int(changed.total)
  }
}

/// Counts what one search for independent moves tells its poll.
private struct PollCount: SequenceTask {
  mutating func run<Value, Weights>(
    _ state: consuming SequenceState<Value, Weights>
  ) -> (polls: Int, work: Int, largest: Int) {
    let count = state.count
    var table = IndependentMoves<Value>(count: count)
    var seen = (polls: 0, work: 0, largest: 0)
    _ = table.best(in: state, meeting: 0..<count) { work in
      seen = (seen.polls + 1, seen.work + work, max(seen.largest, work))
      return true
    }
    return seen
  }
}

@Suite("Dynasearch")
struct LocalSearchDynasearchTests {
  @Test("work is told as it is done, prices of far moves included")
  func polls() throws {
    let n = 400
    var random = RandomStream(seed: 35)
    let p = (0..<n).map { _ in random.integer(in: 1...100) }
    let d = (0..<n).map { _ in random.integer(in: 0...10_000) }
    let instance = try SingleMachineInstance(
      name: "polls", processingTimes: p, dueDates: d)
    var check = PollCount()
    let seen = instance.search(from: Array(0..<n), &check)
    // One poll for 32 pairs at most, of which each prices three moves over at most n positions.
    #expect(seen.polls >= n * (n - 1) / 2 / 32)
    #expect(seen.largest <= 32 + 32 * 3 * n)
    // A random sequence is far from a local optimum: pricing is more than the scan of all pairs.
    #expect(seen.work > n * n)
  }

  @Test("the set of independent moves is the best of all sets")
  func bestSet() throws {
    var source = LocalSearchInstances(seed: 31)
    for _ in 0..<1500 {
      let instance = try source.next(upTo: 7)
      let sequence = source.order(instance.jobCount)
      var check = IndependentCheck(range: 0..<sequence.count, polls: .max)
      let cost = instance.search(from: sequence, &check)
      #expect(cost == slowIndependent(sequence, from: 0, instance))
    }
  }

  @Test("stopped early, or kept to a range, the set still never makes the sequence worse")
  func partialSet() throws {
    var source = LocalSearchInstances(seed: 32)
    for polls in 0..<200 {
      let instance = try source.next(count: 40)
      let sequence = source.order(40)
      var check = IndependentCheck(range: 10..<25, polls: polls % 30)
      #expect(instance.search(from: sequence, &check) <= slowCost(sequence, instance))
    }
  }

  @Test("after kicks the sequence kept is a local optimum of insertions and swaps")
  func localOptimum() throws {
    var source = LocalSearchInstances(seed: 33)
    for _ in 0..<400 {
      let instance = try source.next(upTo: 14)
      let start = source.order(instance.jobCount)
      var sequence = start
      let task = IteratedLocalSearchTask(
        LocalSearchParameters(kickSwaps: 2, kickWidth: 3), descent: .independentMoves, kickLimit: 10
      )
      _ = try task.search(instance, from: start, while: { true }) { sequence = $1 }
      for i in sequence.indices {
        #expect(slowBestOfRow(sequence, i, instance) == slowCost(sequence, instance))
      }
    }
  }
}
