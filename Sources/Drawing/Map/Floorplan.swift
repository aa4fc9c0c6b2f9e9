/// Blocks placed in a plane, to scale, with the outline of the area that may hold them.
public struct Floorplan: Sendable, Hashable {
  /// A placed block; coordinates in any unit, y grows upwards.
  public struct Block: Sendable, Hashable {
    /// Left edge.
    public var x: Double
    /// Lower edge.
    public var y: Double
    /// Extent to the right.
    public var width: Double
    /// Extent upwards.
    public var height: Double
    /// Written into the block where it fits.
    public var label: String
    /// What the colour stands for.
    public var colour: ColourClass
    /// Shown when the pointer rests on the block.
    public var tooltip: String

    /// A block with the given parts.
    public init(
      x: Double, y: Double, width: Double, height: Double, label: String = "",
      colour: ColourClass = .regular, tooltip: String = ""
    ) {
      self.x = x
      self.y = y
      self.width = width
      self.height = height
      self.label = label
      self.colour = colour
      self.tooltip = tooltip
    }
  }

  /// Heading of the picture.
  public var title: String
  /// The blocks; later ones are drawn over earlier ones.
  public var blocks: [Block]
  /// The area that may hold blocks, y growing upwards from `outline.y`; nil when there is none.
  public var outline: Rectangle?
  /// Largest width in user units.
  public var width: Double
  /// Largest height in user units.
  public var height: Double

  /// A plan of the given blocks.
  public init(
    title: String, blocks: [Block], outline: Rectangle? = nil, width: Double = 900,
    height: Double = 900
  ) {
    self.title = title
    self.blocks = blocks
    self.outline = outline
    self.width = width
    self.height = height
  }

  /// The plan as an SVG document.
  public func svg() -> String {
    let items = blocks.map { block in
      RectangleMap.Item(
        lowerX: block.x, lowerY: block.y, upperX: block.x + block.width,
        upperY: block.y + block.height, label: block.label, colour: block.colour.colour,
        tooltip: block.tooltip, key: block.label)
    }
    let corners = outline.map { [$0] } ?? []
    let frame = PlotFrame(
      width: width, height: height, title: title, legend: Legend([]),
      x: PlotFrame.Side(
        label: "", scale: .linear, lower: (items.map(\.lowerX) + corners.map(\.x)).min() ?? 0,
        upper: (items.map(\.upperX) + corners.map(\.right)).max() ?? 1),
      y: PlotFrame.Side(
        label: "", scale: .linear, lower: (items.map(\.lowerY) + corners.map(\.y)).min() ?? 0,
        upper: (items.map(\.upperY) + corners.map(\.bottom)).max() ?? 1),
      isSquareScale: true)
    return RectangleMap(frame: frame, items: items).render { writer in
      guard let outline else { return }
      let topLeft = frame.point(outline.x, outline.bottom)
      let bottomRight = frame.point(outline.right, outline.y)
      writer.rect(
        Rectangle(
          x: topLeft.x, y: topLeft.y, width: bottomRight.x - topLeft.x,
          height: bottomRight.y - topLeft.y),
        style: .outlined(Palette.ink, width: 1.5))
    }
  }
}
