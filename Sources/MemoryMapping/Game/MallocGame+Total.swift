extension MallocGame {
  /// All copies, ascending by their begins.
  private func copies() -> [CopyJob] {
    var jobs: [CopyJob] = []
    let tensors = units.instance.tensors
    func add(_ stay: Mapping.Residency) {
      let volume = tensors[stay.tensor].copyTime
      if case .copy(let ready) = stay.entry {
        jobs.append(CopyJob(begin: stay.lower, end: ready, volume: volume))
      }
      if let window = stay.copyOut {
        jobs.append(CopyJob(begin: window.begin, end: window.end, volume: volume))
      }
    }
    for stay in stays { add(stay) }
    for group in groups {
      let stays = units.units[group.unit].groupStays(
        lower: group.lower, upper: group.upper, offset: group.offset, units.instance)
      for stay in stays { add(stay) }
    }
    return jobs
  }

  private func idleTimes() -> [Int] {
    (0..<units.count).map { time in
      max(units.instance.instructions[time].compute - slowTime[time], fastTime[time])
    }
  }

  /// The exact total. O(N + J log J) for J copies.
  func currentTotal() -> Int {
    let jobs = copies()
    var total = jobs.reduce(0) { $0 + $1.volume }
    for time in 0..<units.count {
      total += max(
        units.instance.instructions[time].compute, slowTime[time] + fastTime[time])
    }
    return total - CopyJob.hidden(jobs, idle: idleTimes())
  }

  /// By instruction, the idle time that the copies leave, earliest deadline first.
  func idleLeft() -> [Int] {
    var idle = idleTimes()
    let waiting = copies().filter { $0.begin < $0.end && $0.volume > 0 }
      .sorted { $0.begin < $1.begin }
    var open: [(end: Int, left: Int)] = []
    var next = 0
    for time in idle.indices {
      while next < waiting.count, waiting[next].begin <= time {
        let job = waiting[next]
        let place = open.firstIndex { $0.end < job.end } ?? open.count
        open.insert((job.end, job.volume), at: place)
        next += 1
      }
      while let last = open.last, last.end <= time { open.removeLast() }
      while idle[time] > 0, let last = open.last {
        let taken = min(idle[time], last.left)
        idle[time] -= taken
        if taken == last.left { open.removeLast() } else { open[open.count - 1].left -= taken }
      }
    }
    return idle
  }
}
