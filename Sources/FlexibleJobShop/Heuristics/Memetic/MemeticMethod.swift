import OptCore

/// Memetic tabu search as a method.
struct MemeticMethod: SolveMethod {
  let description = MethodDescription(
    "memetic", .localSearch, "population of schedules improved by tabu search (makespan)",
    parameters: [
      ParameterDescription("population", .integer(2...1000), default: "8", "schedules kept"),
      ParameterDescription(
        "patience", .integer(1...Int.max), default: "4000", "iterations without a better schedule"),
      ParameterDescription(
        "window", .integer(2...1_000_000), default: nil, "operations in a window"),
      ParameterDescription("spread", .integer(0...Int.max), default: nil, "spread of tabu tenure"),
      ParameterDescription("tenure", .integer(0...Int.max), default: nil, "least tabu tenure"),
    ])

  func run(
    _ request: SolveRequest<ShopSchedule>, in session: SolveSession<FlexibleJobShopInstance>
  ) throws(SolveError) -> Termination {
    let shop = FlatShop(session.instance)
    let least = request.parameters.integer("tenure")
    let search = MemeticSearch(
      shop, seed: request.seed,
      tenure: least.map { ($0, request.parameters.integer("spread") ?? $0 / 2) })
    search.size = request.parameters.integer("population") ?? 8
    search.patience = request.parameters.integer("patience") ?? 4000
    var random = SmallRandom(seed: request.seed &+ 99)
    if let size = request.parameters.integer("window") {
      let windows = WindowSearch(shop, seed: request.seed)
      windows.patience = request.parameters.integer("patience") ?? 1500
      let start = randomStart(session.instance, shop, &random)
      windows.load(machines: start.machines, order: start.order)
      while session.stopReason == nil {
        if windows.improve(size: size, goal: 0, until: { session.stopReason != nil }) {
          try session.offer(windows.graph.schedule, from: "windows")
        }
      }
      session.note("iterations", .integer(windows.iterations))
      session.note("windows", .integer(windows.windows))
      session.note("gains", .integer(windows.gains))
      return session.stopReason ?? .completed
    }
    let goal = session.bound?.asInteger ?? 0
    search.run(
      goal: goal,
      start: { _ in randomStart(session.instance, shop, &random) },
      until: {
        session.stopReason != nil || search.tabu.iteration >= session.limits.work ?? .max
      },
      found: { graph in _ = try? session.offer(graph.schedule, from: "memetic") })
    session.note("iterations", .integer(search.tabu.iteration))
    session.note("children", .integer(search.children))
    return session.stopReason ?? .completed
  }
}

/// Dispatches by earliest end with some randomness.
func randomStart(
  _ instance: FlexibleJobShopInstance, _ shop: FlatShop, _ random: inout SmallRandom
) -> (machines: [Int32], order: [Int32]) {
  var free = (0..<shop.machineCount).map { shop.machineRelease[$0] }
  var next = instance.firstOperation.dropLast().map { $0 }
  var ready = [Int](repeating: 0, count: instance.jobCount)
  var machines = [Int32](repeating: 0, count: shop.count)
  var order: [Int32] = []
  var jobs = (0..<instance.jobCount).filter { !instance.operations(of: $0).isEmpty }
  while !jobs.isEmpty {
    // The job that can begin first, or at random.
    var pick = 0
    if random.below(8) == 0 {
      pick = random.below(jobs.count)
    } else {
      for n in jobs.indices where ready[jobs[n]] < ready[jobs[pick]] { pick = n }
    }
    let job = jobs[pick]
    let i = next[job]
    var best = (end: Int.max, machine: 0)
    for a in instance.alternatives(of: i) {
      let k = instance.machines[a]
      let end = max(ready[job], free[k], instance.release(of: i)) + instance.durations[a]
      if end < best.end || (end == best.end && random.below(2) == 0) { best = (end, k) }
    }
    machines[i] = Int32(best.machine)
    order.append(Int32(i))
    free[best.machine] = best.end
    ready[job] = best.end
    next[job] += 1
    if next[job] == instance.firstOperation[job + 1] { jobs.remove(at: pick) }
  }
  return (machines, order)
}
