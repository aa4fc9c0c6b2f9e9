/// What has to run in a stretch of time needs more of the resource than there is: time-table edge finding.
///
/// Stretches begin at an earliest start and end at a latest end. Tasks that begin no earlier count with all that cannot lie beyond the
/// end, the others with their compulsory parts. One pass costs O(n²) and is made in both directions of time.
/// Source: Vilim, "Timetable edge finding filtering algorithm for discrete cumulative resources" (2011); Schutt, Feydy and Stuckey,
/// "Explaining time-table-edge-finding propagation for the cumulative resource constraint" (2013).
extension Cumulative {
  /// A present task as the passes see it; in the second one all times are negated.
  struct Load: BitwiseCopyable {
    var earliest: Int
    var latest: Int
    var duration: Int
    var demand: Int
    var task: Int
    /// Energy of the time-table before `earliest`, and before the latest end.
    var areaAtEarliest: Int
    var areaAtEnd: Int

    var earliestEnd: Int { earliest + duration }
    var latestEnd: Int { latest + duration }
  }

  /// Beyond this many tasks the passes cost more than they are worth.
  static var mostTasksWithEnergy: Int { 200 }

  /// Looks at energies at the root, and below it after pauses that double where nothing was found.
  func checkEnergyNowAndThen(_ kernel: inout Kernel) -> Bool {
    if !hasEnergy || count > Self.mostTasksWithEnergy { return true }
    if kernel.level > 0, energyPause > 0 {
      energyPause -= 1
      return true
    }
    let before = kernel.trail.count
    let isPossible = checkEnergy(&kernel)
    let isIdle = isPossible && kernel.trail.count == before
    lastPause = isIdle ? min(2 * lastPause + 1, Self.longestPause) : lastPause / 2
    energyPause = lastPause
    return isPossible
  }

  private static var longestPause: Int { 7 }

  /// Looks at all stretches, forwards and backwards.
  func checkEnergy(_ kernel: inout Kernel) -> Bool {
    loadEnergy()
    if loadCount < 2 { return true }
    return pass(isMirrored: false, &kernel) && pass(isMirrored: true, &kernel)
  }

  /// Takes the present tasks that need some of the resource, with the time-table's energy before their ends.
  private func loadEnergy() {
    loadCount = 0
    for i in 0..<count {
      let window = windows[i]
      guard window.state == .present, window.duration > 0, window.demand > 0 else { continue }
      loads[loadCount] = Load(
        earliest: Int(window.earliest), latest: Int(window.latest), duration: Int(window.duration),
        demand: Int(window.demand), task: i,
        areaAtEarliest: area(before: Int(window.earliest)),
        areaAtEnd: area(before: Int(window.latest) + Int(window.duration)))
      loadCount += 1
    }
  }

  /// Energy of the time-table before a time.
  private func area(before time: Int) -> Int {
    var sum = 0
    var piece = 0
    while piece + 1 < pieces, Int(times[piece]) < time {
      sum += heights[piece] * (min(time, Int(times[piece + 1])) - Int(times[piece]))
      piece += 1
    }
    return sum
  }

  private func pass(isMirrored: Bool, _ kernel: inout Kernel) -> Bool {
    if isMirrored { mirror() }
    var all = UnsafeMutableBufferPointer(start: loads, count: loadCount)
    all.sort { $0.earliest > $1.earliest }
    for k in 0..<loadCount {
      let end = all[k].latestEnd
      var isRepeated = false
      for other in 0..<k where all[other].latestEnd == end { isRepeated = true }
      if isRepeated { continue }
      if !look(upTo: end, areaAtEnd: all[k].areaAtEnd, isMirrored, &kernel) { return false }
    }
    return true
  }

  private func mirror() {
    for k in 0..<loadCount {
      let load = loads[k]
      loads[k].earliest = -load.latestEnd
      loads[k].latest = -load.earliestEnd
      (loads[k].areaAtEarliest, loads[k].areaAtEnd) = (-load.areaAtEnd, -load.areaAtEarliest)
    }
  }

  /// All stretches with one end, the shortest first.
  private func look(upTo end: Int, areaAtEnd: Int, _ isMirrored: Bool, _ kernel: inout Kernel)
    -> Bool
  {
    let least = leastCapacity(kernel)
    var energy = 0
    var (most, candidate) = (0, -1)
    for k in 0..<loadCount {
      let load = loads[k]
      let begin = load.earliest
      if begin >= end { continue }
      let compulsory = max(0, min(load.earliestEnd, end) - load.latest)
      if load.latestEnd <= end {
        energy += load.demand * (load.duration - compulsory)
      } else {
        let inside = max(0, end - load.latest)
        energy += load.demand * (inside - compulsory)
        let more = load.demand * (min(load.earliestEnd, end) - begin - inside)
        if more > most { (most, candidate) = (more, k) }
      }
      let need = energy + areaAtEnd - load.areaAtEarliest
      if need > least * (end - begin), !raiseCapacity(begin, end, isMirrored, &kernel) {
        return false
      }
      let room = capacity * (end - begin) - need
      if candidate >= 0, most > room, !push(candidate, begin, end, isMirrored, &kernel) {
        return false
      }
    }
    return true
  }
}
