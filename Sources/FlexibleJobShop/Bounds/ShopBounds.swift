/// Every bound of an instance, cheapest first.
package struct ShopBounds: Sendable {
  /// The instance.
  package let instance: FlexibleJobShopInstance
  /// Its heads and tails.
  package let heads: ShopHeads

  /// A bound and where it comes from.
  package typealias Named = (value: Int, source: String)

  /// Computes heads and tails.
  ///
  /// - Complexity: O(A).
  package init(_ instance: FlexibleJobShopInstance) {
    self.instance = instance
    heads = ShopHeads(instance)
  }

  /// The best bound on the objective that time allows.
  ///
  /// - Parameters:
  ///   - shaving: whether the long last step is made; without it all takes well under a second up to some thousand operations.
  ///   - shouldStop: asked between steps; what was found so far is returned.
  ///   - improved: called with every bound that is better than those before it; for the makespan only.
  /// - Returns: The bound and its name; 0 at least.
  package func best(
    shaving: Bool = false, shouldStop: () -> Bool = { false }, improved: (Named) -> Void = { _ in }
  ) -> Named {
    switch instance.objective {
    case .totalTardiness: return (JobBound.tardiness(heads, of: instance), "job ends")
    case .startDelay: return (StartDelayBound.value(heads, of: instance), "starts under capacity")
    case .makespan: break
    }
    var best: Named = (JobBound.makespan(heads), "longest job")
    improved(best)
    func note(_ value: Int, _ source: String) {
      guard value > best.value else { return }
      best = (value, source)
      improved(best)
    }
    note(OneMachineBound.makespan(heads, of: instance), "one machine")
    guard !shouldStop() else { return best }
    if !instance.isJobShop {
      note(PoolBound.makespan(heads, of: instance, shouldStop: shouldStop), "machine pool")
      note(
        LoadPrices(instance, heads: heads, atLeast: best.value, shouldStop: shouldStop).bound,
        "machine prices")
    }
    guard !shouldStop() else { return best }
    note(
      DestructiveBound.makespan(
        heads, of: instance, atLeast: best.value, shouldStop: shouldStop), "refuted makespans")
    guard shaving, !shouldStop() else { return best }
    note(
      DestructiveBound.makespan(
        heads, of: instance, atLeast: best.value, shaving: true, shouldStop: shouldStop),
      "shaving")
    return best
  }
}
