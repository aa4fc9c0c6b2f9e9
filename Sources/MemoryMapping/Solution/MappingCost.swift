/// What a mapping costs, from the definition: roofline times of the instructions, and copies that do not fit into idle time.
///
/// The mapping must have no violations.
public struct MappingCost: Sendable, Hashable {
  /// By instruction: memory time of accesses served by slow memory, picoseconds.
  public private(set) var slowTimes: [Int]
  /// By instruction: memory time of accesses served by fast memory.
  public private(set) var fastTimes: [Int]
  /// By instruction: the larger of its compute and memory time.
  public private(set) var durations: [Int] = []
  /// Time of all copies.
  public private(set) var copyTime = 0
  /// How much of it fits into time in which slow memory is idle.
  public private(set) var hiddenTime = 0
  /// Accesses served by fast memory.
  public private(set) var fastAccesses = 0
  /// The time with every tensor in slow memory.
  public let base: Int

  /// Time of the program under the mapping.
  public var total: Int { durations.reduce(0, +) + copyTime - hiddenTime }
  /// Time that the mapping saves; negative when it loses some.
  public var saved: Int { base - total }
  /// Time of copies for which the program has to wait.
  public var stall: Int { copyTime - hiddenTime }

  /// Works it out.
  ///
  /// - Complexity: O(accesses * stays of a tensor + N + J log J) for J copies.
  public init(of mapping: Mapping, in instance: MappingInstance) {
    let count = instance.instructions.count
    slowTimes = [Int](repeating: 0, count: count)
    fastTimes = slowTimes
    base = MappingCost.base(of: instance)
    var jobs: [CopyJob] = []
    for (tensor, stays) in zip(
      instance.tensors, mapping.staysByTensor(count: instance.tensors.count))
    {
      for (index, access) in tensor.accesses.enumerated() {
        let isWrite = index == 0 && !tensor.isParameter
        let time = access.instruction
        let isFast =
          isWrite
          ? stays.contains { $0.entry == .define }
          : stays.contains { $0.ready <= time && time < $0.upper }
        if isFast {
          fastTimes[time] += access.fast
          fastAccesses += 1
        } else {
          slowTimes[time] += access.slow
        }
      }
      for stay in stays {
        if case .copy(let ready) = stay.entry {
          jobs.append(CopyJob(begin: stay.lower, end: ready, volume: tensor.copyTime))
        }
        if let window = stay.copyOut {
          jobs.append(CopyJob(begin: window.begin, end: window.end, volume: tensor.copyTime))
        }
      }
    }
    durations = (0..<count).map {
      max(instance.instructions[$0].compute, slowTimes[$0] + fastTimes[$0])
    }
    copyTime = jobs.reduce(0) { $0 + $1.volume }
    hiddenTime = CopyJob.hidden(jobs, idle: zip(durations, slowTimes).map { $0 - $1 })
  }

  /// The time of a program with every tensor in slow memory.
  public static func base(of instance: MappingInstance) -> Int {
    var slow = [Int](repeating: 0, count: instance.instructions.count)
    for tensor in instance.tensors {
      for access in tensor.accesses { slow[access.instruction] += access.slow }
    }
    return zip(instance.instructions, slow).reduce(0) { $0 + max($1.0.compute, $1.1) }
  }
}

/// A copy that may use the idle time of the instructions in a window, split as it likes.
package struct CopyJob: Sendable, Hashable {
  package var begin: Int
  package var end: Int
  package var volume: Int

  package init(begin: Int, end: Int, volume: Int) {
    (self.begin, self.end, self.volume) = (begin, end, volume)
  }

  /// The largest volume of the jobs that fits into the idle time of their windows.
  ///
  /// Earliest deadline first, which is optimal as the jobs can be split.
  package static func hidden(_ jobs: [CopyJob], idle: [Int]) -> Int {
    let waiting = jobs.filter { $0.begin < $0.end && $0.volume > 0 }.sorted { $0.begin < $1.begin }
    var open: [(end: Int, left: Int)] = []
    var (next, hidden) = (0, 0)
    for (time, room) in idle.enumerated() {
      while next < waiting.count, waiting[next].begin <= time {
        let job = waiting[next]
        let place = open.firstIndex { $0.end < job.end } ?? open.count
        open.insert((job.end, job.volume), at: place)
        next += 1
      }
      while let last = open.last, last.end <= time { open.removeLast() }
      var room = room
      while room > 0, let last = open.last {
        let taken = min(room, last.left)
        hidden += taken
        room -= taken
        if taken == last.left { open.removeLast() } else { open[open.count - 1].left -= taken }
      }
    }
    return hidden
  }
}
