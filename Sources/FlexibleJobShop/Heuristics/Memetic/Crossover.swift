/// A schedule between two others.
///
/// Every job draws a weight between 0 and 1; its operations are put in order by the mean of their heads in both parents with
/// that weight, and each operation takes the machine of one parent. Weights of a job are the same for all its operations, so
/// that the order keeps every chain, and no cycle can come up.
struct Crossover {
  let shop: FlatShop
  private(set) var machines: [Int32]
  private(set) var order: [Int32]
  private var key: [Int]

  init(_ shop: FlatShop) {
    self.shop = shop
    machines = [Int32](repeating: 0, count: shop.count)
    order = machines
    key = [Int](repeating: 0, count: shop.count)
  }

  /// Mixes two parents.
  ///
  /// - Parameter share: about how much of the child is to come from `b`, in 1/256.
  mutating func mix(_ a: Individual, _ b: Individual, share: Int, _ random: inout SmallRandom) {
    let blends = random.below(2) == 0
    for last in shop.lastOperations {
      var weight = random.below(256) < share ? 256 : 0
      if blends { weight = min(256, max(0, share + random.below(129) - 64)) }
      var i = last
      while i < shop.count {
        key[i] = (256 - weight) * a.heads[i] + weight * b.heads[i]
        let takesSecond = random.below(256) < (blends ? share : weight)
        machines[i] = takesSecond ? b.machines[i] : a.machines[i]
        i = Int(shop.jobBefore[i])
      }
    }
    // Equal keys keep the order of the first parent, which keeps chains.
    var place = [Int](repeating: 0, count: shop.count)
    for (p, i) in a.order.enumerated() { place[Int(i)] = p }
    let keys = key
    order = a.order.sorted { x, y in
      (keys[Int(x)], place[Int(x)]) < (keys[Int(y)], place[Int(y)])
    }
  }
}
