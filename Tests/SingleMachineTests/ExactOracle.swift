import OptCore

/// Minimal total weighted tardiness by dynamic programming over subsets, from the definition.
func leastTardiness(_ p: [Int], _ d: [Int], weights w: [Int]? = nil) -> Int {
  let n = p.count
  var best = [Int](repeating: Int.max, count: 1 << n)
  best[0] = 0
  for set in 1..<max(1, 1 << n) {
    var end = 0
    for j in 0..<n where set >> j & 1 == 1 { end += p[j] }
    for j in 0..<n where set >> j & 1 == 1 {
      let late = max(0, end - d[j]) * (w?[j] ?? 1)
      best[set] = min(best[set], best[set ^ (1 << j)] + late)
    }
  }
  return best[(1 << n) - 1]
}

/// Small random instances that provoke ties: few distinct values, zero lengths, negative, hopeless
/// and far due dates, and due dates next to each other's completion times.
struct SmallInstances {
  var random: RandomStream

  init(seed: UInt64) { random = RandomStream(seed: seed) }

  mutating func next(upTo largest: Int) -> (p: [Int], d: [Int]) {
    let n = random.integer(in: 0...largest)
    let longest = [1, 2, 3, 5, 10, 100][random.below(6)]
    let shortest = random.below(3) == 0 ? 0 : 1
    let p = (0..<n).map { _ in random.integer(in: shortest...max(shortest, longest)) }
    let total = p.reduce(0, +)
    let style = random.below(5)
    let centre = random.integer(in: 0...max(1, total))
    let d = (0..<n).map { j -> Int in
      switch style {
      case 0: random.integer(in: 0...max(1, total))
      case 1: random.integer(in: -longest...(total + longest))
      case 2: centre + random.integer(in: -longest...longest)
      case 3: p[j] + random.integer(in: -1...2)
      default: random.below(2) == 0 ? centre : random.integer(in: 0...max(1, total / 2))
      }
    }
    return (p, d)
  }
}
