extension Disjunctive {
  /// Reads the bounds as one direction sees them and sorts the tasks; the orders of the last call are a good start.
  func load(_ backwards: Bool, _ kernel: borrowing Kernel) {
    let half = backwards ? count : 0
    for i in 0..<count {
      let task = tasks[half + i]
      est[i] = Int(kernel.lower[task.view] + task.offset)
      lct[i] = Int(-kernel.lower[task.view ^ 1] + task.offset + task.duration)
    }
    (byStart + half).sortNearlySorted(count, by: est)
    (byEnd + half).sortNearlySorted(count, by: lct)
    for place in 0..<count { leaf[Int(byStart[half + place])] = Int32(truncatingIfNeeded: place) }
  }
}
