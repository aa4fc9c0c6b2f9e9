/// One exact dynamic program over time that improves a price potential.
///
/// Give every job a reward `v[j]` and let the machine process any jobs, each any number of times, without
/// idle time in `x...P`. The least cost h(x) of that satisfies
///
///     h(x) = min over j of  w[j] max(0, x + p[j] - d[j]) - v[j] + h(x + p[j]),   h(P) = 0,
///
/// and `h(0) + sum_j v[j]` is the Lagrangian bound of the assignment rows. With v taken from a potential M
/// (rents and rewards as in `MachinePrices`), M is feasible in the dual of this shortest path, so h is at
/// least as good: h itself is a potential whose bound is not smaller. Unit weights only; jobs of equal
/// length are grouped, a group needs two numbers (its best early and its best late job), so a step costs
/// one minimum over the distinct lengths.
struct PotentialSharpening {
  let p: [Int]
  let d: [Int]
  let scale: Int
  let horizon: Int

  /// Products of distinct lengths and time points above this are not worth it.
  static let workLimit = 100_000_000

  /// - Parameters:
  ///   - rewards: `scale * v[j]`.
  ///   - shouldStop: polled every few milliseconds of work.
  /// - Returns: h for `0...P` (times `scale`); nil when the program would be too large, or when told to stop.
  func potential(rewards: [Int], shouldStop: () -> Bool = { false }) -> [Int]? {
    let longest = p.max() ?? 0
    guard longest > 0, longest <= 4096, horizon < 1 << 24,
      horizon * longest <= Self.workLimit
    else { return nil }
    guard let groups = Groups(p: p, d: d, rewards: rewards, scale: scale, longest: longest) else {
      return nil
    }
    return sweep(groups, longest, shouldStop)
  }

  private func sweep(
    _ groups: Groups, _ longest: Int, _ shouldStop: () -> Bool
  ) -> [Int]? {
    // Far above any cost, far below overflow when one step is added.
    let unreachable = Int32.max / 4
    var h = [Int32](repeating: unreachable, count: horizon + longest + 1)
    var early = [Int32](repeating: unreachable, count: longest + 1)
    var late = groups.allLate
    h[horizon] = 0
    var next = 0
    var credit = 4_000_000
    var isStopped = false
    h.withUnsafeMutableBufferPointer { h in
      early.withUnsafeMutableBufferPointer { early in
        late.withUnsafeMutableBufferPointer { late in
          var x = horizon - 1
          while x >= 0 {
            credit &-= longest
            if credit < 0 {
              credit = 4_000_000
              isStopped = shouldStop()
              if isStopped { return }
            }
            while next < groups.events.count, groups.events[next].time >= x {
              let event = groups.events[next]
              early[event.length] = event.early
              late[event.length] = event.late
              next += 1
            }
            let time = Int32(truncatingIfNeeded: x &* scale)
            var best = unreachable
            var q = 1
            while q <= longest {
              best = min(best, min(early[q], time &+ late[q]) &+ h[x &+ q])
              q &+= 1
            }
            // Times no set of jobs can reach take their neighbour's value: valid, merely unused.
            h[x] = best < unreachable / 2 ? best : h[x &+ 1]
            x &-= 1
          }
        }
      }
    }
    return isStopped ? nil : h[0...horizon].map(Int.init)
  }

  /// Jobs of equal length as step functions of the start time.
  private struct Groups {
    /// From this start time downwards, the group of this length has these best rewards.
    struct Event {
      var time: Int
      var length: Int
      var early: Int32
      var late: Int32
    }

    /// In decreasing order of time.
    var events: [Event] = []
    /// Best late job of each length when all are late.
    var allLate: [Int32]

    init?(p: [Int], d: [Int], rewards: [Int], scale: Int, longest: Int) {
      let unreachable = Int32.max / 4
      let largest = (rewards.map(\.magnitude).max() ?? 0)
      let dueLimit = (d.map(\.magnitude).max() ?? 0)
      guard largest < 1 << 27, dueLimit < UInt((1 << 27) / scale) else { return nil }
      allLate = [Int32](repeating: unreachable, count: longest + 1)
      var members = [[Int]](repeating: [], count: longest + 1)
      for j in p.indices where p[j] > 0 { members[p[j]].append(j) }
      for length in 1...longest where !members[length].isEmpty {
        let jobs = members[length].sorted { (d[$0], $0) < (d[$1], $1) }
        // Jobs 0..<k late, k... early, for falling k.
        var late = [Int32](repeating: unreachable, count: jobs.count + 1)
        for (k, j) in jobs.enumerated() {
          late[k + 1] = min(late[k], Int32(scale * (length - d[j]) - rewards[j]))
        }
        allLate[length] = late[jobs.count]
        var early = unreachable
        for k in stride(from: jobs.count - 1, through: 0, by: -1) {
          early = min(early, Int32(-rewards[jobs[k]]))
          events.append(
            Event(time: d[jobs[k]] - length, length: length, early: early, late: late[k]))
        }
      }
      // Stable for equal times within one length: later events have smaller k.
      let indexed = events.enumerated().sorted {
        ($1.element.time, $0.offset) < ($0.element.time, $1.offset)
      }
      events = indexed.map(\.element)
    }
  }
}
