extension Disjunctive {
  /// Reads the bounds as one direction sees them and sorts the tasks; the orders of the last call are a good start.
  func load(_ backwards: Bool, _ kernel: borrowing Kernel) {
    let half = backwards ? count : 0
    for i in 0..<count {
      let task = tasks[half + i]
      est[i] = Int(kernel.lower[task.view] + task.offset)
      lct[i] = Int(-kernel.lower[task.view ^ 1] + task.offset + task.duration)
    }
    sort(byStart + half, est)
    sort(byEnd + half, lct)
    for place in 0..<count { leaf[Int(byStart[half + place])] = Int32(truncatingIfNeeded: place) }
  }

  /// Insertion sort: between two calls little changes.
  private func sort(_ order: UnsafeMutablePointer<Int32>, _ key: UnsafeMutablePointer<Int>) {
    for i in 1..<max(count, 1) {
      let task = order[i]
      let value = key[Int(task)]
      var k = i
      while k > 0, key[Int(order[k - 1])] > value {
        order[k] = order[k - 1]
        k -= 1
      }
      order[k] = task
    }
  }
}
