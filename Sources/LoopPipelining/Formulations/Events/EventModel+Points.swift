import Modeling

/// From points to schedules and back.
extension EventModel: BuiltLoopFormulation {
  func decode(_ point: [Double]) -> LoopSchedule? {
    guard point.count == model.columnCount else { return nil }
    let starts = task.instance.operations.indices.map { columns.time(of: $0, at: point) }
    let sets = warps.map { row in WarpSet(row.indices.filter { point[row[$0].index] > 0.5 }) }
    return task.settled(
      LoopSchedule(interval: task.interval, starts: starts, warps: sets), groups)
  }

  func encode(_ schedule: LoopSchedule) -> [Double]? {
    guard schedule.interval == task.interval,
      let starts = windows.starts(of: schedule, interval: task.interval, groups)
    else { return nil }
    let placed = LoopSchedule(
      interval: task.interval, starts: starts, warps: schedule.warpsInOrder(of: task.instance))
    guard placed.warps.count == warps.count else { return nil }
    var point = [Double](repeating: 0, count: model.columnCount)
    for (v, start) in starts.enumerated() {
      guard columns.place(v, at: start, in: &point) else { return nil }
    }
    for (v, row) in warps.enumerated() {
      for (w, column) in row.enumerated() where placed.warps[v].contains(w) {
        point[column.index] = 1
      }
    }
    let lifetimes = LoopLifetimes(of: placed, in: task.instance)
    for (v, end) in ends.enumerated() {
      guard let end, end.isOwn else { continue }
      let time = lifetimes.begins[v] + max(lifetimes.lengths[v], end.lifetime.lowerBound)
      guard columns.place(end.event, at: time, in: &point) else { return nil }
    }
    for (column, meaning) in meanings {
      point[column.index] = value(of: meaning, placed, lifetimes)
    }
    return point
  }

  private func value(
    of meaning: Meaning, _ schedule: LoopSchedule, _ lifetimes: LoopLifetimes
  ) -> Double {
    func value(_ holds: Bool) -> Double { holds ? 1 : 0 }
    /// How often a stretch of cycles meets a row of the kernel.
    func times(from begin: Int, length: Int, _ row: Int) -> Double {
      let interval = task.interval
      func before(_ time: Int) -> Int { LoopTask.floor(time - row + interval - 1, interval) }
      return Double(before(begin + length) - before(begin))
    }
    switch meaning {
    case .length: return Double(schedule.length(in: task.instance))
    case .used(let warp): return value(schedule.warpsUsed.contains(warp))
    case .differ(let u, let v): return value(schedule.warps[u] != schedule.warps[v])
    case .share(let u, let v): return value(schedule.warps[u].intersects(schedule.warps[v]))
    case .waits(let v):
      return value(
        task.instance.incoming[v].map { task.instance.edges[$0] }.contains {
          $0.source != v && schedule.crosses($0)
            && task.instance.operations[$0.source].registers > 0
        })
    case .copies(let v, let warp, let row):
      guard schedule.warps[v].contains(warp) else { return 0 }
      return times(from: lifetimes.begins[v], length: lifetimes.lengths[v], row)
    case .issues(let v, let warp, let row):
      guard schedule.warps[v].contains(warp) else { return 0 }
      return times(from: schedule.starts[v], length: task.instance.operations[v].issue, row)
    }
  }
}
