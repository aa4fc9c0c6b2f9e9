import OptCore

/// All orders with both rules; the best result is kept.
struct GreedyMethod: SolveMethod {
  let description = MethodDescription(
    "greedy", .rule, "first fit and best fit in every order; the best allocation is kept",
    source: "Pisarchyk and Lee (2020), Efficient memory management for deep neural net inference")

  func obstacle(on instance: MemoryInstance) -> String? { AllocationOffers.obstacle(on: instance) }

  func run(
    _ request: SolveRequest<MemorySolution>, in session: SolveSession<MemoryInstance>
  ) throws(SolveError) -> Termination {
    guard let offers = AllocationOffers(session, source: description.id) else { return .completed }
    _ = try GreedyStart(offers).run()
    return session.stopReason ?? .completed
  }
}

/// The greedy allocations as beginnings of other methods.
struct GreedyStart {
  /// A greedy allocation, with how it came about.
  struct Result {
    var order: [Int]
    var rule: PlacementRule
    var offsets: [Int]
    var peak: Int
  }

  private let offers: AllocationOffers
  private let placement: Placement

  init(_ offers: AllocationOffers) {
    self.offers = offers
    placement = Placement(offers.instance)
  }

  /// Offers the greedy allocations to an engine's run on static allocation that has no start of its own, and the load as a bound.
  ///
  /// - Returns: Whether nothing is left to do.
  static func ends(
    _ request: SolveRequest<MemorySolution>, _ session: SolveSession<MemoryInstance>
  ) throws(SolveError) -> Bool {
    guard session.instance.allocation != nil else { return false }
    guard let offers = AllocationOffers(session, source: "greedy") else { return true }
    if request.warmStart == .automatic, session.incumbent == nil {
      _ = try GreedyStart(offers).run()
    }
    return offers.isOver
  }

  /// Offers every greedy allocation.
  ///
  /// - Returns: The results, best first; at least one.
  func run() throws(SolveError) -> [Result] {
    let buffers = offers.instance.buffers
    var results: [Result] = []
    let hasHints = buffers.contains { $0.hint != nil }
    for rule in PlacementRule.allCases {
      for order in PlacementOrder.allCases {
        let order = order.order(of: buffers)
        for usesHints in hasHints ? [true, false] : [false] {
          guard
            let offsets = placement.offsets(
              order: order, rule: rule, usesHints: usesHints,
              mustStop: { offers.session.stopReason != nil })
          else { return ranked(results) }
          let peak = try offers.offer(offsets)
          results.append(Result(order: order, rule: rule, offsets: offsets, peak: peak))
          if offers.isOver { return ranked(results) }
        }
      }
    }
    return ranked(results)
  }

  private func ranked(_ results: [Result]) -> [Result] {
    results.indices.sorted { (results[$0].peak, $0) < (results[$1].peak, $1) }.map { results[$0] }
  }
}
