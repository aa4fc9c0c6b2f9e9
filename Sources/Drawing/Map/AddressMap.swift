/// Memory over time: each buffer is a rectangle from its first to its last tick and from its lowest
/// to its highest address.
public struct AddressMap: Sendable, Hashable {
  /// A buffer in memory.
  public struct Buffer: Sendable, Hashable {
    /// First tick at which the buffer is in use.
    public var start: Int
    /// First tick at which it is not in use any more.
    public var end: Int
    /// Lowest address, bytes.
    public var offset: Int
    /// Extent, bytes.
    public var size: Int
    /// Written into the rectangle where it fits.
    public var label: String
    /// What the colour stands for.
    public var colour: ColourClass
    /// Shown when the pointer rests on the rectangle.
    public var tooltip: String
    /// Whether stripes lie over the colour.
    public var isStriped: Bool
    /// Ties the rectangle to rows of a page (`data-key`).
    public var key: String

    /// A buffer with the given parts.
    ///
    /// - Parameter key: nil = the label.
    public init(
      start: Int, end: Int, offset: Int, size: Int, label: String = "",
      colour: ColourClass = .regular, tooltip: String = "", isStriped: Bool = false,
      key: String? = nil
    ) {
      self.start = start
      self.end = end
      self.offset = offset
      self.size = size
      self.label = label
      self.colour = colour
      self.tooltip = tooltip
      self.isStriped = isStriped
      self.key = key ?? label
    }
  }

  /// What is in use from a time on.
  public struct Level: Sendable, Hashable {
    /// The tick.
    public var time: Int
    /// Bytes in use until the next level.
    public var bytes: Int

    /// A level from a tick on.
    public init(time: Int, bytes: Int) { (self.time, self.bytes) = (time, bytes) }
  }

  /// Heading of the picture.
  public var title: String
  /// The buffers.
  public var buffers: [Buffer]
  /// Number of bytes available, drawn as a dashed line; nil when unlimited.
  public var capacity: Int?
  /// Greatest address in use, drawn as a line; nil = not drawn.
  public var peak: Int?
  /// What is in use over time, ascending, drawn as a curve; empty = not drawn.
  public var load: [Level] = []
  /// What colours mean, after the lines.
  public var legend: [Legend.Entry] = []
  /// The name of the horizontal axis.
  public var timeLabel = "time [ticks]"
  /// A second picture below with the same horizontal axis; nil = none.
  public var strip: TimeStrip?
  /// Width in user units.
  public var width: Double
  /// Height in user units.
  public var height: Double

  /// A map of the given buffers.
  public init(
    title: String, buffers: [Buffer], capacity: Int? = nil, width: Double = 1100,
    height: Double = 640
  ) {
    self.title = title
    self.buffers = buffers
    self.capacity = capacity
    self.width = width
    self.height = height
  }
}
