import OptCore

extension SolveSession where Instance == FlexibleJobShopInstance {
  /// Raises the bound by all methods in turn, as far as time allows: a tenth of the limit, 6 s where there is none.
  func raiseBounds() {
    let end = elapsed + (limits.time ?? 60) / 10
    let best = ShopBounds(instance).best(
      shouldStop: { self.stopReason != nil || self.elapsed > end },
      improved: { self.raise(bound: .integer($0.value), from: $0.source) })
    raise(bound: .integer(best.value), from: best.source)
  }
}
