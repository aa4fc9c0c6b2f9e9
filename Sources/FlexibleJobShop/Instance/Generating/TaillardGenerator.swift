import OptCore

/// The generator of job shops of Taillard, which gives his published instances from his published seeds.
///
/// Durations are drawn job by job, uniform on 1...99. The machines of every job start in their order; then the one in each place is exchanged with
/// one from there on.
///
/// - Source: Taillard (1993), "Benchmarks for basic scheduling problems".
enum TaillardGenerator {
  /// Seeds are from 1 to `modulus - 1`.
  static let modulus = 2_147_483_647

  /// The linear congruential generator x' = 16807 x mod (2^31 - 1).
  ///
  /// - Source: Bratley, Fox and Schrage (1983), "A guide to simulation".
  struct Stream {
    private var state: Int

    init(seed: Int) { state = seed }

    /// A uniform integer in a closed range.
    mutating func integer(in range: ClosedRange<Int>) -> Int {
      state = 16_807 &* state % TaillardGenerator.modulus
      let share = Double(state) / Double(TaillardGenerator.modulus)
      return range.lowerBound + Int(share * Double(range.count))
    }
  }

  /// By job its operations, each with one machine.
  static func jobs(
    _ recipe: ShopRecipe, _ stream: inout RandomStream
  ) -> [[[FlexibleJobShopInstance.Alternative]]] {
    let seeds =
      recipe.taillardSeeds
      ?? ShopRecipe.TaillardSeeds(
        time: stream.integer(in: 1...modulus - 1), machine: stream.integer(in: 1...modulus - 1))
    var times = Stream(seed: seeds.time)
    var orders = Stream(seed: seeds.machine)
    let machines = recipe.machines
    let durations = (0..<recipe.jobs).map { _ in
      (0..<machines).map { _ in times.integer(in: 1...max(1, recipe.longest)) }
    }
    return durations.map { row in
      var order = Array(0..<machines)
      for place in order.indices {
        order.swapAt(place, orders.integer(in: place...machines - 1))
      }
      return zip(order, row).map { [.init(machine: $0, duration: $1)] }
    }
  }
}
