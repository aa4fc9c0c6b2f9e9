import OptCore

/// Where a rolling horizon stands: what is executed, the previous window's plan, and the order of the rest.
struct HorizonState {
  let instance: FlexibleJobShopInstance
  /// What is executed; `machineFree` is the end of the last executed operation.
  private(set) var progress: ShopProgress
  /// `machine[i]`: machine in the previous window; -1 when it was not in it.
  private(set) var machine: [Int]
  /// `start[i]`: start in the previous window.
  private(set) var start: [Int]
  /// `age[i]`: number of consecutive windows that kept the machine of operation i.
  private(set) var age: [Int]
  /// All operations in the order in which they enter windows; chains stay in order.
  private(set) var order: [Int]
  private(set) var executed = 0
  private var front = 0

  init(_ instance: FlexibleJobShopInstance, random: inout RandomStream) {
    self.instance = instance
    progress = ShopProgress(instance)
    machine = Array(repeating: -1, count: instance.operationCount)
    start = Array(repeating: 0, count: instance.operationCount)
    age = start
    order = []
    order = published(&random)
  }

  var isComplete: Bool { executed == instance.operationCount }

  func isExecuted(_ i: Int) -> Bool { progress.machines[i] >= 0 }

  /// Makespan: by place relative to the job's length, place, at random; start delay: by scheduled start.
  private func published(_ random: inout RandomStream) -> [Int] {
    if instance.objective == .startDelay, let scheduled = instance.conditions.scheduledStart {
      // A chain stays in order even where its scheduled starts do not.
      var latest = scheduled
      for j in 0..<instance.jobCount {
        for i in instance.operations(of: j).dropFirst() {
          latest[i] = max(latest[i], latest[i - 1])
        }
      }
      return latest.indices.sorted { (latest[$0], $0) < (latest[$1], $1) }
    }
    var keys: [(share: Double, place: Int, draw: UInt64, operation: Int)] = []
    for j in 0..<instance.jobCount {
      let operations = instance.operations(of: j)
      for (place, i) in operations.enumerated() {
        keys.append((Double(place) / Double(operations.count), place, random.next(), i))
      }
    }
    return keys.sorted { $0 < $1 }.map(\.operation)
  }

  /// Enters operations by their starts in a complete schedule from now on.
  mutating func reorder(by schedule: ShopSchedule) {
    let starts = schedule.starts
    order = order.filter { !isExecuted($0) }.sorted { (starts[$0], $0) < (starts[$1], $1) }
    front = 0
  }

  /// The first operations that are not executed.
  mutating func next(_ count: Int) -> [Int] {
    while front < order.count, isExecuted(order[front]) { front += 1 }
    var window: [Int] = []
    var index = front
    while index < order.count, window.count < count {
      if !isExecuted(order[index]) { window.append(order[index]) }
      index += 1
    }
    return window
  }

  /// Executes operations of a window's plan and remembers all of it.
  mutating func execute(_ operations: [Int], of plan: ShopPlan, in task: ShopTask) {
    var fresh = Array(repeating: -1, count: instance.operationCount)
    for (local, i) in task.operations.enumerated() {
      fresh[i] = task.machines[plan.alternatives[local]]
      age[i] = fresh[i] == machine[i] ? age[i] + 1 : 0
      start[i] = plan.starts[local]
    }
    machine = fresh
    progress.add(operations, of: plan, in: task)
    executed += operations.count
  }

  /// What is done when the whole window is executed as planned.
  func progress(with plan: ShopPlan, in task: ShopTask) -> ShopProgress {
    var all = progress
    all.add(task.operations, of: plan, in: task)
    return all
  }
}

extension ShopProgress {
  /// Adds operations of a plan, given by their numbers in the instance.
  mutating func add(_ operations: [Int], of plan: ShopPlan, in task: ShopTask) {
    let chosen = Set(operations)
    for (local, i) in task.operations.enumerated() where chosen.contains(i) {
      let k = task.machines[plan.alternatives[local]]
      let end = task.end(of: local, in: plan)
      machines[i] = k
      starts[i] = plan.starts[local]
      let job = task.instance.jobOfOperation[i]
      jobReady[job] = max(jobReady[job], end)
      machineFree[k] = max(machineFree[k], end)
      next[job] = max(next[job], i + 1)
    }
  }
}
