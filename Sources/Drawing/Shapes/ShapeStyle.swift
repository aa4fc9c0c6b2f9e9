/// How the inside or the outline of a shape is painted.
public enum Paint: Sendable, Hashable {
  /// As the enclosing group says.
  case inherited
  /// Not painted.
  case none
  /// One colour.
  case colour(Colour)
  /// The pattern or gradient defined under `id`.
  case reference(id: String)
}

/// The paint of a shape; the default writes no attribute, so the enclosing group decides.
public struct ShapeStyle: Sendable, Hashable {
  /// Paint of the inside.
  public var fill: Paint
  /// Paint of the outline.
  public var stroke: Paint
  /// Width of the outline in user units; nil leaves it to the group.
  public var strokeWidth: Double?
  /// Lengths of dashes and gaps in turn, in user units; empty means a solid line.
  public var dashes: [Double]
  /// 0 (invisible) to 1 (opaque); nil leaves it to the group.
  public var opacity: Double?

  /// A style with the given parts.
  public init(
    fill: Paint = .inherited, stroke: Paint = .inherited, strokeWidth: Double? = nil,
    dashes: [Double] = [], opacity: Double? = nil
  ) {
    self.fill = fill
    self.stroke = stroke
    self.strokeWidth = strokeWidth
    self.dashes = dashes
    self.opacity = opacity
  }

  /// Everything as the enclosing group says.
  public static let inherited = ShapeStyle()

  /// A filled shape without an outline.
  public static func filled(_ colour: Colour) -> ShapeStyle {
    ShapeStyle(fill: .colour(colour))
  }

  /// An outline without a filling.
  public static func outlined(
    _ colour: Colour, width: Double = 1, dashes: [Double] = []
  ) -> ShapeStyle {
    ShapeStyle(fill: .none, stroke: .colour(colour), strokeWidth: width, dashes: dashes)
  }
}

/// The look of a piece of text; nil parts are left to the enclosing group.
public struct TextStyle: Sendable, Hashable {
  /// Which point of the text stands at the given position.
  public enum Anchor: String, Sendable, Hashable {
    /// The left end.
    case start
    /// The middle.
    case middle
    /// The right end.
    case end
  }

  /// Font size in user units.
  public var size: Double?
  /// Colour of the letters.
  public var colour: Colour?
  /// Which point of the text stands at the given position.
  public var anchor: Anchor?
  /// Whether the letters are bold.
  public var isBold: Bool
  /// Whether the text runs upwards (turned by 90 degrees to the left).
  public var isVertical: Bool

  /// A text style with the given parts.
  public init(
    size: Double? = nil, colour: Colour? = nil, anchor: Anchor? = nil, isBold: Bool = false,
    isVertical: Bool = false
  ) {
    self.size = size
    self.colour = colour
    self.anchor = anchor
    self.isBold = isBold
    self.isVertical = isVertical
  }

  /// Everything as the enclosing group says.
  public static let inherited = TextStyle()
}

/// A point of the picture in user units; y grows downwards.
public struct Point: Sendable, Hashable {
  /// Distance from the left edge.
  public var x: Double
  /// Distance from the top edge.
  public var y: Double

  /// The point at (`x`, `y`).
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// An upright rectangle of the picture in user units; y grows downwards.
public struct Rectangle: Sendable, Hashable {
  /// Left edge.
  public var x: Double
  /// Top edge.
  public var y: Double
  /// Extent to the right, at least 0.
  public var width: Double
  /// Extent downwards, at least 0.
  public var height: Double

  /// The rectangle with the given corner and extents; negative extents count as 0.
  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = max(width, 0)
    self.height = max(height, 0)
  }

  /// Right edge.
  public var right: Double { x + width }
  /// Bottom edge.
  public var bottom: Double { y + height }
}
