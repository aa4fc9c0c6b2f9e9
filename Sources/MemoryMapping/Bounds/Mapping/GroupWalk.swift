/// What an alias group costs under prices: all of its accesses slow, or all of them fast.
enum GroupWalk {
  /// Adds what the cheaper of the two uses.
  ///
  /// A parameter that nothing reads before it is overwritten costs no copy here.
  ///
  /// - Complexity: O(N * members).
  static func add(
    _ group: Int, of instance: MappingInstance, _ sums: TensorWalk.Sums,
    to usage: inout MappingUsage
  ) {
    let members = instance.groups[group]
    guard let life = instance.life(ofGroup: group) else { return }
    let first = instance.tensors[members[0]]
    let view = TensorWalk.View(members[0], sums)
    var (slow, fast) = (0, view.hold(life.lowerBound, life.upperBound + 1))
    for member in members {
      for access in instance.tensors[member].accesses {
        slow += view.slow(access)
        fast += view.fast(access)
      }
    }
    var copies: [CopyPlan] = []
    var start = life.lowerBound
    if first.isParameter, !first.reads.isEmpty {
      let (plan, begin) = copyIn(of: first, before: life.lowerBound, view)
      fast += plan.cost + view.hold(begin, life.lowerBound)
      start = begin
      copies.append(plan)
    }
    let (plans, end) = copiesBack(of: members, instance, life, view)
    fast += plans.reduce(view.hold(life.upperBound + 1, end)) { $0 + $1.cost }
    copies += plans
    usage.value += min(slow, fast)
    for member in members {
      for access in instance.tensors[member].accesses {
        usage.memory[access.instruction] += fast < slow ? sums.room.fastTime(access) : access.slow
        if fast >= slow { usage.port[access.instruction] += access.slow }
      }
    }
    guard fast < slow else { return }
    for time in start..<end { usage.space[view.sizeClass * sums.count + time] += view.amount }
    for plan in copies {
      for part in plan.parts { usage.port[part.slot] += part.volume }
    }
  }

  private static func copyIn(
    of tensor: Tensor, before ready: Int, _ view: TensorWalk.View
  ) -> (plan: CopyPlan, start: Int) {
    var plan = CopyPlan()
    plan.start(volume: tensor.copyTime, one: view.sums.prices.one)
    var (best, start) = (plan, ready)
    for time in (0..<ready).reversed() {
      let held = view.hold(time, ready)
      if view.isClosed(time) || held >= best.cost + view.hold(start, ready) { break }
      plan.add(time, view)
      if held + plan.cost < best.cost + view.hold(start, ready) { (best, start) = (plan, time) }
    }
    return (best, start)
  }

  private static func copiesBack(
    of members: [Int], _ instance: MappingInstance, _ life: ClosedRange<Int>,
    _ view: TensorWalk.View
  ) -> (plans: [CopyPlan], end: Int) {
    let first = life.upperBound + 1
    var plans: [CopyPlan] = []
    for member in members {
      let tensor = instance.tensors[member]
      guard tensor.isOutput, !tensor.isParameter else { continue }
      var plan = CopyPlan()
      plan.start(volume: tensor.copyTime, one: view.sums.prices.one)
      for time in tensor.definition + 1..<max(first, tensor.definition + 1) {
        plan.add(time, view)
      }
      plans.append(plan)
    }
    guard !plans.isEmpty else { return ([], first) }
    var (best, end) = (plans, first)
    var least = plans.reduce(0) { $0 + $1.cost }
    for time in first..<max(first, instance.instructions.count) {
      if view.isClosed(time) || view.hold(first, time + 1) >= least { break }
      for place in plans.indices { plans[place].add(time, view) }
      let cost = plans.reduce(view.hold(first, time + 1)) { $0 + $1.cost }
      if cost < least { (best, end, least) = (plans, time + 1, cost) }
    }
    return (best, end)
  }
}
