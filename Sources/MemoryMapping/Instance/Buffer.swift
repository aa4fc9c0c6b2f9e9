/// A block of memory that is needed for some time.
public struct Buffer: Sendable, Hashable {
  /// A stretch of its life in which a buffer occupies only a part of itself, or nothing.
  public struct Gap: Sendable, Hashable {
    /// The times of the gap: first inclusive, last exclusive.
    public var times: Range<Int>
    /// The addresses occupied meanwhile, relative to the offset and within `0..<size`; nil = none.
    public var window: Range<Int>?

    /// A gap with its window.
    public init(_ times: Range<Int>, window: Range<Int>? = nil) {
      (self.times, self.window) = (times, window)
    }
  }

  /// A part of a buffer: a rectangle of times and of addresses relative to the offset.
  public struct Piece: Sendable, Hashable {
    /// When the addresses are occupied.
    public var times: Range<Int>
    /// What is occupied, relative to the offset.
    public var addresses: Range<Int>
  }

  /// Its name, unique in the instance.
  public var id: String
  /// First time at which it is alive.
  public var lower: Int
  /// First time at which it is not alive any more, above `lower`.
  public var upper: Int
  /// Bytes (or any other unit), at least 1.
  public var size: Int
  /// The offset is a multiple of this, at least 1.
  public var alignment = 1
  /// An offset that would be welcome; no constraint.
  public var hint: Int?
  /// Stretches with less to occupy: disjoint, within the life, in time order.
  public var gaps: [Gap] = []
  /// The only offset that is allowed, a multiple of the alignment; nil = any.
  public var fixedOffset: Int?

  /// A buffer that lives during `lower..<upper`.
  public init(id: String, lower: Int, upper: Int, size: Int) {
    (self.id, self.lower, self.upper, self.size) = (id, lower, upper, size)
  }

  /// The rectangles that it occupies, in time order: the whole of it outside gaps, windows inside.
  public var pieces: [Piece] {
    var pieces: [Piece] = []
    var time = lower
    for gap in gaps {
      if gap.times.lowerBound > time {
        pieces.append(Piece(times: time..<gap.times.lowerBound, addresses: 0..<size))
      }
      if let window = gap.window { pieces.append(Piece(times: gap.times, addresses: window)) }
      time = gap.times.upperBound
    }
    if time < upper { pieces.append(Piece(times: time..<upper, addresses: 0..<size)) }
    return pieces
  }

  /// Whether the lives of two buffers have a time in common.
  @inline(__always)
  package func meets(_ other: Buffer) -> Bool { lower < other.upper && other.lower < upper }
}
