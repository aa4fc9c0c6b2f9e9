import OptCore

extension AllocationInstance {
  /// Why data are no instance.
  public enum Invalid: Error, Sendable, Hashable, CustomStringConvertible {
    /// A buffer (0-based) breaks a rule.
    case buffer(Int, String)
    /// More buffers than are read.
    case tooMany(Int)
    /// The capacity is negative or beyond 2^60.
    case badCapacity(Int)
    /// Goal `fit` without a capacity.
    case noCapacity
    /// Sizes, alignments and fixed offsets sum to more than 2^62.
    case sumTooLarge

    /// What is wrong, in one line.
    public var description: String {
      switch self {
      case .buffer(let index, let fault): "buffer \(index) \(fault)"
      case .tooMany(let count): "found \(count) buffers, expected at most 2^26"
      case .badCapacity(let capacity): "found capacity \(capacity), expected 0 to 2^60"
      case .noCapacity:
        "the goal 'fit' needs a capacity: -P capacity=N, or a name such as A.1048576.csv"
      case .sumTooLarge: "sizes, alignments and fixed offsets sum to more than 2^62"
      }
    }
  }

  /// Why no allocation exists, as far as that is plain, and the buffer it is about; nil = nothing found.
  ///
  /// - Complexity: O(n + pairs of fixed buffers that are alive at the same time).
  package var impossibility: (buffer: Int, reason: String)? {
    if let limit {
      for (index, buffer) in buffers.enumerated() {
        let top = (buffer.fixedOffset ?? 0) + buffer.size
        guard top > limit else { continue }
        return (
          index,
          buffer.fixedOffset == nil
            ? "buffer \(quoted(buffer.id)) has size \(buffer.size), above the capacity \(limit)"
            : "buffer \(quoted(buffer.id)) is fixed and reaches \(top), above the capacity \(limit)"
        )
      }
    }
    let fixed = buffers.indices.filter { buffers[$0].fixedOffset != nil }
    guard fixed.count > 1 else { return nil }
    let rectangles = fixed.flatMap { index in
      OccupiedRectangle.pieces(
        of: buffers[index], at: buffers[index].fixedOffset ?? 0, owner: index)
    }
    guard let (first, second) = OccupiedRectangle.overlap(in: rectangles) else { return nil }
    return (
      max(first, second),
      "fixed buffers \(quoted(buffers[first].id)) and \(quoted(buffers[second].id)) overlap in time"
        + " and space"
    )
  }
}
