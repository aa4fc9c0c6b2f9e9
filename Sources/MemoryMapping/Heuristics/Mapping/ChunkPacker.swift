/// Finds addresses for blocks: one after the other into the tightest hole, in several orders; a block that finds none moves to the front.
///
/// - Source: the repacker of memory space assignment in XLA (best fit by duration, then size); the promotion of what fails is ours.
package struct ChunkPacker: Sendable {
  let capacity: Int
  let alignment: Int
  /// What is never free; it is placed first.
  let reserved: [AddressBlock]
  /// Placed blocks, ascending by offset.
  private var placed: [AddressBlock] = []

  package init(_ units: MappingUnits) {
    capacity = units.capacity
    alignment = units.instance.alignment
    reserved = units.reserved
    placed = reserved.sorted { $0.offset < $1.offset }
  }

  /// Empties the memory but for what is reserved.
  package mutating func clear() {
    placed.removeAll(keepingCapacity: true)
    for block in reserved { insert(block) }
  }

  /// Puts a block where it says it is; it must be free there.
  package mutating func insert(_ block: AddressBlock) {
    placed.append(block)
    var place = placed.count - 1
    while place > 0, placed[place - 1].offset > block.offset {
      placed[place] = placed[place - 1]
      place -= 1
    }
    placed[place] = block
  }

  /// Takes a block out.
  package mutating func remove(_ block: AddressBlock) {
    if let place = placed.firstIndex(of: block) { placed.remove(at: place) }
  }

  /// The offset of a hole that takes the block; nil = there is none. O(placed blocks).
  package func hole(for block: AddressBlock, by rule: OffsetRule = .best) -> Int? {
    var (top, best, tightest) = (0, -1, Int.max)
    placed.withUnsafeBufferPointer { placed in
      for place in 0...placed.count {
        let isLast = place == placed.count
        guard isLast || placed[place].lower < block.upper && block.lower < placed[place].upper
        else { continue }
        let bottom = isLast ? capacity : placed[place].offset
        let room = bottom - top
        if room >= block.bytes, top <= block.highest {
          switch rule {
          case .lowest:
            best = top
            return
          case .best where room < tightest: (best, tightest) = (top, room)
          case .highest:
            best = max(top, min(block.highest, (bottom - block.bytes) / alignment * alignment))
          default: break
          }
        }
        if !isLast { top = max(top, placed[place].offset + placed[place].size) }
      }
    }
    return best < 0 ? nil : best
  }

  /// Whether a rectangle meets nothing that is placed.
  package func isFree(_ block: AddressBlock) -> Bool {
    !placed.contains {
      $0.lower < block.upper && block.lower < $0.upper && $0.offset < block.offset + block.bytes
        && block.offset < $0.offset + $0.bytes
    }
  }

  /// Places all blocks anew, with their offsets filled in; nil when no attempt succeeds.
  ///
  /// - Parameters:
  ///   - blocks: what is to be placed; offsets are ignored.
  ///   - promotions: how often a block that found no hole moves to the front, in each order.
  /// - Returns: The blocks in their order with offsets.
  package mutating func pack(_ blocks: [AddressBlock], promotions: Int) -> [AddressBlock]? {
    for rule in 0..<6 {
      var order = Self.order(of: blocks, rule: rule / 2)
      for _ in 0...promotions {
        guard let failed = place(blocks, order, by: rule % 2 == 1 ? .lowest : .best) else {
          return packed
        }
        guard failed > 0 else { break }
        order.insert(order.remove(at: failed), at: 0)
      }
    }
    return nil
  }

  /// The blocks as the last attempt left them.
  private(set) var packed: [AddressBlock] = []
  /// The block that found no hole in the last attempt that failed.
  private(set) var lastFailure = 0

  /// Places blocks in an order; the place in the order of the first that finds no hole, nil when all do.
  mutating func place(
    _ blocks: [AddressBlock], _ order: [Int], by rule: OffsetRule
  ) -> Int? {
    clear()
    packed = blocks
    for (place, index) in order.enumerated() {
      guard let offset = hole(for: blocks[index], by: rule) else {
        lastFailure = index
        return place
      }
      packed[index].offset = offset
      insert(packed[index])
    }
    return nil
  }

  static func order(of blocks: [AddressBlock], rule: Int) -> [Int] {
    func key(_ block: AddressBlock) -> (Int, Int) {
      let length = block.upper - block.lower
      return switch rule {
      case 0: (length, block.size)
      case 1: (-block.lower, block.size)
      default: (block.size, length)
      }
    }
    return blocks.indices.sorted { first, second in
      let (a, b) = (key(blocks[first]), key(blocks[second]))
      return a != b ? a > b : first < second
    }
  }
}

/// Which hole a block goes to.
public enum OffsetRule: String, Sendable, Hashable, CaseIterable {
  /// To the bottom of the tightest one, the lowest of equals.
  case best
  /// To the bottom of the lowest one.
  case lowest
  /// To the top of the highest one.
  case highest
}

extension MappingState {
  /// All stays as blocks without addresses, and the place of each among the accesses.
  package func blocks() -> (blocks: [AddressBlock], stays: [Int]) {
    var (blocks, stays): ([AddressBlock], [Int]) = ([], [])
    for unit in units.units.indices {
      for stay in self.stays(of: unit) {
        blocks.append(block(stay, of: unit))
        stays.append(stay)
      }
    }
    return (blocks, stays)
  }

  /// The places of a unit's stays.
  package func stays(of unit: Int) -> Range<Int> {
    let first = units.units[unit].accesses.lowerBound
    return first..<first + stayCount[unit]
  }

  package func block(_ stay: Int, of unit: Int) -> AddressBlock {
    AddressBlock(
      lower: stayLower[stay], upper: stayUpper[stay], size: units.units[unit].size,
      bytes: units.units[unit].bytes, highest: units.units[unit].highest)
  }
}

extension ChunkPacker {
  /// Places the stays of a unit into holes between what is there; false = one found none, and nothing has changed.
  package mutating func place(
    _ unit: Int, of state: MappingState, _ offsets: inout [Int]
  ) -> Bool {
    var done: [AddressBlock] = []
    for stay in state.stays(of: unit) {
      var block = state.block(stay, of: unit)
      guard let offset = hole(for: block) else {
        for block in done { remove(block) }
        return false
      }
      block.offset = offset
      offsets[stay] = offset
      insert(block)
      done.append(block)
    }
    return true
  }
}
