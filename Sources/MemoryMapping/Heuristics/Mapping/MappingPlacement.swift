import OptCore

/// Addresses for all stays of a state.
package struct MappingPlacement {
  private var packer: ChunkPacker
  private var random: RandomStream
  /// The order that worked last.
  private var lastOrder: [Int] = []

  package init(_ units: MappingUnits, random: RandomStream) {
    packer = ChunkPacker(units)
    self.random = random
  }

  /// Offsets by stay; nil when none were found within so many attempts.
  package mutating func offsets(of state: MappingState, attempts: Int) -> [Int]? {
    let (blocks, stays) = state.blocks()
    // Many blocks: an attempt is quadratic in them.
    let attempts = min(attempts, 1 + 10_000_000 / (1 + blocks.count * blocks.count))
    guard
      let packed = packer.pack(blocks, promotions: min(20, attempts))
        ?? packer.shuffled(blocks, attempts: attempts, &random)
    else { return nil }
    return Self.offsets(packed, stays, state)
  }

  /// Offsets for what finds an address; units of which a stay finds none become slow in the state.
  package mutating func forced(_ state: MappingState) -> [Int] {
    let (blocks, stays) = state.blocks()
    var kept: (count: Int, offsets: [Int], failed: Set<Int>)?
    for rule in 0..<3 {
      packer.clear()
      var offsets = [Int](repeating: 0, count: state.units.accesses.count)
      var failed: Set<Int> = []
      for index in ChunkPacker.order(of: blocks, rule: rule) {
        var block = blocks[index]
        guard let offset = packer.hole(for: block) else {
          failed.insert(state.unitOfAccess[stays[index]])
          continue
        }
        block.offset = offset
        offsets[stays[index]] = offset
        packer.insert(block)
      }
      if failed.count < kept?.count ?? .max { kept = (failed.count, offsets, failed) }
    }
    for unit in (kept?.failed ?? []).sorted() { state.clear(unit) }
    return kept?.offsets ?? []
  }

  private static func offsets(
    _ packed: [AddressBlock], _ stays: [Int], _ state: MappingState
  ) -> [Int] {
    var offsets = [Int](repeating: 0, count: state.units.accesses.count)
    for (stay, block) in zip(stays, packed) { offsets[stay] = block.offset }
    return offsets
  }
}

extension ChunkPacker {
  /// Places all blocks in orders that change at random: what found no hole moves to somewhere earlier.
  mutating func shuffled(
    _ blocks: [AddressBlock], attempts: Int, _ random: inout RandomStream
  ) -> [AddressBlock]? {
    var order = Self.order(of: blocks, rule: 1)
    for _ in 0..<attempts {
      guard let failed = place(blocks, order, by: .best) else { return packed }
      guard failed > 0 else { return nil }
      order.insert(order.remove(at: failed), at: random.below(1 + random.below(failed)))
    }
    return nil
  }
}
