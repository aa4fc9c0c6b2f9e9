/// What follows from the energies of a stretch of time, and why.
extension Cumulative {
  /// How long a task runs between two times wherever it starts.
  @inline(__always)
  func overlap(_ load: Load, _ begin: Int, _ end: Int) -> Int {
    max(
      0,
      min(min(load.duration, end - begin), min(load.earliestEnd - begin, end - load.latest)))
  }

  /// The capacity is at least what a stretch needs; where it cannot be, that refutes.
  func raiseCapacity(
    _ begin: Int, _ end: Int, _ isMirrored: Bool, _ kernel: inout Kernel
  ) -> Bool {
    var energy = 0
    for k in 0..<loadCount { energy += loads[k].demand * overlap(loads[k], begin, end) }
    let height = min((energy - 1) / (end - begin) + 1, capacity + 1)
    if height <= leastCapacity(kernel) { return true }
    let payload = kernel.beginStored()
    appendLoads(
      except: -1, begin, end, spare: energy - (height - 1) * (end - begin) - 1, isMirrored, &kernel)
    return pushCapacity(atLeast: height, payload, &kernel)
  }

  /// Load `k` overlaps less with a stretch than there is no room for.
  func push(_ k: Int, _ begin: Int, _ end: Int, _ isMirrored: Bool, _ kernel: inout Kernel)
    -> Bool
  {
    let load = loads[k]
    var room = capacity * (end - begin)
    for other in 0..<loadCount where other != k {
      room -= loads[other].demand * overlap(loads[other], begin, end)
    }
    // The overlap that is too much.
    let length = room / load.demand + 1
    if room < 0 || length > min(load.duration, end - begin) || load.earliest > end - length {
      return true
    }
    let conclusion =
      isMirrored
      ? tasks[load.task].start.atMost(Value(truncatingIfNeeded: length - 1 - end - load.duration))
      : tasks[load.task].start.atLeast(Value(truncatingIfNeeded: end - length + 1))
    if kernel.isTrue(conclusion) { return true }
    let payload = kernel.beginStored()
    appendLoads(
      except: k, begin, end, spare: load.demand * length - room - 1, isMirrored, &kernel)
    appendCapacity(&kernel)
    appendLoad(load, overlap: length, begin, nil, isMirrored, &kernel)
    kernel.endStored(payload)
    return kernel.push(conclusion.view, conclusion.value, Reason.stored, payload)
  }

  /// Keeps why the loads take so much of a stretch, less what can be spared.
  private func appendLoads(
    except: Int, _ begin: Int, _ end: Int, spare: Int, _ isMirrored: Bool, _ kernel: inout Kernel
  ) {
    var spare = spare
    for k in 0..<loadCount where k != except {
      let load = loads[k]
      var length = overlap(load, begin, end)
      let less = min(length, spare / load.demand)
      length -= less
      spare -= less * load.demand
      if length > 0 { appendLoad(load, overlap: length, begin, end, isMirrored, &kernel) }
    }
  }

  /// Keeps why a task runs so long between two times; without an end: where it starts early enough.
  private func appendLoad(
    _ load: Load, overlap length: Int, _ begin: Int, _ end: Int?, _ isMirrored: Bool,
    _ kernel: inout Kernel
  ) {
    let task = tasks[load.task]
    let first = begin + length - load.duration
    let last = end.map { $0 - length }
    if isMirrored {
      kernel.stored.append(
        task.start.atMost(Value(truncatingIfNeeded: -first - load.duration)))
      if let last {
        kernel.stored.append(
          task.start.atLeast(Value(truncatingIfNeeded: -last - load.duration)))
      }
    } else {
      kernel.stored.append(task.start.atLeast(Value(truncatingIfNeeded: first)))
      if let last { kernel.stored.append(task.start.atMost(Value(truncatingIfNeeded: last))) }
    }
    kernel.stored.append(task.duration.atLeast(Value(truncatingIfNeeded: load.duration)))
    kernel.stored.append(task.demand.atLeast(Value(truncatingIfNeeded: load.demand)))
    if task.presence.view >= 0 { kernel.stored.append(task.presence) }
  }
}
