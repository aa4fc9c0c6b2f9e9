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

/// Choices of machines: tasks with a presence literal whose start other tasks may share.
extension Kernel {
  /// Notes the tasks of one more machine.
  mutating func noteMachine(_ tasks: some Sequence<MachineTask>) {
    if machineBegin.count == 0 { machineBegin.append(0) }
    let machine = Int32(truncatingIfNeeded: machineBegin.count - 1)
    for var task in tasks {
      task.machine = machine
      machineTasks.append(task)
    }
    machineBegin.append(Int32(truncatingIfNeeded: machineTasks.count))
  }

  /// Sorts tasks that may be absent by the variable of their start.
  ///
  /// - Complexity: O(variables + tasks).
  mutating func indexAlternatives() {
    guard (0..<machineTasks.count).contains(where: { machineTasks[$0].presence.view >= 0 }) else {
      return
    }
    var next = [Int32](repeating: 0, count: variableCount + 1)
    for i in 0..<machineTasks.count where machineTasks[i].presence.view >= 0 {
      next[Int(machineTasks[i].view >> 1) + 1] += 1
    }
    for variable in 0..<variableCount { next[variable + 1] += next[variable] }
    firstAlternative.truncate(to: 0)
    for place in next { firstAlternative.append(place) }
    alternatives.truncate(to: 0)
    alternatives.append(0, count: Int(next[variableCount]))
    for i in 0..<machineTasks.count where machineTasks[i].presence.view >= 0 {
      let variable = Int(machineTasks[i].view >> 1)
      alternatives[next[variable]] = Int32(truncatingIfNeeded: i)
      next[variable] += 1
    }
  }

  /// The presence of the task that would be over first, of those that start with a view; nil where one is present or none is open.
  ///
  /// A machine is free when all its tasks that are present and not over yet can be over.
  func earliestAlternative(of view: Int32) -> Predicate? {
    if firstAlternative.count == 0 { return nil }
    let variable = view >> 1
    var best: Predicate?
    var least = Int.max
    for place in firstAlternative[variable]..<firstAlternative[variable + 1] {
      let task = machineTasks[alternatives[place]]
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
    for i in machineBegin[machine]..<machineBegin[machine + 1] {
      let task = machineTasks[i]
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
