import OptCore

/// One order with one rule: first fit or best fit.
struct FitMethod: SolveMethod {
  let rule: PlacementRule

  var description: MethodDescription {
    MethodDescription(
      rule.rawValue, .rule,
      rule == .firstFit
        ? "buffers in one order, each at the lowest offset that is free"
        : "buffers in one order, each in the hole that it fills best",
      parameters: [
        ParameterDescription(
          "order", .choice(PlacementOrder.allCases.map(\.rawValue)),
          default: (rule == .firstFit ? PlacementOrder.size : .start).rawValue,
          "what the order goes by"),
        ParameterDescription("hints", .flag, default: "true", "offsets asked for are tried first"),
      ])
  }

  func obstacle(on instance: MemoryInstance) -> String? { AllocationOffers.obstacle(on: instance) }

  func run(
    _ request: SolveRequest<MemorySolution>, in session: SolveSession<MemoryInstance>
  ) throws(SolveError) -> Termination {
    guard let offers = AllocationOffers(session, source: description.id) else { return .completed }
    let order = request.parameters.text("order").flatMap(PlacementOrder.init) ?? .size
    let buffers = offers.instance.buffers
    try offers.offer(
      Placement(offers.instance).offsets(
        order: order.order(of: buffers), rule: rule,
        usesHints: request.parameters.flag("hints")))
    return session.stopReason ?? .completed
  }
}
