import OptCore

/// An offset for every buffer.
public struct Allocation: Sendable, Hashable {
  /// By buffer, in the order of the instance.
  public var offsets: [Int]
  /// The peak that a file states; checked by `violations(in:)`.
  package var statedPeak: Int?
  /// What a file says wrong besides: names that the instance does not have, or that have no offset.
  package var statedFaults: [MemoryViolation] = []

  /// An allocation.
  public init(offsets: [Int]) { self.offsets = offsets }

  /// The greatest top of any buffer: gaps do not lower it.
  public func peak(in instance: AllocationInstance) -> Int {
    zip(instance.buffers, offsets).map { $0.size + $1 }.max() ?? 0
  }

  /// Every broken rule, by the definition.
  ///
  /// - Complexity: O(m log m) for m pieces.
  public func violations(in instance: AllocationInstance) -> [MemoryViolation] {
    guard statedFaults.isEmpty else { return statedFaults }
    let buffers = instance.buffers
    guard offsets.count == buffers.count else {
      return [.count(found: offsets.count, expected: buffers.count)]
    }
    var faults: [MemoryViolation] = []
    for (buffer, offset) in zip(buffers, offsets) {
      if let fault = fault(of: buffer, at: offset, limit: instance.limit) {
        faults.append(.buffer(buffer.id, fault))
      }
    }
    guard faults.isEmpty else { return faults }
    var rectangles: [OccupiedRectangle] = []
    rectangles.reserveCapacity(buffers.count)
    for (index, buffer) in buffers.enumerated() {
      rectangles += OccupiedRectangle.pieces(of: buffer, at: offsets[index], owner: index)
    }
    if let (first, second) = OccupiedRectangle.overlap(in: rectangles) {
      faults.append(
        .overlap("buffers \(quoted(buffers[first].id))", quoted(buffers[second].id)))
    }
    if faults.isEmpty, let statedPeak, statedPeak != peak(in: instance) {
      faults.append(.stated("the peak", found: statedPeak, recomputed: peak(in: instance)))
    }
    return faults
  }

  private func fault(of buffer: Buffer, at offset: Int, limit: Int?) -> String? {
    guard 0...(1 << 62) ~= offset else { return "lies at \(offset)" }
    guard offset % buffer.alignment == 0 else {
      return "lies at \(offset), no multiple of its alignment \(buffer.alignment)"
    }
    if let fixed = buffer.fixedOffset, fixed != offset {
      return "lies at \(offset), but is fixed at \(fixed)"
    }
    if let limit, offset + buffer.size > limit {
      return "reaches \(offset + buffer.size), above the capacity \(limit)"
    }
    return nil
  }
}
