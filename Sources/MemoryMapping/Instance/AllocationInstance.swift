import OptCore

/// Static allocation: every buffer is given an offset in one memory, so that buffers alive at the same time do not overlap.
public struct AllocationInstance: Sendable, Hashable {
  /// What is wanted.
  public enum Goal: String, Sendable, Hashable, CaseIterable {
    /// Any allocation within the capacity.
    case fit
    /// The least height.
    case peak
  }

  /// No size, offset or time is larger in absolute value.
  public static let largestNumber = 1 << 60
  /// The most buffers of an instance.
  public static let largestCount = 1 << 26

  /// Short name.
  public let name: String
  /// The buffers, in the order of the file.
  public let buffers: [Buffer]
  /// The height of the memory; nil = unknown. With goal `peak` it plays no part.
  public let capacity: Int?
  /// What is wanted; `fit` needs a capacity.
  public let goal: Goal

  /// Checks the data.
  ///
  /// - Parameter goal: nil = `fit` where a capacity is known, else `peak`.
  /// - Throws: `Invalid` at the first buffer that breaks a rule.
  public init(
    name: String, buffers: [Buffer], capacity: Int? = nil, goal: Goal? = nil
  ) throws(Invalid) {
    guard buffers.count <= AllocationInstance.largestCount else { throw .tooMany(buffers.count) }
    for (index, buffer) in buffers.enumerated() {
      if let fault = AllocationInstance.fault(of: buffer) { throw .buffer(index, fault) }
    }
    try AllocationInstance.checkSums(buffers)
    if let capacity, !(0...AllocationInstance.largestNumber).contains(capacity) {
      throw .badCapacity(capacity)
    }
    self.name = name
    self.buffers = buffers
    self.capacity = capacity
    self.goal = goal ?? (capacity == nil ? .peak : .fit)
    if self.goal == .fit, capacity == nil { throw .noCapacity }
  }

  /// The height that no allocation may pass: the capacity with goal `fit`.
  public var limit: Int? { goal == .fit ? capacity : nil }

  private static func fault(of buffer: Buffer) -> String? {
    let numbers = -largestNumber...largestNumber
    guard numbers.contains(buffer.lower), numbers.contains(buffer.upper) else {
      return "lives at \(buffer.lower)..<\(buffer.upper), beyond 2^60"
    }
    guard buffer.lower < buffer.upper else {
      return "ends at \(buffer.upper), which is not after its begin at \(buffer.lower)"
    }
    guard 1...largestNumber ~= buffer.size else { return "has size \(buffer.size)" }
    guard 1...largestNumber ~= buffer.alignment else { return "has alignment \(buffer.alignment)" }
    if let offset = buffer.fixedOffset {
      guard 0...largestNumber ~= offset else { return "is fixed at \(offset)" }
      guard offset % buffer.alignment == 0 else {
        return "is fixed at \(offset), no multiple of its alignment \(buffer.alignment)"
      }
    }
    var end = buffer.lower
    for gap in buffer.gaps {
      guard !gap.times.isEmpty, gap.times.lowerBound >= end, gap.times.upperBound <= buffer.upper
      else {
        return "has a gap at \(gap.times.lowerBound)..<\(gap.times.upperBound) that is empty,"
          + " meets another one or leaves its life"
      }
      end = gap.times.upperBound
      guard let window = gap.window else { continue }
      guard !window.isEmpty, window.lowerBound >= 0, window.upperBound <= buffer.size else {
        return "has a window \(window.lowerBound)..<\(window.upperBound) that is empty or leaves"
          + " its size \(buffer.size)"
      }
    }
    return nil
  }

  /// Every height that a sensible allocation reaches stays below 2^62.
  private static func checkSums(_ buffers: [Buffer]) throws(Invalid) {
    var height = 0
    for (index, buffer) in buffers.enumerated() {
      let padded = buffer.size.addingReportingOverflow(buffer.alignment - 1)
      let sum = height.addingReportingOverflow(padded.partialValue)
      guard !padded.overflow, !sum.overflow, sum.partialValue <= 1 << 62 else {
        throw .buffer(index, "brings the sum of sizes and alignments beyond 2^62")
      }
      height = sum.partialValue
    }
    let fixed = buffers.compactMap { buffer in buffer.fixedOffset.map { $0 + buffer.size } }.max()
    guard height + (fixed ?? 0) <= 1 << 62 else { throw .sumTooLarge }
  }
}
