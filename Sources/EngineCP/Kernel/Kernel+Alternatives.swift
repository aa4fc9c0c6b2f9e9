/// A task on a machine, as decisions and neighbourhoods see it: no propagator reads these.
struct MachineTask: BitwiseCopyable {
  /// First view of its start, and what is added to it.
  var view: Int32
  var offset: Value
  /// Shortest length.
  var duration: Value
  /// View -1 = always present.
  var presence: Predicate
  var machine: Int32
}

/// Tasks machine by machine, and those that may be absent by the variable of their start.
struct MachineTable: BitwiseCopyable {
  var tasks = Buffer<MachineTask>()
  /// Where the tasks of each machine begin, then where the last ones end; nothing without machines.
  var begin = Buffer<Int32>()
  /// Places of the tasks that may be absent, by variable; nothing where all are present.
  var alternatives = Buffer<Int32>()
  var firstAlternative = Buffer<Int32>()

  func free() {
    tasks.free()
    begin.free()
    alternatives.free()
    firstAlternative.free()
  }
}

/// Choices of machines: tasks with a presence literal whose start other tasks may share.
extension Kernel {
  /// Notes the tasks of one more machine.
  mutating func noteMachine(_ tasks: some Sequence<MachineTask>) {
    if machines.begin.count == 0 { machines.begin.append(0) }
    let machine = Int32(truncatingIfNeeded: machines.begin.count - 1)
    for var task in tasks {
      task.machine = machine
      machines.tasks.append(task)
    }
    machines.begin.append(Int32(truncatingIfNeeded: machines.tasks.count))
  }

  /// Sorts tasks that may be absent by the variable of their start.
  ///
  /// - Complexity: O(variables + tasks).
  mutating func indexAlternatives() {
    guard (0..<machines.tasks.count).contains(where: { machines.tasks[$0].presence.view >= 0 })
    else {
      return
    }
    var next = [Int32](repeating: 0, count: variableCount + 1)
    for i in 0..<machines.tasks.count where machines.tasks[i].presence.view >= 0 {
      next[Int(machines.tasks[i].view >> 1) + 1] += 1
    }
    for variable in 0..<variableCount { next[variable + 1] += next[variable] }
    machines.firstAlternative.truncate(to: 0)
    for place in next { machines.firstAlternative.append(place) }
    machines.alternatives.truncate(to: 0)
    machines.alternatives.append(0, count: Int(next[variableCount]))
    for i in 0..<machines.tasks.count where machines.tasks[i].presence.view >= 0 {
      let variable = Int(machines.tasks[i].view >> 1)
      machines.alternatives[next[variable]] = Int32(truncatingIfNeeded: i)
      next[variable] += 1
    }
  }

  /// The presence of the task that would be over first, of those that start with a view; nil where one is present or none is open.
  ///
  /// A machine is free when all its tasks that are present and not over yet can be over.
  func earliestAlternative(of view: Int32) -> Predicate? {
    if machines.firstAlternative.count == 0 { return nil }
    let variable = view >> 1
    var best: Predicate?
    var least = Int.max
    for place in machines.firstAlternative[variable]..<machines.firstAlternative[variable + 1] {
      let task = machines.tasks[machines.alternatives[place]]
      if isTrue(task.presence) { return nil }
      if isFalse(task.presence) { continue }
      let from = lower[task.view] + task.offset
      let end = max(from, machineEnd(task.machine, from: from)) + task.duration
      if end < least {
        least = end
        best = task.presence
      }
    }
    return best
  }

  /// When the tasks that are present on a machine can be over, leaving out those that can be over at `time`.
  private func machineEnd(_ machine: Int32, from time: Int) -> Int {
    var begin = Int.max
    var sum = 0
    var last = Int.min
    for i in machines.begin[machine]..<machines.begin[machine + 1] {
      let task = machines.tasks[i]
      if task.presence.view >= 0, !isTrue(task.presence) { continue }
      let start = lower[task.view] + task.offset
      let end = start + task.duration
      if end <= time { continue }
      begin = min(begin, start)
      sum += task.duration
      last = max(last, end)
    }
    return sum == 0 ? Int.min / 2 : max(last, begin + sum)
  }
}
