/// Places buffers one after the other, each at an offset where nothing placed before is in its way.
package struct Placement: Sendable {
  private let instance: AllocationInstance
  package let table: PieceTable
  /// Buffers at fixed offsets, placed before all others.
  private let fixed: [Int]
  /// By buffer.
  private let alignments: [Int]
  /// By buffer: the hint where it is one that can be followed, else a negative number; empty = there is none.
  private let hints: [Int]

  /// - Complexity: O(m log m) for m pieces.
  package init(_ instance: AllocationInstance) {
    self.instance = instance
    table = PieceTable(instance.buffers)
    fixed = instance.buffers.indices.filter { instance.buffers[$0].fixedOffset != nil }
    alignments = instance.buffers.map(\.alignment)
    let ceiling = Placement.hintCeiling(instance)
    hints =
      instance.buffers.contains { $0.hint != nil }
      ? instance.buffers.map { buffer in
        guard let hint = buffer.hint, 0...max(0, ceiling) ~= hint, hint <= ceiling - buffer.size,
          hint % buffer.alignment == 0
        else { return -1 }
        return hint
      } : []
  }

  /// With no more pieces than this a scan over all of them is faster than a tree.
  package static let plainLimit = 300

  /// Buffers that would reach above this are not placed at their hints.
  private static func hintCeiling(_ instance: AllocationInstance) -> Int {
    if let limit = instance.limit { return limit }
    let height = instance.buffers.reduce(0) { $0 + $1.size + $1.alignment - 1 }
    return min(height, AllocationInstance.largestNumber)
  }

  private func isFixed(_ buffer: Int) -> Bool {
    !fixed.isEmpty && instance.buffers[buffer].fixedOffset != nil
  }

  private func hint(of buffer: Int) -> Int? {
    hints.isEmpty || hints[buffer] < 0 ? nil : hints[buffer]
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
  ///   - plainLimit: with more pieces than this a tree is used.
  package func offsets(
    order: [Int], rule: PlacementRule, usesHints: Bool = true,
    plainLimit: Int = Placement.plainLimit
  ) -> [Int] {
    offsets(order: order, rule: rule, usesHints: usesHints, plainLimit: plainLimit) { false } ?? []
  }

  /// The same, unless it is stopped: then nil.
  ///
  /// - Parameter mustStop: asked after every thousand buffers.
  package func offsets(
    order: [Int], rule: PlacementRule, usesHints: Bool,
    plainLimit: Int = Placement.plainLimit, mustStop: () -> Bool
  ) -> [Int]? {
    if table.low.count <= plainLimit {
      var placer = PlainPlacer(table)
      return offsets(order, rule, usesHints, &placer, mustStop)
    }
    var placer = TreePlacer(table)
    return offsets(order, rule, usesHints, &placer, mustStop)
  }

  private func offsets(
    _ order: [Int], _ rule: PlacementRule, _ usesHints: Bool, _ placer: inout some BufferPlacer,
    _ mustStop: () -> Bool
  ) -> [Int]? {
    var offsets = [Int](repeating: 0, count: instance.buffers.count)
    for buffer in fixed {
      offsets[buffer] = instance.buffers[buffer].fixedOffset ?? 0
      placer.place(buffer, at: offsets[buffer])
    }
    for (number, index) in order.enumerated() where !isFixed(index) {
      if number & 1023 == 1023, mustStop() { return nil }
      placer.look(at: index)
      if usesHints, let hint = hint(of: index), placer.isFree(hint) {
        offsets[index] = hint
      } else {
        offsets[index] = placer.offset(alignment: alignments[index], rule: rule)
      }
      placer.place(index, at: offsets[index])
    }
    return offsets
  }
}
