/// The Pareto job chosen at a node and where its candidate positions stand.
struct Branching<Value: FixedWidthInteger & SignedInteger> {
  /// Place of the Pareto job in the clamped order.
  var place: Int
  /// `candidates[first ..< first + count]`.
  var first: Int
  var count: Int
  /// Smallest lower bound among positions dropped because they exceed the limit.
  var dropped: Value
}

/// What a scan over the positions of a Pareto job needs to know about the node.
struct ScanContext<Value: FixedWidthInteger & SignedInteger> {
  var core: SubProblem<Value>
  /// Scaled price bound of the node, nil without prices.
  var bound: Int?
  var limit: Value
}

extension DecompositionKernel {
  /// Chooses the Pareto job with the fewest candidate positions.
  ///
  /// A job a is *Pareto* when no other job is strictly longer and strictly earlier due in the clamped
  /// order. Let s_1, s_2, ... be the other jobs not longer than a, in clamped order. Some optimal
  /// sequence starts with s_1...s_h (in some order), then a, then all others, for an h that puts at
  /// least every s with `d' <= d'[a]` in front. Lawler (1977) is the case of the longest job,
  /// Della Croce, Tadei, Baracco and Grosso (1998) that of the earliest due job. Any Pareto job is
  /// good, one with a single position splits the node for free, so the one with fewest is taken.
  ///
  /// With prices, positions whose bound exceeds the limit do not count; none left means the limit
  /// cannot be met.
  mutating func chooseBranching(_ context: ScanContext<Value>) -> Branching<Value> {
    let core = context.core
    var best = Branching<Value>(place: -1, first: candidateTop, count: Int.max, dropped: .max)
    var longest: Value = -1
    var completion = core.start
    var free = candidateTop
    var place = 0
    while place < core.count {
      let length = orderP[place]
      completion &+= length
      let hasTwin =
        place &+ 1 < core.count && orderD[place &+ 1] == orderD[place]
        && orderP[place &+ 1] >= length
      if length >= longest && !hasTwin {
        longest = length
        statistics.scanCount &+= 1
        let prefix = Candidate<Value>(
          place: Int32(truncatingIfNeeded: place), countBefore: Int32(truncatingIfNeeded: place),
          completion: completion, tardiness: 0, estimate: 0, hash1: 0, hash2: 0)
        let trial =
          rules.contains(.sequenceComparison)
          ? comparePositions(context, prefix, into: free, giveUpAt: best.count)
          : filterPositions(context, prefix, into: free, giveUpAt: best.count)
        if trial.count < best.count {
          best = trial
          // The better list stays; the next trial goes behind it or before it.
          free = trial.first == candidateTop ? candidateTop &+ core.count &+ 1 : candidateTop
          if trial.count <= 1 { break }
        }
      }
      place &+= 1
    }
    hashCandidates(best, core)
    return best
  }

  /// Fills in the set hashes of the positions of the chosen Pareto job, which stand in order of place.
  private func hashCandidates(_ branching: Branching<Value>, _ core: SubProblem<Value>) {
    let order = arena + core.base
    let threshold = lastEqual[Int(order[branching.place])]
    var hash1: UInt64 = 0
    var hash2: UInt64 = 0
    var place = 0
    var k = branching.first
    while k < branching.first &+ branching.count {
      while place < Int(candidates[k].place) {
        let rank = Int(order[place])
        if place < branching.place || (place > branching.place && rank <= threshold) {
          hash1 ^= word1[rank]
          hash2 ^= word2[rank]
        }
        place &+= 1
      }
      candidates[k].hash1 = hash1
      candidates[k].hash2 = hash2
      k &+= 1
    }
  }

  /// Positions left by the due-date rules (a) and (b).
  ///
  /// With C(h) the completion time of a behind s_1...s_h:
  /// (a) h is dropped when s_(h+1) exists and `C(h) >= d'[s_(h+1)]`;
  /// (b) h is dropped when `C(h) < d'[r] + p[r]` for a job r in front of a with `d'[r] > d'[a]`.
  /// Together they always leave an optimal position.
  private func filterPositions(
    _ context: ScanContext<Value>, _ prefix: Candidate<Value>, into first: Int, giveUpAt: Int
  ) -> Branching<Value> {
    let count = context.core.count
    let place = Int(prefix.place)
    let length = orderP[place]
    var result = Branching<Value>(place: place, first: first, count: 0, dropped: .max)
    var here = prefix
    var next = absorbTies(&here, context.core)
    var latest = Value.min
    while true {
      while next < count && orderP[next] > length { next &+= 1 }
      if here.completion >= latest && (next == count || here.completion < orderD[next]) {
        here.place = Int32(truncatingIfNeeded: next)
        note(here, context, &result)
        if result.count >= giveUpAt { return result }
      }
      if next == count { return result }
      latest = max(latest, orderD[next] &+ orderP[next])
      take(next, &here)
      next &+= 1
    }
  }

  /// Positions left by rule (b) and by comparing whole sequences (c).
  ///
  /// Let T(h) be the clamped total tardiness of s_1...s_h, a, s_(h+1)...s_m. (c) h is dropped when
  /// `T(h) >= T(i)` for a smaller i or `T(h) > T(h + 1)`. One step changes T by the delay of a and
  /// the gain of s_(h+1), so only differences are kept. (c) must not be joined with (a): on ties the
  /// two can drop every position.
  ///
  /// - Source: Szwarc, Grosso and Della Croce (2001), "Algorithmic paradoxes of the single-machine
  ///   total tardiness problem".
  private func comparePositions(
    _ context: ScanContext<Value>, _ prefix: Candidate<Value>, into first: Int, giveUpAt: Int
  ) -> Branching<Value> {
    let count = context.core.count
    let place = Int(prefix.place)
    let length = orderP[place]
    let due = orderD[place]
    var result = Branching<Value>(place: place, first: first, count: 0, dropped: .max)
    var here = prefix
    var next = absorbTies(&here, context.core)
    var latest = Value.min
    var total: Value = 0
    var least = Value.max
    while true {
      while next < count && orderP[next] > length { next &+= 1 }
      if next == count { break }
      let step = orderP[next]
      let late = here.completion &+ step &- orderD[next]
      let change =
        positive(here.completion &+ step &- due) &- positive(here.completion &- due)
        &- positive(late) &+ positive(late &- length)
      if here.completion >= latest && total < least && change >= 0 {
        here.place = Int32(truncatingIfNeeded: next)
        here.estimate = total
        note(here, context, &result)
        if result.count >= giveUpAt { return result }
      }
      least = min(least, total)
      total &+= change
      latest = max(latest, orderD[next] &+ step)
      take(next, &here)
      next &+= 1
    }
    if here.completion >= latest && total < least {
      here.place = Int32(truncatingIfNeeded: count)
      here.estimate = total
      note(here, context, &result)
    }
    return result
  }

  /// Jobs with the due date of the Pareto job, not longer than it, are always in front of it.
  @inline(__always)
  private func absorbTies(_ here: inout Candidate<Value>, _ core: SubProblem<Value>) -> Int {
    let place = Int(here.place)
    var next = place &+ 1
    while next < core.count && orderD[next] == orderD[place] {
      if orderP[next] <= orderP[place] { take(next, &here) }
      next &+= 1
    }
    return next
  }

  /// Moves one more job in front of the Pareto job.
  @inline(__always)
  private func take(_ place: Int, _ here: inout Candidate<Value>) {
    here.completion &+= orderP[place]
    here.countBefore &+= 1
  }

  /// Records a candidate unless its price bound exceeds the limit.
  @inline(__always)
  private func note(
    _ here: Candidate<Value>, _ context: ScanContext<Value>, _ result: inout Branching<Value>
  ) {
    var candidate = here
    let rank = Int(arena[context.core.base &+ result.place])
    candidate.tardiness = tardiness(here.completion, rank)
    if let bound = context.bound, let prices {
      let core = context.core
      let scaled =
        bound &- prices.jobBound(rank, from: core.start, to: core.end)
        &+ prices.cost(candidate.tardiness, p[rank], completion: here.completion)
      candidate.estimate = PriceTable<Value>.unscaled(scaled)
      if candidate.estimate > context.limit {
        result.dropped = min(result.dropped, candidate.estimate)
        return
      }
    }
    candidates[result.first &+ result.count] = candidate
    result.count &+= 1
  }

  @inline(__always)
  private func positive(_ x: Value) -> Value { x > 0 ? x : 0 }
}
