/// Bounds of the capacity, of demands and of durations.
extension Cumulative {
  /// The capacity is at least the height of the time-table; where it cannot be, that refutes.
  func raiseCapacity(_ kernel: inout Kernel) -> Bool {
    var height = leastCapacity(kernel)
    var highest = -1
    for piece in 0..<pieces where heights[piece] > height {
      (height, highest) = (heights[piece], piece)
      if height > capacity { break }
    }
    if highest < 0 { return true }
    height = min(height, capacity + 1)
    let payload = kernel.beginStored()
    appendProfile(from: times[highest], to: times[highest], except: -1, height: height, &kernel)
    return pushCapacity(atLeast: height, payload, &kernel)
  }

  @inline(__always)
  func leastCapacity(_ kernel: borrowing Kernel) -> Int {
    -Int(kernel.upper(negatedCapacity.view) + negatedCapacity.offset)
  }

  func pushCapacity(atLeast height: Int, _ payload: Int32, _ kernel: inout Kernel) -> Bool {
    kernel.endStored(payload)
    let more = negatedCapacity.atMost(Value(truncatingIfNeeded: -height))
    return kernel.push(more.view, more.value, Reason.stored, payload)
  }

  /// Bounds of what a present task takes, and of the capacity, which is no less.
  func cutQuantities(_ i: Int, _ kernel: inout Kernel) -> Bool {
    let (task, window) = (tasks[i], windows[i])
    if window.duration > 0 {
      if Int(window.demand) > leastCapacity(kernel) {
        let height = min(Int(window.demand), capacity + 1)
        let payload = kernel.beginStored()
        kernel.stored.append(task.duration.atLeast(1))
        kernel.stored.append(task.demand.atLeast(Value(truncatingIfNeeded: height)))
        if task.presence.view >= 0 { kernel.stored.append(task.presence) }
        if !pushCapacity(atLeast: height, payload, &kernel) { return false }
      }
      if !kernel.isFixed(task.demand.view), !cutDemand(i, &kernel) { return false }
    }
    return kernel.isFixed(task.duration.view) || cutDuration(i, &kernel)
  }

  /// A demand is at most what the others leave wherever the task runs in any case.
  private func cutDemand(_ i: Int, _ kernel: inout Kernel) -> Bool {
    let (task, window) = (tasks[i], windows[i])
    var others = 0
    var time: Value = 0
    for piece in 0..<max(pieces - 1, 0) {
      let height = heights[piece] - Int(window.demand)
      let first = max(times[piece], window.latest)
      if height > others, first < min(times[piece + 1], window.earliest + window.duration) {
        (others, time) = (height, first)
      }
    }
    let most = task.demand.atMost(Value(truncatingIfNeeded: capacity - others))
    if kernel.isTrue(most) { return true }
    let payload = kernel.beginStored()
    if others > 0 {
      appendProfile(from: time, to: time, except: i, height: others, &kernel)
      kernel.stored.append(task.start.atMost(time))
      kernel.stored.append(task.start.atLeast(time + 1 - window.duration))
      kernel.stored.append(task.duration.atLeast(window.duration))
    } else {
      kernel.stored.append(task.duration.atLeast(1))
    }
    appendCapacity(&kernel)
    if task.presence.view >= 0 { kernel.stored.append(task.presence) }
    kernel.endStored(payload)
    return kernel.push(most.view, most.value, Reason.stored, payload)
  }

  /// A task that has begun is over before the first time at which it does not fit beside the others.
  private func cutDuration(_ i: Int, _ kernel: inout Kernel) -> Bool {
    let (task, window) = (tasks[i], windows[i])
    let begin = max(window.latest, window.earliest + window.duration)
    for piece in 0..<max(pieces - 1, 0) where heights[piece] + Int(window.demand) > capacity {
      let time = max(times[piece], begin)
      if time >= times[piece + 1] { continue }
      let most = task.duration.atMost(time - window.earliest)
      if kernel.isTrue(most) { return true }
      let payload = kernel.beginStored()
      appendProfile(
        from: time, to: time, except: i, height: capacity + 1 - Int(window.demand), &kernel)
      appendCapacity(&kernel)
      kernel.stored.append(task.start.atMost(time))
      kernel.stored.append(task.start.atLeast(window.earliest))
      kernel.stored.append(task.demand.atLeast(window.demand))
      if task.presence.view >= 0 { kernel.stored.append(task.presence) }
      kernel.endStored(payload)
      return kernel.push(most.view, most.value, Reason.stored, payload)
    }
    return true
  }
}
