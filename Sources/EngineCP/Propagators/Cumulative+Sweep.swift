/// Tasks that do not fit beside the time-table move past its pieces, or are absent.
extension Cumulative {
  /// Moves task i, which is present, out of the pieces it does not fit into: its start forwards, or backwards.
  func sweep(_ i: Int, backwards: Bool, _ kernel: inout Kernel) -> Bool {
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
        // Steps of its duration, each for its own reasons; where that would be many, all of them at once.
        let distance = backwards ? outermost + window.duration - begin : end - outermost
        let isFar = distance / max(1, window.duration) > Self.mostSteps
        let last = !isFar ? time : backwards ? begin : end - 1
        if !push(i, offTimesFrom: time, to: last, backwards, &kernel) { return false }
      }
    }
    return true
  }

  /// Steps across a piece that are explained one by one.
  private static var mostSteps: Value { 8 }

  /// The task cannot cover any time from `time` to `last` in the direction of its move, so it starts after them, or ends before.
  private func push(
    _ i: Int, offTimesFrom time: Value, to last: Value, _ backwards: Bool, _ kernel: inout Kernel
  ) -> Bool {
    let (task, window) = (tasks[i], windows[i])
    let conclusion =
      backwards ? task.start.atMost(last - window.duration) : task.start.atLeast(last + 1)
    let payload = kernel.beginStored()
    appendProfile(
      from: min(time, last), to: max(time, last), except: i,
      height: capacity + 1 - Int(window.demand), &kernel)
    appendCapacity(&kernel)
    kernel.stored.append(
      backwards ? task.start.atMost(time) : task.start.atLeast(time + 1 - window.duration))
    kernel.stored.append(task.duration.atLeast(window.duration))
    kernel.stored.append(task.demand.atLeast(window.demand))
    if task.presence.view >= 0 { kernel.stored.append(task.presence) }
    kernel.endStored(payload)
    if !kernel.push(conclusion.view, conclusion.value, Reason.stored, payload) { return false }
    if backwards {
      windows[i].latest = last - window.duration
    } else {
      windows[i].earliest = last + 1
    }
    return true
  }

  /// A task that may be absent, and takes some time, is absent where it does not fit from any start.
  ///
  /// Its start stays as it is, for it may be another interval's.
  func excludeWithoutRoom(_ i: Int, _ kernel: inout Kernel) -> Bool {
    let (task, window) = (tasks[i], windows[i])
    let isTooGreat = Int(window.demand) > capacity
    var start = window.earliest
    var piece = 0
    while !isTooGreat && start <= window.latest {
      guard findPiece(inTheWayOf: window, from: start, &piece) else { return true }
      start = times[piece + 1]
    }
    let payload = kernel.beginStored()
    if isTooGreat {
      kernel.stored.append(task.duration.atLeast(1))
      kernel.stored.append(task.demand.atLeast(Value(truncatingIfNeeded: capacity + 1)))
    } else {
      appendPieces(inTheWayOf: i, &kernel)
      kernel.stored.append(task.duration.atLeast(window.duration))
      kernel.stored.append(task.demand.atLeast(window.demand))
    }
    appendCapacity(&kernel)
    kernel.endStored(payload)
    windows[i].state = .absent
    let absent = task.presence.negated
    return kernel.push(absent.view, absent.value, Reason.stored, payload)
  }

  /// Looks from `piece` on for one that a task meets when it begins at `start`, and does not fit into.
  private func findPiece(inTheWayOf window: Window, from start: Value, _ piece: inout Int) -> Bool {
    while piece + 1 < pieces, times[piece] < start + window.duration {
      if times[piece + 1] > start, heights[piece] + Int(window.demand) > capacity { return true }
      piece += 1
    }
    return false
  }

  /// Keeps why task i meets a piece that it does not fit into wherever it starts.
  private func appendPieces(inTheWayOf i: Int, _ kernel: inout Kernel) {
    let (task, window) = (tasks[i], windows[i])
    var start = window.earliest
    var piece = 0
    while start <= window.latest, findPiece(inTheWayOf: window, from: start, &piece) {
      // A start from `start` to `last` runs at `first`, or begins after it.
      let end = times[piece + 1]
      let first = min(end, start + window.duration) - 1
      let last = max(first, min(end - 1, window.latest))
      appendProfile(
        from: first, to: last, except: i, height: capacity + 1 - Int(window.demand), &kernel)
      if start == window.earliest {
        kernel.stored.append(task.start.atLeast(first + 1 - window.duration))
      }
      if last >= window.latest { kernel.stored.append(task.start.atMost(last)) }
      start = end
    }
  }
}
