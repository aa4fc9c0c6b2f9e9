import OptCore

/// What an allocation method finds, on its way into the session.
struct AllocationOffers: Sendable {
  let instance: AllocationInstance
  let session: SolveSession<MemoryInstance>
  let source: String

  /// What a method says about an instance of the other variant.
  static func obstacle(on instance: MemoryInstance) -> String? {
    instance.allocation == nil ? "the method is for static allocation" : nil
  }

  /// Nil for an instance that is no allocation or has none, which is then stated. States the load as a bound.
  init?(_ session: SolveSession<MemoryInstance>, source: String) {
    guard let instance = session.instance.allocation else { return nil }
    (self.instance, self.session, self.source) = (instance, session, source)
    let load = LoadBound.load(of: instance.buffers)
    guard instance.impossibility == nil, load <= instance.limit ?? .max else {
      session.prove(.infeasible)
      if load > instance.limit ?? .max {
        InfeasibleSubset.explain(instance, among: Array(instance.buffers.indices), in: session)
      }
      return nil
    }
    session.raise(bound: .integer(load), from: source)
  }

  /// Whether nothing is left to look for: the session says stop, or something fits where that is the goal.
  var isOver: Bool {
    session.stopReason != nil || (instance.goal == .fit && session.incumbent != nil)
  }

  /// Offers an allocation, unless it reaches above the capacity.
  ///
  /// - Returns: Its peak.
  @discardableResult
  func offer(_ offsets: [Int]) throws(SolveError) -> Int {
    let allocation = Allocation(offsets: offsets)
    let peak = allocation.peak(in: instance)
    if let incumbent = session.incumbent,
      !ObjectiveValue.integer(peak).isBetter(
        than: incumbent.objective, .minimize)
    {
      return peak
    }
    if peak <= instance.limit ?? .max { try session.offer(.allocation(allocation), from: source) }
    return peak
  }
}
