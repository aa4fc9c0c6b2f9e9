/// Tasks with demands on a resource of limited capacity: time-table reasoning with pointwise explanations.
///
/// Where the compulsory parts of tasks leave too little capacity, other tasks are pushed behind, one point in time at a
/// step. Source: Schutt, Feydy, Stuckey and Wallace, "Explaining the cumulative propagator" (2011).
final class Cumulative: Propagator {
  struct Task: BitwiseCopyable {
    /// First view of the start.
    var view: Int32
    var duration: Int32
    var demand: Int32
    /// Literal of presence; view -1 = always.
    var presence: Predicate
  }

  private let count: Int
  private let capacity: Int
  private let tasks: UnsafeMutablePointer<Task>
  /// Borders of the profile's pieces and the height from each border on.
  private let times: UnsafeMutablePointer<Int32>
  private let heights: UnsafeMutablePointer<Int>
  private var pieces = 0
  /// Scratch for building: starts and ends of compulsory parts in order.
  private let starts: UnsafeMutablePointer<Int32>
  private let ends: UnsafeMutablePointer<Int32>

  /// - Parameter tasks: durations and demands of at least 1.
  init(_ tasks: [Task], capacity: Int) {
    count = tasks.count
    self.capacity = capacity
    self.tasks = .allocate(capacity: max(count, 1))
    for (i, task) in tasks.enumerated() { self.tasks[i] = task }
    times = .allocate(capacity: 2 * count + 1)
    heights = .allocate(capacity: 2 * count + 1)
    starts = .allocate(capacity: max(count, 1))
    ends = .allocate(capacity: max(count, 1))
    super.init(priority: 1)
  }

  deinit {
    tasks.deallocate()
    times.deallocate()
    heights.deallocate()
    starts.deallocate()
    ends.deallocate()
  }

  override func propagate(_ kernel: inout Kernel) -> Bool {
    build(kernel)
    for piece in 0..<pieces where heights[piece] > capacity {
      return overload(at: times[piece], &kernel)
    }
    if pieces == 0 { return true }
    for i in 0..<count {
      let task = tasks[i]
      if isAbsent(task, kernel) || kernel.isFixed(task.view) && isPresent(task, kernel) { continue }
      if !sweep(i, backwards: false, &kernel) || !sweep(i, backwards: true, &kernel) {
        return false
      }
    }
    return true
  }

  @inline(__always)
  private func isPresent(_ task: Task, _ kernel: borrowing Kernel) -> Bool {
    task.presence.view < 0 || kernel.isTrue(task.presence)
  }

  @inline(__always)
  private func isAbsent(_ task: Task, _ kernel: borrowing Kernel) -> Bool {
    task.presence.view >= 0 && kernel.isFalse(task.presence)
  }

  /// The time-table: compulsory parts of the tasks that are present.
  private func build(_ kernel: borrowing Kernel) {
    var parts = 0
    for i in 0..<count {
      let task = tasks[i]
      let latest = kernel.upper(task.view)
      let end = kernel.lower[task.view] + task.duration
      guard latest < end, isPresent(task, kernel) else { continue }
      starts[parts] = Int32(truncatingIfNeeded: i)
      ends[parts] = Int32(truncatingIfNeeded: i)
      parts += 1
    }
    sort(starts, parts) { kernel.upper(tasks[Int($0)].view) }
    sort(ends, parts) { kernel.lower[tasks[Int($0)].view] + tasks[Int($0)].duration }
    pieces = 0
    var s = 0
    var e = 0
    var height = 0
    while e < parts {
      let begins = s < parts ? kernel.upper(tasks[Int(starts[s])].view) : Int32.max
      let over = kernel.lower[tasks[Int(ends[e])].view] + tasks[Int(ends[e])].duration
      let time = min(begins, over)
      while e < parts,
        kernel.lower[tasks[Int(ends[e])].view] + tasks[Int(ends[e])].duration == time
      {
        height -= Int(tasks[Int(ends[e])].demand)
        e += 1
      }
      while s < parts, kernel.upper(tasks[Int(starts[s])].view) == time {
        height += Int(tasks[Int(starts[s])].demand)
        s += 1
      }
      times[pieces] = time
      heights[pieces] = height
      pieces += 1
    }
  }

  @inline(__always)
  private func sort(
    _ order: UnsafeMutablePointer<Int32>, _ count: Int, by key: (Int32) -> Int32
  ) {
    for i in 1..<max(count, 1) {
      let task = order[i]
      let value = key(task)
      var k = i
      while k > 0, key(order[k - 1]) > value {
        order[k] = order[k - 1]
        k -= 1
      }
      order[k] = task
    }
  }

  /// Appends why at least `height` of the capacity is taken at `time` by tasks other than `except`.
  private func appendProfile(
    at time: Int32, except: Int, height: Int, _ kernel: borrowing Kernel,
    into list: inout Buffer<Predicate>
  ) {
    var missing = height
    for i in 0..<count where i != except && missing > 0 {
      let task = tasks[i]
      guard isPresent(task, kernel), kernel.upper(task.view) <= time,
        kernel.lower[task.view] + task.duration > time
      else { continue }
      missing -= Int(task.demand)
      list.append(Predicate(task.view ^ 1, -time))
      list.append(Predicate(task.view, time + 1 - task.duration))
      if task.presence.view >= 0 { list.append(task.presence) }
    }
    assert(missing <= 0)
  }

  private func overload(at time: Int32, _ kernel: inout Kernel) -> Bool {
    var list = kernel.conflict
    list.truncate(to: 0)
    appendProfile(at: time, except: -1, height: capacity + 1, kernel, into: &list)
    kernel.conflict = list
    return false
  }

  /// Moves task i out of the pieces it does not fit into, forwards (its start) or backwards (its end).
  private func sweep(_ i: Int, backwards: Bool, _ kernel: inout Kernel) -> Bool {
    let task = tasks[i]
    var piece = backwards ? pieces - 1 : 0
    while piece >= 0 && piece < pieces {
      defer { piece += backwards ? -1 : 1 }
      guard heights[piece] + Int(task.demand) > capacity, piece + 1 < pieces else { continue }
      let (begin, end) = (times[piece], times[piece + 1])
      // The profile holds the task itself where its own compulsory part lies.
      if isPresent(task, kernel), kernel.upper(task.view) < end,
        kernel.lower[task.view] + task.duration > begin
      {
        continue
      }
      while true {
        let earliest = backwards ? kernel.upper(task.view) : kernel.lower[task.view]
        if earliest >= end || earliest + task.duration <= begin { break }
        // A point of the piece inside the task at its outermost position.
        let time = backwards ? max(begin, earliest) : min(end, earliest + task.duration) - 1
        let needed = capacity + 1 - Int(task.demand)
        let conclusion =
          backwards
          ? Predicate(task.view ^ 1, -(time - task.duration)) : Predicate(task.view, time + 1)
        let premise =
          backwards
          ? Predicate(task.view ^ 1, -time) : Predicate(task.view, time + 1 - task.duration)
        if isPresent(task, kernel) || !kernel.isFalse(conclusion) {
          // A start shared with other intervals is bound only by those that are present.
          if !isPresent(task, kernel) { break }
          let payload = kernel.beginStored()
          var list = kernel.stored
          appendProfile(at: time, except: i, height: needed, kernel, into: &list)
          list.append(premise)
          if task.presence.view >= 0 { list.append(task.presence) }
          kernel.stored = list
          kernel.endStored(payload)
          if !kernel.push(conclusion.view, conclusion.value, Reason.stored, payload) {
            return false
          }
        } else {
          let payload = kernel.beginStored()
          var list = kernel.stored
          appendProfile(at: time, except: i, height: needed, kernel, into: &list)
          list.append(premise)
          list.append(conclusion.negated)
          kernel.stored = list
          kernel.endStored(payload)
          let absent = task.presence.negated
          return kernel.push(absent.view, absent.value, Reason.stored, payload)
        }
      }
    }
    return true
  }
}
