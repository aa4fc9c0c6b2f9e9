/// Leaves out alternatives that load a scarce machine for little: those whose priced duration is far above the cheapest of their operation.
struct PriceFilter {
  /// `costs[a]`: priced duration of alternative a.
  private let costs: [Double]
  /// `highest[i]`: what an alternative of operation i may cost.
  private let highest: [Double]

  /// - Parameters:
  ///   - costs: priced durations, at least 0, as of `LoadPrices`.
  ///   - slack: by which share an alternative may cost more than the cheapest.
  /// - Complexity: O(A).
  init(_ instance: FlexibleJobShopInstance, costs: [Double], slack: Double) {
    self.costs = costs
    highest = (0..<instance.operationCount).map { i in
      (1 + slack) * instance.alternatives(of: i).reduce(Double.infinity) { min($0, costs[$1]) }
    }
  }

  /// Whether operation i may run as its alternative a.
  @inline(__always)
  func passes(_ i: Int, _ a: Int) -> Bool { costs[a] <= highest[i] }
}

extension ShopDispatcher {
  /// Lets every operation use only alternatives that cost at most `1 + slack` times its cheapest.
  ///
  /// - Parameters:
  ///   - costs: priced durations by alternative.
  ///   - slack: nil = all alternatives.
  package func restrict(to costs: [Double], slack: Double?) {
    guard let slack else { return restrict { _, _ in true } }
    restrict(to: PriceFilter(instance, costs: costs, slack: slack).passes)
  }
}

extension LoadPrices {
  /// Priced durations by alternative from one row for each machine; zeros where there is no choice to make.
  ///
  /// - Complexity: some dozens of passes over the alternatives.
  static func costs(
    of instance: FlexibleJobShopInstance, until shouldStop: () -> Bool = { false }
  ) -> [Double] {
    if instance.isJobShop { return Array(repeating: 0, count: instance.alternativeCount) }
    return LoadPrices(
      instance, heads: ShopHeads(instance), rounds: 0, shouldStop: shouldStop
    ).costs
  }
}
