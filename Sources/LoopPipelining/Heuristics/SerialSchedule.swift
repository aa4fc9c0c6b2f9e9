/// One operation after the other, iterations without overlap: a schedule soon, if storage has room for it.
enum SerialSchedule {
  /// A schedule at the serial interval; nil where operations in this order, or on these warps, break rules.
  ///
  /// Operations go in the order of their dependences inside an iteration; of those that are ready the one that frees most storage, less
  /// what it takes, is next.
  ///
  /// - Complexity: O(n (n + e)), and that of checking the rules.
  static func schedule(of instance: LoopInstance) -> LoopSchedule? {
    let interval = instance.serialInterval
    var warps: [WarpSet] = []
    if instance.isJoint {
      guard let partition = WarpPartition(instance, interval: interval) else { return nil }
      warps = partition.warps
    }
    var starts = [Int](repeating: 0, count: instance.operationCount)
    var time = 0
    for v in order(of: instance) {
      for number in instance.incoming[v] where instance.edges[number].distance == 0 {
        let edge = instance.edges[number]
        let source = instance.operations[edge.source]
        time = max(time, starts[edge.source] + edge.delay + (edge.isData ? source.spill : 0))
      }
      starts[v] = time
      let operation = instance.operations[v]
      time += max(operation.uses.reduce(operation.span) { max($0, $1.to) }, operation.issue)
    }
    let schedule = LoopSchedule(interval: interval, starts: starts, warps: warps)
    return schedule.violations(in: instance).isEmpty ? schedule : nil
  }

  /// An order that keeps dependences of distance 0.
  private static func order(of instance: LoopInstance) -> [Int] {
    let storages = Storage.all(of: instance)
    func size(_ v: Int) -> Double {
      storages.reduce(0) { $0 + Double($1.amounts[v]) / Double(max(1, $1.capacity)) }
    }
    var (waiting, users) = (
      instance.incoming.map { $0.count { instance.edges[$0].distance == 0 } },
      instance.outgoing.map {
        $0.count { instance.edges[$0].isData && instance.edges[$0].distance == 0 }
      }
    )
    var ready = instance.operations.indices.filter { waiting[$0] == 0 }
    var order: [Int] = []
    while !ready.isEmpty {
      let gains = ready.map { v -> Double in
        let freed = Set(instance.incoming[v].map { instance.edges[$0].source }).filter { u in
          instance.outgoing[u].allSatisfy { instance.edges[$0].distance == 0 }
            && users[u]
              == instance.outgoing[u].count {
                instance.edges[$0].isData && instance.edges[$0].target == v
              }
        }
        return freed.reduce(0) { $0 + size($1) } - size(v)
      }
      guard let place = ready.indices.max(by: { gains[$0] < gains[$1] }) else { break }
      let v = ready.remove(at: place)
      order.append(v)
      for number in instance.incoming[v] where instance.edges[number].isData {
        if instance.edges[number].distance == 0 { users[instance.edges[number].source] -= 1 }
      }
      for number in instance.outgoing[v] where instance.edges[number].distance == 0 {
        let target = instance.edges[number].target
        waiting[target] -= 1
        if waiting[target] == 0 { ready.append(target) }
      }
    }
    // Cycles of distance 0, whose delays are not above 0, come in any order.
    let left = Set(instance.operations.indices).subtracting(order)
    return order + left.sorted()
  }
}
