/// Prices of time and space of each instruction, in whole numbers: the multipliers of `MappingLagrangian`.
package struct MappingPrices: Sendable {
  /// The number that stands for a price of 1.
  package let one: Int
  /// By instruction: of memory time, in parts of `one`.
  package var memory: [Int]
  /// By instruction: of the time of slow memory's port, in parts of `one`; `memory + port <= one`.
  package var port: [Int]
  /// By row of `FastMemoryRoom.rows`, then by instruction: of a unit of weight, picoseconds in parts of `one`.
  package var space: [Int]
  /// Of a preloaded byte, likewise.
  package var preload = 0

  /// Prices of nothing.
  package init(count: Int, rows: Int, one: Int) {
    self.one = one
    memory = [Int](repeating: 0, count: count)
    port = memory
    space = [Int](repeating: 0, count: count * rows)
  }
}

/// What the cheapest walks of all tensors use under some prices.
package struct MappingUsage: Sendable {
  /// By instruction: memory time S_t + F_t, picoseconds.
  package var memory: [Int]
  /// By instruction: time of slow memory's port, accesses and copies.
  package var port: [Int]
  /// By size class, then by instruction: tensors and groups that are there (cells, where there is one class).
  package var space: [Int]
  /// Preloaded bytes.
  package var preload = 0
  /// What the prices of the walks sum to, without constant parts.
  package var value = 0

  init(count: Int, classes: Int) {
    memory = [Int](repeating: 0, count: count)
    port = memory
    space = [Int](repeating: 0, count: count * classes)
  }
}
