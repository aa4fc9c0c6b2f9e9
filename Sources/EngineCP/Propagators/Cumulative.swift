/// Tasks with demands on a resource of limited capacity: time-table reasoning with pointwise explanations.
///
/// Where the compulsory parts of tasks leave too little capacity, other tasks are pushed away, one point in time at a step.
/// Durations, demands and the capacity count with their least values, so that the check is exact once all are fixed.
/// Source: Schutt, Feydy, Stuckey and Wallace, "Explaining the cumulative propagator" (2011).
final class Cumulative: Propagator {
  /// A view plus a constant.
  struct Quantity: BitwiseCopyable {
    var view: Int32
    var offset: Int32

    @inline(__always)
    func atLeast(_ value: Int32) -> Predicate { Predicate(view, value - offset) }
    @inline(__always)
    func atMost(_ value: Int32) -> Predicate { Predicate(view ^ 1, offset - value) }
  }

  struct Task: BitwiseCopyable {
    var start: Quantity
    var duration: Quantity
    /// Never negative.
    var demand: Quantity
    /// Literal of presence; view -1 = always.
    var presence: Predicate
  }

  private enum State: BitwiseCopyable {
    case present
    case open
    case absent
  }

  /// A task's bounds at the time of a call.
  private struct Window: BitwiseCopyable {
    var earliest: Int32
    var latest: Int32
    var duration: Int32
    var demand: Int32
    var state: State

    /// Whether the task takes up capacity at a time wherever it starts.
    func covers(_ time: Int32) -> Bool {
      state == .present && latest <= time && time < earliest + duration
    }
  }

  private let count: Int
  /// The capacity's negation: its lower bound is the most capacity there can be.
  private let negatedCapacity: Quantity
  private let tasks: UnsafeMutablePointer<Task>
  private let windows: UnsafeMutablePointer<Window>
  /// Borders of the profile's pieces and the height from each border on.
  private let times: UnsafeMutablePointer<Int32>
  private let heights: UnsafeMutablePointer<Int>
  private var pieces = 0
  /// Ends of compulsory parts as (time, change of height).
  private let events: UnsafeMutablePointer<(time: Int32, change: Int32)>
  private var capacity = 0

  /// - Parameters:
  ///   - tasks: their demands are not negative.
  ///   - capacity: the negation of the capacity.
  init(_ tasks: [Task], capacity: Quantity) {
    count = tasks.count
    negatedCapacity = capacity
    self.tasks = .allocate(capacity: max(count, 1))
    for (i, task) in tasks.enumerated() { self.tasks[i] = task }
    windows = .allocate(capacity: max(count, 1))
    times = .allocate(capacity: 2 * count + 1)
    heights = .allocate(capacity: 2 * count + 1)
    events = .allocate(capacity: 2 * count + 1)
    super.init(priority: 1)
  }

  deinit {
    tasks.deallocate()
    windows.deallocate()
    times.deallocate()
    heights.deallocate()
    events.deallocate()
  }

  override func propagate(_ kernel: inout Kernel) -> Bool {
    capacity = -Int(kernel.lower[negatedCapacity.view] + negatedCapacity.offset)
    for i in 0..<count { load(i, kernel) }
    build()
    for piece in 0..<pieces where heights[piece] > capacity {
      let payload = kernel.beginStored()
      appendProfile(at: times[piece], except: -1, height: capacity + 1, &kernel)
      // The most capacity there can be would have to be more.
      let more = negatedCapacity.atMost(Int32(truncatingIfNeeded: -capacity - 1))
      kernel.endStored(payload)
      return kernel.push(more.view, more.value, Reason.stored, payload)
    }
    for i in 0..<count where windows[i].state != .absent && windows[i].duration > 0 {
      // A task alone that needs more than there is.
      let task = windows[i]
      if Int(task.demand) > capacity, !tooGreat(i, &kernel) { return false }
      if pieces == 0 || windows[i].state == .absent { continue }
      if task.state == .present && task.earliest == task.latest { continue }
      if !sweep(i, backwards: false, &kernel) || !sweep(i, backwards: true, &kernel) {
        return false
      }
    }
    return true
  }

  @inline(__always)
  private func load(_ i: Int, _ kernel: borrowing Kernel) {
    let task = tasks[i]
    var state = State.present
    if task.presence.view >= 0, !kernel.isTrue(task.presence) {
      state = kernel.isFalse(task.presence) ? .absent : .open
    }
    windows[i] = Window(
      earliest: kernel.lower[task.start.view] + task.start.offset,
      latest: kernel.upper(task.start.view) + task.start.offset,
      duration: kernel.lower[task.duration.view] + task.duration.offset,
      demand: kernel.lower[task.demand.view] + task.demand.offset, state: state)
  }

  /// The time-table of the compulsory parts.
  private func build() {
    var number = 0
    for i in 0..<count {
      let window = windows[i]
      guard window.state == .present, window.demand > 0,
        window.latest < window.earliest + window.duration
      else { continue }
      events[number] = (window.latest, window.demand)
      events[number + 1] = (window.earliest + window.duration, -window.demand)
      number += 2
    }
    sort(number)
    pieces = 0
    var height = 0
    var k = 0
    while k < number {
      let time = events[k].time
      while k < number, events[k].time == time {
        height += Int(events[k].change)
        k += 1
      }
      times[pieces] = time
      heights[pieces] = height
      pieces += 1
    }
  }

  private func sort(_ number: Int) {
    if number > 40 {
      var all = UnsafeMutableBufferPointer(start: events, count: number)
      all.sort { $0.time < $1.time }
      return
    }
    var i = 1
    while i < number {
      let event = events[i]
      var k = i
      while k > 0, events[k - 1].time > event.time {
        events[k] = events[k - 1]
        k -= 1
      }
      events[k] = event
      i += 1
    }
  }

  /// Keeps why tasks other than `except` take at least `height` of the capacity at `time`.
  private func appendProfile(
    at time: Int32, except: Int, height: Int, _ kernel: inout Kernel
  ) {
    var missing = height
    for i in 0..<count where i != except && missing > 0 {
      let window = windows[i]
      guard window.covers(time), window.demand > 0 else { continue }
      missing -= Int(window.demand)
      let task = tasks[i]
      kernel.stored.append(task.start.atMost(time))
      kernel.stored.append(task.start.atLeast(time + 1 - window.duration))
      kernel.stored.append(task.duration.atLeast(window.duration))
      kernel.stored.append(task.demand.atLeast(window.demand))
      if task.presence.view >= 0 { kernel.stored.append(task.presence) }
    }
    assert(missing <= 0)
  }

  private func appendCapacity(_ kernel: inout Kernel) {
    kernel.stored.append(negatedCapacity.atLeast(Int32(truncatingIfNeeded: -capacity)))
  }

  /// A task that takes some time and demands more than the capacity is absent; one that is present refutes.
  private func tooGreat(_ i: Int, _ kernel: inout Kernel) -> Bool {
    let payload = kernel.beginStored()
    kernel.stored.append(tasks[i].duration.atLeast(1))
    appendCapacity(&kernel)
    let most = tasks[i].demand.atMost(Int32(truncatingIfNeeded: capacity))
    if windows[i].state == .present {
      if tasks[i].presence.view >= 0 { kernel.stored.append(tasks[i].presence) }
      kernel.endStored(payload)
      return kernel.push(most.view, most.value, Reason.stored, payload)
    }
    kernel.stored.append(most.negated)
    kernel.endStored(payload)
    windows[i].state = .absent
    let absent = tasks[i].presence.negated
    return kernel.push(absent.view, absent.value, Reason.stored, payload)
  }

  /// Moves task i out of the pieces it does not fit into: its start forwards, or backwards.
  private func sweep(_ i: Int, backwards: Bool, _ kernel: inout Kernel) -> Bool {
    if windows[i].state == .absent { return true }
    var piece = backwards ? pieces - 2 : 0
    while piece >= 0 && piece + 1 < pieces {
      let (begin, end) = (times[piece], times[piece + 1])
      let height = heights[piece]
      piece += backwards ? -1 : 1
      let window = windows[i]
      guard height + Int(window.demand) > capacity else { continue }
      // The profile holds the task itself where its own compulsory part was.
      if window.covers(begin) { continue }
      while true {
        let outermost = backwards ? windows[i].latest : windows[i].earliest
        if outermost >= end || outermost + window.duration <= begin { break }
        // A point of the piece inside the task at its outermost position.
        let time = backwards ? max(begin, outermost) : min(end, outermost + window.duration) - 1
        if !push(i, offTime: time, backwards, &kernel) { return false }
        if windows[i].state != .present { return true }
      }
    }
    return true
  }

  /// The task cannot cover `time`, so it starts after it, or ends before it.
  private func push(_ i: Int, offTime time: Int32, _ backwards: Bool, _ kernel: inout Kernel)
    -> Bool
  {
    let (task, window) = (tasks[i], windows[i])
    let conclusion =
      backwards ? task.start.atMost(time - window.duration) : task.start.atLeast(time + 1)
    // A start that may be another interval's is bound only by intervals that are present.
    if window.state == .open && !kernel.isFalse(conclusion) {
      windows[i].state = .absent
      return true
    }
    let payload = kernel.beginStored()
    appendProfile(at: time, except: i, height: capacity + 1 - Int(window.demand), &kernel)
    appendCapacity(&kernel)
    kernel.stored.append(
      backwards ? task.start.atMost(time) : task.start.atLeast(time + 1 - window.duration))
    kernel.stored.append(task.duration.atLeast(window.duration))
    kernel.stored.append(task.demand.atLeast(window.demand))
    if window.state == .open {
      kernel.stored.append(conclusion.negated)
      kernel.endStored(payload)
      windows[i].state = .absent
      let absent = task.presence.negated
      return kernel.push(absent.view, absent.value, Reason.stored, payload)
    }
    if task.presence.view >= 0 { kernel.stored.append(task.presence) }
    kernel.endStored(payload)
    if !kernel.push(conclusion.view, conclusion.value, Reason.stored, payload) { return false }
    if backwards {
      windows[i].latest = time - window.duration
    } else {
      windows[i].earliest = time + 1
    }
    return true
  }
}
