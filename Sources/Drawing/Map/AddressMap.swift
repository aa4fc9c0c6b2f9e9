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

    /// A buffer with the given parts.
    public init(
      start: Int, end: Int, offset: Int, size: Int, label: String = "",
      colour: ColourClass = .regular, tooltip: String = ""
    ) {
      self.start = start
      self.end = end
      self.offset = offset
      self.size = size
      self.label = label
      self.colour = colour
      self.tooltip = tooltip
    }
  }

  /// Heading of the picture.
  public var title: String
  /// The buffers.
  public var buffers: [Buffer]
  /// Number of bytes available, drawn as a dashed line; nil when unlimited.
  public var capacity: Int?
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

  /// The map as an SVG document.
  public func svg() -> String {
    let items = buffers.map { buffer in
      RectangleMap.Item(
        lowerX: Double(buffer.start), lowerY: Double(buffer.offset), upperX: Double(buffer.end),
        upperY: Double(buffer.offset) + Double(buffer.size), label: buffer.label,
        colour: buffer.colour.colour, tooltip: buffer.tooltip, key: buffer.label)
    }
    let top = max(items.map(\.upperY).max() ?? 1, capacity.map(Double.init) ?? 0)
    let frame = PlotFrame(
      width: width, height: height, title: title,
      legend: Legend(
        capacity == nil ? [] : [.init(.line(Palette.late, dashes: [6, 4]), "capacity")]),
      x: PlotFrame.Side(
        label: "time [ticks]", scale: .linear, lower: items.map(\.lowerX).min() ?? 0,
        upper: items.map(\.upperX).max() ?? 1),
      y: PlotFrame.Side(
        label: "address [bytes]", scale: .linear, lower: min(0, items.map(\.lowerY).min() ?? 0),
        upper: top * (capacity == nil ? 1 : 1.03)))
    return RectangleMap(frame: frame, items: items).render { writer in
      guard let capacity else { return }
      let level = frame.y.position(of: Double(capacity))
      writer.line(
        from: Point(frame.area.x, level), to: Point(frame.area.right, level),
        style: .outlined(Palette.late, width: 2, dashes: [6, 4]), tooltip: "capacity \(capacity)")
    }
  }
}
