/// What conclusions and their explanations are made of.
extension Disjunctive {
  /// Ends an explanation and draws the conclusion, or takes the task out if it cannot be true of it.
  func conclude(
    _ conclusion: Predicate, for task: Int, _ payload: Int32, _ kernel: inout Kernel
  ) -> Bool {
    if state[task] == .open {
      kernel.stored.append(conclusion.negated)
      kernel.endStored(payload)
      let absent = presence[task].negated
      state[task] = .absent
      return kernel.push(absent.view, absent.value, Reason.stored, payload)
    }
    if presence[task].view >= 0 { kernel.stored.append(presence[task]) }
    kernel.endStored(payload)
    return kernel.push(conclusion.view, conclusion.value, Reason.stored, payload)
  }

  @inline(__always)
  func startsFrom(_ i: Int, _ time: Int, _ half: Int) -> Predicate {
    let task = tasks[half + i]
    return Predicate(task.view, Value(truncatingIfNeeded: time) - task.offset)
  }

  @inline(__always)
  func endsBy(_ i: Int, _ time: Int, _ half: Int) -> Predicate {
    let task = tasks[half + i]
    return Predicate(
      task.view ^ 1, task.offset + task.duration - Value(truncatingIfNeeded: time))
  }
}
