import OptCore
import SingleMachine

/// Small random instances with ties, zero durations, zero weights and negative due dates.
struct LocalSearchInstances {
  var random: RandomStream

  init(seed: UInt64) { random = RandomStream(seed: seed) }

  mutating func next(upTo largest: Int) throws -> SingleMachineInstance {
    try next(count: random.integer(in: 0...largest))
  }

  mutating func next(count: Int) throws -> SingleMachineInstance {
    let longest = [1, 2, 5, 10, 100, 1_000_000][random.below(6)]
    let p = (0..<count).map { _ in random.below(4) == 0 ? 0 : random.integer(in: 0...longest) }
    let total = p.reduce(0, +)
    let heaviest = [0, 1, 1, 3, 10][random.below(5)]
    let isUnweighted = random.below(2) == 0
    let w = (0..<count).map { _ in isUnweighted ? 1 : random.integer(in: 0...max(1, heaviest)) }
    let spread = random.integer(in: 0...max(1, total))
    let d = (0..<count).map { _ in
      random.below(6) == 0 ? random.integer(in: -longest...0) : random.integer(in: 0...spread)
    }
    return try SingleMachineInstance(name: "small", processingTimes: p, dueDates: d, weights: w)
  }

  mutating func order(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for k in stride(from: count - 1, to: 0, by: -1) { order.swapAt(k, random.below(k + 1)) }
    return order
  }
}

/// The total weighted tardiness from the definition.
func slowCost(_ sequence: [Int], _ instance: SingleMachineInstance) -> Int {
  var time = 0
  var total = 0
  for job in sequence {
    time += instance.processingTimes[job]
    total += instance.weights[job] * max(0, time - instance.dueDates[job])
  }
  return total
}

/// The sequence with the job at `from` taken out and put back so that it stands at position `to`.
func slowInsertion(_ sequence: [Int], from: Int, to: Int) -> [Int] {
  var result = sequence
  result.insert(result.remove(at: from), at: to)
  return result
}

/// The sequence with two jobs exchanged.
func slowSwap(_ sequence: [Int], _ i: Int, _ k: Int) -> [Int] {
  var result = sequence
  result.swapAt(i, k)
  return result
}

/// The sequence with `length` jobs from `start` taken out and put back behind `place` of the others.
func slowBlockMove(_ sequence: [Int], start: Int, length: Int, place: Int) -> [Int] {
  var rest = sequence
  let block = Array(rest[start..<start + length])
  rest.removeSubrange(start..<start + length)
  rest.insert(contentsOf: block, at: place)
  return rest
}

/// The cost of the best neighbour that moves or exchanges the job at position i.
func slowBestOfRow(_ sequence: [Int], _ i: Int, _ instance: SingleMachineInstance) -> Int {
  var best = slowCost(sequence, instance)
  for k in sequence.indices {
    best = min(best, slowCost(slowInsertion(sequence, from: i, to: k), instance))
    best = min(best, slowCost(slowSwap(sequence, i, k), instance))
  }
  return best
}

/// The cost of the best neighbour that moves a block of `length` jobs starting at position i.
func slowBestBlock(
  _ sequence: [Int], _ i: Int, length: Int, _ instance: SingleMachineInstance
) -> Int {
  var best = slowCost(sequence, instance)
  if i + length > sequence.count { return best }
  for place in 0...sequence.count - length {
    best = min(
      best, slowCost(slowBlockMove(sequence, start: i, length: length, place: place), instance))
  }
  return best
}
