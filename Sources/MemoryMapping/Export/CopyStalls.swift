/// For how long a program waits for copies, and before which instruction.
package struct CopyStalls: Sendable, Hashable {
  /// Picoseconds waited before each instruction; the last one is after the program.
  package private(set) var before: [Int]

  /// Works it out: what of a copy does not fit into idle time is waited for when its window ends.
  ///
  /// - Complexity: O(N + J log J + J b), b how many windows are open together.
  package init(of mapping: Mapping, _ cost: MappingCost, in instance: MappingInstance) {
    let count = instance.instructions.count
    before = [Int](repeating: 0, count: count + 1)
    let jobs = CopyStalls.jobs(of: mapping, in: instance).sorted {
      ($0.begin, $0.end) < ($1.begin, $1.end)
    }
    /// By deadline, the earliest one last.
    var open: [CopyJob] = []
    var next = 0
    for time in 0..<count {
      while next < jobs.count, jobs[next].begin <= time {
        let job = jobs[next]
        next += 1
        guard job.begin < job.end else {
          before[job.begin] += job.volume
          continue
        }
        open.insert(job, at: open.firstIndex { $0.end < job.end } ?? open.count)
      }
      drop(&open, until: time)
      var room = cost.durations[time] - cost.slowTimes[time]
      while room > 0, let last = open.last {
        let taken = min(room, last.volume)
        room -= taken
        if taken == last.volume {
          open.removeLast()
        } else {
          open[open.count - 1].volume -= taken
        }
      }
    }
    drop(&open, until: count)
    for job in jobs[next...] { before[min(job.begin, count)] += job.volume }
  }

  private mutating func drop(_ open: inout [CopyJob], until time: Int) {
    while let last = open.last, last.end <= time {
      before[last.end] += last.volume
      open.removeLast()
    }
  }

  private static func jobs(of mapping: Mapping, in instance: MappingInstance) -> [CopyJob] {
    mapping.staysByTensor(count: instance.tensors.count).joined().flatMap { stay in
      let volume = instance.tensors[stay.tensor].copyTime
      var jobs: [CopyJob] = []
      if case .copy(let ready) = stay.entry {
        jobs.append(CopyJob(begin: stay.lower, end: ready, volume: volume))
      }
      if let window = stay.copyOut {
        jobs.append(CopyJob(begin: window.begin, end: window.end, volume: volume))
      }
      return jobs
    }
  }
}
