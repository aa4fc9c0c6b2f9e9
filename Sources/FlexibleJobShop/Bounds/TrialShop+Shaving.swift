extension TrialShop {
  /// Assumes what looks possible and keeps what is left where the assumption is refuted; false when no schedule is left.
  ///
  /// Assumed are, operation by operation, a machine, an early start and a late end. Passes go on while they find something.
  ///
  /// - Source: Martin and Shmoys (1996), "A new approach to computing optimal schedules for the job-shop scheduling problem"
  ///   (shaving).
  mutating func shave(shouldStop: () -> Bool) -> Bool {
    var isChanged = true
    while isChanged, !shouldStop() {
      isChanged = false
      for i in operationsByWindow() {
        if shouldStop() { return true }
        guard let didMachines = shaveMachines(of: i, shouldStop),
          let didStart = shaveWindow(of: i, early: true, shouldStop),
          let didEnd = shaveWindow(of: i, early: false, shouldStop)
        else { return false }
        isChanged = isChanged || didMachines || didStart || didEnd
      }
    }
    return true
  }

  /// Earliest start and latest end of an operation over its possible machines.
  private func window(of operation: Int) -> (start: Int, end: Int, duration: Int) {
    var (start, end, duration) = (Int.max, Int.min, Int.max)
    for a in instance.alternatives(of: operation) where isPossible[a] {
      start = min(start, earliest[a])
      end = max(end, latest[a])
      duration = min(duration, instance.durations[a])
    }
    return (start, end, duration)
  }

  /// Operations with room to move, those with little of it first.
  private func operationsByWindow() -> [Int] {
    var rooms: [(room: Int, operation: Int)] = []
    for i in 0..<instance.operationCount {
      let frame = window(of: i)
      let room = frame.end - frame.start - frame.duration
      if room > 0 { rooms.append((room, i)) }
    }
    return rooms.sorted { ($0.room, $0.operation) < ($1.room, $1.operation) }.map(\.operation)
  }

  /// Whether a machine was taken away; nil when that was a contradiction.
  private mutating func shaveMachines(of operation: Int, _ shouldStop: () -> Bool) -> Bool? {
    let possible = instance.alternatives(of: operation).filter { isPossible[$0] }
    guard possible.count > 1 else { return false }
    var isChanged = false
    for a in possible where isPossible[a] {
      var trial = self
      if trial.reduce(operation, to: a), trial.tighten(shouldStop: shouldStop) { continue }
      guard exclude(a), tighten(shouldStop: shouldStop) else { return nil }
      isChanged = true
    }
    return isChanged
  }

  /// Leaves an operation one alternative; false when that is none.
  private mutating func reduce(_ operation: Int, to alternative: Int) -> Bool {
    for a in instance.alternatives(of: operation)
    where a != alternative && isPossible[a] && !exclude(a) { return false }
    return isPossible[alternative]
  }

  /// Cuts pieces off the beginning or the end of a window, the larger first; nil when nothing is left.
  private mutating func shaveWindow(
    of operation: Int, early: Bool, _ shouldStop: () -> Bool
  ) -> Bool? {
    var isChanged = false
    var divisor = 2
    while divisor <= 16, !shouldStop() {
      let frame = window(of: operation)
      let piece = (frame.end - frame.start - frame.duration + 1) / divisor
      guard piece > 0 else { return isChanged }
      let border = early ? frame.start + piece : frame.end - piece
      var trial = self
      if trial.assume(operation, early: early, border), trial.tighten(shouldStop: shouldStop) {
        divisor *= 2
        continue
      }
      guard rule(out: operation, early: early, border), tighten(shouldStop: shouldStop) else {
        return nil
      }
      isChanged = true
    }
    return isChanged
  }

  /// Early: the operation starts before the border; else it ends after it.
  private mutating func assume(_ operation: Int, early: Bool, _ border: Int) -> Bool {
    for a in instance.alternatives(of: operation) where isPossible[a] {
      let duration = instance.durations[a]
      let holds =
        early
        ? narrow(a, from: earliest[a], to: border - 1 + duration)
        : narrow(a, from: border + 1 - duration, to: latest[a])
      guard holds else { return false }
    }
    return true
  }

  /// Early: the operation starts at the border or later; else it ends at the border or earlier.
  private mutating func rule(out operation: Int, early: Bool, _ border: Int) -> Bool {
    for a in instance.alternatives(of: operation) where isPossible[a] {
      let holds =
        early
        ? narrow(a, from: border, to: latest[a]) : narrow(a, from: earliest[a], to: border)
      guard holds else { return false }
    }
    return true
  }
}
