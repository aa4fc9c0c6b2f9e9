/// Upper bounds on the time a mapping saves, by Lagrangian relaxation: prices on the time and the space of every instruction leave a
/// cheapest walk for each tensor.
///
/// For a mapping let D_t be the duration of instruction t, S_t and F_t its memory times, H_t the time of copies hidden in it, O_t its
/// occupied cells, Q the preloaded bytes, U the time of copies that is not hidden. Then, for every t,
///
///     D_t >= compute_t,   D_t >= S_t + F_t,   H_t <= D_t - S_t,   O_t <= free_t,   Q <= limit
///
/// and the time is Σ D_t + U. Prices a_t, b_t >= 0 with a_t + b_t <= 1 (of memory time and of the port), l_t >= 0 (of a cell) and q >= 0
/// (of a preloaded byte) give
///
///     time >= Σ (1 - a_t - b_t) compute_t + Σ a_t (S_t + F_t) + Σ b_t (S_t + H_t) + U + Σ l_t (O_t - free_t) + q (Q - limit)
///
/// as the right side is Σ D_t + U plus terms that are at most 0, and D_t has the factor 1 - a_t - b_t >= 0 in it. S, F, H, U, O and Q are
/// sums over tensors and alias groups, so the least value of the right side over all walks is a sum of cheapest walks: a slow
/// access costs (a + b) slow, a fast one a fast, a cell l_t at t, and a unit of a copy min(1, b_t) at t, in a window that holds space.
/// No slot does more of a copy than the slow memory can be idle in it, so walks hold space longer than in a linear relaxation:
/// the bound may be better than that of the linear relaxation of `SelectionFormulation`.
///
/// F_t counts `FastMemoryRoom.fastTime`. Besides cells there are the other rows of `FastMemoryRoom.rows` about what is in the memory together, each with a price for each t.
///
/// Prices are whole numbers over a common denominator: every bound is exact.
///
/// - Source: Fisher (1981), "The Lagrangian relaxation method for solving integer programming problems".
package struct MappingLagrangian: Sendable {
  package let instance: MappingInstance
  package let room: FastMemoryRoom
  /// The time with slow memory only.
  package let base: Int
  /// The number that stands for a price of 1: as large as the sums allow.
  package let one: Int
  /// By row of `room.rows`: no price of it is larger.
  package let largestSpacePrices: [Int]
  /// No price of a preloaded byte is larger.
  package let largestPreloadPrice: Int
  private var walk: TensorWalk

  /// Prepares an instance.
  package init(_ instance: MappingInstance) {
    self.instance = instance
    room = FastMemoryRoom(instance)
    base = MappingCost.base(of: instance)
    walk = TensorWalk(count: instance.instructions.count)
    var time = 1
    for instruction in instance.instructions { time += instruction.compute }
    for tensor in instance.tensors {
      for access in tensor.accesses { time += access.slow + 2 * tensor.copyTime }
    }
    var one = 1
    while one < 1 << 24, time < (1 << 58) / (2 * one) { one *= 2 }
    self.one = one
    let share = (1 << 58) / max(1, instance.instructions.count) / room.rows.count
    largestSpacePrices = room.rows.map { share / max(1, $0.limit) }
    largestPreloadPrice =
      (1 << 58)
      / max(
        1,
        instance.tensors.reduce(instance.preloadLimit) {
          $0 + $1.size
        })
  }

  /// The cheapest walks under prices.
  ///
  /// - Complexity: O(N * accesses) at worst, most often about N * tensors.
  package mutating func usage(under prices: MappingPrices) -> MappingUsage {
    let sums = TensorWalk.Sums(prices, room)
    var usage = MappingUsage(
      count: instance.instructions.count, classes: room.classCells.count)
    for time in room.slowOnly.indices {
      usage.memory[time] = room.slowOnly[time]
      usage.port[time] = room.slowOnly[time]
    }
    for tensor in room.singles { walk.add(tensor, of: instance, sums, to: &usage) }
    for group in room.groups { GroupWalk.add(group, of: instance, sums, to: &usage) }
    return usage
  }

  /// The bound on the time of every mapping that a usage proves, in parts of `one`.
  package func bound(_ usage: MappingUsage, under prices: MappingPrices) -> Int {
    var bound = usage.value - prices.preload * instance.preloadLimit
    for time in instance.instructions.indices {
      let (memory, port) = (prices.memory[time], prices.port[time])
      bound += (one - memory - port) * instance.instructions[time].compute
      bound += (memory + port) * room.slowOnly[time]
    }
    let count = room.free.count
    for (place, row) in room.rows.enumerated() {
      for time in 0..<count {
        bound -= prices.space[place * count + time] * (place == 0 ? room.free[time] : row.limit)
      }
    }
    return bound
  }

  /// The time saved at most, for a bound in parts of `one`.
  package func saving(_ bound: Int) -> Int {
    let least = bound > 0 ? (bound + one - 1) / one : 0
    return max(0, base - least)
  }
}
