import Modeling

/// Setups: on a machine every two operations are ordered, with the setup of their jobs between them.
extension ShopModel {
  mutating func addSetups() {
    let blockers = task.blockersByMachine()
    var known: [[Int]: Variable] = [:]
    for k in 0..<task.instance.machineCount {
      let here = (0..<task.count).filter { i in
        task.alternative(of: i, on: k).map { windows.isOpen[$0] } ?? false
      }
      for (place, j) in here.enumerated() {
        for i in here[..<place] { addPair(i, j, k, &known) }
        for blocker in blockers[k] {
          if let job = blocker.job { addPair(j, blocker, job, k) }
        }
      }
    }
  }

  private mutating func addPair(_ i: Int, _ j: Int, _ k: Int, _ known: inout [[Int]: Variable]) {
    let (forth, back) = (
      task.setup(on: k, from: task.job(of: i), to: task.job(of: j)),
      task.setup(on: k, from: task.job(of: j), to: task.job(of: i))
    )
    guard max(forth, back) > 0, let a = task.alternative(of: i, on: k),
      let b = task.alternative(of: j, on: k)
    else { return }
    let both = [presence[a], presence[b]].compactMap { $0 }
    // In a job the order is known.
    if task.job(of: i) == task.job(of: j) {
      model.require(
        start[j] >= start[i] + (task.durations[a] + forth), if: both, "setup", i, j, k)
      return
    }
    let order = known[[i, j]] ?? model.variable(.integer, upper: 1, name: "before", i, j)
    if known.updateValue(order, forKey: [i, j]) == nil {
      orders.append((.operation(i), .operation(j), order))
    }
    model.require(
      start[j] >= start[i] + (task.durations[a] + forth), if: both + [order.literal], "setup", i,
      j, k)
    model.require(
      start[i] >= start[j] + (task.durations[b] + back), if: both + [!order], "setup", j, i, k)
  }

  private mutating func addPair(_ i: Int, _ blocker: ShopTask.Blocker, _ job: Int, _ k: Int) {
    let (forth, back) = (
      task.setup(on: k, from: task.job(of: i), to: job),
      task.setup(on: k, from: job, to: task.job(of: i))
    )
    guard max(forth, back) > 0, let a = task.alternative(of: i, on: k) else { return }
    let here = presence[a].map { [$0] } ?? []
    let order = model.variable(.integer, upper: 1, name: "first", i, k, blocker.start)
    orders.append((.operation(i), .time(start: blocker.start, end: blocker.end), order))
    model.require(
      start[i] <= blocker.start - task.durations[a] - forth, if: here + [order.literal], "setup",
      i, k, blocker.start)
    model.require(
      start[i] >= blocker.end + back, if: here + [!order], "setup", i, k, blocker.end)
  }
}
