/// The time-table of compulsory parts, and why it is as high as it is.
extension Cumulative {
  /// Builds the time-table from the windows.
  func build() {
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

  /// Keeps why tasks other than `except` take at least `height` of the capacity at all times from `first` to `last`, which lie in
  /// one piece.
  func appendProfile(
    from first: Value, to last: Value, except: Int, height: Int, _ kernel: inout Kernel
  ) {
    var missing = height
    for i in 0..<count where i != except && missing > 0 {
      let window = windows[i]
      guard window.covers(first), window.covers(last), window.demand > 0 else { continue }
      missing -= Int(window.demand)
      let task = tasks[i]
      kernel.stored.append(task.start.atMost(first))
      kernel.stored.append(task.start.atLeast(last + 1 - window.duration))
      kernel.stored.append(task.duration.atLeast(window.duration))
      kernel.stored.append(task.demand.atLeast(window.demand))
      if task.presence.view >= 0 { kernel.stored.append(task.presence) }
    }
    assert(missing <= 0)
  }

  /// Keeps why there is no more capacity.
  func appendCapacity(_ kernel: inout Kernel) {
    kernel.stored.append(negatedCapacity.atLeast(Value(truncatingIfNeeded: -capacity)))
  }
}
