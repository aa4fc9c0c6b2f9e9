extension Refuter {
  /// Of two tasks that are present one is over when the other starts: where bounds exclude one order, the other holds.
  mutating func propagatePairs(_ tasks: Range<Int>) -> Bool {
    guard loadSpans(tasks) else { return false }
    for b in 0..<items.count where spans[b].presence != .absent {
      for a in 0..<b where spans[a].presence != .absent && !isSettled(a, b) && excludes(a, b) {
        if !propagatePair(tasks, a, b) { return false }
      }
    }
    return true
  }

  private mutating func propagatePair(_ tasks: Range<Int>, _ a: Int, _ b: Int) -> Bool {
    let (first, second) = (spans[a], spans[b])
    let canBeFirst = first.earliestEnd <= second.latest
    let canBeLast = second.earliestEnd <= first.latest
    if canBeFirst && canBeLast { return true }
    guard first.presence == .present, second.presence == .present else {
      return canBeFirst || canBeLast ? true : excludeOne(tasks, a, b)
    }
    if !canBeFirst && !canBeLast { return false }
    settle(a, b)
    if canBeFirst, first.latest + first.longest <= second.earliest { return true }
    if canBeLast, second.latest + second.longest <= first.earliest { return true }
    return canBeFirst ? order(tasks, a, before: b) : order(tasks, b, before: a)
  }

  /// Two tasks exclude each other: if one is present, the other is not.
  private mutating func excludeOne(_ tasks: Range<Int>, _ a: Int, _ b: Int) -> Bool {
    for (one, other) in [(a, b), (b, a)] where spans[one].presence == .present {
      let task = table.tasks[tasks.lowerBound + Int(items[other])]
      if let presence = task.presence { return bounds.forbid(presence) }
    }
    return true
  }

  /// The pair of tasks to order next: those surely present that have the least room.
  func pairToOrder() -> Choice? {
    var best: Choice?
    var least = Int.max
    for b in 0..<items.count where spans[b].presence == .present {
      for a in 0..<b where spans[a].presence == .present && !isSettled(a, b) && excludes(a, b) {
        let (first, second) = (spans[a], spans[b])
        let room =
          max(first.latestEnd, second.latestEnd) - min(first.earliest, second.earliest)
          - first.length - second.length
        if room < least {
          least = room
          best = Choice(kind: .order, a: a, b: b)
        }
      }
    }
    return best
  }

  /// Whether a task is present, as the next decision; nil = all is known.
  func presenceToDecide() -> Choice? {
    for place in items.indices {
      let item = Int(items[place])
      if spans[place].presence == .open { return presence(shape.items.lowerBound + item) }
      if case .rectangles(_, let y) = shape, otherSpans[place].presence == .open {
        return presence(y.lowerBound + item)
      }
    }
    return nil
  }

  private func presence(_ task: Int) -> Choice? {
    guard let predicate = table.tasks[task].presence,
      !bounds.isFixed(Int(predicate.variable))
    else { return nil }
    return Choice(kind: .split, a: Int(predicate.variable), middle: 0)
  }
}
