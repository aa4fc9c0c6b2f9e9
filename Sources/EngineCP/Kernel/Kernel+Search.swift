/// Why a search ended.
package enum SearchOutcome {
  /// Every variable is fixed and no constraint violated.
  case satisfied
  /// No solution at all.
  case refuted
  /// No solution under the assumptions.
  case refutedAssumptions
  /// The conflicts allowed are used up.
  case limit
  case stopped
  /// The clauses that cannot be forgotten take most of the memory that clauses may take, or bounds push each other on without end.
  case outOfMemory
}

extension Kernel {
  /// Looks for one solution by conflict-driven search with restarts.
  ///
  /// - Parameters:
  ///   - assumptions: predicates that are decided first.
  ///   - conflictLimit: value of `statistics.conflicts` at which to end.
  ///   - shouldStop: asked now and then.
  /// - Note: on `satisfied` the bounds are those of the solution; otherwise the kernel is at its root. On
  ///   `refutedAssumptions`, `core` holds those that are refuted together, where `findsCore` asks for it.
  package mutating func search(
    assumptions: [Predicate] = [], conflictLimit: Int = .max, shouldStop: () -> Bool
  ) -> SearchOutcome {
    core.truncate(to: 0)
    if isRefuted { return .refuted }
    var untilRestart = restarts.next()
    var untilPoll = 0
    while true {
      if !propagate() {
        if let end = learnFromConflict(limit: conflictLimit) { return end }
        untilRestart = clauses.cells.count > mostCells ? 0 : untilRestart - 1
        continue
      }
      untilPoll -= 1
      if untilPoll < 0 {
        untilPoll = 10
        if shouldStop() {
          backtrack(to: 0)
          return .stopped
        }
      }
      if statistics.conflicts >= conflictLimit {
        backtrack(to: 0)
        return .limit
      }
      if untilRestart <= 0 {
        untilRestart = restarts.next()
        if !restart() { return .outOfMemory }
        continue
      }
      if Int(level) < assumptions.count {
        let p = assumptions[Int(level)]
        if isFalse(p) {
          if findsCore { findCore(of: p) }
          backtrack(to: 0)
          return .refutedAssumptions
        }
        if isTrue(p) {
          openEmptyLevel()
        } else {
          decide(p)
        }
        continue
      }
      guard let decision = nextDecision() else { return .satisfied }
      statistics.decisions += 1
      decide(decision)
    }
  }

  /// Learns from what propagation ended with.
  ///
  /// Conflicts may follow each other without a decision, so the limit is looked at after each of them.
  ///
  /// - Returns: why the search ends, the kernel being at its root; nil = it goes on.
  private mutating func learnFromConflict(limit: Int) -> SearchOutcome? {
    let end: SearchOutcome
    if isOverrun {
      end = .outOfMemory
    } else {
      statistics.conflicts += 1
      if let back = analyse(), learn(backTo: back) {
        if statistics.conflicts < limit { return nil }
        end = .limit
      } else {
        isRefuted = true
        end = .refuted
      }
    }
    backtrack(to: 0)
    return end
  }

  /// Goes back to the root, turns to the best solution at every other time, and forgets clauses where there are many.
  ///
  /// - Returns: false where those that cannot be forgotten take too much memory.
  private mutating func restart() -> Bool {
    backtrack(to: 0)
    statistics.restarts += 1
    if statistics.restarts % 2 == 0 {
      followGuide()
      if alternatesBranching { buildsFromLeft.toggle() }
    }
    if head != trail.count { return true }
    if clauses.cells.count > mostCells { return shrink() }
    if learntCount >= learntLimit {
      reduce()
      learntLimit += learntGrowth
    }
    return true
  }

  /// A level for an assumption that holds already.
  private mutating func openEmptyLevel() {
    levelTrail.append(Int32(truncatingIfNeeded: trail.count))
    levelStored.append(Int32(truncatingIfNeeded: stored.count))
  }
}

/// Restart intervals after Luby, Sinclair and Zuckerman (1993): 1 1 2 1 1 2 4 ... times a unit.
struct LubyRestarts: BitwiseCopyable {
  var unit = 100
  private var u = 1
  private var v = 1

  init() {}

  mutating func next() -> Int {
    let length = v * unit
    if u & -u == v {
      u += 1
      v = 1
    } else {
      v *= 2
    }
    return length
  }
}
