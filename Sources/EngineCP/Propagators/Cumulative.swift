/// Tasks with demands on a resource of limited capacity: time-table and energies, with explanations.
///
/// Where the compulsory parts of tasks leave too little capacity, other tasks are pushed away, one point in time at a step.
/// Durations, demands and the capacity count with their least values, so that the check is exact once all are fixed.
/// Files: `+Profile` (the time-table), `+Quantities` (demands, durations and the capacity), `+Sweep` (starts and presence),
/// `+Energy` and `+Stretches` (what does not fit into a stretch of time).
/// Source: Schutt, Feydy, Stuckey and Wallace, "Explaining the cumulative propagator" (2011).
final class Cumulative: Propagator {
  /// A view plus a constant.
  struct Quantity: BitwiseCopyable {
    var view: Int32
    var offset: Value

    @inline(__always)
    func atLeast(_ value: Value) -> Predicate { Predicate(view, value - offset) }
    @inline(__always)
    func atMost(_ value: Value) -> Predicate { Predicate(view ^ 1, offset - value) }
  }

  struct Task: BitwiseCopyable {
    var start: Quantity
    var duration: Quantity
    /// Never negative.
    var demand: Quantity
    /// Literal of presence; view -1 = always.
    var presence: Predicate
  }

  enum State: BitwiseCopyable {
    case present
    case open
    case absent
  }

  /// A task's bounds at the time of a call.
  struct Window: BitwiseCopyable {
    var earliest: Value
    var latest: Value
    var duration: Value
    var demand: Value
    var state: State

    /// Whether the task takes up capacity at a time wherever it starts.
    @inline(__always)
    func covers(_ time: Value) -> Bool {
      state == .present && latest <= time && time < earliest + duration
    }
  }

  let count: Int
  /// The capacity's negation: its lower bound is the most capacity there can be.
  let negatedCapacity: Quantity
  let tasks: UnsafeMutablePointer<Task>
  let windows: UnsafeMutablePointer<Window>
  /// Borders of the profile's pieces and the height from each border on.
  let times: UnsafeMutablePointer<Value>
  let heights: UnsafeMutablePointer<Int>
  var pieces = 0
  /// Ends of compulsory parts as (time, change of height).
  let events: UnsafeMutablePointer<(time: Value, change: Value)>
  /// The most capacity there can be.
  var capacity = 0
  /// Present tasks in a pass of energies.
  let loads: UnsafeMutablePointer<Load>
  var loadCount = 0
  let hasEnergy: Bool
  /// How many calls pass until energies are looked at again, and how many passed the last time.
  var energyPause = 0
  var lastPause = 0

  /// - Parameters:
  ///   - tasks: their demands are not negative.
  ///   - capacity: the negation of the capacity.
  ///   - hasEnergy: whether demands times stretches of time fit a word; without them only the time-table counts.
  init(_ tasks: [Task], capacity: Quantity, hasEnergy: Bool) {
    self.hasEnergy = hasEnergy
    count = tasks.count
    negatedCapacity = capacity
    self.tasks = .allocate(capacity: max(count, 1))
    for (i, task) in tasks.enumerated() { self.tasks[i] = task }
    windows = .allocate(capacity: max(count, 1))
    times = .allocate(capacity: 2 * count + 1)
    heights = .allocate(capacity: 2 * count + 1)
    events = .allocate(capacity: 2 * count + 1)
    loads = .allocate(capacity: max(count, 1))
    super.init(priority: 1)
  }

  deinit {
    tasks.deallocate()
    windows.deallocate()
    times.deallocate()
    heights.deallocate()
    events.deallocate()
    loads.deallocate()
  }

  override func propagate(_ kernel: inout Kernel) -> Bool {
    capacity = -Int(kernel.lower[negatedCapacity.view] + negatedCapacity.offset)
    for i in 0..<count { load(i, kernel) }
    build()
    if !raiseCapacity(&kernel) { return false }
    for i in 0..<count {
      switch windows[i].state {
      case .absent: break
      case .open:
        if windows[i].duration > 0, !excludeWithoutRoom(i, &kernel) { return false }
      case .present:
        if !cutQuantities(i, &kernel) { return false }
        let window = windows[i]
        if pieces == 0 || window.duration <= 0 || window.earliest == window.latest { continue }
        if !sweep(i, backwards: false, &kernel) || !sweep(i, backwards: true, &kernel) {
          return false
        }
      }
    }
    return checkEnergyNowAndThen(&kernel)
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
}
