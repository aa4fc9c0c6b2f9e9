import OptCore

/// Upper bounds on the time a mapping saves, from Lagrangian prices; the mapping itself is the incumbent, or all slow.
public struct LagrangianMethod: SolveMethod {
  /// The method.
  public init() {}

  /// Identifier, help and parameters.
  public var description: MethodDescription {
    MethodDescription(
      "lagrangian", .exact, "bounds only: prices on time and space, a cheapest walk per tensor",
      source: "Fisher (1981), The Lagrangian relaxation method for solving integer programming"
        + " problems; Barahona and Anbil (2000), The volume algorithm",
      workUnit: "evaluation")
  }

  /// It is for programs.
  public func obstacle(on instance: MemoryInstance) -> String? {
    instance.mapping == nil ? "prices are for the mapping of programs, not for one memory" : nil
  }

  /// Raises the bound until it improves no more, or a limit is reached.
  public func run(
    _ request: SolveRequest<MemorySolution>, in session: SolveSession<MemoryInstance>
  ) throws(SolveError) -> Termination {
    guard let instance = session.instance.mapping else {
      throw .unsupported(method: description.id, reason: "the instance is a static allocation")
    }
    if session.incumbent == nil {
      try session.offer(.mapping(Mapping()), from: description.id)
    }
    var prices = PriceImprovement(instance)
    return prices.raise(in: session, from: description.id)
  }
}

extension PriceImprovement {
  /// Raises a session's bound by better prices until a limit, or until they improve no more.
  ///
  /// It may be called again: it goes on where it was.
  ///
  /// - Parameters:
  ///   - seconds: how long at most; nil = until the bound stands still.
  ///   - source: who states the bounds.
  /// - Returns: why it stopped.
  package mutating func raise(
    in session: SolveSession<MemoryInstance>, seconds: Double? = nil, from source: String
  ) -> Termination {
    let end = seconds.map { session.elapsed + $0 }
    let infinite = InfiniteMemoryBound.saving(of: lagrangian.instance)
    var stated = infinite
    session.raise(bound: .integer(infinite), from: source)
    func state(_ bound: Int) {
      guard bound < stated else { return }
      stated = bound
      session.raise(bound: .integer(bound), from: source)
    }
    state(saving)
    var (standing, last) = (0, best)
    while standing < PriceImprovement.patience {
      for _ in 0..<20 { step(target: target) }
      state(saving)
      session.note("price_steps", .integer(steps))
      if let reason = session.stopReason { return reason }
      if let end, session.elapsed >= end { return .completed }
      if let work = session.limits.work, steps >= work { return .workLimit }
      if Double(best - last) > 1e-6 * abs(Double(best)) {
        (standing, last) = (0, best)
      } else {
        standing += 20
      }
    }
    return .completed
  }

  /// Evaluations without progress after which it ends.
  private static let patience = 3000

  /// A little more than what is proven: an incumbent close to the best would make steps that are too short.
  private var target: Double {
    let proven = Double(best) / Double(lagrangian.one)
    return proven + 0.05 * abs(proven) + 1
  }
}
