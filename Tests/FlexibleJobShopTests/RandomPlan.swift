import FlexibleJobShop
import OptCore

/// A small random instance; durations of 0, jobs without operations, machines without use and releases occur.
func randomShop(
  _ random: inout RandomStream, jobs: Int = 5, machines: Int = 4, operations: Int = 5,
  releases: Bool = true
) throws -> FlexibleJobShopInstance {
  let machineCount = random.integer(in: 1...machines)
  let jobs = (0..<random.integer(in: 1...jobs)).map { _ in
    (0..<random.integer(in: 0...operations)).map { _ in
      var free = Array(0..<machineCount)
      return (0..<random.integer(in: 1...machineCount)).map { _ in
        FlexibleJobShopInstance.Alternative(
          machine: free.remove(at: random.below(free.count)),
          duration: random.integer(in: 0...9))
      }
    }
  }
  var conditions = ShopConditions()
  if releases, random.below(2) == 0 {
    conditions.jobRelease = jobs.map { _ in random.integer(in: 0...9) }
    conditions.machineRelease = (0..<machineCount).map { _ in random.integer(in: 0...9) }
  }
  return try FlexibleJobShopInstance(
    name: "random", machineCount: machineCount, jobs: jobs, conditions: conditions)
}

/// Machines and an order of all operations, at random.
func randomPlan(
  _ instance: FlexibleJobShopInstance, _ random: inout RandomStream
) -> (machines: [Int32], order: [Int32]) {
  let machines = (0..<instance.operationCount).map { i in
    Int32(
      instance.machines[
        instance.alternatives(of: i).lowerBound + random.below(instance.alternatives(of: i).count)])
  }
  var next = (0..<instance.jobCount).map { instance.firstOperation[$0] }
  var order: [Int32] = []
  while order.count < instance.operationCount {
    let job = random.below(instance.jobCount)
    guard next[job] < instance.firstOperation[job + 1] else { continue }
    order.append(Int32(next[job]))
    next[job] += 1
  }
  return (machines, order)
}
