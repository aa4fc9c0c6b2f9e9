import FlexibleJobShop

/// The obvious dispatcher: looks at every job and machine in every step. Knows no setups and no downtimes.
struct SlowDispatcher {
  let instance: FlexibleJobShopInstance

  private struct Pair {
    var job: Int
    var operation: Int
    var alternative: Int
    var start: Int
    var end: Int
  }

  /// The work of the job from an operation on, by shortest durations.
  func workLeft(_ operation: Int) -> Int {
    let job = instance.jobOfOperation[operation]
    return (operation..<instance.firstOperation[job + 1]).reduce(0) {
      $0 + instance.shortestDuration(of: $1)
    }
  }

  /// The schedule of a rule that appends, for machine rules `earliestEnd` and `joint`.
  func schedule(_ rule: DispatchRule, key: (Int, Int, Int) -> Double) -> ShopSchedule {
    var free =
      instance.conditions.machineRelease ?? Array(repeating: 0, count: instance.machineCount)
    var next = Array(instance.firstOperation.dropLast())
    var ready = Array(repeating: 0, count: instance.jobCount)
    var machines = Array(repeating: 0, count: instance.operationCount)
    var starts = machines
    for _ in 0..<instance.operationCount {
      var pairs: [Pair] = []
      for job in 0..<instance.jobCount where next[job] < instance.firstOperation[job + 1] {
        let i = next[job]
        let own = instance.alternatives(of: i).map { a in
          let start = max(ready[job], free[instance.machines[a]], instance.release(of: i))
          return Pair(
            job: job, operation: i, alternative: a, start: start,
            end: start + instance.durations[a])
        }
        if rule.machineRule == .joint {
          pairs += own
        } else if let best = own.min(by: {
          ($0.end, $0.end - $0.start, $0.alternative) < ($1.end, $1.end - $1.start, $1.alternative)
        }) {
          pairs.append(best)
        }
      }
      var competing: [Pair] = []
      if rule.scheme == .nonDelay {
        let first = pairs.map(\.start).min() ?? 0
        competing = pairs.filter { $0.start == first }
      } else if let first = pairs.min(by: {
        ($0.end, instance.machines[$0.alternative]) < ($1.end, instance.machines[$1.alternative])
      }) {
        let machine = instance.machines[first.alternative]
        competing = pairs.filter {
          instance.machines[$0.alternative] == machine
            && ($0.start < first.end || $0.end == first.end)
        }
      }
      let chosen = competing.min { a, b in
        let first = (key(a.operation, a.start, a.end), a.end, -workLeft(a.operation), a.alternative)
        let second = (
          key(b.operation, b.start, b.end), b.end, -workLeft(b.operation), b.alternative
        )
        return first < second
      }
      guard let chosen else { break }
      machines[chosen.operation] = instance.machines[chosen.alternative]
      starts[chosen.operation] = chosen.start
      free[instance.machines[chosen.alternative]] = chosen.end
      ready[chosen.job] = chosen.end
      next[chosen.job] += 1
    }
    return ShopSchedule(machines: machines, starts: starts)
  }
}
