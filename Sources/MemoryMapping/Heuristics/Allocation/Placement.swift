/// Places buffers one after the other, each at an offset where nothing placed before is in its way.
package struct Placement: Sendable {
  private let instance: AllocationInstance
  package let table: PieceTable
  /// Buffers at fixed offsets, placed before all others.
  private let fixed: [Int]

  /// - Complexity: O(m log m) for m pieces.
  package init(_ instance: AllocationInstance) {
    self.instance = instance
    table = PieceTable(instance.buffers)
    fixed = instance.buffers.indices.filter { instance.buffers[$0].fixedOffset != nil }
  }

  /// Offsets by buffer for one order and rule; hints are tried first.
  ///
  /// - Parameter order: every buffer once; fixed ones are placed first wherever they are in it.
  package static func offsets(
    of instance: AllocationInstance, order: [Int], rule: PlacementRule
  ) -> [Int] {
    Placement(instance).offsets(order: order, rule: rule)
  }

  /// Offsets by buffer for one order and rule.
  ///
  /// - Parameters:
  ///   - order: every buffer once; fixed ones are placed first wherever they are in it.
  ///   - usesHints: whether a hint is tried before the rule.
  package func offsets(order: [Int], rule: PlacementRule, usesHints: Bool = true) -> [Int] {
    var placer = PlainPlacer(table)
    var offsets = [Int](repeating: 0, count: instance.buffers.count)
    for buffer in fixed {
      offsets[buffer] = instance.buffers[buffer].fixedOffset ?? 0
      placer.place(buffer, at: offsets[buffer])
    }
    let hintCeiling = usesHints ? self.hintCeiling : 0
    for index in order where instance.buffers[index].fixedOffset == nil {
      let buffer = instance.buffers[index]
      let holes = placer.blocked(for: index)
      let offset: Int
      if let hint = buffer.hint, hint >= 0, hint <= hintCeiling - buffer.size,
        hint % buffer.alignment == 0, holes.isFree(hint)
      {
        offset = hint
      } else {
        offset = holes.offset(alignment: buffer.alignment, rule: rule)
      }
      offsets[index] = offset
      placer.place(index, at: offset)
    }
    return offsets
  }

  /// Buffers that would reach above this are not placed at their hints.
  private var hintCeiling: Int {
    if let limit = instance.limit { return limit }
    let height = instance.buffers.reduce(0) {
      $0 + max($1.size + $1.alignment - 1, ($1.fixedOffset ?? 0) / instance.buffers.count)
    }
    return height <= 1 << 60 ? height : 0
  }
}
