import OptCore

/// First fit again and again, buffers that stood too high earlier in the order: cheap steps for many buffers.
struct SqueakyWheelMethod: SolveMethod {
  let description = MethodDescription(
    "squeaky-wheel", .localSearch,
    "first fit again and again, what stood too high comes earlier in the order; for many buffers",
    source: "Joslin and Clements (1999), Squeaky wheel optimization",
    parameters: [
      ParameterDescription(
        "push", .real(0.0001...1), default: "1",
        "how far a buffer at the peak moves towards the front at most, as a share of all"),
      ParameterDescription(
        "share", .real(0...1), default: "0.5",
        "what stands too high: from the load (0) to the peak of the round (1)"),
      ParameterDescription(
        "patience", .integer(1...1_000_000), default: "30",
        "rounds without a better peak before another order is taken up"),
      ParameterDescription(
        "rounds", .integer(1...(1 << 60)), default: "200", "rounds, where no limit is given"),
    ], workUnit: "rounds")

  func obstacle(on instance: MemoryInstance) -> String? { AllocationOffers.obstacle(on: instance) }

  func run(
    _ request: SolveRequest<MemorySolution>, in session: SolveSession<MemoryInstance>
  ) throws(SolveError) -> Termination {
    guard let offers = AllocationOffers(session, source: description.id) else { return .completed }
    let starts = try GreedyStart(offers).run()
    guard !offers.isOver, !starts.isEmpty else { return session.stopReason ?? .completed }
    var wheel = SqueakyWheel(offers.instance, request, starts: starts.map(\.order))
    let most =
      session.limits.work
      ?? (session.limits.time == nil ? request.parameters.integer("rounds") ?? 200 : .max)
    while !offers.isOver, wheel.rounds < most {
      guard let offsets = wheel.round(mustStop: { session.stopReason != nil }) else { break }
      try offers.offer(offsets)
    }
    session.note("rounds", .integer(wheel.rounds))
    return session.stopReason ?? (session.limits.work == nil ? .completed : .workLimit)
  }
}

/// The orders of the method.
private struct SqueakyWheel {
  private let instance: AllocationInstance
  private let placement: Placement
  private let load: Int
  private let push: Double
  private let share: Double
  private let patience: Int
  private var random: RandomStream
  /// By buffer: least comes first.
  private var keys: [Double]
  private var best: (peak: Int, keys: [Double])
  private var idle = 0
  private var restarts = 0
  /// Greedy orders, best first; at least one.
  private let starts: [[Int]]
  private(set) var rounds = 0

  init(
    _ instance: AllocationInstance, _ request: SolveRequest<MemorySolution>, starts: [[Int]]
  ) {
    self.instance = instance
    placement = Placement(instance)
    load = LoadBound.load(of: instance.buffers)
    push = request.parameters.real("push") ?? 1
    share = request.parameters.real("share") ?? 0.5
    patience = request.parameters.integer("patience") ?? 30
    random = RandomStream(seed: request.seed)
    self.starts = starts
    keys = SqueakyWheel.ranks(starts[0])
    best = (.max, keys)
  }

  private static func ranks(_ order: [Int]) -> [Double] {
    var keys = [Double](repeating: 0, count: order.count)
    for (rank, buffer) in order.enumerated() { keys[buffer] = Double(rank) }
    return keys
  }

  /// Places all buffers in the present order, then changes it.
  ///
  /// - Returns: Offsets by buffer; nil when it was stopped.
  mutating func round(mustStop: () -> Bool) -> [Int]? {
    rounds += 1
    let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    guard
      let offsets = placement.offsets(
        order: order, rule: .firstFit, usesHints: false, mustStop: mustStop)
    else { return nil }
    let tops = zip(offsets, instance.buffers).map { $0 + $1.size }
    let peak = tops.max() ?? 0
    for (rank, buffer) in order.enumerated() { keys[buffer] = Double(rank) }
    if peak < best.peak {
      best = (peak, keys)
      idle = 0
    } else {
      idle += 1
      if idle >= patience {
        // By turns from the best order and from the next of the greedy ones.
        restarts += 1
        keys =
          restarts % 2 == 0
          ? best.keys : SqueakyWheel.ranks(starts[(restarts + 1) / 2 % starts.count])
        idle = 0
      }
    }
    let target = load + Int(Double(peak - load) * share)
    let span = Double(max(1, peak - target))
    // Now small steps, now large ones: instances differ in what they need.
    var strength = push * Double(keys.count)
    for _ in 0..<random.below(8) { strength /= 2 }
    for (buffer, top) in tops.enumerated() where top > target {
      let blame = Double(top - target) / span
      keys[buffer] -= blame * strength * random.unit()
    }
    return offsets
  }
}
